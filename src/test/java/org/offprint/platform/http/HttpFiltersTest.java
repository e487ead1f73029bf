package org.offprint.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HttpFiltersTest {

    @TestHTTPResource("/")
    URI root;

    @Test
    void a_valid_request_id_is_returned_in_the_response_and_logged() {
        given().header("X-Request-Id", "abc.1")
                .get("/v1/manners/log-context")
                .then()
                .header("X-Request-Id", "abc.1")
                .body("requestId", equalTo("abc.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "x<y", "0123456789012345678901234567890123456789012345678901234567890123456789"})
    void an_invalid_request_id_is_replaced_with_a_new_id(String sent) {
        given().header("X-Request-Id", sent)
                .get("/v1/manners/log-context")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f]{24}"));
    }

    @Test
    void the_trace_id_of_traceparent_is_logged() {
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        String traceparent = "00-" + traceId + "-00f067aa0ba902b7-01";
        assertEquals(traceId, loggedTraceId(given().header("traceparent", traceparent)));
        assertEquals(traceId, loggedTraceId(given().header("Traceparent", traceparent)));
    }

    @Test
    void an_invalid_traceparent_is_ignored() {
        String valid = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        for (String sent : new String[] {"", "x", valid.toUpperCase(Locale.ROOT), valid + "-", "a".repeat(10_000)}) {
            assertEquals("null", loggedTraceId(given().header("traceparent", sent)));
        }
        assertEquals("null", loggedTraceId(given().header("traceparent", valid).header("traceparent", valid)));
        assertEquals("null", loggedTraceId(given()));
    }

    private static String loggedTraceId(RequestSpecification request) {
        return request.get("/v1/manners/log-context")
                .then()
                .statusCode(200)
                .extract()
                .path("traceId");
    }

    @Test
    void an_overlong_accept_header_returns_400() {
        given().header("Accept", "*/*;q=0,x" + " ".repeat(15_000) + "y")
                .get("/v1/manners/log-context")
                .then()
                .statusCode(400)
                .body("errors[0].header", equalTo("Accept"))
                .body("errors[0].code", equalTo("size"));
    }

    @ParameterizedTest
    @CsvSource({"49, 200", "50, 400"})
    void an_accept_header_with_more_than_50_media_ranges_returns_400(int commas, int status) {
        given().header("Accept", "*/*" + ",a/b".repeat(commas))
                .get("/v1/manners/log-context")
                .then()
                .statusCode(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/problem+json|200",
                "application/json;q=0|406",
                "application/json; q=0.000, */*|406",
                "*/*;q=0|406",
                "application/*;q=0, text/html|406",
                "application/*;q=0, application/json|200",
                "text/html;q=0, application/json;q=0.1|200",
                "text/html;q=0, */*|200"
            })
    void a_quality_of_zero_in_the_accept_header_excludes_a_media_type(String accept, int status) {
        given().header("Accept", accept).get("/v1/manners").then().statusCode(status);
        given().header("Accept", accept).get("/v1/journals").then().statusCode(status);
    }

    @Test
    void pages_of_any_origin_can_read_responses_without_credentials() {
        given().header("Origin", "https://journal.example")
                .get("/v1/manners")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("Access-Control-Expose-Headers", "*");
    }

    @Test
    void a_cors_preflight_response_lists_the_methods_of_the_path() {
        given().header("Origin", "https://journal.example")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,if-match")
                .options("/v1/manners/documents/12")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Methods", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT")
                .header("Access-Control-Allow-Headers", containsString("Authorization"));
    }

    @Test
    void an_options_response_lists_the_methods_and_patch_formats_of_the_path() {
        given().options("/v1/manners/documents/12")
                .then()
                .statusCode(204)
                .header("Allow", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT")
                .header("Accept-Patch", "application/merge-patch+json, application/json-patch+json");
        given().options("/v1/manners").then().statusCode(204).header("Allow", "GET, HEAD, OPTIONS, POST");
        given().options("/v1/none").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void scripts_are_forbidden_on_all_pages_except_the_api_documentation() {
        given().get("/v1/manners")
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "strict-origin-when-cross-origin")
                .header("Strict-Transport-Security", nullValue())
                .header("Content-Security-Policy", containsString("script-src 'none'"));
        given().get("/docs").then().header("Content-Security-Policy", containsString("script-src 'self'"));
    }

    @Test
    void every_api_response_has_a_vary_header() {
        given().get("/v1/manners")
                .then()
                .header("Vary", equalTo("Authorization, Accept-Encoding"))
                .header("Cache-Control", "public, max-age=60, stale-while-revalidate=300");
        given().get("/v1/manners/log-context").then().header("Cache-Control", "no-store");
        given().get("/v1/none").then().statusCode(404).header("Vary", containsString("Authorization"));
    }

    @Test
    void a_head_response_has_the_headers_of_the_get_response_and_no_body() {
        Response get = given().get("/v1/manners/documents/500");
        Response head = given().head("/v1/manners/documents/500");
        assertEquals(200, head.statusCode());
        assertEquals(0, head.asByteArray().length);
        for (String name : new String[] {"Content-Length", "Content-Type", "ETag", "Vary", "Cache-Control"}) {
            assertEquals(get.header(name), head.header(name), name);
        }
        assertEquals("500", head.header("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/manners/a;b",
                "/v1/manners/%00",
                "/v1/manners/%zz",
                "/v1/manners/%2",
                "/v1/manners/%ff",
                "/v1/manners/%ed%a0%80",
                "/v1/manners/\u00e4",
                "//v1/manners",
                "/v1//manners",
                "/v1/manners//",
                "/v1/./manners",
                "/docs/../v1/manners",
                "/v1/other/%2e%2E/manners",
                "/v1/manners/.."
            })
    void an_ambiguous_path_returns_400(String target) throws IOException {
        RawHttp.Answer answer = RawHttp.get(root.getPort(), target);
        assertEquals(400, answer.status());
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertTrue(answer.body().contains("\"/problems/bad-path\""), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"doi=%zz", "doi=%00", "doi=%ff", "doi=%ed%a0%80", "%zz=1", "doi=\u00e9"})
    void an_undecodable_query_parameter_returns_400_with_the_parameter_name(String query) throws IOException {
        RawHttp.Answer answer = RawHttp.get(root.getPort(), "/v1/manners?" + query);
        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("\"code\":\"encoding\""), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2", "a\"b|c[d]{e}^`\\"})
    void special_characters_in_a_query_parameter_are_decoded_correctly(String doi) throws IOException {
        RawHttp.Answer answer = RawHttp.get(root.getPort(), "/v1/manners?doi=" + doi);
        assertEquals(200, answer.status(), answer.body());
        String hex = HexFormat.of().formatHex(doi.getBytes(StandardCharsets.UTF_8));
        assertTrue(answer.body().contains("\"" + hex + "\""), answer.body());
    }

    @Test
    void a_request_target_of_more_than_8192_bytes_returns_414() throws IOException {
        String target = "/v1/manners?doi=";
        assertEquals(
                200,
                RawHttp.get(root.getPort(), target + "x".repeat(8_192 - target.length()))
                        .status());
        RawHttp.Answer answer = RawHttp.get(root.getPort(), target + "x".repeat(8_193 - target.length()));
        assertEquals(414, answer.status());
        assertTrue(answer.body().contains("\"/problems/uri-too-long\""), answer.body());
    }

    @Test
    void a_request_target_of_100_kb_returns_414_with_a_problem_document() throws IOException {
        RawHttp.Answer answer = RawHttp.get(root.getPort(), "/v1/manners?doi=" + "x".repeat(100_000));
        assertEquals(414, answer.status());
        assertTrue(answer.body().contains("\"/problems/uri-too-long\""), answer.body());
    }

    @Test
    void a_declared_content_length_above_10_mb_returns_413_before_the_body_is_read() throws IOException {
        RawHttp.Answer answer = RawHttp.send(
                root.getPort(),
                "POST /v1/manners HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 10000001\r\n\r\n{");
        assertEquals(413, answer.status());
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertTrue(answer.body().contains("\"/problems/payload-too-large\""), answer.body());
    }

    @Test
    void a_request_body_of_exactly_10_mb_is_accepted() {
        given().contentType("application/json")
                .body(new byte[10_000_000])
                .post("/v1/manners")
                .then()
                .statusCode(201)
                .body("length", equalTo(10_000_000));
    }

    @Test
    void a_chunked_request_body_above_10_mb_returns_413_and_closes_the_connection() throws IOException {
        RawHttp.Answer answer = chunked("/v1/manners", 11, "keep-alive", "");
        assertEquals(413, answer.status());
        assertEquals("application/problem+json", answer.header("Content-Type"));
    }

    @Test
    void operations_without_a_body_limit_accept_bodies_above_10_mb() throws IOException {
        RawHttp.Answer answer = chunked("/v1/manners/imports", 20, "close", "0\r\n\r\n");
        assertEquals(201, answer.status(), answer.body());
        assertEquals("{\"length\":20000000}", answer.body());
        given().contentType("application/json")
                .body(new byte[12_000_000])
                .post("/v1/manners/imports")
                .then()
                .statusCode(201)
                .body("length", equalTo(12_000_000));
    }

    @Test
    void the_content_security_policy_of_the_api_documentation_allows_its_scripts() {
        given().get("/docs/")
                .then()
                .statusCode(200)
                .body(containsString("<script"))
                .header("Content-Security-Policy", containsString("script-src 'self';"))
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Request-Id", matchesPattern("[0-9a-f]{24}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/manners HTTP/1.1                                 | 400",
                "GET http://localhost/v1/none HTTP/1.1\\r\\nHost: localhost  | 404",
                "GET nothing HTTP/1.1\\r\\nHost: localhost                 | 404",
                "GET /q/none HTTP/1.1\\r\\nHost: localhost                 | 404",
                "GET /docs/none HTTP/1.1\\r\\nHost: localhost              | 404",
                "TRACE /v1/manners HTTP/1.1\\r\\nHost: localhost           | 405",
                "BREW /v1/manners HTTP/1.1\\r\\nHost: localhost            | 405",
                "BREW /v1/none HTTP/1.1\\r\\nHost: localhost               | 404",
                "OPTIONS * HTTP/1.1\\r\\nHost: localhost                   | 404",
            })
    void malformed_http_requests_return_problem_documents(String request, int status) throws IOException {
        RawHttp.Answer answer = RawHttp.send(
                root.getPort(), request.strip().replace("\\r\\n", "\r\n") + "\r\nConnection: close\r\n\r\n");
        assertEquals(status, answer.status(), answer.head() + answer.body());
        assertEquals("application/problem+json", answer.header("Content-Type"), answer.head() + answer.body());
        assertEquals("*", answer.header("Access-Control-Allow-Origin"));
    }

    private RawHttp.Answer chunked(String path, int megabytes, String connection, String end) throws IOException {
        try (RawHttp http = new RawHttp(root.getPort())) {
            http.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: " + connection + "\r\n"
                            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("F4240\r\n" + "x".repeat(1_000_000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < megabytes; i++) {
                http.write(chunk);
            }
            http.write(end.getBytes(StandardCharsets.US_ASCII));
            return http.read();
        }
    }
}
