package org.offprint.web.api.articles;

import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/**
 * Tests the size limit of an article's published form. The limit applies to every way of sending an article and to
 * every change that makes the article larger.
 */
@QuarkusTest
class ArticleSizeTest {

    /**
     * Number of contributors with which an article exceeds the size limit, if each contributor has the longest allowed
     * affiliation.
     */
    private static final int TOO_MANY = 1_750;

    /**
     * Number of contributors with which an article stays within the size limit, if each contributor has the longest
     * allowed affiliation.
     */
    private static final int MANY = 1_500;

    private String journal;

    /**
     * Paths of large published articles. Each test withdraws its large articles at the end, because large articles slow
     * down all tests that read every article.
     */
    private final List<String> large = new ArrayList<>();

    @BeforeEach
    void createJournal() {
        journal = Fixtures.journal();
    }

    @AfterEach
    void withdraw() {
        for (String path : large) {
            asAdmin()
                    .header("If-Match", "*")
                    .contentType("application/json")
                    .body("{\"reason\":\"Too large to stay\"}")
                    .put(path + "/withdrawal")
                    .then()
                    .statusCode(200);
        }
    }

    /** Returns an affiliation with the longest allowed name and address, written in three-byte characters. */
    private static ObjectNode longest() {
        return object().put("name", "水".repeat(1_000))
                .put("city", "水".repeat(500))
                .put("region", "水".repeat(500));
    }

    private static String large() {
        return created(asAdmin(), "/v1/affiliations", longest()).get("id").textValue();
    }

    private ObjectNode article(int contributors, String affiliation) {
        ObjectNode article = ArticleEditing.minimal(journal);
        for (int i = 0; i < contributors; i++) {
            ObjectNode author = article.withArray("contributors").addObject();
            author.put("role", "author").put("family", "A");
            author.putArray("affiliations").addObject().put("id", affiliation);
        }
        return article;
    }

    @Test
    void every_write_operation_rejects_an_oversized_article() {
        String huge = large();
        ObjectNode tooLarge = article(TOO_MANY, huge);
        refused(Fixtures.post(asAdmin(), "/v1/articles", tooLarge));
        String path = ArticleEditing.draft(article(MANY, huge));
        ArticleEditing.publish(path, object()).statusCode(200);
        large.add(path);
        String draft = ArticleEditing.draft(ArticleEditing.minimal(journal));
        refused(ArticleEditing.put(draft, "*", tooLarge).extract().response());
        ObjectNode contributors = object().set("contributors", tooLarge.get("contributors"));
        refused(Fixtures.patch(asAdmin(), path, contributors));
        JsonNode patch = JsonNodeFactory.instance
                .arrayNode()
                .add(object().put("op", "replace")
                        .put("path", "/contributors")
                        .set("value", tooLarge.get("contributors")));
        refused(asAdmin()
                .header("If-Match", "*")
                .contentType("application/json-patch+json")
                .body(patch.toString().getBytes(StandardCharsets.UTF_8))
                .patch(path));
        JsonNode outcome = imported(tooLarge.put("kind", "article").put("publish", true), "create");
        assertEquals("failed", outcome.get("outcome").textValue());
        assertEquals("too-large", outcome.at("/problems/0/code").textValue(), outcome.toString());
    }

    @Test
    void restoring_or_publishing_an_article_that_became_too_large_returns_422() {
        String affiliation = Fixtures.affiliation("Short");
        String path = ArticleEditing.draft(article(TOO_MANY, affiliation));
        String other = ArticleEditing.draft(article(TOO_MANY, affiliation));
        ArticleEditing.put(path, "*", ArticleEditing.minimal(journal)).statusCode(200);
        Fixtures.patch(asAdmin(), "/v1/affiliations/" + affiliation, longest())
                .then()
                .statusCode(200);
        refused(asAdmin().header("If-Match", "*").post(path + "/history/1/restoration"));
        refused(ArticleEditing.publish(other, object()).extract().response());
    }

    @Test
    void an_affiliation_change_that_makes_a_published_article_too_large_is_rejected() {
        String affiliation = Fixtures.affiliation("Short");
        String other = large();
        String path = ArticleEditing.published(article(TOO_MANY, affiliation));
        large.add(path);
        Fixtures.patch(asAdmin(), "/v1/affiliations/" + affiliation, longest())
                .then()
                .statusCode(422)
                .body("errors.code", contains("too-large"));
        JsonNode outcome = imported(longest().put("kind", "affiliation").put("id", affiliation), "upsert");
        assertEquals("failed", outcome.get("outcome").textValue());
        assertEquals("too-large", outcome.at("/problems/0/code").textValue(), outcome.toString());
        ObjectNode merge = object();
        merge.putArray("from").add(affiliation);
        Fixtures.post(asAdmin(), "/v1/affiliations/" + other + "/merges", merge)
                .then()
                .statusCode(422)
                .body("errors.code", contains("too-large"));
        Fixtures.patch(asAdmin(), "/v1/affiliations/" + affiliation, object().put("name", "Longer"))
                .then()
                .statusCode(200);
        Fixtures.await(() ->
                ArticleEditing.read(path).at("/affiliations/0/name").textValue().equals("Longer"));
    }

    private static void refused(Response answer) {
        assertEquals(422, answer.statusCode(), answer.asString());
        JsonNode error = body(answer).at("/errors/0");
        assertEquals("too-large", error.get("code").textValue());
        assertEquals("/contributors", error.get("pointer").textValue());
        assertTrue(error.get("message").textValue().contains("10,000,000 bytes"), error.toString());
    }

    private static JsonNode imported(JsonNode record, String mode) {
        String job = asAdmin()
                .contentType("application/jsonl")
                .body((record + "\n").getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports?mode=" + mode)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        Fixtures.await(() -> asAdmin().get("/v1/imports/" + job).path("endedAt") != null);
        return body(asAdmin().get("/v1/imports/" + job + "/outcomes")).at("/items/0");
    }
}
