package org.offprint.search.embedded.suggest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.Nightly;
import org.offprint.search.Suggestion;
import org.offprint.search.embedded.index.TestIndex;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.PersonAndKeywordRecords;
import org.offprint.search.feed.PersonName;
import org.offprint.search.lucene.query.MisspelledWords;
import org.offprint.search.opensearch.TestCluster;
import org.offprint.search.query.SearchQuery.Scheme;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/** Tests search suggestions for partly typed text. */
class SuggestionSearchTest {

    private final TestIndex index = new TestIndex();

    @AfterEach
    void close() {
        index.close();
    }

    private List<String> suggested(String text) {
        return suggested(text, EnumSet.allOf(RecordKind.class), 10);
    }

    private List<String> suggested(String text, Set<RecordKind> kinds, int limit) {
        return suggestions(text, kinds, limit).stream().map(Suggestion::text).toList();
    }

    private List<Suggestion> suggestions(String text, Set<RecordKind> kinds, int limit) {
        return TestCluster.isWanted()
                ? index.suggestedByCluster(text, kinds, limit)
                : suggestions(index, text, kinds, limit);
    }

    private static List<Suggestion> suggestions(TestIndex index, String text, Set<RecordKind> kinds, int limit) {
        return index.ask(snapshot -> new SuggestionSearch(snapshot, kinds, limit, TestIndex.LONGEST).of(text));
    }

    private IndexRecord article(String key, String title) {
        return index.article(key, "en", title).suggested(0);
    }

    private static IndexRecord keyword(String keyword, int articles) {
        return PersonAndKeywordRecords.keyword(keyword.toLowerCase(), keyword, articles);
    }

    private static IndexRecord person(String given, String family, int articles) {
        return PersonAndKeywordRecords.person(given + " " + family, new PersonName(given, family, null), articles);
    }

    private static IndexRecord organization(String key, String name, int articles) {
        return new IndexRecord(RecordKind.AFFILIATION, key.length() == 36 ? key : TestIndex.id(key))
                .text(FullTextField.NAME, null, name)
                .suggested(articles)
                .shown(name, null);
    }

