package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.kernel.json.Json;
import org.offprint.web.api.Fixtures;

/** Tests unusual requests that clients send by mistake. */
@QuarkusTest
class UnusualRequestsTest {

    @ParameterizedTest
    @ValueSource(strings = {"/v1/journals/", "/v1/issues/", "/v1/affiliations/", "/v1/articles/"})
    void a_patch_request_without_a_media_type_returns_415(String collection) {
        asAdmin()
                .header("If-Match", "*")
                .noContentType()
                .patch(collection + ArticleEditing.UNKNOWN)
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void a_request_body_that_contains_only_whitespace_returns_400() {
        asAdmin()
                .contentType("application/json")
                .body("  \n")
                .post("/v1/articles")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/malformed-json"));
    }

    @Test
    void a_json_parser_error_is_reported_without_names_of_parser_settings() {
        asAdmin()
                .contentType("application/json")
                .body("[".repeat(200))
                .post("/v1/articles")
                .then()
                .statusCode(400)
                .body("detail", containsString("nesting depth"))
                .body("detail", not(containsString("Stream")));
    }

    @Test
    void a_title_that_contains_only_invisible_characters_returns_422() {
        ObjectNode article = ArticleEditing.minimal(Fixtures.journal()).put("title", "\u00a0\u200b\u2003");

        Fixtures.post(asAdmin(), "/v1/articles", article)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/title"));
    }

    @Test
    void a_doi_that_exceeds_the_length_limit_in_bytes_returns_422() {
        ObjectNode article = ArticleEditing.minimal(Fixtures.journal()).put("doi", "10.5555/" + "測".repeat(1_000));

        Fixtures.post(asAdmin(), "/v1/articles", article)
                .then()
                .statusCode(422)
                .body("errors.code", contains("doi-length"));
    }

    @Test
    void creating_an_article_with_a_revision_returns_422() {
        ObjectNode article = ArticleEditing.minimal(Fixtures.journal()).put("revision", 7);

        Fixtures.post(asAdmin(), "/v1/articles", article)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/revision"));
    }

    @Test
    void a_patch_with_a_revision_that_is_not_a_number_returns_422() {
        String article = ArticleEditing.draft(ArticleEditing.minimal(Fixtures.journal()));

        asAdmin()
                .contentType("application/merge-patch+json")
                .body("{\"revision\":\"1\"}")
                .patch(article)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/revision"));
    }

    @Test
    void a_json_patch_that_sets_the_revision_returns_422() {
        String article = ArticleEditing.draft(ArticleEditing.minimal(Fixtures.journal()));

        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json-patch+json")
                .body("[{\"op\":\"replace\",\"path\":\"/revision\",\"value\":9}]")
                .patch(article)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/revision"));
    }

    @Test
    void the_name_of_a_creative_commons_license_is_derived_from_its_url() {
        ObjectNode article = ArticleEditing.minimal(Fixtures.journal());
        article.putObject("license").put("url", "CC-BY-4.0");

        String path = ArticleEditing.draft(article);
        asAdmin().get(path).then().body("license.name", equalTo("CC BY 4.0"));
        ArticleEditing.patch(path, Json.tree(Map.of("license", Map.of("url", "CC0-1.0"))))
                .statusCode(200)
                .body("license.name", equalTo("CC0 1.0"));
    }

    @Test
    void the_article_history_lists_changes_to_the_issue_and_position() {
        String journal = Fixtures.journal();
        String article = ArticleEditing.draft(ArticleEditing.minimal(journal));
        String issue = Fixtures.created(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal).put("volume", "1"))
                .get("id")
                .textValue();

        ArticleEditing.patch(article, object().put("issue", issue)).statusCode(200);

        asAdmin()
                .get(article + "/history")
                .then()
                .body("items[0].action", equalTo("placed"))
                .body("items[0].changed", contains("issue", "position"));
    }

    @Test
    void articles_added_concurrently_to_an_issue_get_distinct_positions() throws Exception {
        String journal = Fixtures.journal();
        String issue = Fixtures.created(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal).put("volume", "1"))
                .get("id")
                .textValue();
        ExecutorService together = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Integer>> posts = Collections.nCopies(6, () -> Fixtures.created(
                            asAdmin(),
                            "/v1/articles",
                            ArticleEditing.minimal(journal).put("issue", issue))
                    .get("position")
                    .intValue());
            Set<Integer> positions = new TreeSet<>();
            for (Future<Integer> position : together.invokeAll(posts)) {
                positions.add(position.get());
            }
            assertEquals(Set.of(1, 2, 3, 4, 5, 6), positions);
        } finally {
            together.shutdown();
        }
    }

    @Test
    void deleting_a_draft_that_a_published_article_references_returns_409() {
        String journal = Fixtures.journal();
        String draft = ArticleEditing.draft(ArticleEditing.minimal(journal));
        ObjectNode reply = ArticleEditing.minimal(journal);
        reply.putArray("relations")
                .addObject()
                .put("type", "isReplyTo")
                .put("article", draft.substring(draft.lastIndexOf('/') + 1));
        String published = ArticleEditing.published(reply);

        asAdmin().header("If-Match", "*").delete(draft).then().statusCode(409).body("usedBy", contains(published));
    }

    @Test
    void public_views_requested_with_an_api_key_are_not_cacheable() {
        String path = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal()));

        for (String read : List.of(path + "?view=public", "/v1/articles?view=public", "/v1/changes")) {
            asAdmin().get(read).then().statusCode(200).header("Cache-Control", "no-store");
        }
    }

    @Test
    void a_put_without_changes_does_not_increment_the_revision_of_a_journal() {
        String path = "/v1/journals/" + Fixtures.journal();
        JsonNode read = Fixtures.body(asAdmin().get(path));

        asAdmin()
                .contentType("application/json")
                .body(read.toString())
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"r1\"");
    }

    @Test
    void creating_a_continuation_of_a_journal_logs_a_change_to_the_continued_journal() {
        String continued = Fixtures.journal();
        long before = Long.parseLong(
                given().get("/v1/changes?limit=1000&journal=" + continued).path("next"));

        Fixtures.created(
                asAdmin(),
                "/v1/journals",
                object().put("title", Fixtures.unique("Later title"))
                        .put("language", "en")
                        .put("continues", continued));

        given().get("/v1/changes?journal=" + continued + "&after=" + before)
                .then()
                .body("items.reason", contains("continued"));
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void versions_with_thousands_of_different_references_are_compared_quickly() {
        ObjectNode article = ArticleEditing.minimal(Fixtures.journal());
        references(article, "first");
        String path = ArticleEditing.published(article);
        references(article, "second");
        ArticleEditing.patch(path, object().set("references", article.get("references")))
                .statusCode(200);
        ArticleEditing.act(asAdmin(), "PUT", path + "/publication", object()).statusCode(200);

        JsonNode difference = Fixtures.body(given().get(path + "/versions/1/diff?with=2"));

        assertEquals(5_000, difference.get("changes").size());
    }

    private static void references(ObjectNode article, String word) {
        var references = article.putArray("references");
        for (int i = 0; i < 5_000; i++) {
            references.addObject().put("text", "The " + word + " reference " + i);
        }
    }
}
