package org.offprint.web.api.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;
import static org.offprint.web.api.lists.SampleArticles.get;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.web.api.Fixtures;

/** Tests that search finds the intended records in any language and spelling. */
@QuarkusTest
class LanguagesTest {

    private static final String ORCID = "https://orcid.org/0000-0003-1419-2405";

    private static String journal;
    private static String issn;
    private static String ror;
    private static String doi;
    private static String cooperation;
    private static String education;
    private static String umlaut;
    private static String plain;
    private static String spelledOut;
    private static String virus;
    private static String carbon;

    @BeforeEach
    void fill() {
        if (journal != null) {
            return;
        }
        // Chooses an ISSN that consists only of digits, because such an ISSN can also be read as a number.
        do {
            issn = Fixtures.issn();
        } while (issn.endsWith("X"));
        // Chooses a ROR id with a letter, because nine digits without a label are read as a number.
        do {
            ror = Fixtures.ror();
        } while (ror.substring("https://ror.org/".length()).chars().allMatch(Character::isDigit));
        doi = "10.5555/" + unique("Lang").replace(' ', '.');
        ObjectNode made = object().put("title", unique("Languages")).put("language", "en");
        made.putArray("issns").addObject().put("type", "electronic").put("value", issn);
        journal = created(asAdmin(), "/v1/journals", made).get("id").textValue();
        String institute = created(
                        asAdmin(),
                        "/v1/affiliations",
                        object().put("name", "Institute").put("ror", ror))
                .get("id")
                .textValue();
        ObjectNode translated =
                article("International cooperation in schools", "en").put("doi", doi);
        translated.putObject("translations").putObject("zh").put("title", "国际教育合作研究");
        ArrayNode authors = translated.putArray("contributors");
        authors.addObject().put("given", "Linwei").put("family", "Shi").put("orcid", ORCID);
        authors.addObject().put("given", "林伟").put("family", "施");
        ((ObjectNode) authors.get(0)).putArray("affiliations").add(institute);
        cooperation = SampleArticles.published(translated);
        education = SampleArticles.published(article("La educación de las naciones", "es"));
        umlaut = SampleArticles.published(by("Karl", "Müller"));
        plain = SampleArticles.published(by("Karl", "Muller"));
        spelledOut = SampleArticles.published(by("Karl", "Mueller"));
        virus = SampleArticles.published(article("Spread of COVID-19", "en"));
        carbon = SampleArticles.published(article("Measuring CO₂ in 19 towns", "en"));
    }

    private static ObjectNode article(String title, String language) {
        return object().put("journal", journal)
                .put("title", title)
                .put("language", language)
                .put("type", "research-article");
    }

    private static ObjectNode by(String given, String family) {
        ObjectNode article = article("A name", "de");
        article.putArray("contributors").addObject().put("given", given).put("family", family);
        return article;
    }

