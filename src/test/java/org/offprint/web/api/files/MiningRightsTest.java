package org.offprint.web.api.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Checks the declaration of rights to text and data mining in responses with a text or file of an article. */
@QuarkusTest
class MiningRightsTest {

    /** Publishes an article with a PDF file and a JATS file. */
    private static String published(String license) {
        String journal = Fixtures.journal();
        var issn = Fixtures.object();
        issn.putArray("issns").addObject().put("type", "electronic").put("value", Fixtures.issn());
        Fixtures.patch(asAdmin(), "/v1/journals/" + journal, issn).then().statusCode(200);
        String article = Fixtures.article(journal);
        var terms = Fixtures.object();
        terms.putObject("license").put("url", license);
        Fixtures.patch(asAdmin(), "/v1/articles/" + article, terms).then().statusCode(200);
        upload(article, "text.pdf?role=fulltext", "%PDF-1.4\n%%EOF\n");
        upload(
                article,
                "text.xml?role=jats",
                "<article><body><sec id=\"s1\"><title>Beds</title></sec></body></article>");
        Fixtures.publish(article);
        return article;
    }

    private static void upload(String article, String file, String content) {
        asAdmin()
                .header("If-None-Match", "*")
                .contentType("application/octet-stream")
                .body(content.getBytes(StandardCharsets.US_ASCII))
                .put("/v1/articles/" + article + "/files/" + file)
                .then()
                .statusCode(201);
    }

    private static Response get(String path) {
        Response response = asReader().header("Accept", "*/*").get(path);
        assertEquals(200, response.statusCode(), path);
        return response;
    }

    @Test
    void every_text_and_file_of_an_article_states_the_reservation_of_rights() {
        for (String license : List.of("CC-BY-4.0", "CC-BY-NC-4.0")) {
            String article = published(license);
            String page =
                    "/articles/" + asReader().get("/v1/articles/" + article).path("slug");
            String expected = license.equals("CC-BY-4.0") ? "0" : null;
            for (String path : List.of(
                    page + ".pdf",
                    page + ".md",
                    page + ".xml",
                    page + "/files/text.pdf",
                    "/v1/articles/" + article + "/files/text.pdf",
                    "/v1/articles/" + article + "/versions/1/files/text.pdf",
                    "/v1/articles/" + article + "/exports/jats",
                    "/v1/articles/" + article + "/full-text",
                    "/v1/articles/" + article + "/versions/1/full-text",
                    "/v1/articles/" + article + "/package")) {
                assertEquals(expected, get(path).header("tdm-reservation"), license + " " + path);
            }
            Response jats = asReader().accept("application/vnd.jats+xml").get("/v1/articles/" + article);
            assertEquals(200, jats.statusCode());
            assertEquals(expected, jats.header("tdm-reservation"));
        }
    }
}
