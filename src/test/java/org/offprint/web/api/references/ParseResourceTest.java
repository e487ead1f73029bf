package org.offprint.web.api.references;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.web.api.Workers;

/** Tests parsing of printed references, which requires no API key. */
@QuarkusTest
class ParseResourceTest {

    private static final String PARSE = "/v1/references/parse";
    private static final String REED = "Reed A. Reeds in wind. Marsh Lett (2019); 2: 3–9. doi:10.5555/reeds.2019";

    @Test
    void clients_without_an_api_key_can_parse_printed_references() {
        JsonNode parsed = parsed(texts(REED, "[12] " + REED, "A note."));
        assertTrue(parsed.get("model").textValue().matches("\\d+"));
        assertEquals(3, parsed.get("items").size());
        JsonNode first = parsed.at("/items/0");
        assertEquals(REED, first.get("text").textValue());
        assertEquals("10.5555/reeds.2019", first.get("doi").textValue());
        assertEquals("2019", first.get("year").textValue());
        assertFalse(first.has("label"));
        assertTrue(first.get("confidence").doubleValue() >= 0);
        assertTrue(first.at("/confidences/doi").doubleValue() > 0.9);
        JsonNode second = parsed.at("/items/1");
        assertEquals("12", second.get("label").textValue());
        assertEquals(REED, second.get("text").textValue());
        assertEquals(first.get("spans"), second.get("spans"));
        assertEquals("A note.", parsed.at("/items/2/text").textValue());
    }

    @Test
    void pubmed_ids_that_are_printed_without_a_label_are_returned_as_identifiers() {
        JsonNode item = parsed(texts("Reed A, Bell G. Using invented tools to relieve symptoms: a trial."
                        + " JMIR Ment Health 2018;5(4):e64. 30545815 10.2196/mental.9782 6315222"))
                .at("/items/0");
        assertEquals("30545815", item.path("pmid").textValue());
        assertEquals("PMC6315222", item.path("pmcid").textValue());
        assertEquals("10.2196/mental.9782", item.path("doi").textValue());
        assertEquals("e64", item.path("articleNumber").textValue());
    }

    @Test
    void offsets_of_reference_parts_count_utf_16_code_units() {
        JsonNode item =
                parsed(texts("  𝕽eed Ä. Rééds. 2019. doi:10.5555/reeds.2019 ")).at("/items/0");
        String text = item.get("text").textValue();
        assertTrue(text.startsWith("𝕽eed"), text);
        for (JsonNode span : item.get("spans")) {
            if (span.get("field").textValue().equals("doi")) {
                assertEquals(
                        "10.5555/reeds.2019",
                        text.substring(
                                span.get("start").intValue(), span.get("end").intValue()));
                return;
            }
        }
        throw new AssertionError(item);
    }

    @Test
    void a_pasted_bibliography_is_split_into_references_that_may_span_several_lines() {
        JsonNode items = body(post(
                        "text/plain", "References\r\n\r\n1. Reed A. Reeds.\r\nMarsh 2019.\r\n2. Sand B. 2020.\f"))
                .get("items");
        assertEquals(2, items.size());
        assertEquals("Reed A. Reeds. Marsh 2019.", items.at("/0/text").textValue());
        assertEquals("1", items.at("/0/label").textValue());
        assertEquals(2, items.at("/0/lines").intValue());
        assertEquals("Sand B. 2020.", items.at("/1/text").textValue());
        assertFalse(items.get(1).has("lines"));
    }

    @Test
    void parsed_references_can_be_returned_as_csl_bibtex_ris_jats_or_crossref_xml() {
        Response csl = post("application/json", texts(REED), "csl")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/vnd.citationstyles.csl+json"))
                .extract()
                .response();
        assertEquals("10.5555/reeds.2019", body(csl).at("/0/DOI").textValue());
        post("application/json", texts(REED), "bibtex")
                .then()
                .statusCode(200)
                .body(containsString("doi = {10.5555/reeds.2019}"));
        post("application/json", texts(REED), "ris")
                .then()
                .statusCode(200)
                .body(containsString("DO  - 10.5555/reeds.2019"));
        post("application/json", texts(REED), "jats").then().statusCode(200).body(containsString("<mixed-citation"));
        post("application/json", texts(REED), "crossref")
                .then()
                .statusCode(200)
                .body(containsString("<unstructured_citation>"));
        asReader()
                .accept("application/x-bibtex")
                .contentType("application/json")
                .body(texts(REED))
                .post(PARSE)
                .then()
                .statusCode(200)
                .contentType(startsWith("application/x-bibtex"));
    }

    @Test
    void parsed_references_are_returned_with_cache_control_no_store() {
        post("application/json", texts(REED)).then().header("Cache-Control", equalTo("no-store"));
    }

