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

/** An article is bounded by what readers and formats get of it, whatever way it comes and whatever makes it grow. */
@QuarkusTest
class ArticleSizeTest {

    /** Contributors of one affiliation with the longest name and address, which are too many together. */
    private static final int TOO_MANY = 1_750;

    /** As many of them as there may be. */
    private static final int MANY = 1_500;

    private String journal;

    /** Whose documents are large: they would make everything slow that reads all articles. */
    private final List<String> large = new ArrayList<>();

    @BeforeEach
    void a_journal() {
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

    /** The longest name and address, in characters of three bytes. */
    private static ObjectNode longest() {
        return object().put("name", "水".repeat(1_000))
                .put("city", "水".repeat(500))
                .put("region", "水".repeat(500));
    }

    private static String large() {
        return created(asAdmin(), "/v1/affiliations", longest()).get("id").textValue();
    }

    private ObjectNode article(int contributors, String affiliation) {
        ObjectNode article = Desk.minimal(journal);
        for (int i = 0; i < contributors; i++) {
            ObjectNode author = article.withArray("contributors").addObject();
            author.put("role", "author").put("family", "A");
            author.putArray("affiliations").addObject().put("id", affiliation);
        }
        return article;
    }

    @Test
    void one_that_is_too_large_is_refused_whatever_way_it_comes() {
        String huge = large();
        ObjectNode tooLarge = article(TOO_MANY, huge);
        refused(Fixtures.post(asAdmin(), "/v1/articles", tooLarge));
        String path = Desk.draft(article(MANY, huge));
        Desk.publish(path, object()).statusCode(200);
        large.add(path);
        String draft = Desk.draft(Desk.minimal(journal));
        refused(Desk.put(draft, "*", tooLarge).extract().response());
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
    void one_that_has_grown_is_neither_restored_nor_published() {
        String affiliation = Fixtures.affiliation("Short");
        String path = Desk.draft(article(TOO_MANY, affiliation));
        String other = Desk.draft(article(TOO_MANY, affiliation));
        Desk.put(path, "*", Desk.minimal(journal)).statusCode(200);
        Fixtures.patch(asAdmin(), "/v1/affiliations/" + affiliation, longest())
                .then()
                .statusCode(200);
        refused(asAdmin().header("If-Match", "*").post(path + "/history/1/restoration"));
        refused(Desk.publish(other, object()).extract().response());
    }

    @Test
    void an_affiliation_that_a_published_article_names_very_often_gets_no_long_name() {
        String affiliation = Fixtures.affiliation("Short");
        String other = large();
        String path = Desk.published(article(TOO_MANY, affiliation));
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
        Fixtures.await(
                () -> Desk.read(path).at("/affiliations/0/name").textValue().equals("Longer"));
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
