package org.offprint.web.api.issues;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.patch;
import static org.offprint.web.api.issues.TestIssues.article;
import static org.offprint.web.api.issues.TestIssues.await;
import static org.offprint.web.api.issues.TestIssues.changes;
import static org.offprint.web.api.issues.TestIssues.issue;
import static org.offprint.web.api.issues.TestIssues.publish;
import static org.offprint.web.api.issues.TestIssues.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class ScheduledIssueTest {

    @Inject
    Sql sql;

    private String journal;
    private String issue;
    private String path;

    @BeforeEach
    void createIssue() {
        journal = Fixtures.journal();
        issue = issue(journal);
        path = "/v1/issues/" + issue;
    }

    @Test
    void a_scheduled_issue_is_published_at_the_scheduled_time_with_later_edits() {
        publish(issue, object().put("at", "2999-01-01T00:00:00Z").put("publishedOn", "2024-02"))
                .statusCode(200);
        patch(asAdmin(), path, object().put("title", "Edited meanwhile")).then().statusCode(200);
        String draft = article(journal, issue, null);
        given().get(path).then().statusCode(404);
        // Sets the scheduled time only after the edits. On a slow machine, a time set earlier could pass before the
        // edits are complete.
        Instant at = Instant.now().plusMillis(1_500);
        sql.update("update issue set scheduled_at = ?::timestamptz where id = ?::uuid", at.toString(), issue);
        await(() -> given().get(path).statusCode() == 200, "the issue was not published");
        assertTrue(Instant.now().isAfter(at), "the issue was published too early");
        given().get(path).then().body("title", equalTo("Edited meanwhile")).body("publishedOn", equalTo("2024-02"));
        asAdmin()
                .get(path)
                .then()
                .body("status", equalTo("published"))
                .body("revision", equalTo(4))
                .body("$", not(hasKey("scheduledAt")));
        given().get("/v1/articles/" + draft).then().statusCode(404);
        assertEquals(
                List.of(
                        "editors created created",
                        "editors updated scheduled",
                        "editors updated updated",
                        "public created published"),
                changes(sql, issue));
    }

    @Test
    void a_scheduled_issue_publishes_all_its_articles_including_articles_added_later() {
        String first = article(journal, issue, null);
        schedule();
        String second = article(journal, issue, null);
        makeDue();
        await(() -> given().get(path).statusCode() == 200, "the issue was not published");
        given().get("/v1/articles/" + first).then().statusCode(200);
        given().get("/v1/articles/" + second).then().statusCode(200).body("version", equalTo(1));
        asAdmin()
                .get("/v1/articles/" + first + "/versions")
                .then()
                .body(
                        "items.by",
                        contains(equalTo(read("/v1/articles/" + second + "/versions")
                                .at("/items/0/by")
                                .textValue())));
    }

    @Test
    void an_invalid_article_blocks_a_scheduled_issue_until_the_issue_is_saved_again() {
        String corrected = article(journal, null, null);
        String good = article(journal, issue, null);
        String broken = article(journal, issue, null);
        ObjectNode relation = object();
        relation.putArray("relations").addObject().put("type", "isCorrectionOf").put("article", corrected);
        patch(asAdmin(), "/v1/articles/" + broken, relation).then().statusCode(200);
        schedule();
        asAdmin()
                .header("If-Match", "*")
                .delete("/v1/articles/" + corrected)
                .then()
                .statusCode(204);
        makeDue();
        await(() -> read(path).has("scheduleProblem"), "no problem was stored");
        asAdmin()
                .get(path)
                .then()
                .body("status", equalTo("scheduled"))
                .body("scheduleProblem.pointer", contains("/articles/" + broken + "/relations/0/article"))
                .body("scheduleProblem.code", contains("unknown-article"));
        given().get(path).then().statusCode(404);
        given().get("/v1/articles/" + good).then().statusCode(404);
        assertEquals(
                List.of("editors created created", "editors updated scheduled", "editors updated schedule-failed"),
                changes(sql, issue));

        patch(asAdmin(), "/v1/articles/" + broken, object().putNull("relations"))
                .then()
                .statusCode(200);
        ObjectNode read = (ObjectNode) read(path);
        TestIssues.put(asAdmin(), path, "*", read).statusCode(200).body("$", not(hasKey("scheduleProblem")));
        await(() -> given().get(path).statusCode() == 200, "the issue was not published after it was saved");
        given().get("/v1/articles/" + good).then().statusCode(200);
    }

    @Test
    void a_locked_issue_does_not_delay_the_publication_of_other_scheduled_issues() {
        schedule();
        String other = issue(journal);
        publish(other, object().put("at", "2999-01-01T00:00:00Z")).statusCode(200);
        QuarkusTransaction.requiringNew().timeout(90).run(() -> {
            sql.list("select id from issue where id = ?::uuid for no key update", row -> null, issue);
            QuarkusTransaction.requiringNew()
                    .run(() -> sql.update("update issue set scheduled_at = now() where id = ?::uuid", other));
            sql.update("update issue set scheduled_at = now() - interval '1 day' where id = ?::uuid", issue);
            await(() -> given().get("/v1/issues/" + other).statusCode() == 200, "the other issue is delayed");
            given().get(path).then().statusCode(404);
        });
        await(() -> given().get(path).statusCode() == 200, "the issue was not published after the lock was released");
    }

    private void schedule() {
        publish(issue, object().put("at", "2999-01-01T00:00:00Z").put("withArticles", true))
                .statusCode(200);
    }

    private void makeDue() {
        sql.update("update issue set scheduled_at = now() where id = ?::uuid", issue);
    }
}
