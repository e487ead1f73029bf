package org.offprint.web.api.readiness;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.services.readiness.StoredReadiness;
import org.offprint.web.api.Fixtures;

/** Tests the article list filtered by violated readiness rules. */
@QuarkusTest
class ArticlesByReadinessTest {

    @Inject
    StoredReadiness kept;

    private String journal;
    private String editor;

    @BeforeEach
    void begin() {
        journal = Fixtures.journal();
        editor = Fixtures.editorOf(journal);
    }

    private String published(String title, String issue) {
        ObjectNode article = object().put("journal", journal)
                .put("issue", issue)
                .put("title", title)
                .put("language", "en")
                .put("type", "research-article");
        String id = created(asAdmin(), "/v1/articles", article).get("id").textValue();
        Fixtures.publish(id);
        return id;
    }

    private static ValidatableResponse list(RequestSpecification caller, String query) {
        return caller.get("/v1/articles?" + query).then();
    }

    private static List<String> ids(String query) {
        return list(asAdmin(), query).statusCode(200).extract().path("items.id");
    }

    private void awaitTotal(String query, int total) {
        Fixtures.await(() -> list(asAdmin(), "journal=" + journal + "&" + query)
                        .statusCode(200)
                        .extract()
                        .<Integer>path("total")
                == total);
    }

    @Test
    void editors_can_combine_the_readiness_filter_with_other_filters_and_sort_orders() {
        String issue = created(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal).put("volume", "7"))
                .get("id")
                .textValue();
        String first = published("Alpha of soil", issue);
        String second = published("Beta of soil", null);
        String third = published("Gamma of peat", issue);
        String draft = Fixtures.article(journal);
        awaitTotal("readiness=doaj-08", 3);

