package org.offprint.web.api.issues;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.editorOf;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.patch;
import static org.offprint.web.api.issues.TestIssues.UNKNOWN;
import static org.offprint.web.api.issues.TestIssues.article;
import static org.offprint.web.api.issues.TestIssues.brokenArticle;
import static org.offprint.web.api.issues.TestIssues.changes;
import static org.offprint.web.api.issues.TestIssues.issue;
import static org.offprint.web.api.issues.TestIssues.publish;
import static org.offprint.web.api.issues.TestIssues.put;
import static org.offprint.web.api.issues.TestIssues.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Concurrently;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class IssuePublicationTest {

    private static final ObjectNode WITH_ARTICLES = object().put("withArticles", true);

    @Inject
    Sql sql;

    private String journal;
    private String issue;

    @BeforeEach
    void createIssue() {
        journal = Fixtures.journal();
        issue = issue(journal);
    }

    @Test
    void publishing_an_issue_without_a_date_uses_the_current_date() {
        String before = LocalDate.now(ZoneOffset.UTC).toString();
        put(asAdmin(), path(), "\"r1\"", object())
                .statusCode(200)
                .header("ETag", "\"r2\"")
                .body("status", equalTo("published"))
                .body("publishedOn", oneOf(before, LocalDate.now(ZoneOffset.UTC).toString()))
                .body("unpublishedArticles", equalTo(0));
        String today = read("/v1/issues/" + issue).get("publishedOn").textValue();
        given().get("/v1/issues/" + issue).then().statusCode(200).body("publishedOn", equalTo(today));
        assertEquals(List.of("editors created created", "public created published"), changes(sql, issue));
    }

    @Test
    void publishing_two_issues_with_the_same_volume_number_year_and_title_returns_409() {
        publish(issue, object()).statusCode(200);
        JsonNode first = TestIssues.read("/v1/issues/" + issue);
        ObjectNode same = object().put("journal", journal).put("year", 2025);
        same.put("volume", "12").put("number", first.get("number").textValue());
        String twin = Fixtures.created(asAdmin(), "/v1/issues", same).get("id").textValue();
        for (ObjectNode how : List.of(object(), object().put("at", "2999-01-01T00:00:00Z"))) {
            publish(twin, how)
                    .statusCode(409)
                    .body("type", equalTo("/problems/duplicate"))
                    .body("existing", equalTo("/v1/issues/" + issue));
        }
        Fixtures.patch(asAdmin(), "/v1/issues/" + twin, object().put("title", "On mud"))
                .then()
                .statusCode(200);
        publish(twin, object()).statusCode(200);
        Fixtures.patch(asAdmin(), "/v1/issues/" + twin, object().putNull("title"))
                .then()
                .statusCode(409)
                .body("existing", equalTo("/v1/issues/" + issue));
        Fixtures.patch(asAdmin(), "/v1/issues/" + twin, object().put("description", "Mud."))
                .then()
                .statusCode(200);
    }

    @Test
    void publishing_an_issue_accepts_an_empty_body_and_is_idempotent() {
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .put(path())
                .then()
                .statusCode(200);
        publish(issue, object()).statusCode(200).header("ETag", "\"r2\"");
        publish(issue, object().put("publishedOn", "2024-02")).statusCode(200).header("ETag", "\"r3\"");
        given().get("/v1/issues/" + issue).then().body("publishedOn", equalTo("2024-02"));
        assertEquals(
                List.of("editors created created", "public created published", "public updated published"),
                changes(sql, issue));
    }

    @Test
    void publishing_an_issue_without_a_precondition_returns_428() {
        put(asAdmin(), path(), null, object()).statusCode(428);
        put(asAdmin(), path(), "\"r7\"", object()).statusCode(412);
        put(asAdmin(), path(), null, object().put("revision", 7)).statusCode(412);
        put(asAdmin(), path(), null, object().put("revision", 1)).statusCode(200);
        asAdmin().delete(path()).then().statusCode(428);
    }

    @Test
    void only_editors_of_the_journal_can_publish_an_issue() {
        put(given(), path(), "*", object()).statusCode(401);
        String other = editorOf(Fixtures.journal());
        put(as(other), path(), "*", object()).statusCode(404);
        as(other).header("If-Match", "*").delete(path()).then().statusCode(404);
        put(asAdmin(), "/v1/issues/" + UNKNOWN + "/publication", "*", object()).statusCode(404);
        put(asAdmin(), "/v1/issues/x/publication", "*", object()).statusCode(404);
        given().get("/v1/issues/" + issue).then().statusCode(404);
    }

    @Test
    void an_issue_publication_request_reports_all_errors_together() {
        publish(
                        issue,
                        object().put("withArticles", "yes")
                                .put("publishedOn", "2024-13")
                                .put("kind", "original"))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/withArticles", "/publishedOn", "/kind"));
        publish(issue, object().put("at", Instant.now().minusSeconds(1).toString()))
                .statusCode(422)
                .body("errors.pointer", contains("/at"))
                .body("errors.code", contains("in-the-past"));
    }

    @Test
    void publishing_only_the_issue_returns_the_number_of_its_unpublished_articles() {
        article(journal, issue, null);
        String changed = article(journal, issue, null);
        String published = article(journal, issue, null);
        Fixtures.publish(changed);
        Fixtures.publish(published);
        patch(asAdmin(), "/v1/articles/" + changed, object().put("subtitle", "New"))
                .then()
                .statusCode(200);
        publish(issue, object()).statusCode(200).body("unpublishedArticles", equalTo(2));
        asAdmin().get("/v1/issues/" + issue).then().body("$", not(hasKey("unpublishedArticles")));
    }

    @Test
    void publishing_an_issue_together_with_its_articles_publishes_drafts_and_changes() {
        String draft = article(journal, issue, null);
        String dated = dated();
        String changed = article(journal, issue, null);
        String untouched = article(journal, issue, null);
        String elsewhere = article(journal, null, null);
        Fixtures.publish(changed);
        Fixtures.publish(untouched);
        patch(asAdmin(), "/v1/articles/" + changed, object().put("subtitle", "New"))
                .then()
                .statusCode(200);
        publish(issue, object().put("withArticles", true).put("publishedOn", "2024-02"))
                .statusCode(200)
                .body("status", equalTo("published"))
                .body("$", not(hasKey("unpublishedArticles")));
        given().get("/v1/articles/" + draft)
                .then()
                .statusCode(200)
                .body("version", equalTo(1))
                .body("dates.published", equalTo("2024-02"))
                .body("issue.id", equalTo(issue));
        given().get("/v1/articles/" + dated).then().body("dates.published", equalTo("2023-12-24"));
        given().get("/v1/articles/" + changed)
                .then()
                .body("version", equalTo(2))
                .body("subtitle", equalTo("New"));
        given().get("/v1/articles/" + untouched).then().body("version", equalTo(1));
        given().get("/v1/articles/" + elsewhere).then().statusCode(404);
        assertEquals(List.of("editors created created", "public created published"), changes(sql, draft));
    }

    @Test
    void an_invalid_article_prevents_publishing_an_issue_together_with_its_articles() {
        String good = article(journal, issue, null);
        String broken = brokenArticle(journal, issue);
        publish(issue, WITH_ARTICLES)
                .statusCode(422)
                .body("errors.pointer", contains("/articles/" + broken + "/relations/0/article"))
                .body("errors.code", contains("unknown-article"));
        given().get("/v1/articles/" + good).then().statusCode(404);
        given().get("/v1/issues/" + issue).then().statusCode(404);
        asAdmin().get("/v1/articles/" + good).then().body("revision", equalTo(1));
        asAdmin().get("/v1/issues/" + issue).then().body("revision", equalTo(1));
        patch(asAdmin(), "/v1/articles/" + broken, object().putNull("relations"))
                .then()
                .statusCode(200);
        publish(issue, WITH_ARTICLES).statusCode(200);
        given().get("/v1/articles/" + good).then().statusCode(200);
    }

    @Test
    void publishing_a_published_issue_again_publishes_articles_added_later() {
        publish(issue, object()).statusCode(200);
        String draft = article(journal, issue, null);
        publish(issue, WITH_ARTICLES).statusCode(200).header("ETag", "\"r2\"");
        given().get("/v1/articles/" + draft).then().statusCode(200);
        assertEquals(List.of("editors created created", "public created published"), changes(sql, issue));
    }

    @Test
    void publishing_an_issue_does_not_republish_withdrawn_articles() {
        String withdrawn = article(journal, issue, null);
        Fixtures.publish(withdrawn);
        put(asAdmin(), "/v1/articles/" + withdrawn + "/withdrawal", "*", object().put("reason", "Plagiarism"))
                .statusCode(200);
        patch(asAdmin(), "/v1/articles/" + withdrawn, object().put("subtitle", "New"))
                .then()
                .statusCode(200);
        publish(issue, WITH_ARTICLES).statusCode(200);
        given().get("/v1/articles/" + withdrawn).then().statusCode(410);
    }

    @Test
    void validating_a_publication_request_publishes_neither_the_issue_nor_its_articles() {
        String draft = article(journal, issue, null);
        put(asAdmin(), path() + "?validateOnly=true", "*", WITH_ARTICLES)
                .statusCode(200)
                .body("status", equalTo("published"));
        given().get("/v1/issues/" + issue).then().statusCode(404);
        given().get("/v1/articles/" + draft).then().statusCode(404);
    }

    @Test
    void unpublishing_an_issue_hides_the_issue_but_not_its_articles() {
        String article = article(journal, issue, null);
        publish(issue, WITH_ARTICLES).statusCode(200);
        String publishedAt = read("/v1/issues/" + issue).get("publishedAt").textValue();
        asAdmin()
                .header("If-Match", "\"r2\"")
                .delete(path())
                .then()
                .statusCode(200)
                .header("ETag", "\"r3\"")
                .body("status", equalTo("draft"));
        given().get("/v1/issues/" + issue).then().statusCode(404);
        given().get("/v1/issues/" + issue + "/contents").then().statusCode(404);
        Fixtures.await(() -> given().get("/v1/articles/" + article).path("issue") == null);
        given().get("/v1/articles/" + article).then().statusCode(200);
        publish(issue, object()).statusCode(200).body("publishedAt", equalTo(publishedAt));
        assertEquals(
                List.of(
                        "editors created created",
                        "public created published",
                        "public deleted unpublished",
                        "public created published"),
                changes(sql, issue));
    }

    @Test
    void unpublishing_a_draft_issue_returns_409() {
        asAdmin()
                .header("If-Match", "*")
                .delete(path())
                .then()
                .statusCode(409)
                .body("title", equalTo("The issue is a draft"));
    }

    @Test
    void the_scheduled_publication_of_an_issue_can_be_cancelled() {
        publish(issue, object().put("at", "2999-01-01T01:00:00+01:00"))
                .statusCode(200)
                .body("status", equalTo("scheduled"))
                .body("scheduledAt", equalTo("2999-01-01T00:00:00Z"))
                .body("unpublishedArticles", equalTo(0));
        given().get("/v1/issues/" + issue).then().statusCode(404);
        ObjectNode read = (ObjectNode) read("/v1/issues/" + issue);
        put(asAdmin(), "/v1/issues/" + issue, "*", read.put("title", "Edited meanwhile"))
                .statusCode(200)
                .body("status", equalTo("scheduled"));
        asAdmin()
                .header("If-Match", "*")
                .delete(path())
                .then()
                .statusCode(200)
                .body("status", equalTo("draft"))
                .body("$", not(hasKey("scheduledAt")));
        assertEquals(
                List.of(
                        "editors created created",
                        "editors updated scheduled",
                        "editors updated updated",
                        "editors updated unscheduled"),
                changes(sql, issue));
    }

    @Test
    void scheduling_a_published_issue_returns_409() {
        publish(issue, object()).statusCode(200);
        publish(issue, object().put("at", "2999-01-01T00:00:00Z"))
                .statusCode(409)
                .body("title", equalTo("The issue is already published"));
    }

    @Test
    void two_concurrent_publications_of_an_issue_publish_each_article_once() {
        for (int i = 0; i < 5; i++) {
            article(journal, issue, null);
        }
        List<Integer> statuses = Concurrently.run(
                () -> publish(issue, WITH_ARTICLES).extract().statusCode(),
                () -> publish(issue, WITH_ARTICLES).extract().statusCode());
        assertEquals(List.of(200, 200), statuses);
        assertEquals(List.of("editors created created", "public created published"), changes(sql, issue));
        assertEquals(
                5L,
                sql.first(
                                "select count(*) from article_version v join article a on a.id = v.article"
                                        + " where a.issue = ?::uuid",
                                row -> row.getLong(1),
                                issue)
                        .orElseThrow());
    }

    @Test
    void an_article_added_while_issue_publication_waits_for_a_lock_is_also_published() {
        String one = article(journal, issue, null);
        List<String> late = new ArrayList<>();
        TestIssues.whileItWaits(
                        sql, issue, () -> publish(issue, WITH_ARTICLES), () -> late.add(article(journal, issue, null)))
                .statusCode(200);
        given().get("/v1/articles/" + one).then().statusCode(200);
        given().get("/v1/articles/" + late.get(0)).then().statusCode(200);
    }

    private String path() {
        return "/v1/issues/" + issue + "/publication";
    }

    private String dated() {
        ObjectNode article = object().put("journal", journal)
                .put("issue", issue)
                .put("title", Fixtures.unique("Dated"))
                .put("language", "en")
                .put("type", "research-article");
        article.putObject("dates").put("published", "2023-12-24");
        return created(asAdmin(), "/v1/articles", article).get("id").textValue();
    }
}
