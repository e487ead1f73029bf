package org.offprint.web.api.articles;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.journal.articles.Article;
import org.offprint.journal.publishing.Previews;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class PreviewTest {

    @Inject
    Previews previews;

    private String journal;

    @BeforeEach
    void makeJournal() {
        journal = Fixtures.journal();
    }

    @Test
    void a_preview_page_shows_the_working_copy_and_forbids_indexing_by_search_engines() {
        String path = ArticleEditing.draft(ArticleEditing.minimal(journal));
        String title = Fixtures.asAdmin().get(path).path("title");
        String page = Fixtures.asAdmin()
                .contentType("application/json")
                .body("{}")
                .post(path + "/previews")
                .path("page");

        asReader()
                .accept("text/html")
                .get(page)
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Cache-Control", "no-store")
                .header("X-Robots-Tag", "noindex")
                .header("Referrer-Policy", "no-referrer")
                .body(containsString("<h1>" + title))
                .body(containsString("<meta name=\"robots\" content=\"noindex"));
        asReader().accept("text/html").get(page + "x").then().statusCode(404).contentType("text/html;charset=UTF-8");
    }

    @Test
    void a_preview_link_returns_the_working_copy_without_editor_members() {
        ObjectNode article = ArticleEditing.minimal(journal);
        article.putArray("contributors").addObject().put("family", "Noether").put("email", "emmy@example.org");
        String path = ArticleEditing.draft(article);
        String link = link(path);
        Response preview = asReader().get(link);
        preview.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("X-Robots-Tag", "noindex")
                .header("Referrer-Policy", "no-referrer")
                .body("links.self", equalTo(link));
        assertFalse(preview.asString().contains("emmy@example.org"));
        JsonNode seen = body(preview);
        for (String editors : new String[] {
            "status", "revision", "version", "hasUnpublishedChanges", "createdAt", "scheduledAt", "withdrawal"
        }) {
            assertFalse(seen.has(editors), editors);
        }
        asReader().get(path).then().statusCode(404);

        ArticleEditing.publish(path, object()).statusCode(200);
        ObjectNode published = (ObjectNode) ArticleEditing.read(path);
        ObjectNode before = (ObjectNode) seen;
        published.remove("version");
        for (ObjectNode each : new ObjectNode[] {published, before}) {
            each.remove("updatedAt");
            each.remove("publishedAt");
            each.remove("links");
        }
        assertEquals(published, before);
    }

    @Test
    void a_preview_shows_later_changes_to_the_working_copy() {
        String path = ArticleEditing.published(ArticleEditing.minimal(journal));
        String link = link(path);
        String secret = Fixtures.unique("Not yet public");
        ArticleEditing.patch(path, object().put("title", secret)).statusCode(200);
        asReader().get(link).then().statusCode(200).body("title", equalTo(secret));
        assertNotEquals(secret, ArticleEditing.read(path).get("title").textValue());
        for (String list : new String[] {"/v1/articles", "/v1/changes", path + "/versions"}) {
            String answer =
                    asReader().get(list + "?limit=100&journal=" + journal).asString();
            assertFalse(answer.contains(secret) || answer.contains("previews"), list);
        }
    }

    @Test
    void a_preview_link_expires_after_the_requested_number_of_days() {
        String path = ArticleEditing.draft(ArticleEditing.minimal(journal));
        assertExpires(7, create(path, object()));
        assertExpires(1, create(path, object().put("days", 1)));
        assertExpires(30, create(path, object().put("days", 30)));
        Article article = new Article();
        article.id = UUID.fromString(ArticleEditing.id(path));
        String over =
                Previews.path(article.id, previews.sign(article, Instant.now().minusSeconds(1)));
        asReader()
                .get(over)
                .then()
                .statusCode(410)
                .header("Cache-Control", "no-store")
                .body("title", equalTo("The link has expired"));
        asReader()
                .get(Previews.path(
                        article.id, previews.sign(article, Instant.now().plusSeconds(60))))
                .then()
                .statusCode(200);
    }

    @Test
    void a_preview_link_with_another_article_or_a_modified_token_returns_404() {
        String path = ArticleEditing.draft(ArticleEditing.minimal(journal));
        String link = link(path);
        String token = link.substring(link.lastIndexOf('/') + 1);
        String other = ArticleEditing.draft(ArticleEditing.minimal(journal));
        asReader().get(other + "/previews/" + token).then().statusCode(404);
        asReader()
                .get(path + "/previews/" + (token.startsWith("A") ? "B" : "A") + token.substring(1))
                .then()
                .statusCode(404);
        asReader().get(path + "/previews/x").then().statusCode(404);
        asReader()
                .get("/v1/articles/" + ArticleEditing.UNKNOWN + "/previews/" + token)
                .then()
                .statusCode(404);
        asReader().get(link + "?view=public").then().statusCode(400);
        asAdmin().header("If-Match", "*").delete(path).then().statusCode(204);
        asReader().get(link).then().statusCode(404);
    }

    @Test
    void revoking_preview_links_of_an_article_revokes_all_its_existing_links() {
        String path = ArticleEditing.draft(ArticleEditing.minimal(journal));
        String first = link(path);
        String other = link(ArticleEditing.draft(ArticleEditing.minimal(journal)));
        int revision = ArticleEditing.readAsEditor(path).get("revision").intValue();
        asAdmin().delete(path + "/previews").then().statusCode(204);
        asReader().get(first).then().statusCode(410).body("title", equalTo("The link was revoked"));
        asReader().get(link(path)).then().statusCode(200);
        asReader().get(other).then().statusCode(200);
        assertEquals(revision, ArticleEditing.readAsEditor(path).get("revision").intValue());
    }

    @Test
    void only_editors_of_the_journal_can_create_and_revoke_preview_links() {
        String path = ArticleEditing.draft(ArticleEditing.minimal(journal));
        String published = ArticleEditing.published(ArticleEditing.minimal(journal));
        String stranger = Fixtures.editorOf(Fixtures.journal());
        asReader()
                .contentType("application/json")
                .post(path + "/previews")
                .then()
                .statusCode(401);
        asReader().delete(path + "/previews").then().statusCode(401);
        Fixtures.as(stranger)
                .contentType("application/json")
                .post(path + "/previews")
                .then()
                .statusCode(404);
        Fixtures.as(stranger)
                .contentType("application/json")
                .post(published + "/previews")
                .then()
                .statusCode(403);
        Fixtures.as(stranger).delete(published + "/previews").then().statusCode(403);
        Fixtures.as(Fixtures.editorOf(journal))
                .contentType("application/json")
                .post(path + "/previews")
                .then()
                .statusCode(201)
                .header("ETag", nullValue());
        asAdmin()
                .contentType("application/json")
                .post("/v1/articles/" + ArticleEditing.UNKNOWN + "/previews")
                .then()
                .statusCode(404);
    }

    @Test
    void creating_a_preview_link_with_invalid_options_returns_422() {
        String path = ArticleEditing.draft(ArticleEditing.minimal(journal));
        ArticleEditing.act(asAdmin(), "POST", path + "/previews", object().put("days", 31))
                .statusCode(422)
                .body("errors.pointer", hasItem("/days"));
        ArticleEditing.act(asAdmin(), "POST", path + "/previews", object().put("days", 0))
                .statusCode(422);
        ArticleEditing.act(asAdmin(), "POST", path + "/previews", object().put("day", 3))
                .statusCode(422)
                .body("errors.code", hasItem("unknown-member"));
    }

    @Test
    void the_preview_of_a_withdrawn_article_returns_410() {
        String path = ArticleEditing.published(ArticleEditing.minimal(journal));
        String link = link(path);
        ArticleEditing.withdraw(path, object().put("reason", "Sent twice.")).statusCode(200);
        asReader().get(link).then().statusCode(410).body("reason", equalTo("Sent twice."));
        ArticleEditing.act(asAdmin(), "POST", path + "/previews", object()).statusCode(409);
        ArticleEditing.undo(path + "/withdrawal").statusCode(200);
        asReader().get(link).then().statusCode(200);
    }

    private static String link(String path) {
        return create(path, object()).get("url").textValue();
    }

    private static JsonNode create(String path, ObjectNode how) {
        Response answer = ArticleEditing.act(asAdmin(), "POST", path + "/previews", how)
                .statusCode(201)
                .extract()
                .response();
        assertEquals(
                body(answer).get("url").textValue(),
                java.net.URI.create(answer.header("Location")).getPath());
        return body(answer);
    }

    private static void assertExpires(int days, JsonNode link) {
        Duration left = Duration.between(
                Instant.now(), Instant.parse(link.get("expiresAt").textValue()));
        assertTrue(Math.abs(left.minusDays(days).toSeconds()) < 60, left.toString());
    }
}
