package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.typesetting.RecentArticleViews;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.web.api.Fixtures;

/** Tests that an editor can read an article with every member and send its representation back unchanged. */
@QuarkusTest
class RoundTripTest {

    @Inject
    RecentArticleViews recent;

    @Test
    void all_members_of_an_article_are_returned_to_editors_and_readers() {
        FullArticle full = new FullArticle();
        ObjectNode sent = full.json();
        String path = ArticleEditing.published(sent);
        JsonNode present = ArticleEditing.readAsEditor(path);
        JsonNode read = ArticleEditing.read(path);
        sent.properties().forEach(member -> {
            String name = member.getKey();
            if (!List.of("journal", "issue", "section", "contributors", "relations")
                    .contains(name)) {
                assertEquals(member.getValue(), present.get(name), name);
                assertEquals(member.getValue(), read.get(name), name);
            }
        });
        for (String name : List.of("journal", "issue", "section")) {
            assertEquals(sent.get(name), present.at("/" + name + "/id"));
            assertEquals(sent.get(name), read.at("/" + name + "/id"));
        }
        assertEquals("7", read.at("/issue/volume").textValue());
        assertEquals("Articles", read.at("/section/title").textValue());
        ObjectNode author = sent.withArray("contributors").get(0).deepCopy();
        ((ObjectNode) author.at("/affiliations/0")).put("label", "1");
        ((ObjectNode) author.at("/affiliations/1")).put("label", "2");
        assertEquals(author, present.at("/contributors/0"));
        author.remove("email");
        assertEquals(author, read.at("/contributors/0"));
        assertEquals("Hebei University", read.at("/affiliations/0/name").textValue());
        assertEquals("Of No Known Place", read.at("/affiliations/1/name").textValue());
    }

    @Test
    void the_cached_article_for_followers_equals_the_document_for_readers() {
        FullArticle full = new FullArticle();
        String path = ArticleEditing.published(full.json());
        assertCached(path);
        ObjectNode retraction = object().put("kind", "removal").put("reason", "Why");
        retraction.putObject("notice").put("article", full.related).put("doi", "10.5555/notice");
        ArticleEditing.retract(path, retraction).statusCode(200);
        assertCached(path);
    }

    private void assertCached(String path) {
        Response read = asReader().get(path);
        byte[] document = read.asByteArray();
        // Empty bytes cannot be parsed, so only a cached article can be returned.
        byte[] empty = new byte[document.length];
        assertEquals(Json.read(document, ArticleView.class), recent.of(empty, read.header("ETag")));
    }

    @Test
    void the_full_article_fixture_contains_every_member_of_an_article() {
        Set<String> sent = new TreeSet<>();
        new FullArticle().json().fieldNames().forEachRemaining(sent::add);
        Set<String> members = new TreeSet<>(Set.of("journal", "issue", "section", "position", "slug"));
        for (RecordComponent member : ArticleBody.class.getRecordComponents()) {
            JsonProperty name = member.getAccessor().getAnnotation(JsonProperty.class);
            members.add(name == null ? member.getName() : name.value());
        }
        assertEquals(members, sent, "Give FullArticle a value for each member of an article.");
    }

    @Test
    void a_put_of_the_unmodified_get_response_does_not_change_an_article_in_any_status() {
        FullArticle full = new FullArticle();
        String path = ArticleEditing.draft(full.json());
        assertNoOp(path, "draft");
        ArticleEditing.publish(path, object().put("at", "2199-01-01T00:00:00.123456789Z"))
                .statusCode(200);
        assertNoOp(path, "scheduled");
        ArticleEditing.publish(path, object()).statusCode(200);
        assertNoOp(path, "published");
        ArticleEditing.patch(path, object().put("subtitle", "Another")).statusCode(200);
        assertNoOp(path, "with unpublished changes");
        ObjectNode retraction = object().put("kind", "removal").put("reason", "Why");
        retraction.putObject("notice").put("article", full.related).put("doi", "10.5555/notice");
        ArticleEditing.retract(path, retraction).statusCode(200);
        assertNoOp(path, "retracted");
        ArticleEditing.withdraw(path, object().put("reason", "Why").put("replacedBy", full.related))
                .statusCode(200);
        assertNoOp(path, "withdrawn");
    }

    private static void assertNoOp(String path, String state) {
        Response read = asAdmin().get(path);
        List<String> actions = ArticleEditing.actions(path);
        Response written = asAdmin()
                .header("If-Match", read.header("ETag"))
                .contentType("application/json")
                .body(read.asByteArray())
                .put(path);
        assertEquals(200, written.statusCode(), state + " " + written.asString());
        assertEquals(read.header("ETag"), written.header("ETag"), state);
        assertEquals(body(read), body(written), state);
        assertEquals(read.asString(), asAdmin().get(path).asString(), state);
        assertEquals(actions, ArticleEditing.actions(path), state);
    }

