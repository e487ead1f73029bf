package org.offprint.web.api.imports;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class SourceFileTest {

    private final String issn = Fixtures.issn();

    private byte[] jats(String title) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <article article-type="research-article" xml:lang="en"><!-- kept -->
                  <front>
                    <journal-meta>
                      <journal-title-group><journal-title>Annals of %s</journal-title></journal-title-group>
                      <issn pub-type="epub">%s</issn>
                    </journal-meta>
                    <article-meta>
                      <article-id pub-id-type="doi">10.5555/source.%s</article-id>
                      <title-group><article-title>%s</article-title></title-group>
                      <pub-date pub-type="epub"><year>2024</year></pub-date>
                    </article-meta>
                  </front>
                </article>
                """.formatted(issn, issn, issn, title).getBytes(StandardCharsets.UTF_8);
    }

    private String imported(String query, byte[] file) {
        JsonNode job = TestImports.done(asAdmin(), query, "application/xml", file);
        JsonNode outcome = TestImports.outcomes(job).get(0);
        return outcome.at("/links/self").textValue();
    }

    @Test
    void an_editor_can_download_the_imported_source_file_unchanged() {
        byte[] file = jats("Sources of reeds");
        String path = imported("?publish=true", file);

        Response answer = asAdmin().get(path + "/source");

        answer.then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/xml"))
                .header("Cache-Control", equalTo("no-store"));
        assertArrayEquals(file, answer.asByteArray());
        assertEquals("attachment; filename=\"sources-of-reeds.source.xml\"", answer.header("Content-Disposition"));
    }

    @Test
    void a_later_import_replaces_the_source_file_of_an_article() {
        String path = imported("", jats("Reeds"));
        byte[] later = jats("Reeds and rushes");

        assertEquals(path, imported("?mode=upsert", later));

        assertArrayEquals(later, asAdmin().get(path + "/source").asByteArray());
    }

    @Test
    void only_editors_of_the_journal_can_download_the_source_file() {
        String path = imported("?publish=true", jats("Rushes"));
        String other = Fixtures.editorOf(Fixtures.journal());

        asReader().get(path + "/source").then().statusCode(401);
        as("no-such-key").get(path + "/source").then().statusCode(401);
        as(other).get(path + "/source").then().statusCode(403);
        String draft = imported(
                "",
                new String(jats("Sedges"), StandardCharsets.UTF_8)
                        .replace("10.5555/source.", "10.5555/sedges.")
                        .getBytes(StandardCharsets.UTF_8));
        as(other).get(draft + "/source").then().statusCode(404);
    }

    @Test
    void the_source_file_of_an_article_that_was_not_imported_returns_404() {
        String path = "/v1/articles/" + Fixtures.article(Fixtures.journal());

        assertEquals(
                "Not found", body(asAdmin().get(path + "/source")).get("title").textValue());
        asAdmin().get("/v1/articles/no-such-article/source").then().statusCode(404);
    }
}