    @Test
    void a_repeated_suggestion_request_returns_the_same_suggestions_as_the_first_request() {
        List<IndexRecord> records = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            records.add(article("article" + i, "Phosphorus in peat number " + i));
            records.add(keyword("phosphorus " + i, i));
        }
        index.addAll(records);
        // The first request is by far the slowest, because the code is not compiled and the caches are empty.
        List<String> first = suggested("phosphrus peat nmber");
        assertEquals(10, first.size());
        for (int i = 0; i < 30; i++) {
            assertEquals(first, suggested("phosphrus peat nmber"));
        }
    }

    @Test
    void the_number_of_fuzzy_searches_per_suggestion_request_is_limited() {
        index.add(article("one", "Alpha bravo charlie delta echo foxtrot golf hotel"));
        assertEquals(0, fuzzySearches("alpha bravo"));
        int kinds = RecordKind.values().length;
        for (String text : List.of(
                "alpha bravo charlie delta echo foxtrot golf hotelx",
                "alphx bravx charlix deltx echx foxtrox golx hotex",
                "qqqqqqqq wwwwwwww eeeeeeee rrrrrrrr tttttttt yyyyyyyy uuuuuuuu iiiiiiii")) {
            int searches = fuzzySearches(text);
            assertTrue(searches <= 2 * kinds * MisspelledWords.MAX_WORDS, text + " takes " + searches);
        }
    }

    private int fuzzySearches(String text) {
        return index.ask(snapshot -> {
            SuggestionSearch search = new SuggestionSearch(snapshot, EnumSet.allOf(RecordKind.class), 10);
            search.of(text);
            return search.fuzzySearches();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Soil carbon in peat          | s",
                "Soil carbon in peat          | soi",
                "Soil carbon in peat          | Soil",
                "Soil carbon in peat          | carb soil",
                "Soil carbon in peat          | soil carbon in p",
                "Educación superior           | educacio",
                "Educacion superior           | educación",
                "L'éducation nationale        | educ",
                "Spread of COVID-19           | covid",
                "Spread of COVID-19           | covid-1",
                "Spread of COVID-19           | covid19",
                "国际教育合作研究               | 教",
                "国际教育合作研究               | 教育合",
                "Российские университеты      | унив",
                "Photosynthesis               | photosythe",
                "Photosynthesis               | phtosynthesis",
                "Photosynthesis               | photosynhtesis",
                "Photosynthesis               | hotosynthesis",
                "Photosynthesis               | ohotosynthesis",
                "Photosynthesis of algae      | photosyntheis alg",
                "Donaudampfschifffahrtsgesellschaft | donaudampfschifffahrtsgesell",
            })
    void typed_text_is_completed_to_a_matching_title(String title, String typed) {
        index.add(article("a", title), article("b", "Zebra"));
        assertEquals(List.of(title), suggested(typed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // "arbon" is only the end of a word, but also matches "carbon" as a misspelled word
                "Soil carbon | arbon",
                "Soil carbon | soil water",
                "Soil carbon | phosphorus",
                "国际教育合作 | 合教",
                "Soil carbon | -",
            })
    void typed_text_is_not_completed_to_a_title_that_does_not_match(String title, String typed) {
        index.add(article("a", title));
        assertEquals(typed.equals("arbon") ? List.of(title) : List.of(), suggested(typed));
    }

    @Test
    void a_record_that_is_excluded_from_suggestions_is_not_suggested() {
        index.add(index.article("a", "en", "Otters"));
        assertEquals(List.of(), suggested("otters"));
    }

    @Test
    void people_are_suggested_for_their_initials_and_for_any_umlaut_spelling() {
        index.add(person("Ada", "Müller", 1), person("伟", "施", 1));
        for (String typed : List.of("ada m", "muel", "mull", "müll", "müller a", "a. müller")) {
            assertEquals(List.of("Ada Müller"), suggested(typed), typed);
        }
        assertEquals(1, suggested("施伟").size());
    }

    @Test
    void people_are_suggested_for_joined_initials_as_used_in_citations() {
        index.add(person("Hans Peter", "Müller", 1), person("Heike", "Müller", 1), person("J. R. R.", "Tolkien", 1));
        assertEquals(List.of("Hans Peter Müller"), suggested("Müller HP"));
        assertEquals(List.of("Hans Peter Müller"), suggested("H.P. Mull"));
        assertEquals(List.of("J. R. R. Tolkien"), suggested("JRR Tolk"));
        assertEquals(List.of(), suggested("Müller HPX"));
        assertEquals(List.of(), suggested("HP"), "a single word of capitals is an abbreviation");
        index.add(keyword("Müller HP", 1));
        assertEquals(List.of("Müller HP"), suggested("Müller HP"), "an exact match is the only suggestion");
    }

    @Test
    void suggested_names_that_contain_the_typed_word_or_have_more_articles_rank_first() {
        index.add(keyword("Art", 1), keyword("Artery", 900), keyword("Artist", 3), keyword("Modern art", 2));
        assertEquals(List.of("Art", "Modern art", "Artery", "Artist"), suggested("art"));
        assertEquals(List.of("Artery", "Artist", "Art", "Modern art"), suggested("ar"));
    }

    @Test
    void the_order_of_equally_ranked_suggestions_does_not_depend_on_the_index_structure() {
        List<IndexRecord> records = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            records.add(article("a" + i, "Otter " + i));
            records.add(keyword("Otter " + i, 3));
            records.add(person("Olga " + i, "Otter", 3));
            records.add(organization("o" + i, "Otter Institute " + i, 3).sort(SortOrder.NAME, "Otter Institute " + i));
        }
        index.add(records.toArray(IndexRecord[]::new));
        List<String> names = suggested("ott", EnumSet.of(RecordKind.AFFILIATION, RecordKind.KEYWORD), 6);
        assertEquals(
                List.of("Otter Institute 0", "Otter 0", "Otter Institute 1", "Otter 1", "Otter Institute 2", "Otter 2"),
                names);
        assertEquals(
                List.of("Otter 39", "Otter 38", "Otter 37", "Otter 36", "Otter 35"),
                suggested("ott", EnumSet.of(RecordKind.ARTICLE), 5));
        Collections.shuffle(records, new Random(1));
        try (TestIndex another = new TestIndex()) {
            another.add(records.toArray(IndexRecord[]::new));
            for (RecordKind kind : EnumSet.complementOf(EnumSet.of(RecordKind.ISSUE, RecordKind.JOURNAL))) {
                List<Suggestion> now =
                        another.ask(snapshot -> new SuggestionSearch(snapshot, EnumSet.of(kind), 10).of("ott"));
                assertEquals(now.stream().map(Suggestion::text).toList(), suggested("ott", EnumSet.of(kind), 10));
                assertEquals(10, now.size());
            }
        }
    }

    @Test
    void suggestions_for_random_text_do_not_depend_on_the_index_structure() {
        Random random = new Random(5);
        List<String> words = Stream.generate(() -> word(random)).limit(600).toList();
        Set<String> names = new LinkedHashSet<>();
        while (names.size() < 200) {
            names.add(Stream.generate(() -> words.get(random.nextInt(words.size())))
                    .limit(2 + random.nextInt(5))
                    .collect(Collectors.joining(" ")));
        }
        List<IndexRecord> records = new ArrayList<>();
        for (String name : names) {
            int articles = 1 + random.nextInt(9);
            String key = "" + records.size();
            records.add(
                    switch (random.nextInt(4)) {
                        case 0 -> keyword(name, articles);
                        case 1 -> person(key, name, articles);
                        case 2 -> organization(key, name, articles).sort(SortOrder.NAME, name);
                        default -> article(key, name);
                    });
        }
        index.addAll(records);
        Collections.shuffle(records, random);
        try (TestIndex another = new TestIndex()) {
            another.addAll(records);
            for (int i = 0; i < Nightly.or(100, 400); i++) {
                StringBuilder typed = new StringBuilder();
                for (int more = 1 + random.nextInt(1 + random.nextInt(6)); more > 0; more--) {
                    typed.append(misspelled(words.get(random.nextInt(words.size())), random))
                            .append(' ');
                }
                String text = typed.toString().strip();
                Set<RecordKind> kinds = EnumSet.allOf(RecordKind.class);
                assertEquals(suggestions(another, text, kinds, 20), suggestions(text, kinds, 20), text);
            }
        }
    }

    /** Returns a random word from a small alphabet, so that many words are similar. */
    private static String word(Random random) {
        return random.ints(2 + random.nextInt(5), 'a', 'a' + 5)
                .mapToObj(letter -> "" + (char) letter)
                .collect(Collectors.joining());
    }

    /** Returns the word, a prefix of the word, or the word with a wrong, missing or additional letter. */
    private static String misspelled(String word, Random random) {
        int at = random.nextInt(word.length());
        String letter = "" + (char) ('a' + random.nextInt(7));
        return switch (random.nextInt(5)) {
            case 0 -> word;
            case 1 -> word.substring(0, at + 1);
            case 2 -> word.substring(0, at) + letter + word.substring(at + 1);
            case 3 -> word.substring(0, at) + word.substring(at + 1) + letter;
            default -> word.substring(0, at) + letter + word.substring(at);
        };
    }

    @Test
    void suggestions_include_every_matching_record_type() {
        for (int i = 0; i < 30; i++) {
            index.add(article("a" + i, "Otter " + i));
        }
        index.add(keyword("Otters", 1), person("Olga", "Otter", 2), organization("o", "Otter Institute", 3));
        List<String> first = suggested("ott", EnumSet.allOf(RecordKind.class), 4);
        assertEquals(Set.of("Otters", "Olga Otter", "Otter Institute"), Set.copyOf(first.subList(0, 3)));
        assertEquals(List.of("Otters"), suggested("ott", EnumSet.of(RecordKind.KEYWORD), 10));
        assertEquals(10, suggested("ott").size());
    }

    @Test
    void titles_are_suggested_in_the_language_of_the_typed_text() {
        index.add(article("a", "International cooperation").text(FullTextField.TITLE, "zh", "国际教育合作研究"));
        assertEquals(List.of("国际教育合作研究"), suggested("教育"));
        assertEquals(List.of("International cooperation"), suggested("coop"));
    }

    @Test
    void suggested_organizations_have_current_article_counts() {
        String key = new UUID(0, 1).toString();
        index.add(
                organization(key, "Institute of Otters", 0),
                article("a", "One").counted(TermField.AFFILIATION_ID, key),
                article("b", "Two").counted(TermField.AFFILIATION_ID, key));
        assertEquals(
                List.of(new Suggestion(RecordKind.AFFILIATION, key, "Institute of Otters", 2L)),
                suggestions("inst", EnumSet.allOf(RecordKind.class), 5));
    }

    @Test
    void an_identifier_suggests_the_record_with_this_identifier() {
        index.add(
                article("a", "One").isIdentifiedBy(Scheme.DOI, "10.5555/abc"),
                article("b", "Two").isIdentifiedBy(Scheme.DOI, "10.5555/abcd"),
                article("c", "Three").names(Scheme.DOI, "10.5555/abc"),
                organization("o", "Institute", 1).isIdentifiedBy(Scheme.ROR, "https://ror.org/05dxps055"));
        assertEquals(List.of("One", "Two"), suggested("https://doi.org/10.5555/ABC"));
        assertEquals(List.of("Two"), suggested("doi: 10.5555/abcd"));
        assertEquals(List.of("Institute"), suggested("05dxps055"));
        assertEquals(List.of(), suggested("10.5555/xyz"));
    }

    /** Returns suggestions with the default time limit for fuzzy searches. */
    private List<Suggestion> soon(String text) {
        return index.ask(snapshot -> new SuggestionSearch(snapshot, EnumSet.allOf(RecordKind.class), 10).of(text));
    }

    @Test
    void the_response_time_of_suggestions_is_limited_for_any_typed_text() {
        for (int i = 0; i < 500; i++) {
            index.add(article("a" + i, "a" + i + " b" + i + " c d e f g h i j"));
        }
        long began = System.nanoTime();
        assertEquals(10, soon("a b c d e f g h i j zzz").size(), "only eight words are used");
        assertEquals(0, soon("x".repeat(200)).size());
        assertEquals(0, soon("q w r t y u o p").size());
        assertEquals(true, System.nanoTime() - began < 5_000_000_000L);
    }

    @Test
    void a_doi_prefix_suggests_records_and_a_greek_letter_matches_its_name() {
        index.add(article("prefixed", "Emission of H-beta lines").isIdentifiedBy(Scheme.DOI, "10.5555/abc"));
        for (String typed : List.of("10.5555", "10.5555/", "10.5555/a", "emission β", "β")) {
            assertEquals(List.of("Emission of H-beta lines"), suggested(typed), typed);
        }
    }
}
