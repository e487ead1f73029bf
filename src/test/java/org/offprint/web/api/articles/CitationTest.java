package org.offprint.web.api.articles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asReader;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.formats.citations.CitationStyles;
import org.offprint.kernel.json.Json;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class CitationTest {

    private static final String TYPE = "text/x-bibliography";

    private String path;

    @BeforeEach
    void publishAnArticle() {
        path = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal())
                .put("title", "Tidal mills of the western isles")
                .put("doi", "10.5555/" + Fixtures.unique("mills").replace(' ', '.'))
                .set("contributors", Json.parse("""
                        [{"role":"author","given":"Ada","family":"Quill"},
                         {"role":"author","given":"Ben Tom","family":"Marsh"},
                         {"role":"author","kind":"organization","name":"Tide Mill Society"}]""".getBytes(UTF_8))));
    }

    private static String cited(String path, String style) {
        return asReader()
                .get(path + "/exports/bibliography?style=" + style)
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith(TYPE))
                .extract()
                .asString();
    }

    @Test
    void a_bibliography_export_uses_apa_style_by_default() {
        String usual = asReader().get(path + "/exports/bibliography").asString();

        assertTrue(usual.startsWith("Quill, A., Marsh, B. T., & Tide Mill Society. ("), usual);
        assertTrue(usual.contains("Tidal mills of the western isles."), usual);
        assertTrue(usual.contains("https://doi.org/10."), usual);
        assertTrue(usual.endsWith("\n"), usual);
        assertEquals(usual, cited(path, "apa"));
        assertTrue(
                cited(path, "modern-language-association").startsWith("Quill, Ada, et al. “Tidal Mills"),
                cited(path, "modern-language-association"));
    }

    @Test
    void every_common_citation_style_produces_a_distinct_citation() {
        Set<String> different = new TreeSet<>();
        List<String> styles = CitationStyles.COMMON;
        for (String style : styles) {
            String text = cited(path, style);
            assertTrue(text.contains("Quill"), text);
            different.add(text);
        }
        assertTrue(different.size() >= styles.size() - 1, different.toString());
    }

    @Test
    void dependent_and_renamed_citation_styles_are_supported() {
        assertEquals(cited(path, "nlm-citation-sequence"), cited(path, "vancouver"));
        assertEquals(cited(path, "elsevier-harvard"), cited(path, "annals-of-anatomy"));
    }

    @Test
    void a_citation_uses_terms_in_the_requested_language() {
        String german = asReader()
                .get(path + "/exports/bibliography?style=harvard-cite-them-right&locale=de")
                .asString();

        assertTrue(german.contains(" und "), german);
        assertNotEquals(cited(path, "harvard-cite-them-right"), german);
    }

    @Test
    void the_accept_header_can_specify_the_citation_style() {
        Response answer = asReader()
                .header("Accept", TYPE + "; style=\"ieee\"; locale=en-GB, application/json;q=0.5")
                .get(path);

        answer.then().statusCode(200).header("Vary", containsString("Accept"));
        assertEquals(
                asReader()
                        .get(path + "/exports/bibliography?style=ieee&locale=en-GB")
                        .asString(),
                answer.asString());
        asReader()
                .header("Accept", TYPE + "; style=no-such-style")
                .get(path)
                .then()
                .statusCode(406)
                .body("alternatives", hasItem(TYPE + "; style=apa"));
    }

    @Test
    void a_citation_style_with_an_error_returns_400() {
        asReader()
                .get(path + "/exports/bibliography?style=university-of-bucharest-faculty-of-law")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown-style"))
                .body("errors[0].message", containsString("contains an error"));
    }

    @Test
    void an_unknown_citation_style_or_locale_returns_400() {
        asReader()
                .get(path + "/exports/bibliography?style=ieeee&locale=tlh")
                .then()
                .statusCode(400)
                .body("errors.find { it.parameter == 'style' }.code", equalTo("unknown-style"))
                .body("errors.find { it.parameter == 'style' }.message", containsString("did you mean ieee?"))
                .body("errors.find { it.parameter == 'locale' }.code", equalTo("unknown-locale"));
        for (String hostile : List.of("../apa", "%3Cstyle%2F%3E", "http%3A%2F%2Fexample.org%2Fapa", "META-INF")) {
            asReader()
                    .get(path + "/exports/bibliography?style=" + hostile)
                    .then()
                    .statusCode(400)
                    .body("errors.code", equalTo(List.of("unknown-style")));
        }
    }

    @Test
    void export_formats_other_than_bibliography_reject_the_style_parameter() {
        asReader()
                .get(path + "/exports/ris?style=apa")
                .then()
                .statusCode(400)
                .body("errors.parameter", equalTo(List.of("style")));
    }

    @Test
    void a_retracted_article_is_cited_with_retracted_before_the_title() {
        ArticleEditing.retract(path, Fixtures.object().put("kind", "retraction").put("reason", "Doubtful data."))
                .statusCode(200);

        assertTrue(cited(path, "ieee").contains("RETRACTED: "), cited(path, "ieee"));
    }

    @Test
    void titles_with_markup_or_non_latin_letters_are_cited_as_plain_text() {
        String hostile = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal())
                .put("title", "A <b>bold</b> & “quoted” {brace} عنوان 研究 title")
                .set("contributors", Json.parse("[{\"role\":\"author\",\"family\":\"<i>Öz</i>\"}]".getBytes(UTF_8))));

        asReader()
                .get(hostile + "/exports/bibliography")
                .then()
                .statusCode(200)
                .body(containsString("& "))
                .body(not(containsString("&amp;")))
                .body(containsString("عنوان 研究"));
    }

    @Test
    void concurrent_citation_requests_return_equal_citations() throws Exception {
        String alone = cited(path, "nature");
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> answers = IntStream.range(0, 64)
                    .mapToObj(i -> threads.submit(() -> cited(path, "nature")))
                    .toList();
            for (Future<String> answer : answers) {
                assertEquals(alone, answer.get());
            }
        } finally {
            threads.shutdown();
        }
    }
}
