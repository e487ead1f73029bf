package org.offprint.web.api.issues;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.issues.TestIssues.issue;
import static org.offprint.web.api.issues.TestIssues.published;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class CurrentIssueTest {

    @Test
    void the_current_issue_url_redirects_to_the_newest_published_issue() {
        JsonNode made = TestIssues.journal();
        String journal = made.get("id").textValue();
        String newest = published(journal, "2025-11");
        published(journal, "2024");
        issue(journal);
        for (String name : new String[] {journal, made.get("slug").textValue()}) {
            given().redirects()
                    .follow(false)
                    .get("/v1/journals/" + name + "/current-issue")
                    .then()
                    .statusCode(307)
                    .header("Location", endsWith("/v1/issues/" + newest))
                    .header("Cache-Control", startsWith("public"));
        }
        given().get("/v1/journals/" + journal + "/current-issue").then().body("id", equalTo(newest));
        given().get("/v1/journals/" + journal + "/current-issue/contents")
                .then()
                .body("issue.id", equalTo(newest));
        asAdmin()
                .redirects()
                .follow(false)
                .get("/v1/journals/" + journal + "/current-issue")
                .then()
                .statusCode(307)
                .header("Cache-Control", "no-store");
    }

    @Test
    void the_current_issue_of_a_journal_without_published_issues_returns_404() {
        String journal = Fixtures.journal();
        issue(journal);
        given().get("/v1/journals/" + journal + "/current-issue").then().statusCode(404);
        asAdmin().get("/v1/journals/" + journal + "/current-issue").then().statusCode(404);
        given().get("/v1/journals/" + journal + "/current-issue/contents")
                .then()
                .statusCode(404);
        given().get("/v1/journals/no-such-journal/current-issue")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
    }
}