        String by = "readiness=doaj-08&sort=title&journal=" + journal;
        assertEquals(List.of(first, second, third), ids(by));
        assertEquals(List.of(first, third), ids(by + "&issue=" + issue));
        assertEquals(List.of(first, third), ids("readiness=doaj-08&sort=title&issue=" + issue));
        assertEquals(List.of(first, second), ids(by + "&q=soil"));
        assertEquals(List.of(first), ids(by + "&q=soil&volume=7"));
        assertEquals(List.of(), ids(by + "&status=draft"));
        assertEquals(List.of(), ids(by + "&id=" + draft));
        list(asAdmin(), by + "&facets=issue").body("facets.issue[0].count", equalTo(2));
        // The listed articles are working copies.
        Fixtures.patch(asAdmin(), "/v1/articles/" + first, object().put("title", "Alpha anew"));
        list(as(editor), by).statusCode(200).body("items[0].title", equalTo("Alpha anew"));
        // These filters use a rule that all articles meet, a rule with an unknown outcome, and two rules, either of
        // which may be violated.
        assertEquals(List.of(), ids("readiness=cr-04&journal=" + journal));
        awaitTotal("readiness=cr-22:unknown", 3);
        assertEquals(List.of(), ids("readiness=cr-22&journal=" + journal));
        awaitTotal("readiness=cr-22&readiness=doaj-08:fail", 3);
    }

    @Test
    void articles_that_violate_a_readiness_rule_can_be_paged_in_both_directions() {
        for (int i = 0; i < 5; i++) {
            published("Article " + i, null);
        }
        awaitTotal("readiness=doaj-08", 5);
        List<String> titles = new ArrayList<>();
        String path = "/v1/articles?limit=2&sort=title&readiness=doaj-08&journal=" + journal;
        String before = null;
        while (path != null) {
            JsonPath page = asAdmin()
                    .urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("total", equalTo(5))
                    .extract()
                    .jsonPath();
            titles.addAll(page.getList("items.title"));
            path = page.getString("page.next");
            before = page.getString("page.prev");
        }
        assertEquals(List.of("Article 0", "Article 1", "Article 2", "Article 3", "Article 4"), titles);
        asAdmin().urlEncodingEnabled(false).get(before).then().body("items.title", contains("Article 2", "Article 3"));
        // A cursor is valid only for the readiness rule of its list.
        list(asAdmin(), "readiness=doaj-06&journal=" + journal + "&limit=2&cursor=" + cursor(before))
                .statusCode(400)
                .body("errors.parameter", contains("cursor"));
    }

    private static String cursor(String link) {
        String from = link.substring(link.indexOf("cursor=") + 7);
        return from.contains("&") ? from.substring(0, from.indexOf('&')) : from;
    }

    @Test
    void the_readiness_filter_reflects_publications_withdrawals_and_journal_changes() {
        String first = published("First", null);
        String second = published("Second", null);
        awaitTotal("readiness=doaj-08", 2);
        Fixtures.patch(asAdmin(), "/v1/articles/" + first, object().put("abstract", "Now there is one."));
        // Unpublished changes do not affect the readiness filter.
        assertEquals(2, ids("readiness=doaj-08&journal=" + journal).size());
        Fixtures.publish(first);
        awaitTotal("readiness=doaj-08", 1);
        assertEquals(List.of(second), ids("readiness=doaj-08&journal=" + journal));
        Fixtures.withdraw(second);
        awaitTotal("readiness=doaj-08", 0);

        Fixtures.patch(asAdmin(), "/v1/articles/" + first, object().put("doi", "10.12345/" + first));
        Fixtures.publish(first);
        awaitTotal("readiness=cr-02:unknown", 1);
        Fixtures.patch(asAdmin(), "/v1/journals/" + journal, object().put("doiPrefix", "10.54321"))
                .then()
                .statusCode(200);
        awaitTotal("readiness=cr-02", 1);
    }

    @Test
    void readiness_counts_of_journals_and_issues_link_to_article_lists() {
        String issue = created(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal).put("volume", "7"))
                .get("id")
                .textValue();
        String inIssue = published("First", issue);
        published("Second", null);
        awaitTotal("readiness=doaj-08", 2);
        String found = "articles.rules.find { it.rule == '%s' }.links.%s";
        asAdmin()
                .get("/v1/journals/" + journal + "/readiness")
                .then()
                .body(
                        found.formatted("doaj-08", "fail"),
                        equalTo("/v1/articles?journal=" + journal + "&readiness=doaj-08"))
                .body(found.formatted("doaj-08", "unknown"), nullValue())
                .body(
                        found.formatted("cr-22", "unknown"),
                        equalTo("/v1/articles?journal=" + journal + "&readiness=cr-22:unknown"));
        String link = asAdmin().get("/v1/issues/" + issue + "/readiness").path(found.formatted("doaj-08", "fail"));
        as(editor).get(link).then().statusCode(200).body("items.id", contains(inIssue));
    }

    @Test
    void only_editors_of_the_journal_can_filter_articles_by_readiness() {
        published("First", null);
        awaitTotal("readiness=doaj-08", 1);
        String query = "readiness=doaj-08&journal=" + journal;
        String usage = created(
                        asAdmin(),
                        "/v1/api-keys",
                        object().put("name", "Front end").put("role", "usage"))
                .get("key")
                .textValue();
        for (ValidatableResponse refused : List.of(
                list(asReader(), query),
                list(as(usage), query),
                list(as(editor), query + "&view=public"),
                list(as(editor), query + "&format=csv"))) {
            refused.statusCode(400)
                    .body("errors.parameter", contains("readiness"))
                    .body("errors.code", contains("for-editors"));
        }
        asReader()
                .get("/v1/articles/" + ids(query).get(0) + "/cited-by?readiness=doaj-08")
                .then()
                .statusCode(400)
                .body("errors.code", contains("unknown-parameter"));
        String other = Fixtures.editorOf(Fixtures.journal());
        list(as(other), query).statusCode(200).body("total", equalTo(0));
        list(as(other), "readiness=doaj-08").statusCode(200).body("total", equalTo(0));
        list(as(editor), "readiness=doaj-08").statusCode(200).body("total", equalTo(1));
    }

    @Test
    void an_unknown_readiness_rule_or_outcome_returns_400_with_a_suggestion() {
        list(as(editor), "readiness=doja-08")
                .statusCode(400)
                .body("errors.parameter", contains("readiness"))
                .body("errors.code", contains("unknown-value"))
                .body("errors.message[0]", containsString("did you mean doaj-0"));
        list(as(editor), "readiness=doaj-08:fial")
                .statusCode(400)
                .body("errors.message[0]", containsString("did you mean fail?"));
        // All errors are reported together. The rule sc-05 applies to journals and not to articles.
        list(as(editor), "readiness=sc-05&readiness=cr-19:pass&sort=tittle")
                .statusCode(400)
                .body("errors.parameter", contains("readiness", "readiness", "sort"))
                .body("errors.message[0]", containsString("/v1/readiness-rules"));
        list(as(editor), "readiness=" + "x".repeat(3000))
                .statusCode(400)
                .body("errors.message[0]", not(containsString("xxx")));
    }

    @Test
    void a_readiness_query_returns_at_most_the_requested_number_of_articles() {
        published("First", null);
        published("Second", null);
        awaitTotal("readiness=doaj-08", 2);
        Set<UUID> own = Set.of(UUID.fromString(journal));
        assertEquals(
                1, kept.failingAny(own, null, Set.of("doaj-08"), Set.of(), 1).size());
        assertEquals(
                2, kept.failingAny(own, null, Set.of("doaj-08"), Set.of(), 3).size());
        assertEquals(Set.of(), kept.failingAny(Set.of(), null, Set.of("doaj-08"), Set.of(), 3));
        assertTrue(kept.failingAny(null, null, Set.of(), Set.of("cr-22"), 1_000).size() >= 2);
    }
}