    @Test
    void the_response_to_an_article_write_equals_the_response_to_a_following_get() {
        FullArticle full = new FullArticle();
        Response made = Fixtures.post(asAdmin(), "/v1/articles", full.json());
        String path = body(made).at("/links/self").textValue();
        assertEquals(made.asString(), asAdmin().get(path).asString());
        for (ObjectNode how : List.of(object().put("at", "2199-01-01T00:00:00.123456789+08:00"), object())) {
            assertEquals(
                    ArticleEditing.publish(path, how).extract().asString(),
                    asAdmin().get(path).asString());
        }
    }

    @Test
    void an_invalid_relation_is_reported_at_its_position_after_similar_relations() {
        String journal = Fixtures.journal();
        String doi = "10.12345/" + Fixtures.unique("target").replace(' ', '-');
        String target = ArticleEditing.id(
                ArticleEditing.published(ArticleEditing.minimal(journal).put("doi", doi)));
        ObjectNode article = ArticleEditing.minimal(journal);
        article.putArray("relations").addObject().put("type", "isReviewOf").put("doi", doi);
        article.withArray("relations")
                .addObject()
                .put("type", "isReviewOf")
                .put("doi", doi)
                .put("article", target);
        String path = ArticleEditing.draft(article);
        assertNoOp(path, "with two similar relations");
        ObjectNode present = ArticleEditing.readAsEditor(path);
        present.withArray("relations").addObject().put("type", "isCommentOn").put("article", ArticleEditing.UNKNOWN);
        ArticleEditing.put(path, "*", present)
                .statusCode(422)
                .body("errors.pointer", contains("/relations/2/article"))
                .body("errors.code", contains("unknown-article"));
    }

    @Test
    void an_invalid_relation_is_reported_at_its_position_after_an_inverse_relation() {
        String journal = Fixtures.journal();
        String path = ArticleEditing.published(ArticleEditing.minimal(journal));
        ObjectNode comment = ArticleEditing.minimal(journal);
        comment.putArray("relations").addObject().put("type", "isCommentOn").put("article", ArticleEditing.id(path));
        ArticleEditing.published(comment);
        ArticleEditing.await(() -> ArticleEditing.read(path).at("/relations").size() == 1, "The comment is not shown");
        assertNoOp(path, "with a derived relation");
        ObjectNode present = ArticleEditing.readAsEditor(path);
        present.withArray("relations").addObject().put("type", "isReplyTo");
        ArticleEditing.put(path, "*", present).statusCode(422).body("errors.pointer", contains("/relations/1"));
        given().get(path).then().body("relations.type", contains("hasComment"));
    }

    @Test
    void the_error_for_a_member_assigned_by_the_service_names_the_operation_to_use() {
        FullArticle full = new FullArticle();
        String path = ArticleEditing.published(full.json());
        ObjectNode changed = ArticleEditing.readAsEditor(path);
        changed.put("id", ArticleEditing.UNKNOWN).put("status", "withdrawn").put("version", 7);
        changed.put("hasUnpublishedChanges", true).put("scheduledAt", "2199-01-01T00:00:00Z");
        changed.putArray("scheduleProblem");
        changed.putObject("retraction").put("kind", "retraction");
        changed.putObject("withdrawal").put("reason", "x");
        changed.put("createdAt", "2001-01-01T00:00:00Z").put("updatedAt", "2001-01-01T00:00:00Z");
        changed.put("publishedAt", "2001-01-01T00:00:00Z");
        changed.putObject("links");
        JsonNode problem = body(
                ArticleEditing.put(path, "*", changed).statusCode(422).extract().response());
        assertEquals(12, problem.get("errors").size());
        problem.get("errors")
                .forEach(error ->
                        assertEquals("decided-by-the-service", error.get("code").textValue()));
        String messages = problem.get("errors").toString();
        for (String operation : List.of("…/publication", "…/withdrawal", "…/retraction", "DELETE …/retraction")) {
            assertEquals(true, messages.contains(operation), operation);
        }
        ArticleEditing.patch(path, object().put("status", "draft"))
                .statusCode(422)
                .body("errors.pointer", contains("/status"))
                .body(
                        "errors.message[0]",
                        equalTo("Remove this member or send it unchanged. To change the status, use PUT …/publication,"
                                + " …/withdrawal or …/retraction."));
        assertFalse(ArticleEditing.readAsEditor(path).has("retraction"));
    }
}
