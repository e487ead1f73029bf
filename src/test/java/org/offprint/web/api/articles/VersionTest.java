package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests versions of articles, differences between versions, and the history of the working copy. */
@QuarkusTest
class VersionTest {

    @Test
    void publishing_a_new_version_does_not_change_older_versions() {
        FullArticle full = new FullArticle();
        String path = ArticleEditing.published(full.json());
        JsonNode first = ArticleEditing.read(path);
        String etag = given().get(path).header("ETag");
        ArticleEditing.patch(path, object().put("subtitle", "New"));
        ArticleEditing.publish(path, object()).statusCode(200);
        Fixtures.patch(asAdmin(), "/v1/affiliations/" + full.affiliation, object().put("name", "Renamed"));
        ArticleEditing.await(
                () -> ArticleEditing.read(path)
                        .at("/affiliations/0/name")
                        .asText()
                        .equals("Renamed"),
                "The new name was not propagated");
        assertEquals(first, ArticleEditing.read(path + "/versions/1"));
        given().header("If-None-Match", etag).get(path + "/versions/1").then().statusCode(304);
        assertEquals(ArticleEditing.read(path), ArticleEditing.read(path + "/versions/2"));
        for (String none : List.of("3", "0", "-1", "x", "1.0", "99999999999")) {
            given().get(path + "/versions/" + none).then().statusCode(404);
        }
        as(Fixtures.editorOf(full.journal))
                .get(path + "/versions")
                .then()
                .header("Cache-Control", "no-store")
                .body("items.by.size()", equalTo(2));
    }

    @Test
    void the_difference_between_versions_lists_old_and_new_values() {
        ObjectNode article =
                ArticleEditing.minimal(Fixtures.journal()).put("title", "Old").put("subtitle", "Gone");
        article.set("keywords", ArticleEditing.list("a", "b"));
        String path = ArticleEditing.published(article);
        ObjectNode patch = object().put("title", "New").put("articleNumber", "e1");
        patch.putNull("subtitle");
        patch.set("keywords", ArticleEditing.list("a", "b", "c"));
        ArticleEditing.patch(path, patch).statusCode(200);
        ArticleEditing.publish(path, object()).statusCode(200);
        given().get(path + "/versions/1/diff?with=2")
                .then()
                .statusCode(200)
                .body("from", equalTo(1))
                .body("to", equalTo(2))
                .body("changes.path", containsInAnyOrder("/title", "/subtitle", "/articleNumber", "/keywords/2"))
                .body("changes.find { it.path == '/title' }.fromValue", equalTo("Old"))
                .body("changes.find { it.path == '/title' }.value", equalTo("New"))
                .body("changes.find { it.path == '/subtitle' }.op", equalTo("remove"))
                .body("changes.find { it.path == '/subtitle' }.value", equalTo("Gone"))
                .body("changes.find { it.path == '/keywords/2' }.op", equalTo("add"));
        given().get(path + "/versions/2/diff?with=1").then().body("changes.size()", equalTo(4));
        given().get(path + "/versions/2/diff?with=2").then().body("changes.size()", equalTo(0));
        given().get(path + "/versions/1/diff?with=3").then().statusCode(404);
        for (String wrong : List.of("", "?with=", "?with=x", "?with=0")) {
            given().get(path + "/versions/1/diff" + wrong)
                    .then()
                    .statusCode(400)
                    .body("errors.parameter", everyItem(equalTo("with")));
        }
    }

    @Test
    void the_article_history_lists_each_action_with_the_user_and_changed_members() {
        String journal = Fixtures.journal();
        String path = ArticleEditing.draft(ArticleEditing.minimal(journal));
        String editor = Fixtures.editorOf(journal);
        Fixtures.patch(as(editor), path, object().put("title", "Second").put("subtitle", "x"))
                .then()
                .statusCode(200);
        ArticleEditing.publish(path, object());
        as(editor)
                .get(path + "/history")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("total", equalTo(3))
                .body("items.revision", contains(3, 2, 1))
                .body("items.action", contains("published", "edited", "created"))
                .body("items.by[1]", equalTo("Eve"))
                .body("items[1].changed", containsInAnyOrder("title", "subtitle"))
                .body("items.at", everyItem(startsWith("20")));
        JsonNode page = ArticleEditing.readAsEditor(path + "/history?limit=2");
        assertEquals(2, page.get("items").size());
        assertEquals(
                1,
                ArticleEditing.readAsEditor(page.at("/page/next").textValue())
                        .at("/items/0/revision")
                        .intValue());
        asAdmin().get(path + "/history?status=draft").then().statusCode(400);
    }

    @Test
    void restoring_a_revision_resets_the_working_copy_except_its_issue_and_position() {
        FullArticle full = new FullArticle();
        String path = ArticleEditing.published(full.json());
        JsonNode before = ArticleEditing.readAsEditor(path);
        ArticleEditing.put(path, "*", ArticleEditing.minimal(full.journal).put("title", "All is gone"))
                .statusCode(200);
        ObjectNode restored = restored(path, 2);
        for (String decided : List.of("revision", "updatedAt", "hasUnpublishedChanges")) {
            ((ObjectNode) before).remove(decided);
            restored.remove(decided);
        }
        ObjectNode expected = before.deepCopy();
        expected.remove(List.of("issue", "section", "position"));
        ((ObjectNode) expected.get("links")).remove(List.of("issue", "contents"));
        assertEquals(expected, restored);
        assertEquals("restored", ArticleEditing.actions(path).get(0));
        assertEquals(
                false,
                ArticleEditing.readAsEditor(path).get("hasUnpublishedChanges").booleanValue());
        ArticleEditing.act(asAdmin(), "POST", path + "/history/2/restoration", object())
                .header("ETag", ArticleEditing.revision(4));
        for (String none : List.of("99", "0", "x")) {
            ArticleEditing.act(asAdmin(), "POST", path + "/history/" + none + "/restoration", object())
                    .statusCode(404);
        }
    }

    private static ObjectNode restored(String path, int revision) {
        asAdmin()
                .header("If-Match", "\"r3\"")
                .post(path + "/history/" + revision + "/restoration")
                .then()
                .statusCode(200)
                .header("ETag", ArticleEditing.revision(4));
        return ArticleEditing.readAsEditor(path);
    }

    @Test
    void restoring_a_revision_with_a_doi_of_another_article_returns_409() {
        String journal = Fixtures.journal();
        String doi = "10.12345/" + Fixtures.unique("restored").replace(' ', '.');
        String path = ArticleEditing.draft(ArticleEditing.minimal(journal).put("doi", doi));
        ArticleEditing.patch(path, object().putNull("doi")).statusCode(200);
        String other = ArticleEditing.draft(ArticleEditing.minimal(journal).put("doi", doi));
        ArticleEditing.act(asAdmin(), "POST", path + "/history/1/restoration", object())
                .statusCode(409)
                .body("existing", equalTo(other));
        assertEquals(2, ArticleEditing.readAsEditor(path).get("revision").intValue());
    }
}
