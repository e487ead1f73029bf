package org.offprint.web.api.issues;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.editorOf;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.patch;
import static org.offprint.web.api.Fixtures.post;
import static org.offprint.web.api.Fixtures.unique;
import static org.offprint.web.api.issues.TestIssues.UNKNOWN;
import static org.offprint.web.api.issues.TestIssues.changes;
import static org.offprint.web.api.issues.TestIssues.issue;
import static org.offprint.web.api.issues.TestIssues.published;
import static org.offprint.web.api.issues.TestIssues.put;
import static org.offprint.web.api.issues.TestIssues.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class IssueResourceTest {

    @Inject
    Sql sql;

    private String journal;

    @BeforeEach
    void createJournal() {
        journal = Fixtures.journal();
    }

    // Reading an issue

    @Test
    void only_editors_of_the_journal_can_read_a_draft_issue() {
        String path = "/v1/issues/" + issue(journal);
        given().get(path).then().statusCode(404).header("Cache-Control", "no-store");
        as(editorOf(Fixtures.journal())).get(path).then().statusCode(404);
        asAdmin().get(path + "?view=public").then().statusCode(404);
        as(editorOf(journal))
                .get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("ETag", "\"r1\"")
                .header("Vary", containsString("Authorization"))
                .body("status", equalTo("draft"))
                .body("revision", equalTo(1))
                .body("journal.id", equalTo(journal))
                .body("volume", equalTo("12"))
                .body("special", equalTo(false))
                .body("$", not(hasKey("publishedAt")))
                .body("links.contents", equalTo(path + "/contents"));
    }

    @Test
    void the_public_view_of_an_issue_contains_no_members_reserved_for_editors() {
        String path = "/v1/issues/" + published(journal, "2025-11");
        Response readers = given().get(path);
        readers.then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=60, stale-while-revalidate=300")
                .header("ETag", matchesPattern("\"[A-Za-z0-9_-]{20}\""))
                .body("publishedOn", equalTo("2025-11"))
                .body("publishedAt", matchesPattern("\\d{4}-.*Z"))
                .body("$", not(hasKey("status")))
                .body("$", not(hasKey("revision")))
                .body("$", not(hasKey("createdAt")))
                .body("links", not(hasKey("publication")));
        String etag = readers.header("ETag");
        given().header("If-None-Match", etag).get(path).then().statusCode(304).body(emptyString());
        asAdmin().get(path + "?view=public").then().body(equalTo(readers.asString()));
        as(editorOf(Fixtures.journal())).get(path).then().body(equalTo(readers.asString()));
        patch(asAdmin(), path, object().put("title", "Changed")).then().statusCode(200);
        given().header("If-None-Match", etag).get(path).then().statusCode(200).body("title", equalTo("Changed"));
    }

    @Test
    void any_request_for_an_unknown_issue_returns_404() {
        for (String path : List.of("/v1/issues/" + UNKNOWN, "/v1/issues/no-such-issue")) {
            given().get(path).then().statusCode(404);
            asAdmin().get(path).then().statusCode(404).body("type", equalTo("/problems/not-found"));
            put(asAdmin(), path, "*", sample(journal)).statusCode(404);
            patch(asAdmin(), path, object()).then().statusCode(404);
            asAdmin().header("If-Match", "*").delete(path).then().statusCode(404);
        }
    }

    // Creating an issue

    @Test
    void creating_an_issue_returns_a_draft_with_a_location_header() {
        ObjectNode sample = sample(journal)
                .put("title", "Methods")
                .put("description", "All of them.")
                .put("coverUrl", "https://covers.example/12-3.jpg")
                .put("special", true)
                .put("doi", "10.5555/" + unique("i").replace(' ', '-'))
                .put("publishedOn", "2025-11");
        sample.putObject("translations").putObject("zh").put("title", "方法");
        Response response = post(asAdmin(), "/v1/issues", sample);
        response.then().statusCode(201).header("ETag", "\"r1\"").header("Cache-Control", "no-store");
        JsonNode answered = body(response);
        String path = "/v1/issues/" + answered.get("id").textValue();
        assertEquals(path, response.header("Location").replaceFirst("^https?://[^/]+", ""));
        assertEquals(answered, body(asAdmin().get(path)));
        sample.remove("journal");
        sample.properties()
                .forEach(member -> assertEquals(member.getValue(), answered.get(member.getKey()), member.getKey()));
        assertEquals(
                List.of("editors created created"),
                changes(sql, answered.get("id").textValue()));
    }

    @Test
    void only_editors_of_a_journal_can_create_issues_in_the_journal() {
        post(given(), "/v1/issues", sample(journal)).then().statusCode(401);
        post(as(editorOf(Fixtures.journal())), "/v1/issues", sample(journal).put("volume", 3))
                .then()
                .statusCode(403);
        post(as(editorOf(journal)), "/v1/issues", sample(journal)).then().statusCode(201);
    }

    @Test
    void creating_an_invalid_issue_reports_all_errors_together() {
        ObjectNode wrong = sample(UNKNOWN)
                .put("volume", "  ")
                .put("year", 20_250)
                .put("doi", "doi")
                .put("coverUrl", "ftp://covers.example")
                .put("status", "published")
                .put("nubmer", "3");
        post(asAdmin(), "/v1/issues", wrong)
                .then()
                .statusCode(422)
                .body("title", equalTo("The issue is not valid"))
                .body(
                        "errors.pointer",
                        containsInAnyOrder("/journal", "/volume", "/year", "/doi", "/coverUrl", "/status", "/nubmer"));
        post(asAdmin(), "/v1/issues", object().put("journal", journal).put("special", true))
                .then()
                .statusCode(422)
                .body("errors.message", contains("A volume, a number, a year or a title is required."));
        post(asAdmin(), "/v1/issues", object().put("title", "x"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/journal"));
    }

    @Test
    void creating_an_issue_with_the_doi_of_another_issue_returns_409() {
        String doi = "10.5555/" + unique("Issue").replace(' ', '-');
        String holder = created(asAdmin(), "/v1/issues", sample(journal).put("doi", doi))
                .get("id")
                .textValue();
        post(asAdmin(), "/v1/issues", sample(journal).put("doi", doi.toUpperCase(java.util.Locale.ROOT)))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/duplicate"))
                .body("existing", equalTo("/v1/issues/" + holder))
                .body("errors.pointer", contains("/doi"));
        asAdmin().header("If-Match", "*").delete("/v1/issues/" + holder).then().statusCode(204);
        post(asAdmin(), "/v1/issues", sample(journal).put("doi", doi)).then().statusCode(201);
    }

    // Changing an issue

    @Test
    void an_issue_returned_by_the_api_can_be_edited_and_sent_back() {
        String path = "/v1/issues/" + issue(journal);
        ObjectNode read = (ObjectNode) body(asAdmin().get(path));
        put(asAdmin(), path, "\"r1\"", read).statusCode(200).header("ETag", "\"r1\"");
        put(asAdmin(), path, null, read.put("title", "Other"))
                .statusCode(200)
                .header("ETag", "\"r2\"")
                .header("Articles-Affected", "0")
                .body("title", equalTo("Other"));
        put(asAdmin(), path, null, read).statusCode(412).header("ETag", "\"r2\"");
        put(asAdmin(), path, null, sample(journal)).statusCode(428);
        put(asAdmin(), path, "*", sample(journal).put("status", "published").put("publishedAt", "2025-01-01T00:00:00Z"))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/status", "/publishedAt"))
                .body(
                        "errors.message",
                        containsInAnyOrder(
                                containsString("To publish the issue, use PUT …/publication."),
                                containsString("The first PUT …/publication sets the time of publication")));
    }

    @Test
    void an_issue_can_be_changed_with_a_merge_patch_or_a_json_patch() {
        String id = issue(journal);
        String path = "/v1/issues/" + id;
        patch(asAdmin(), path, object().put("number", "4").putNull("year"))
                .then()
                .statusCode(200)
                .body("number", equalTo("4"))
                .body("volume", equalTo("12"))
                .body("$", not(hasKey("year")));
        asAdmin()
                .header("If-Match", "\"r2\"")
                .contentType("application/json-patch+json")
                .body("[{\"op\":\"replace\",\"path\":\"/number\",\"value\":\"5\"}]".getBytes(StandardCharsets.UTF_8))
                .patch(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"r3\"")
                .body("number", equalTo("5"));
        assertEquals(
                List.of("editors created created", "editors updated updated", "editors updated updated"),
                changes(sql, id));
    }

    @Test
    void only_editors_of_the_journal_can_change_an_issue() {
        String other = Fixtures.journal();
        String path = "/v1/issues/" + issue(journal);
        put(given(), path, "*", sample(journal)).statusCode(401);
        put(as(editorOf(other)), path, "*", sample(journal)).statusCode(404);
        patch(as(editorOf(other)), path, object()).then().statusCode(404);
        as(editorOf(other)).header("If-Match", "*").delete(path).then().statusCode(404);
        put(asAdmin(), path, "*", sample(other))
                .statusCode(409)
                .body("title", equalTo("An issue cannot be moved to another journal"));
        put(as(editorOf(journal)), path, "*", sample(journal)).statusCode(200);
    }

    @Test
    void changing_a_published_issue_updates_the_public_issue_immediately() {
        String id = published(journal, "2025-11");
        String path = "/v1/issues/" + id;
        put(asAdmin(), path, "*", sample(journal)).statusCode(422).body("errors.pointer", contains("/publishedOn"));
        put(asAdmin(), path, "*", sample(journal).put("publishedOn", "2025-12")).statusCode(200);
        given().get(path).then().body("publishedOn", equalTo("2025-12"));
        assertEquals(
                List.of("editors created created", "public created published", "public updated updated"),
                changes(sql, id));
    }

    @Test
    void changing_an_issue_updates_its_published_articles_and_returns_their_number() {
        String id = issue(journal);
        String article = TestIssues.article(journal, id, null);
        TestIssues.article(journal, id, null);
        Fixtures.publish(article);
        put(asAdmin(), "/v1/issues/" + id + "/publication", "*", object()).statusCode(200);
        patch(asAdmin(), "/v1/issues/" + id, object().put("volume", "13"))
                .then()
                .statusCode(200)
                .header("Articles-Affected", "1");
        TestIssues.await(
                () -> "13".equals(given().get("/v1/articles/" + article).path("issue.volume")),
                "the article still shows the old volume");
    }

    // Deleting an issue

    @Test
    void only_a_draft_issue_without_articles_can_be_deleted() {
        String id = issue(journal);
        String path = "/v1/issues/" + id;
        String article = TestIssues.article(journal, id, null);
        asAdmin().delete(path).then().statusCode(428);
        asAdmin()
                .header("If-Match", "*")
                .delete(path)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/in-use"))
                .body("usedBy", contains("/v1/articles/" + article));
        asAdmin()
                .header("If-Match", "*")
                .delete("/v1/articles/" + article)
                .then()
                .statusCode(204);
        TestIssues.publish(id, object()).statusCode(200);
        asAdmin()
                .header("If-Match", "*")
                .delete(path)
                .then()
                .statusCode(409)
                .body("title", equalTo("A published issue cannot be deleted"));
        asAdmin().header("If-Match", "*").delete(path + "/publication").then().statusCode(200);
        asAdmin().header("If-Match", "*").delete(path).then().statusCode(204);
        asAdmin().get(path).then().statusCode(404);
    }

    // Listing issues

    @Test
    void the_issue_list_is_sorted_newest_first_by_date_year_volume_and_number() {
        String old = published(journal, "1999-12");
        String ninth = listed("9", "1");
        String tenth = listed("10", "2");
        String later = listed("10", "11");
        String draft = issue(journal);
        given().get("/v1/issues?journal=" + journal)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("public"))
                .body("total", equalTo(4))
                .body("items.id", contains(later, tenth, ninth, old))
                .body("items[0]", not(hasKey("status")));
        asAdmin()
                .get("/v1/issues?journal=" + journal)
                .then()
                .header("Cache-Control", "no-store")
                .body("items.id", contains(draft, later, tenth, ninth, old))
                .body("items[0].status", equalTo("draft"));
        String next = given().get("/v1/issues?limit=3&journal=" + journal).path("page.next");
        given().get(next).then().body("items.id", contains(old));
    }

    @Test
    void the_issue_list_can_be_filtered_by_id_doi_year_volume_and_status() {
        String doi = "10.5555/" + unique("Listed").replace(' ', '-');
        String one = created(
                        asAdmin(), "/v1/issues", sample(journal).put("doi", doi).put("year", 1987))
                .get("id")
                .textValue();
        String other = issue(journal);
        String scheduled = issue(journal);
        TestIssues.publish(scheduled, object().put("at", "2999-01-01T00:00:00Z"))
                .statusCode(200);
        String published = published(journal, "2025");
        listedIs("id=" + one + "&id=" + other + "&id=" + UNKNOWN, one, other);
        listedIs("doi=https://doi.org/" + doi.toUpperCase(java.util.Locale.ROOT), one);
        listedIs("year=1987", one);
        listedIs("volume=12&volume=99", one, other, scheduled, published);
        listedIs("volume=99");
        listedIs("status=draft", one, other);
        listedIs("status=scheduled", scheduled);
        listedIs("status=published&status=scheduled", published, scheduled);
    }

    @Test
    void the_issue_list_for_editors_contains_only_issues_of_their_own_journals() {
        String mine = issue(journal);
        String others = Fixtures.journal();
        published(others, "2025");
        String key = editorOf(journal);
        as(key).get("/v1/issues").then().body("items.id", contains(mine));
        as(key).get("/v1/issues?journal=" + others).then().body("total", equalTo(0));
        as(key).get("/v1/issues?view=public&journal=" + others).then().body("total", equalTo(1));
        as(key).get("/v1/issues?view=public&journal=" + journal).then().body("total", equalTo(0));
    }

    @Test
    void an_invalid_issue_list_parameter_returns_400_with_the_parameter_name() {
        refused(400, "status=draft", "status", "for-editors");
        refused(400, "journal=x!", "journal", "id-or-slug-format");
        refused(400, "year=x", "year", "year-format");
        refused(400, "doi=x", "doi", "doi-format");
        refused(400, "limit=0", "limit", "out-of-range");
        refused(400, "jurnal=x", "jurnal", "unknown-parameter");
        asAdmin()
                .get("/v1/issues?status=withdrawn")
                .then()
                .statusCode(400)
                .body("errors.code", contains("unknown-value"));
        asAdmin()
                .get("/v1/issues?status=draft&view=public")
                .then()
                .statusCode(400)
                .body("errors.code", contains("for-editors"));
    }

    // ------------------------------------------------------------------------------------------------------------------

    private String listed(String volume, String number) {
        ObjectNode issue = sample(journal).put("volume", volume).put("number", number);
        String id = created(asAdmin(), "/v1/issues", issue).get("id").textValue();
        TestIssues.publish(id, object().put("publishedOn", "2025-11")).statusCode(200);
        return id;
    }

    private void listedIs(String query, String... ids) {
        asAdmin()
                .get("/v1/issues?journal=" + journal + "&" + query)
                .then()
                .statusCode(200)
                .body("total", equalTo(ids.length))
                .body("items.id", containsInAnyOrder(ids));
    }

    private static void refused(int status, String query, String parameter, String code) {
        given().get("/v1/issues?" + query)
                .then()
                .statusCode(status)
                .body("errors.parameter", contains(parameter))
                .body("errors.code", contains(code));
    }
}
