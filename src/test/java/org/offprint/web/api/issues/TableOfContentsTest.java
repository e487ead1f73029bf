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
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.CountedRequests.statements;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.editorOf;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.patch;
import static org.offprint.web.api.issues.TestIssues.UNKNOWN;
import static org.offprint.web.api.issues.TestIssues.article;
import static org.offprint.web.api.issues.TestIssues.changes;
import static org.offprint.web.api.issues.TestIssues.issue;
import static org.offprint.web.api.issues.TestIssues.publish;
import static org.offprint.web.api.issues.TestIssues.put;
import static org.offprint.web.api.issues.TestIssues.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Concurrently;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class TableOfContentsTest {

    private static final ObjectNode WITH_ARTICLES = object().put("withArticles", true);

    @Inject
    Sql sql;

    private String journal;
    private String research;
    private String letters;
    private String issue;
    private String path;

    @BeforeEach
    void createIssue() {
        JsonNode made = TestIssues.journal("Research", "Letters");
        journal = made.get("id").textValue();
        research = made.at("/sections/0/id").textValue();
        letters = made.at("/sections/1/id").textValue();
        issue = issue(journal);
        path = "/v1/issues/" + issue + "/contents";
    }

    // Reading the table of contents

    @Test
    void only_editors_of_the_journal_can_read_the_contents_of_a_draft_issue() {
        given().get(path).then().statusCode(404);
        as(editorOf(Fixtures.journal())).get(path).then().statusCode(404);
        asAdmin().get(path + "?view=public").then().statusCode(404);
        given().get("/v1/issues/" + UNKNOWN + "/contents").then().statusCode(404);
        as(editorOf(journal))
                .get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("issue.id", equalTo(issue))
                .body("issue.status", equalTo("draft"))
                .body("sections.size()", equalTo(0));
    }

    @Test
    void a_table_of_contents_lists_sections_in_journal_order_and_articles_by_position() {
        String none = article(journal, issue, null);
        String letter = article(journal, issue, letters);
        String first = article(journal, issue, research);
        String second = article(journal, issue, research);
        publish(issue, WITH_ARTICLES).statusCode(200);
        String draft = article(journal, issue, research);
        Response readers = given().get(path);
        readers.then()
                .statusCode(200)
                .header("Cache-Control", startsWith("public"))
                .header("ETag", matchesPattern("\"[A-Za-z0-9_-]{20}(-gzip)?\""))
                .body("issue", not(hasKey("status")))
                .body("sections.section.title", contains("Research", "Letters"))
                .body("sections[0].section.id", equalTo(research))
                .body("sections.size()", equalTo(3))
                .body("sections[2]", not(hasKey("section")))
                .body("sections[0].articles.id", contains(first, second))
                .body("sections[1].articles.id", contains(letter))
                .body("sections[2].articles.id", contains(none))
                .body("sections[0].articles[0]", not(hasKey("status")));
        ObjectNode inLists =
                (ObjectNode) body(given().get("/v1/articles?id=" + first)).at("/items/0");
        inLists.remove("citations");
        assertEquals(inLists, body(readers).at("/sections/0/articles/0"));
        assertEquals(body(given().get("/v1/issues/" + issue)), body(readers).get("issue"));
        assertEquals(List.of(first, second, draft), ids(read(path).at("/sections/0/articles")));
    }

    @Test
    void a_conditional_request_for_issue_contents_returns_304_until_a_change_is_published() {
        String article = article(journal, issue, null);
        publish(issue, WITH_ARTICLES).statusCode(200);
        String etag = given().get(path).header("ETag");
        given().header("If-None-Match", etag).get(path).then().statusCode(304).body(emptyString());
        patch(asAdmin(), "/v1/articles/" + article, object().put("title", "Renamed"))
                .then()
                .statusCode(200);
        given().header("If-None-Match", etag).get(path).then().statusCode(304);
        Fixtures.publish(article);
        given().header("If-None-Match", etag)
                .get(path)
                .then()
                .statusCode(200)
                .body("sections[0].articles.title", contains("Renamed"));
    }

    @Test
    void issue_contents_for_editors_include_drafts_and_withdrawn_articles() {
        String withdrawn = article(journal, issue, research);
        publish(issue, WITH_ARTICLES).statusCode(200);
        put(asAdmin(), "/v1/articles/" + withdrawn + "/withdrawal", "*", object().put("reason", "Plagiarism"))
                .statusCode(200);
        String draft = article(journal, issue, research);
        given().get(path).then().statusCode(200).body("sections.size()", equalTo(0));
        Response editors = asAdmin().get(path);
        editors.then()
                .statusCode(200)
                .body("sections[0].articles.id", contains(withdrawn, draft))
                .body("sections[0].articles.status", contains("withdrawn", "draft"))
                .body("sections[0].articles.revision", contains(3, 1))
                .body("$", not(hasKey("removed")));
        asAdmin()
                .header("If-None-Match", editors.header("ETag"))
                .get(path)
                .then()
                .statusCode(200);
    }

    @Test
    void the_etag_of_issue_contents_for_editors_depends_only_on_article_order_and_issue() {
        String article = article(journal, issue, research);
        String etag = asAdmin().get(path).header("ETag");
        patch(asAdmin(), "/v1/articles/" + article, object().put("title", "Renamed"))
                .then()
                .statusCode(200);
        assertEquals(etag, asAdmin().get(path).header("ETag"));
        patch(asAdmin(), "/v1/articles/" + article, object().put("position", 7))
                .then()
                .statusCode(200);
        String moved = asAdmin().get(path).header("ETag");
        assertNotEquals(etag, moved);
        patch(asAdmin(), "/v1/issues/" + issue, object().put("title", "Named"))
                .then()
                .statusCode(200);
        assertNotEquals(moved, asAdmin().get(path).header("ETag"));
    }

    @Test
    void the_number_of_sql_statements_for_issue_contents_is_independent_of_the_article_count() {
        for (int i = 0; i < 2; i++) {
            article(journal, issue, research);
        }
        publish(issue, WITH_ARTICLES).statusCode(200);
        List<String> forReaders = statements(() -> given().get(path).then().statusCode(200));
        assertTrue(forReaders.size() <= 3, () -> String.join("\n", forReaders));
        int few = statements(() -> asAdmin().get(path).then().statusCode(200)).size();
        for (int i = 0; i < 5; i++) {
            article(journal, issue, letters);
        }
        publish(issue, WITH_ARTICLES).statusCode(200);
        assertEquals(
                forReaders.size(),
                statements(() -> given().get(path).then().statusCode(200)).size());
        assertEquals(
                few,
                statements(() -> asAdmin().get(path).then().statusCode(200)).size());
    }

    // Changing the article order of an issue

    @Test
    void a_new_article_order_in_an_issue_is_public_immediately() {
        String one = article(journal, issue, research);
        String two = article(journal, issue, research);
        String three = article(journal, issue, null);
        publish(issue, WITH_ARTICLES).statusCode(200);
        String etag = asAdmin().get(path).header("ETag");
        Response answer = put(asAdmin(), path, etag, order(section(letters, three, one), section(research, two)))
                .statusCode(200)
                .body("sections.section.title", contains("Research", "Letters"))
                .body("sections[1].articles.id", contains(three, one))
                .body("removed.size()", equalTo(0))
                .extract()
                .response();
        assertEquals(answer.header("ETag"), asAdmin().get(path).header("ETag"));
        given().get(path)
                .then()
                .body("sections[0].articles.id", contains(two))
                .body("sections[1].articles.id", contains(three, one));
        given().get("/v1/articles/" + one)
                .then()
                .body("section.title", equalTo("Letters"))
                .body("position", equalTo(2))
                .body("version", equalTo(1));
        given().get("/v1/articles/" + two).then().body("position", equalTo(2));
        assertEquals(
                List.of("editors created created", "public created published", "public updated placed"),
                changes(sql, one));
        assertEquals(List.of("editors created created", "public created published"), changes(sql, two));
        JsonNode moved = read("/v1/articles/" + one);
        assertEquals(3, moved.get("revision").intValue());
        assertEquals(false, moved.get("hasUnpublishedChanges").booleanValue());
        asAdmin()
                .get("/v1/articles/" + one + "/history")
                .then()
                .body("items.action", contains("placed", "published", "created"));
        put(asAdmin(), path, etag, order())
                .statusCode(412)
                .header("ETag", answer.header("ETag").replace("-gzip", ""));
    }

    @Test
    void sending_back_unchanged_issue_contents_changes_nothing() {
        String one = article(journal, issue, research);
        article(journal, issue, null);
        patch(asAdmin(), "/v1/articles/" + one, object().put("position", 40))
                .then()
                .statusCode(200);
        Response before = asAdmin().get(path);
        Response answer = put(asAdmin(), path, before.header("ETag"), body(before))
                .statusCode(200)
                .header("ETag", before.header("ETag"))
                .extract()
                .response();
        put(asAdmin(), path, before.header("ETag"), body(answer)).statusCode(200);
        assertEquals(body(before), read(path));
    }

    @Test
    void reordering_articles_renumbers_their_positions_but_removing_an_article_does_not() {
        String one = article(journal, issue, research);
        String two = article(journal, issue, research);
        String three = article(journal, issue, research);
        put(asAdmin(), path, "*", order(section(research, three, one, two))).statusCode(200);
        assertEquals(List.of(2, 3, 1), List.of(position(one), position(two), position(three)));
        int revision = read("/v1/articles/" + two).get("revision").intValue();
        put(asAdmin(), path, "*", order(section(research, one, two))).statusCode(200);
        assertEquals(List.of(2, 3), List.of(position(one), position(two)));
        assertEquals(revision, read("/v1/articles/" + two).get("revision").intValue());
    }

    @Test
    void articles_omitted_from_a_new_article_order_are_removed_from_the_issue() {
        String stays = article(journal, issue, research);
        String goes = article(journal, issue, research);
        publish(issue, WITH_ARTICLES).statusCode(200);
        String draft = article(journal, issue, null);
        put(asAdmin(), path, "*", order(section(research, stays)))
                .statusCode(200)
                .body("removed", containsInAnyOrder(goes, draft))
                .body("sections[0].articles.id", contains(stays));
        given().get("/v1/articles/" + goes)
                .then()
                .statusCode(200)
                .body("$", not(hasKey("issue")))
                .body("$", not(hasKey("position")))
                .body("section.title", equalTo("Research"));
        asAdmin().get("/v1/articles/" + draft).then().body("$", not(hasKey("issue")));
        assertEquals(List.of("editors created created", "editors updated placed"), changes(sql, draft));
        given().get(path).then().body("sections.articles.flatten().id", contains(stays));
        put(asAdmin(), path, "*", order()).statusCode(200).body("removed", contains(stays));
        asAdmin()
                .header("If-Match", "*")
                .delete("/v1/issues/" + issue + "/publication")
                .then()
                .statusCode(200);
        asAdmin().header("If-Match", "*").delete("/v1/issues/" + issue).then().statusCode(204);
    }

    @Test
    void a_new_article_order_can_add_any_article_of_the_journal_to_the_issue() {
        String other = issue(journal);
        String moved = article(journal, other, research);
        String loose = article(journal, null, null);
        put(asAdmin(), path, "*", order(section(null, loose, moved))).statusCode(200);
        asAdmin().get("/v1/issues/" + other + "/contents").then().body("sections.size()", equalTo(0));
        asAdmin()
                .get("/v1/articles/" + moved)
                .then()
                .body("issue.id", equalTo(issue))
                .body("$", not(hasKey("section")));
    }

    @Test
    void an_invalid_article_order_reports_all_errors_together() {
        String one = article(journal, issue, research);
        String foreign = article(Fixtures.journal(), null, null);
        ObjectNode wrong = order(
                section(research, one, UNKNOWN, one, foreign, "x"),
                section(UNKNOWN),
                section(research),
                section(null, "x"));
        wrong.put("issue", UNKNOWN).put("isue", "x");
        put(asAdmin(), path, "*", wrong)
                .statusCode(422)
                .body("title", equalTo("The order of the issue is not valid"))
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/issue",
                                "/isue",
                                "/sections/0/articles/1",
                                "/sections/0/articles/2",
                                "/sections/0/articles/3",
                                "/sections/0/articles/4",
                                "/sections/1/section",
                                "/sections/2/section",
                                "/sections/3/articles/0"));
        put(asAdmin(), path, "*", object()).statusCode(422).body("errors.pointer", contains("/sections"));
        put(asAdmin(), path, "*", order(section(null).putNull("articles")))
                .statusCode(422)
                .body("errors.pointer", contains("/sections/0/articles"));
        asAdmin().get("/v1/articles/" + one).then().body("revision", equalTo(1));
    }

    @Test
    void only_editors_of_the_journal_can_change_the_article_order_of_an_issue() {
        article(journal, issue, research);
        put(given(), path, "*", order()).statusCode(401);
        put(as(editorOf(Fixtures.journal())), path, "*", order()).statusCode(404);
        put(asAdmin(), "/v1/issues/" + issue + "/publication", "*", object()).statusCode(200);
        put(as(editorOf(Fixtures.journal())), path, "*", order()).statusCode(403);
        put(asAdmin(), "/v1/issues/" + UNKNOWN + "/contents", "*", order()).statusCode(404);
        put(asAdmin(), "/v1/issues/x/contents", "*", order()).statusCode(404);
        put(asAdmin(), path, null, order()).statusCode(428);
        put(asAdmin(), path, "\"r1\"", order()).statusCode(412);
        put(asAdmin(), path + "?validateOnly=true", "*", order())
                .statusCode(200)
                .body("removed.size()", equalTo(1));
        asAdmin().get(path).then().body("sections[0].articles.size()", equalTo(1));
    }

    @Test
    void one_of_two_concurrent_order_changes_with_the_same_etag_returns_412() {
        String one = article(journal, issue, research);
        String two = article(journal, issue, research);
        String etag = asAdmin().get(path).header("ETag");
        List<Integer> statuses = Concurrently.run(
                () -> put(asAdmin(), path, etag, order(section(research, two, one)))
                        .extract()
                        .statusCode(),
                () -> put(asAdmin(), path, etag, order(section(letters, one, two)))
                        .extract()
                        .statusCode());
        assertEquals(List.of(200, 412), statuses.stream().sorted().toList());
    }

    @Test
    void an_article_added_to_an_issue_while_a_new_order_waits_for_a_lock_is_removed() {
        String one = article(journal, issue, research);
        List<String> late = new ArrayList<>();
        ValidatableResponse answer = TestIssues.whileItWaits(
                sql,
                issue,
                () -> put(asAdmin(), path, "*", order(section(letters, one))),
                () -> late.add(article(journal, issue, research)));
        answer.statusCode(200).body("removed", equalTo(late));
        asAdmin().get("/v1/articles/" + late.get(0)).then().body("$", not(hasKey("issue")));
    }

    // ------------------------------------------------------------------------------------------------------------------

    private static ObjectNode order(ObjectNode... sections) {
        ObjectNode order = object();
        ArrayNode all = order.putArray("sections");
        Stream.of(sections).forEach(all::add);
        return order;
    }

    private static ObjectNode section(String section, String... articles) {
        ObjectNode node = object().put("section", section);
        Stream.of(articles).forEach(node.putArray("articles")::add);
        return node;
    }

    private static List<String> ids(JsonNode articles) {
        List<String> ids = new ArrayList<>();
        articles.forEach(article -> ids.add(article.get("id").textValue()));
        return ids;
    }

    private static int position(String article) {
        return read("/v1/articles/" + article).get("position").intValue();
    }

    // Contents as included data of issues

    @Test
    void an_issue_and_a_list_of_issues_include_the_published_articles_by_section() {
        String letter = article(journal, issue, letters);
        String first = article(journal, issue, research);
        String second = article(journal, issue, research);
        publish(issue, WITH_ARTICLES).statusCode(200);
        article(journal, issue, research);
        String empty = issue(journal);
        publish(empty, object()).statusCode(200);
        String record = "/v1/issues/" + issue;
        Response single = given().get(record + "?include=contents");
        single.then()
                .statusCode(200)
                .body("included.contents.sections.section.title", contains("Research", "Letters"))
                .body("included.contents.sections[0].articles.id", contains(first, second))
                .body("included.contents.sections[1].articles.id", contains(letter));
        assertEquals(body(given().get(path)).get("sections"), body(single).at("/included/contents/sections"));
        given().header("If-None-Match", single.header("ETag"))
                .get(record + "?include=contents")
                .then()
                .statusCode(304);
        String list = "/v1/issues?include=contents&journal=" + journal;
        given().get(list)
                .then()
                .statusCode(200)
                .body(
                        "items.find{it.id == '" + issue + "'}.included.contents.sections[0].articles.id",
                        contains(first, second))
                .body("items.find{it.id == '" + empty + "'}.included.contents.sections.size()", equalTo(0));
        given().get(record + "?include=contents&fields=title,included.contents.sections.articles.title")
                .then()
                .body("included.contents.sections[0]", not(hasKey("section")))
                .body("included.contents.sections[0].articles[0]", not(hasKey("slug")));
    }

    @Test
    void included_contents_never_contain_articles_of_a_draft_issue() {
        String listed = article(journal, issue, research);
        publish(issue, WITH_ARTICLES).statusCode(200);
        asAdmin()
                .header("If-Match", "*")
                .delete("/v1/issues/" + issue + "/publication")
                .then()
                .statusCode(200);
        String record = "/v1/issues/" + issue + "?include=contents";
        given().get(record).then().statusCode(404);
        as(editorOf(Fixtures.journal())).get(record).then().statusCode(404);
        as(editorOf(journal))
                .get(record)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("included.contents.sections[0].articles.id", contains(listed));
        given().get("/v1/issues?include=contents&journal=" + journal).then().body("items.size()", equalTo(0));
    }

    @Test
    void unknown_inclusions_of_issues_are_rejected() {
        publish(issue, object()).statusCode(200);
        for (String url : List.of("/v1/issues/" + issue, "/v1/issues")) {
            given().get(url + "?include=content")
                    .then()
                    .statusCode(400)
                    .body("errors[0].parameter", equalTo("include"))
                    .body("errors[0].message", containsString("did you mean contents?"));
            given().get(url + "?fields=included.contents").then().statusCode(400);
        }
        given().get("/v1/issues/" + UNKNOWN + "?include=contents").then().statusCode(404);
    }
}