    private static Set<String> found(String q) {
        return Set.copyOf(SampleArticles.ids(get(
                asReader(),
                "/v1/articles?limit=100&journal=" + journal + "&q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @CsvSource({"教育合作", "\"教育合作\"", "title:教育合作", "国际教育", "COOPERATION schools", "cooperations"})
    void translated_titles_are_searched_like_original_titles(String q) {
        assertEquals(Set.of(cooperation), found(q));
    }

    @ParameterizedTest
    @CsvSource({"educacion", "educación", "EDUCACIÓN", "educaciones", "nación", "nacion"})
    void search_ignores_accents_and_stems_words_by_article_language(String q) {
        assertEquals(Set.of(education), found(q));
    }

    @ParameterizedTest
    @CsvSource({"Müller", "Muller", "Mueller", "author:müller", "author:mueller", "Karl Muller", "'\"Mueller, Karl\"'"})
    void a_search_for_a_name_with_an_umlaut_matches_all_spellings(String q) {
        assertEquals(Set.of(umlaut, plain, spelledOut), found(q));
    }

    @ParameterizedTest
    @CsvSource({"COVID-19", "covid-19", "covid19", "COVID‑19", "\"covid-19\""})
    void a_hyphenated_word_is_matched_as_a_whole(String q) {
        assertEquals(Set.of(virus), found(q));
    }

    @ParameterizedTest
    @CsvSource({"CO2", "co2", "CO₂"})
    void a_chemical_formula_is_matched_as_a_whole(String q) {
        assertEquals(Set.of(carbon), found(q));
        assertEquals(Set.of(), found("CO 2"));
    }

    @ParameterizedTest
    @CsvSource({
        "Linwei Shi",
        "Shi Linwei",
        "\"Shi Linwei\"",
        "\"Linwei Shi\"",
        "\"L. Shi\"",
        "'\"Shi, L.\"'",
        "L Shi",
        "shi l",
        "施林伟",
        "林伟",
        "施 林伟",
        "author:施林伟",
        "author:shi",
        "author:(linwei shi)"
    })
    void an_author_is_found_in_any_name_order_with_initials_or_in_another_script(String q) {
        assertEquals(Set.of(cooperation), found(q));
    }

    @Test
    void initials_written_without_spaces_match_given_names() {
        ObjectNode written = article("A plain survey of rivers", "en");
        written.putArray("contributors").addObject().put("given", "Hanna-Maria").put("family", "Sørby Holm");
        written.withArray("contributors").addObject().put("given", "J. R. R.").put("family", "Brokenberg");
        String survey = SampleArticles.published(written);
        for (String q : List.of(
                "Brokenberg JRR",
                "JRR Brokenberg",
                "J.R.R. Brokenberg",
                "Brokenberg J.R.R.",
                "Brokenberg, JR",
                "Brokenberg JRR rivers",
                "author:(Brokenberg JRR)",
                "Holm HM",
                "HM Sorby Holm")) {
            assertEquals(Set.of(survey), found(q), q);
        }
        for (String q : List.of("rivers HM", "HM survey", "Holm JRR", "Brokenberg RJ", "title:rivers HM")) {
            assertEquals(Set.of(), found(q), q);
        }
        String q = "/v1/articles?highlight=true&journal=" + journal + "&q=rivers+Holm+HM";
        assertEquals(
                "A plain survey of <mark>rivers</mark>",
                get(asReader(), q).at("/items/0/highlights/title/0").textValue());
        assertEquals(
                1,
                get(asReader(), "/v1/contributors?q=JRR+Brokenberg")
                        .get("total")
                        .intValue());
    }

    /** Test cases: the language of a title, the title, and the queries that must find the title. */
    private static final List<String[]> TITLES = List.of(
            titled("ru", "Модель роста леса у берёзы", "модели", "МОДЕЛЬЮ", "лесов роста", "береза", "берёзы"),
            titled("ru", "Моделирование почвенной влаги", "моделирования", "моделированием", "моделиров*"),
            titled("ar", "التعليم في المدارس العربية", "تعليم", "مدارس", "التَّعليم", "العربيه"),
            titled("de", "Die Straßen großer Städte", "strassen", "STRASSE", "Stadt Straße", "\"grosser Städte\""),
            titled("pt", "As ações e a avaliação das crianças", "ação", "acoes", "avaliacao criança"),
            titled(
                    "fr",
                    "L’enseignement d'aujourd'hui et l'œuvre",
                    "enseignement",
                    "l'enseignement",
                    "aujourd’hui",
                    "oeuvres"),
            titled("es", "Los niños y la vida", "niño", "niños", "NINO", "vidas", "title:niño vidas"),
            titled("en", "Follow-ups of B-cells", "follow-up", "B-cell", "title:follow-up", "B-cells"),
            titled("en", "The D-lymphocyte", "D-lymphocytes", "title:d-lymphocytes"),
            titled("es", "Las universidades y los árboles frutales", "universidad", "arbol", "ÁRBOL frutal"),
            titled("vi", "Giáo dục đại học ở Việt Nam", "giao duc", "dai hoc", "\"Đại học\"", "viet nam"),
            titled("tr", "Işık hızı ve İstanbul'da ölçüm", "isik", "IŞIK", "ışık", "istanbul", "OLCUM"),
            titled("el", "Η εκπαίδευση στους δρόμους", "εκπαιδευση", "ΕΚΠΑΊΔΕΥΣΗΣ", "δρόμος", "δρομοι"),
            titled("hi", "किताबें और शिक्षा", "किताब", "किताबों", "शिक्षा"),
            titled("th", "การศึกษาในประเทศไทย", "การศึกษา", "ประเทศไทย"),
            titled("he", "חינוך בבתי הספר של צה״ל", "חינוך", "צה״ל", "צה\"ל", "הספר של"),
            titled("ko", "한국의 교육 정책", "교육", "한국 정책", "\"한국의 교육 정책\"", "\"교육 정책\""),
            titled("ja", "ナノ材料の光触媒", "ナノ", "光触媒", "ﾅﾉ材料"),
            titled("ja", "マーケティングとｅラーニングのデータベース", "マーケティング", "eラーニング", "\"データベース\"", "ベース"),
            titled("ja", "雑録・雑報・植物学会", "雑録・雑報", "雑録・雑報・植物学会", "\"雑報 植物学会\""),
            titled(
                    "zh",
                    "基于CNN的遥感图像识别：以PM2.5为例",
                    "基于CNN的遥感",
                    "\"基于 CNN 的遥感图像\"",
                    "基于CNN的遥感图像识别",
                    "title:遥感图像识别：以PM2.5为例"),
            titled(
                    "en",
                    "β-Catenin, TNF-α and the U.S.A.",
                    "beta-catenin",
                    "β-catenin",
                    "TNFα",
                    "tnf-alpha",
                    "USA",
                    "u.s.a.",
                    "\"TNF alpha\""),
            titled("en", "Gamma rays and NATO", "γ rays", "N.A.T.O."));

    private static String[] titled(String... parts) {
        return parts;
    }

    @Test
    void words_in_many_languages_are_found_in_inflected_forms_and_without_diacritics() {
        for (String[] titled : TITLES) {
            String article = SampleArticles.published(article(titled[1], titled[0]));
            for (int i = 2; i < titled.length; i++) {
                assertEquals(Set.of(article), found(titled[i]), titled[i]);
            }
        }
        // The stemmer matches inflections of a noun but not other nouns with the same root, as in other search engines.
        assertEquals(1, found("модель").size());
        assertEquals(2, found("модел*").size());
    }

    @Test
    void a_pasted_identifier_in_any_common_format_finds_the_record() {
        String bare = ror.substring("https://ror.org/".length());
        for (String pasted : List.of(
                doi,
                doi.toUpperCase(),
                "doi:" + doi,
                "DOI: " + doi,
                "https://doi.org/" + doi,
                "http://dx.doi.org/" + doi + ".",
                "(" + doi + ")",
                "<https://doi.org/" + doi + ">",
                "[" + doi + "]",
                "DOI " + doi,
                "HTTPS://WWW.DOI.ORG/" + doi.toUpperCase() + "/",
                "https://doi.org/doi:" + doi,
                "https://doi.org/" + doi + "?utm_source=x#top",
                doi.replace("/", "%2F"),
                "https%3A%2F%2Fdoi.org%2F" + doi.replace("/", "%2F"),
                "<" + ORCID + ">",
                "0000 0003 1419 2405",
                "http://www.orcid.org/0000-0003-1419-2405/",
                "(ORCID: 0000-0003-1419-2405)",
                "https%3A%2F%2Forcid.org%2F0000-0003-1419-2405",
                "<" + ror + ">",
                ror.toUpperCase() + "/",
                ORCID,
                "0000-0003-1419-2405",
                "0000000314192405",
                "orcid.org/0000-0003-1419-2405",
                "ORCID iD: 0000-0003-1419-2405",
                ror,
                bare,
                "ror.org/" + bare,
                "ROR: " + bare)) {
            assertEquals(Set.of(cooperation), found(pasted), pasted);
        }
        for (String pasted : List.of(
                issn,
                issn.replace("-", ""),
                "ISSN " + issn,
                "eISSN: " + issn.replace("-", ""),
                "urn:ISSN:" + issn,
                "<urn:issn:" + issn + ">",
                "ISSN: " + issn + " (online)",
                "(ISSN " + issn + ")",
                "https://portal.issn.org/resource/ISSN/" + issn)) {
            assertTrue(found(pasted).containsAll(Set.of(cooperation, education, virus)), pasted);
            assertEquals(
                    List.of(journal),
                    SampleArticles.ids(
                            get(asReader(), "/v1/journals?q=" + URLEncoder.encode(pasted, StandardCharsets.UTF_8))),
                    pasted);
            for (String mode : List.of("", "&syntax=words")) {
                assertEquals(
                        1,
                        get(asReader(), "/v1/journals?q=" + URLEncoder.encode(pasted, StandardCharsets.UTF_8) + mode)
                                .get("total")
                                .intValue());
            }
        }
        assertEquals(found("-10.5555/none"), found("journal:" + issn));
        assertEquals(found("journal:" + issn), found("issn:" + issn));
    }

    @Test
    void a_year_range_that_is_a_valid_issn_is_also_searched_as_two_years() {
        String years = SampleArticles.published(article("Births in the valley (1955-1959)", "en"));
        String dashed = SampleArticles.published(article("Deaths in the valley, 1955–1959", "en"));
        for (String mode : List.of("", "&syntax=words")) {
            for (String asked : List.of("1955-1959", "1955–1959", "valley 1955-1959", "(1955-1959) valley")) {
                String q = URLEncoder.encode(asked, StandardCharsets.UTF_8);
                assertEquals(
                        Set.of(years, dashed),
                        Set.copyOf(SampleArticles.ids(
                                get(asReader(), "/v1/articles?journal=" + journal + mode + "&q=" + q))),
                        asked);
            }
        }
        assertTrue(SampleArticles.ids(get(asReader(), "/v1/suggest?type=article&q=1955-1959"))
                .contains(years));
    }

    @Test
    void an_eight_digit_query_is_searched_as_an_issn_and_as_a_number() {
        String digits = issn.replace("-", "");
        String numbered = created(
                        asAdmin(),
                        "/v1/journals",
                        object().put("title", "Bulletin " + digits).put("language", "en"))
                .get("id")
                .textValue();
        for (String mode : List.of("", "&syntax=words")) {
            assertEquals(
                    List.of(journal, numbered), SampleArticles.ids(get(asReader(), "/v1/journals?q=" + digits + mode)));
        }
        assertEquals(
                Set.of(journal, numbered),
                Set.copyOf(SampleArticles.ids(get(asReader(), "/v1/suggest?q=" + digits + "&type=journal"))));
        char last = digits.charAt(7);
        String wrong = digits.substring(0, 7) + (last == '9' ? '0' : (char) (last + 1));
        assertEquals(List.of(), SampleArticles.ids(get(asReader(), "/v1/journals?q=" + wrong)));
    }
}
