package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests placing articles in issues. A placement is public immediately, without a new version of the article. */
@QuarkusTest
class PlacementTest {

    private FullArticle full;

    private ObjectNode placed() {
        return ArticleEditing.minimal(full.journal).put("issue", full.issue).put("section", full.section);
    }

    @BeforeEach
    void createFullArticle() {
        full = new FullArticle();
    }

    @Test
    void placing_a_published_article_in_an_issue_is_visible_without_publishing_a_new_version() {
        String path = ArticleEditing.published(ArticleEditing.minimal(full.journal));
        ArticleEditing.patch(path, object().put("title", "Not yet seen"));
        ArticleEditing.patch(
                        path,
                        object().put("issue", full.issue)
                                .put("section", full.section)
                                .put("position", 4))
                .statusCode(200);
        given().get(path)
                .then()
                .body("issue.volume", equalTo("7"))
                .body("section.title", equalTo("Articles"))
                .body("position", equalTo(4))
                .body("version", equalTo(1))
                .body("title", not(equalTo("Not yet seen")));
        given().get("/v1/articles?issue=" + full.issue).then().body("items.id", contains(ArticleEditing.id(path)));
        assertEquals(
                List.of("created published 1", "updated placed 1"), ArticleEditing.publicChanges(full.journal, path));
        ArticleEditing.patch(path, object().putNull("issue")).statusCode(200).body("$", not(hasKey("position")));
        given().get(path).then().body("$", not(hasKey("issue"))).body("section.title", equalTo("Articles"));
        assertEquals(1, ArticleEditing.read(path).get("version").intValue());
    }

    @Test
    void an_article_without_a_position_is_appended_to_its_section() {
        String first = ArticleEditing.draft(placed());
        String second = ArticleEditing.draft(placed());
        String elsewhere =
                ArticleEditing.draft(ArticleEditing.minimal(full.journal).put("issue", full.issue));
        assertEquals(1, ArticleEditing.readAsEditor(first).get("position").intValue());
        assertEquals(2, ArticleEditing.readAsEditor(second).get("position").intValue());
        assertEquals(1, ArticleEditing.readAsEditor(elsewhere).get("position").intValue());
        ObjectNode again = placed();
        ArticleEditing.put(second, "*", again).statusCode(200).body("position", equalTo(2));
        ArticleEditing.put(second, "*", again).statusCode(200).header("ETag", ArticleEditing.revision(2));
        ArticleEditing.patch(elsewhere, object().put("section", full.section)).body("position", equalTo(3));
        ArticleEditing.put(first, "*", again).statusCode(200).body("position", equalTo(4));
    }

    @Test
    void placing_an_article_in_an_issue_or_section_of_another_journal_returns_422() {
        FullArticle other = new FullArticle();
        ObjectNode article =
                ArticleEditing.minimal(full.journal).put("issue", other.issue).put("section", other.section);
        Fixtures.post(asAdmin(), "/v1/articles", article)
                .then()
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/issue", "/section"))
                .body("errors.code", contains("other-journal", "other-journal"));
        Fixtures.post(
                        asAdmin(),
                        "/v1/articles",
                        ArticleEditing.minimal(full.journal).put("position", 1))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/position"));
        Fixtures.post(asAdmin(), "/v1/articles", ArticleEditing.minimal(ArticleEditing.UNKNOWN))
                .then()
                .statusCode(422)
                .body("errors.code", contains("unknown-journal"));
        String path = ArticleEditing.draft(placed());
        ArticleEditing.patch(path, object().put("journal", other.journal))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/issue", "/section"));
        ArticleEditing.patch(
                        path,
                        object().put("journal", other.journal)
                                .put("issue", other.issue)
                                .putNull("section"))
                .statusCode(200)
                .body("issue.id", equalTo(other.issue));
    }

    @Test
    void readers_see_the_unpublished_issue_of_an_article_only_if_the_journal_announces_issues() {
        ObjectNode draft = object().put("journal", full.journal)
                .put("volume", "8")
                .put("number", "1")
                .put("year", 2026)
                .put("title", "A secret");
        String issue =
                Fixtures.created(asAdmin(), "/v1/issues", draft).get("id").textValue();
        String path = ArticleEditing.published(placed().put("issue", issue));
        JsonNode ahead = ArticleEditing.read(path);
        for (String member : List.of("issue", "position")) {
            assertFalse(ahead.has(member), member);
        }
        for (String link : List.of("issue", "contents")) {
            assertFalse(ahead.get("links").has(link), link);
            assertTrue(ArticleEditing.readAsEditor(path).get("links").has(link), link);
        }
        given().get("/v1/articles?issue=" + issue).then().body("items", empty());
        asAdmin().get("/v1/articles?issue=" + issue).then().body("items.id", contains(ArticleEditing.id(path)));

        ArticleEditing.patch("/v1/journals/" + full.journal, object().put("announcesIssues", true))
                .statusCode(200);
        Fixtures.await(() -> ArticleEditing.read(path).has("issue"));
        assertEquals(
                object().put("volume", "8").put("number", "1"),
                ArticleEditing.read(path).get("issue"));
        ArticleEditing.publish("/v1/issues/" + issue, object()).statusCode(200);
        Fixtures.await(() -> ArticleEditing.read(path).at("/issue/id").isTextual());
        assertEquals("A secret", ArticleEditing.read(path).at("/issue/title").textValue());
        assertEquals(1, ArticleEditing.read(path).get("position").intValue());
        Fixtures.await(() ->
                ArticleEditing.read("/v1/articles?issue=" + issue).get("items").size() == 1);
        ArticleEditing.undo("/v1/issues/" + issue + "/publication").statusCode(200);
        Fixtures.await(() -> !ArticleEditing.read(path).has("position"));
        assertEquals(
                List.of("created published 1", "updated carried 1", "updated carried 1", "updated carried 1"),
                ArticleEditing.publicChanges(full.journal, path));
        Fixtures.await(() ->
                ArticleEditing.read("/v1/articles?issue=" + issue).get("items").isEmpty());
    }
}
