package org.offprint.api.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.api.Fixtures.asAdmin;
import static org.offprint.api.Fixtures.asReader;
import static org.offprint.api.Fixtures.created;
import static org.offprint.api.Fixtures.object;
import static org.offprint.api.Fixtures.unique;
import static org.offprint.api.lists.Library.get;

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
import org.offprint.api.Fixtures;

/** What people type, in whatever language and spelling, finds what they mean. */
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
        issn = Fixtures.issn();
        ror = Fixtures.ror();
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
        cooperation = Library.published(translated);
        education = Library.published(article("La educación de las naciones", "es"));
        umlaut = Library.published(by("Karl", "Müller"));
        plain = Library.published(by("Karl", "Muller"));
        spelledOut = Library.published(by("Karl", "Mueller"));
        virus = Library.published(article("Spread of COVID-19", "en"));
        carbon = Library.published(article("Measuring CO₂ in 19 towns", "en"));
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
        return Set.copyOf(Library.ids(get(
                asReader(), "/v1/articles?journal=" + journal + "&q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @CsvSource({"教育合作", "\"教育合作\"", "title:教育合作", "国际教育", "COOPERATION schools", "cooperations"})
    void a_translation_is_found_as_the_original_is(String q) {
        assertEquals(Set.of(cooperation), found(q));
    }

    @ParameterizedTest
    @CsvSource({"educacion", "educación", "EDUCACIÓN", "educaciones", "nación", "nacion"})
    void accents_do_not_count_and_stems_are_those_of_the_language(String q) {
        assertEquals(Set.of(education), found(q));
    }

    @ParameterizedTest
    @CsvSource({"Müller", "Muller", "Mueller", "author:müller", "author:mueller", "Karl Muller", "'\"Mueller, Karl\"'"})
    void umlauts_find_each_other_in_names(String q) {
        assertEquals(Set.of(umlaut, plain, spelledOut), found(q));
    }

    @ParameterizedTest
    @CsvSource({"COVID-19", "covid-19", "covid19", "COVID‑19", "\"covid-19\""})
    void a_hyphenated_word_is_whole(String q) {
        assertEquals(Set.of(virus), found(q));
    }

    @ParameterizedTest
    @CsvSource({"CO2", "co2", "CO₂"})
    void a_formula_is_whole(String q) {
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
    void a_name_is_found_in_either_order_by_initials_and_in_its_own_script(String q) {
        assertEquals(Set.of(cooperation), found(q));
    }

    @Test
    void an_identifier_is_found_in_whatever_form_it_was_pasted() {
        String bare = ror.substring("https://ror.org/".length());
        for (String pasted : List.of(
                doi,
                doi.toUpperCase(),
                "doi:" + doi,
                "DOI: " + doi,
                "https://doi.org/" + doi,
                "http://dx.doi.org/" + doi + ".",
                "(" + doi + ")",
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
        for (String pasted : List.of(issn, "ISSN " + issn, "eISSN: " + issn.replace("-", ""), "urn:ISSN:" + issn)) {
            assertEquals(
                    List.of(journal),
                    Library.ids(get(asReader(), "/v1/journals?q=" + URLEncoder.encode(pasted, StandardCharsets.UTF_8))),
                    pasted);
            for (String mode : List.of("", "&syntax=words")) {
                assertEquals(
                        1,
                        get(asReader(), "/v1/journals?q=" + URLEncoder.encode(pasted, StandardCharsets.UTF_8) + mode)
                                .get("total")
                                .intValue());
            }
        }
        assertEquals(7, found("journal:" + issn).size());
    }
}
