package org.offprint.web.api.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.offprint.web.api.Workers;

/** Sends imports as a client does, and waits until they have ended. */
public final class TestImports {

    public static final String IMPORTS = "/v1/imports";
    public static final String JSONL = "application/jsonl";

    private TestImports() {}

    /** Returns the records as JSON Lines, one record per line. */
    public static byte[] lines(JsonNode... records) {
        return Arrays.stream(records)
                .map(JsonNode::toString)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Sends a file for import without adding a charset to its media type, and returns the response. */
    public static Response send(RequestSpecification caller, String query, String type, byte[] file) {
        return caller.config(plain()).contentType(type).body(file).post(IMPORTS + query);
    }

    public static RestAssuredConfig plain() {
        return RestAssuredConfig.config()
                .encoderConfig(
                        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));
    }

    /** Imports these records as an admin, and returns the finished import job. */
    public static JsonNode done(String query, JsonNode... records) {
        return done(asAdmin(), query, JSONL, lines(records));
    }

    /** Imports this file, and returns the finished import job. */
    public static JsonNode done(RequestSpecification caller, String query, String type, byte[] file) {
        Response taken = send(caller, query, type, file);
        assertEquals(202, taken.statusCode(), taken.asString());
        return ended(taken.header("Location"));
    }

    /** Waits until the import at this location has ended, and returns its job. */
    public static JsonNode ended(String location) {
        JsonNode[] last = new JsonNode[1];
        Workers.await(Duration.ofSeconds(30), "the import has ended", () -> {
            last[0] = body(asAdmin().get(location));
            return !last[0].path("endedAt").isMissingNode();
        });
        return last[0];
    }

    /** Returns the outcomes of all imported records, in the order of the file. */
    public static List<JsonNode> outcomes(JsonNode job) {
        List<JsonNode> outcomes = new ArrayList<>();
        String next = job.at("/links/outcomes").textValue() + "?limit=100";
        while (next != null) {
            JsonNode page = body(asAdmin().get(next));
            page.get("items").forEach(outcomes::add);
            next = page.at("/page/next").textValue();
        }
        return outcomes;
    }

    /** Returns the status and the numbers of created, updated, unchanged and failed records, separated by spaces. */
    public static String summary(JsonNode job) {
        return job.get("status").asText() + " " + job.get("created") + " " + job.get("updated") + " "
                + job.get("unchanged") + " " + job.get("failed");
    }
}
