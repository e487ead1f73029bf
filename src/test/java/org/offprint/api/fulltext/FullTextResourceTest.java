package org.offprint.api.fulltext;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.api.Fixtures.asAdmin;
import static org.offprint.api.Fixtures.asReader;
import static org.offprint.api.Fixtures.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.offprint.api.Fixtures;
import org.offprint.api.imports.Importing;

@QuarkusTest
class FullTextResourceTest {

    private final String issn = Fixtures.issn();

    private byte[] jats(String words) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en">
                  <front>
                    <journal-meta>
                      <journal-title-group><journal-title>Annals of %1$s</journal-title></journal-title-group>
                      <issn pub-type="epub">%1$s</issn>
                    </journal-meta>
                    <article-meta>
                      <article-id pub-id-type="doi">10.5555/text.%1$s</article-id>
                      <title-group><article-title>Reeds</article-title></title-group>
                      <pub-date pub-type="epub"><year>2024</year></pub-date>
                    </article-meta>
                  </front>
                  <body>
                    <sec id="s1"><title>Beds</title><p>%2$s Write to <email>reed@example.org</email>.</p>
                    <fig id="f1"><label>Figure 1</label><caption><title>A bed.</title></caption>
                    <graphic xlink:href="reeds-f1"/></fig></sec>
                  </body>
                  <sub-article article-type="translation" xml:lang="es">
                    <front-stub><title-group><article-title>Juncos</article-title></title-group></front-stub>
                    <body><sec><title>Lechos</title><p>Palabras.</p></sec></body>
                  </sub-article>
                </article>
                """.formatted(issn, words).getBytes(StandardCharsets.UTF_8);
    }

    private String imported(String query, String words) {
        JsonNode job = Importing.done(asAdmin(), query, "application/xml", jats(words));
        return Importing.outcomes(job).get(0).at("/links/self").textValue();
    }

    @Test
    void readers_get_the_text_of_an_imported_article_as_html_words_and_outline() {
        String article = imported("?publish=true", "They grow.");

        Response html = asReader().accept("text/html").get(article + "/full-text");

        html.then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/html;charset=UTF-8"))
                .header("Cache-Control", containsString("public"))
                .body(containsString("They grow."))
                .body(not(containsString("reed@example.org")));
        asReader()
                .accept("text/html")
                .header("If-None-Match", html.header("ETag"))
                .get(article + "/full-text")
                .then()
                .statusCode(304);
        asReader()
                .accept("text/plain")
                .get(article + "/full-text")
                .then()
                .header("Content-Type", equalTo("text/plain;charset=UTF-8"))
                .body(containsString("They grow."));
        asReader()
                .accept("application/json")
                .get(article + "/full-text")
                .then()
                .body("language", equalTo("en"))
                .body("languages", equalTo(java.util.List.of("es")))
                .body("contents.text", hasItem("Beds"))
                .body("figures[0].label", equalTo("Figure 1"));
        asReader()
                .accept("text/plain")
                .get(article + "/full-text?language=es")
                .then()
                .body(containsString("Palabras."))
                .body(not(containsString("They grow.")));
        asReader().get(article + "/full-text?language=fr").then().statusCode(404);
        asReader().accept("image/png").get(article + "/full-text").then().statusCode(406);
    }

    @Test
    void a_version_keeps_its_text_and_editors_see_that_of_the_working_copy() {
        String article = imported("?publish=true", "They grow.");
        String later = imported("?mode=upsert", "They grew.");
        assertEquals(article, later);

        asReader().accept("text/plain").get(article + "/full-text").then().body(containsString("They grow."));
        Response own = asAdmin().accept("application/json").get(article + "/full-text");
        own.then().header("Cache-Control", equalTo("no-store")).body("assets[0].href", equalTo("reeds-f1"));
        assertEquals(false, own.path("assets[0].isFound"));
        imported("?mode=upsert&publish=true", "They grew.");

        asReader().accept("text/plain").get(article + "/full-text").then().body(containsString("They grew."));
        asReader()
                .accept("text/plain")
                .get(article + "/versions/1/full-text")
                .then()
                .body(containsString("They grow."));
    }

    @Test
    void a_figure_is_shown_by_the_file_of_its_version() {
        String article = imported("", "They grow.");
        byte[] png = {
            (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1
        };
        asAdmin()
                .header("If-Match", "*")
                .contentType("image/png")
                .body(png)
                .put(article + "/files/reeds-f1.png")
                .then()
                .statusCode(201);
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{}")
                .put(article + "/publication")
                .then()
                .statusCode(200);

        String image = asReader()
                .accept("application/json")
                .get(article + "/full-text")
                .path("figures[0].image");

        assertTrue(image.endsWith("/versions/1/files/reeds-f1.png"), image);
        asReader().get(image).then().statusCode(200);
    }

    @Test
    void an_article_without_a_text_has_none() {
        String journal = Fixtures.journal();
        String article = "/v1/articles/" + Fixtures.article(journal);

        asReader().get(article + "/full-text").then().statusCode(404);
        asAdmin().get(article + "/full-text").then().statusCode(404);
        Fixtures.publish(article.substring("/v1/articles/".length()));
        asReader().get(article + "/full-text").then().statusCode(404);
        assertEquals(
                "Not found",
                body(asReader().get(article + "/versions/7/full-text"))
                        .get("title")
                        .textValue());
    }
}
