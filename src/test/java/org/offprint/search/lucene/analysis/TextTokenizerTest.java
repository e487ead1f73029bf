package org.offprint.search.lucene.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.search.embedded.index.TestIndex;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.FullTextField;

/** Tests which query words match which titles and names. */
class TextTokenizerTest {

    private final TestIndex index = new TestIndex();

    @AfterEach
    void close() {
        index.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Networks of schools            | network",
                "en | A network of schools           | networks",
                "en | Published work                 | publishing",
                "es | La educación en España         | educacion",
                "es | Las naciones unidas            | nación",
                "es | La educacion rural             | educación",
                "pt | Relações internacionais        | relacao",
                "fr | L'éducation nationale          | education",
                "fr | Les chevaux                    | cheval",
                "fr | L’Écologie                     | écologie",
                "de | Die Häuser der Gemeinde        | Haus",
                "de | Straßenbau in Österreich       | strassenbau",
                "it | Le università italiane         | universita",
                "nl | Onderzoekingen                 | onderzoeking",
                "ru | Российские университеты        | российский",
                "ar | الجامعات العربية               | جامعات",
                "zh | 国际教育合作研究                | 教育合作",
                "zh | 国际教育合作研究                | 教育",
                "ja | 日本の高等教育について           | 高等教育",
                "ja | コンピュータの研究              | コンピュータ",
                "ko | 한국의 고등교육                 | 고등교육",
                "en | ﬁrst Ｗｉｄｅ words              | wide",
                "en | Spread of COVID-19             | covid-19",
                "en | Spread of COVID-19             | COVID19",
                "en | Spread of COVID19              | covid-19",
                "en | Measuring CO₂                  | co2",
                "en | Well-being of students         | wellbeing",
                "en | Wellbeing of students          | well-being",
                "en | Well being of students         | well-being",
                "en | Shakespeare's plays            | shakespeare",
                "el | Ελληνική γλώσσα                | ελληνικη",
                "th | การศึกษาไทย                    | ไทย",
            })
    void a_query_word_matches_a_title(String language, String title, String word) {
        index.add(index.article("a", language, title));
        assertEquals(List.of("a"), index.words(word), title + " is found by " + word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | COVID 20 and 19 others         | covid-19",
                "en | The CO of 2                    | co2",
                "zh | 教学和育儿的合作                | 教育合作",
                "en | Nationwide                     | nation",
                "en | A reference                    | referee",
            })
    void a_query_word_that_only_resembles_the_title_does_not_match(String language, String title, String word) {
        index.add(index.article("a", language, title));
        assertEquals(List.of(), index.words(word), title + " is not found by " + word);
    }

    @ParameterizedTest
    @CsvSource({"Müller", "Muller", "Mueller", "MÜLLER"})
    void all_umlaut_spellings_of_a_name_match_each_other(String name) {
        index.add(
                person("a", "Karl", "Müller"),
                person("b", "Karl", "Muller"),
                person("c", "Karl", "Mueller"),
                person("d", "Karl", "Miller"));
        List<String> found = List.of("a", "b", "c");
        assertEquals(found, index.words(name).stream().sorted().toList());
        assertEquals(
                found,
                index.keys(new SearchQuery.Word(FullTextField.AUTHOR, name)).stream()
                        .sorted()
                        .toList());
        assertEquals(found, index.phrase(name + " Karl").stream().sorted().toList());
    }

    @Test
    void a_person_is_found_in_either_name_order_and_by_initials() {
        index.add(
                person("a", "Linwei", "Shi").person(FullTextField.AUTHOR, "Ada", "Lovelace"),
                person("b", "Linwei", "Wang").person(FullTextField.AUTHOR, "Ada", "Shi"));
        assertEquals(List.of("a"), index.phrase("Shi Linwei"));
        assertEquals(List.of("a"), index.phrase("Linwei Shi"));
        assertEquals(List.of("a"), index.phrase("L. Shi"));
        assertEquals(List.of("b"), index.phrase("Shi A"));
        assertEquals(List.of(), index.phrase("Shi Lovelace"));
        assertEquals(2, index.words("shi", "linwei").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "O'Brien      | O'Brien",
                "O'Brien      | O’Brien",
                "O'Brien      | OBrien",
                "O'Brien      | o brien",
                "O'Brien      | brien",
                "D'Angelo     | dangelo",
                "D'Angelo     | d angelo",
                "D'Angelo     | Angelo",
                "van der Berg | vanderberg",
                "van der Berg | Berg",
                "de Souza     | DeSouza",
                "Le Clerc     | Leclerc",
            })
    void a_compound_name_is_found_in_its_joined_form_and_in_its_split_form(String family, String typed) {
        index.add(person("a", "Ada", family), person("b", "Ada", "Moreira"));
        assertEquals(List.of("a"), index.words(typed.split(" ")), family);
        assertEquals(List.of("a"), index.words(("Ada " + typed).split(" ")), family);
    }

    @Test
    void two_separate_words_of_a_name_do_not_match_the_joined_word() {
        index.add(person("a", "Ada", "Moreira Lopes").text(FullTextField.AUTHOR, null, "King's College"));
        assertEquals(List.of(), index.words("moreiralopes"));
        assertEquals(List.of("a"), index.words("kings", "college"));
        assertEquals(List.of(), index.words("s", "college"));
    }

    @Test
    void a_chinese_name_is_found_without_a_space_after_the_family_name() {
        index.add(person("a", "林伟", "施").person(FullTextField.AUTHOR, "小明", "王"));
        assertEquals(List.of("a"), index.words("施林伟"));
        assertEquals(List.of("a"), index.keys(new SearchQuery.Word(FullTextField.AUTHOR, "王小明")));
        assertEquals(List.of(), index.words("王林伟"));
    }

    @Test
    void prefix_queries_match_words_with_and_without_accents() {
        index.add(index.article("a", "es", "Educación superior"));
        assertEquals(List.of("a"), index.keys(new SearchQuery.Prefix(FullTextField.ANY, "educ")));
        assertEquals(List.of("a"), index.keys(new SearchQuery.Prefix(FullTextField.TITLE, "éducaci")));
        assertEquals(List.of(), index.keys(new SearchQuery.Prefix(FullTextField.TITLE, "ducac")));
    }

    @Test
    void query_tokens_without_letters_are_ignored() {
        index.add(index.article("a", "en", "Black & white"));
        assertEquals(List.of("a"), index.words("black", "&", "white"));
        assertEquals(List.of(), index.words("–"));
    }

    private IndexRecord person(String key, String given, String family) {
        return index.article(key, "en", "Title").person(FullTextField.AUTHOR, given, family);
    }
}
