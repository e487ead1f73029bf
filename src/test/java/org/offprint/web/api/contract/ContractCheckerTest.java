package org.offprint.web.api.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests that every deviation of a response from the contract is reported. */
class ContractCheckerTest {

    private static final String CONTRACT = """
            {"paths": {"/v1/things/{id}": {"get": {
              "operationId": "getThing",
              "parameters": [{"name": "id", "in": "path"}, {"name": "view", "in": "query"}],
              "responses": {
                "200": {
                  "headers": {
                    "ETag": {"required": true, "schema": {"type": "string"}},
                    "Retry-After": {"schema": {"type": "integer", "minimum": 1}}},
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                "304": {"description": "You have it already."},
                "default": {"description": "Any other failure."}}}},
              "/v1/things/batch-get": {"post": {
                "responses": {"200": {"content": {"application/json": {"schema": {
                  "type": "object", "required": ["items"], "properties": {
                    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}}}}}}}}}},
             "components": {"schemas": {"Thing": {
               "type": "object", "required": ["id"],
               "properties": {"id": {"type": "string", "format": "uuid"}, "size": {"type": "integer"}}}}}}
            """;

    private static final Map<String, String> HEADERS = Map.of("content-type", "application/json", "etag", "\"1\"");
    private static final String BODY = "{\"id\": \"0190f3c1-7b5e-7c3a-9d2e-3f1a6b8c4d5e\"}";

    private final ContractChecker agreement = new ContractChecker(json(CONTRACT));

    @Test
    void a_response_that_matches_the_contract_is_accepted() {
        assertEquals(List.of(), breaches("GET", "/v1/things/1?view=public", 200, HEADERS, BODY));
        assertEquals(List.of(), breaches("HEAD", "/v1/things/1", 200, HEADERS, ""));
        assertEquals(List.of(), breaches("GET", "/v1/things/1", 304, Map.of(), ""));
        assertEquals(List.of(), breaches("DELETE", "/v1/things/1", 405, Map.of(), BODY));
        assertEquals(List.of(), breaches("GET", "/openapi", 200, Map.of(), "openapi"));
    }

    @Test
    void a_response_from_an_unlisted_operation_or_with_an_unlisted_status_is_reported() {
        assertEquals(List.of("there is no such operation"), breaches("GET", "/v1/other", 200, HEADERS, BODY));
        assertEquals(List.of("there is no such operation"), breaches("PUT", "/v1/things/1", 200, HEADERS, BODY));
        assertEquals(List.of("the status 404 is not listed"), breaches("GET", "/v1/things/1", 404, HEADERS, BODY));
        assertEquals(List.of("the status 500 is not listed"), breaches("GET", "/v1/things/1", 500, HEADERS, BODY));
    }

    @Test
    void an_accepted_query_parameter_that_the_contract_does_not_list_is_reported() {
        assertEquals(
                List.of("the parameter q is accepted but not listed"),
                breaches("GET", "/v1/things/1?q=a&view=public", 200, HEADERS, BODY));
    }

    @Test
    void missing_unlisted_and_invalid_response_headers_are_reported() {
        Map<String, String> json = Map.of("content-type", "application/json");
        assertEquals(List.of("the header ETag is missing"), breaches("GET", "/v1/things/1", 200, json, BODY));
        Map<String, String> linked = Map.of("content-type", "application/json", "etag", "\"1\"", "link", "</>");
        assertEquals(
                List.of("the header link is sent but not listed"), breaches("GET", "/v1/things/1", 200, linked, BODY));
        Map<String, String> never = Map.of("content-type", "application/json", "etag", "\"1\"", "retry-after", "0");
        assertEquals(1, breaches("GET", "/v1/things/1", 200, never, BODY).size());
    }

    @Test
    void a_response_body_with_a_wrong_type_or_unknown_members_is_reported() {
        Map<String, String> html = Map.of("content-type", "text/html", "etag", "\"1\"");
        assertEquals(
                List.of("the media type text/html is not listed"), breaches("GET", "/v1/things/1", 200, html, BODY));
        assertEquals(List.of("the response body is missing"), breaches("GET", "/v1/things/1", 200, HEADERS, ""));
        assertEquals(List.of("the response has a body"), breaches("GET", "/v1/things/1", 304, Map.of(), BODY));
        for (String body : List.of("{}", "{\"id\": 1}", "{\"id\": \"x\"}", BODY.replace("}", ", \"sise\": 1}"), "{")) {
            assertEquals(1, breaches("GET", "/v1/things/1", 200, HEADERS, body).size(), body);
        }
    }

    @Test
    void members_of_batch_items_may_be_missing_only_if_the_request_body_selects_members() {
        for (String sent : List.of("{\"fields\": [\"size\"]}", "{}")) {
            List<String> breaches = agreement.breaches(new Exchange(
                    "POST",
                    "/v1/things/batch-get",
                    bytes(sent),
                    200,
                    Map.of("content-type", "application/json"),
                    bytes("{\"items\": [{\"size\": 1}]}")));
            assertEquals(sent.equals("{}") ? 1 : 0, breaches.size(), sent);
        }
    }

    @Test
    void a_path_segment_of_another_method_is_an_id() {
        assertEquals(List.of(), breaches("GET", "/v1/things/batch-get", 200, HEADERS, BODY));
    }

    @Test
    void a_test_fails_if_a_response_deviates_from_the_contract() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            byte[] body = "{\"titel\": \"Oops\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
        try {
            String url = "http://127.0.0.1:" + other.getAddress().getPort() + "/v1/journals";
            AssertionError failure = assertThrows(
                    AssertionError.class,
                    () -> RestAssured.given().filter(new ContractCheckFilter()).get(url));
            assertThat(failure.getMessage(), containsString("the header X-Request-Id is missing"));
            assertThat(failure.getMessage(), containsString("'titel' is not defined"));
        } finally {
            other.stop(0);
        }
    }

    private List<String> breaches(String method, String target, int status, Map<String, String> headers, String body) {
        return agreement.breaches(new Exchange(method, target, new byte[0], status, headers, bytes(body)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