    @Test
    void an_invalid_parse_request_reports_all_errors_together() {
        post("application/json", "{\"references\":[\"\",7,\"" + "x".repeat(10_001) + "\"],\"nonsense\":1}")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/references/0"))
                .body("errors.pointer", hasItem("/references/1"))
                .body("errors.pointer", hasItem("/references/2"))
                .body("errors.pointer", hasItem("/nonsense"));
        post("application/json", "{\"references\":[]}").then().statusCode(422);
        post("application/json", "{}").then().statusCode(422);
        post("application/json", "[").then().statusCode(400);
        post("text/plain", " \n ").then().statusCode(422);
        post("text/plain", "Reed\u0001").then().statusCode(422).body("errors[0].code", equalTo("text-not-storable"));
        post("text/html", REED).then().statusCode(415);
        post("application/json", texts(REED), "word")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("format"));
        as("no-such-key")
                .contentType("text/plain")
                .body(REED)
                .post(PARSE)
                .then()
                .statusCode(401);
    }

    @Test
    void parsing_text_that_is_not_utf_8_returns_422() {
        asReader()
                .contentType("text/plain")
                .body("Reed Ä. 2019.".getBytes(StandardCharsets.ISO_8859_1))
                .post(PARSE)
                .then()
                .statusCode(422)
                .body("errors[0].message", containsString("UTF-8"));
    }

    @Test
    void a_request_with_a_key_may_contain_one_thousand_references() {
        String thousand = "Reed A. 2019. Reeds.\n".repeat(1_000);
        assertEquals(
                1_000,
                body(post(asAdmin(), "text/plain", thousand)).get("items").size());
        post(asAdmin(), "text/plain", thousand + "Sand B. 2020. Dunes.")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/references/1000"))
                .body("errors[0].message", containsString("Sand B."));
        post(asAdmin(), "application/json", repeated(1_001))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/references"));
        post(asAdmin(), "text/plain", ("x".repeat(9_000) + " 2019\n\n").repeat(12))
                .then()
                .statusCode(200);
    }

    @Test
    void a_request_without_a_key_may_contain_one_hundred_references_and_100_kB() {
        String hundred = "Reed A. 2019. Reeds.\n".repeat(100);
        assertEquals(100, body(post("text/plain", hundred)).get("items").size());
        post("text/plain", hundred + "Sand B. 2020. Dunes.")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/references/100"))
                .body("errors[0].message", containsString("without an API key"))
                .body("errors[0].message", containsString("Sand B."));
        assertEquals(200, post("application/json", repeated(100)).statusCode());
        post("application/json", repeated(101))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/references"))
                .body("errors[0].message", containsString("without an API key"));
        post("text/plain", "x".repeat(100_001))
                .then()
                .statusCode(413)
                .body("detail", containsString("100000 bytes are accepted without an API key"));
        post("application/json", "{\"references\":[\"" + "x".repeat(100_000) + "\"]}")
                .then()
                .statusCode(413);
        asReader()
                .contentType("text/plain")
                .body("x".repeat(100_001).getBytes(StandardCharsets.UTF_8))
                .post("/v1/references/match")
                .then()
                .statusCode(413);
    }

    @Test
    void a_short_reference_list_is_parsed_while_a_long_list_is_still_being_parsed() {
        String reference = "Reed A. Reeds in wind. Marsh Lett 2019; 2: 3-9. ".repeat(20);
        String thousand = texts(Collections.nCopies(1_000, reference).toArray(String[]::new));
        CompletableFuture<Response> longList =
                CompletableFuture.supplyAsync(() -> post(asAdmin(), "application/json", thousand));
        Workers.pause(300);
        assertEquals(200, post("text/plain", REED).statusCode());
        assertFalse(longList.isDone());
        assertEquals(200, longList.join().statusCode());
    }

    @Test
    void reference_text_over_the_limits_is_rejected() {
        post("text/plain", "x".repeat(10_001) + " 2019")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/references/0"));
        post("text/plain", "\n".repeat(60_000) + REED).then().statusCode(422);
        post("text/plain", "x".repeat(10_000_001)).then().statusCode(413);
    }

    private static JsonNode parsed(String json) {
        Response answer = post("application/json", json);
        assertEquals(200, answer.statusCode(), answer.asString());
        return body(answer);
    }

    private static String repeated(int count) {
        return texts(IntStream.range(0, count).mapToObj(i -> REED).toArray(String[]::new));
    }

    private static Response post(String type, String body) {
        return post(asReader(), type, body);
    }

    private static Response post(RequestSpecification client, String type, String body) {
        return client.contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(PARSE);
    }

    private static Response post(String type, String body, String format) {
        return asReader()
                .contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(PARSE + "?format=" + format);
    }

    private static String texts(String... references) {
        ObjectNode body = object();
        List.of(references).forEach(body.putArray("references")::add);
        return new String(Json.write(body), StandardCharsets.UTF_8);
    }
}
