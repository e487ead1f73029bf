package org.offprint.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.affiliation;
import static org.offprint.web.api.Fixtures.article;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.publish;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.kernel.json.Json;

/**
 * Tests that the service responds quickly to requests designed to be expensive, with a reason in each error response.
 */
@QuarkusTest
@Timeout(60)
class HostileRequestsTest {

    private static final int LARGEST_ANSWER = 2_000_000;

    @Test
    void an_oai_pmh_set_name_with_thousands_of_parts_matches_no_records() {
        Response answer = asReader()
                .urlEncodingEnabled(false)
                .get("/oai?verb=ListRecords&metadataPrefix=oai_dc&set=a" + ":a".repeat(3_900));
        assertEquals(200, answer.statusCode());
        assertTrue(answer.asString().contains("noRecordsMatch"), answer.asString());
    }

    @Test
    void a_citation_style_with_thousands_of_hyphens_returns_400() {
        String article = article(journal());
        publish(article);
        asReader()
                .get("/v1/articles/" + article + "/exports/bibliography?style=a" + "-a".repeat(3_900))
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "--", "_"})
    void a_locale_that_contains_only_separators_returns_400(String locale) {
        String article = article(journal());
        publish(article);
        asReader()
                .get("/v1/articles/" + article + "/exports/bibliography?locale=" + locale)
                .then()
                .statusCode(400);
    }

    @Test
    void a_doi_prefix_with_thousands_of_parts_returns_422() {
        ObjectNode journal = object().put("title", unique("Journal")).put("doiPrefix", "10.5555" + ".1".repeat(40_000));
        Response answer = Fixtures.post(asAdmin(), "/v1/journals", journal);
        assertEquals(422, answer.statusCode());
        assertTrue(answer.asString().contains("doi-prefix-format"), answer.asString());
    }

    @Test
    void undoing_a_merge_of_an_affiliation_into_itself_returns_404() {
        String affiliation = affiliation(unique("Alone"));
        asAdmin()
                .header("If-Match", "*")
                .delete("/v1/affiliations/" + affiliation + "/merges/" + affiliation)
                .then()
                .statusCode(404);
    }

    /** A validator that collects violations in a set would hash the whole request body for each violation. */
    @Test
    void an_error_response_reports_at_most_one_thousand_validation_errors() {
        for (JsonNode entry : new JsonNode[] {
            JsonNodeFactory.instance.nullNode(), JsonNodeFactory.instance.textNode(""), object().put("doi", "10.5555/x")
        }) {
            ObjectNode article = object().put("journal", journal())
                    .put("title", "T")
                    .put("language", "en")
                    .put("type", "letter");
            ArrayNode entries = article.putArray(entry.isObject() ? "references" : "keywords");
            for (int i = 0; i < 50_000; i++) {
                entries.add(entry);
            }
            Response answer = Fixtures.post(asAdmin(), "/v1/articles", article);
            assertEquals(422, answer.statusCode());
            assertTrue(
                    body(answer).get("errors").size() <= 1_000,
                    "errors " + body(answer).get("errors").size());
        }
    }

    @Test
    void a_json_patch_that_copies_too_much_data_returns_422() {
        String article = article(journal());
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject()
                .put("op", "add")
                .put("path", "/references")
                .putArray("value")
                .addObject()
                .put("text", "x".repeat(9_000));
        for (int i = 0; i < 6_000; i++) {
            patch.addObject().put("op", "copy").put("from", "/references/0").put("path", "/references/-");
        }
        Response answer = asAdmin()
                .header("If-Match", "*")
                .contentType("application/json-patch+json")
                .body(Json.write(patch))
                .patch("/v1/articles/" + article);
        assertEquals(422, answer.statusCode());
        assertTrue(answer.asString().contains("Too much data is copied"), answer.asString());
    }

    @Test
    void long_unknown_member_names_are_truncated_in_error_messages() {
        String name = "x".repeat(20_000);
        ObjectNode article = object().put("journal", journal());
        ObjectNode inner = article.putObject("funding");
        ArrayNode contributors = article.putArray("contributors");
        for (int i = 0; i < 300; i++) {
            contributors.addObject().put(name, 1);
        }
        inner.put(name, 1);
        Response answer = Fixtures.post(asAdmin(), "/v1/articles", article);
        assertEquals(422, answer.statusCode());
        assertTrue(answer.asByteArray().length < LARGEST_ANSWER, "answer of " + answer.asByteArray().length);
    }
}
