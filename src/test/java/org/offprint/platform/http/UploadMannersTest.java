package org.offprint.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests uploads from HTTP/1.0 clients, clients that send {@code Expect}, and pipelining clients. */
@QuarkusTest
class UploadMannersTest {

    private static final String RECORD = "{\"kind\":\"journal\",\"title\":\"Manners\",\"language\":\"en\"}\n";

    private static String upload(String version, String key, String... headers) {
        return "POST /v1/imports?validateOnly=true HTTP/" + version + "\r\nHost: localhost\r\nAuthorization: Bearer "
                + key + "\r\nContent-Type: application/jsonl\r\n" + String.join("", headers) + "\r\n";
    }

    private static String length() {
        return "Content-Length: " + RECORD.length() + "\r\n";
    }

    private static RawHttp.Answer send(String request) throws IOException {
        return RawHttp.send(RestAssured.port, request);
    }

    @Test
    void an_http_1_0_upload_without_a_content_length_returns_400() throws IOException {
        assertEquals(
                202, send(upload("1.0", Fixtures.ADMIN_KEY, length()) + RECORD).status());
        assertEquals(400, send(upload("1.0", Fixtures.ADMIN_KEY)).status());
        assertEquals(401, send(upload("1.0", "wrong", length()) + RECORD).status());
        assertEquals(200, send("GET /v1/journals?limit=1 HTTP/1.0\r\n\r\n").status());
    }

    @Test
    void a_client_that_sends_expect_100_continue_receives_100_or_the_final_error() throws IOException {
        String careful = "Expect: 100-continue\r\nConnection: close\r\n";
        RawHttp.Answer good = send(upload("1.1", Fixtures.ADMIN_KEY, length(), careful) + RECORD);
        assertEquals(100, good.status());
        assertTrue(good.body().startsWith("HTTP/1.1 202"), good.body());
        // The client receives the error without sending its body.
        RawHttp.Answer wrong = send(upload("1.1", "wrong", "Content-Length: 900000000\r\n", careful));
        assertEquals(401, wrong.status());
    }

    @Test
    void responses_to_pipelined_requests_are_returned_in_order() throws IOException {
        StringBuilder requests = new StringBuilder();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            sent.addAll(List.of("a" + i, "b" + i, "c" + i));
            requests.append(upload("1.1", Fixtures.ADMIN_KEY, length(), "X-Request-Id: a" + i + "\r\n"))
                    .append(RECORD)
                    .append(upload("1.1", "wrong", length(), "X-Request-Id: b" + i + "\r\n"))
                    .append(RECORD)
                    .append("GET /v1/journals?limit=1 HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: c" + i + "\r\n")
                    .append(i == 5 ? "Connection: close\r\n\r\n" : "\r\n");
        }
        RawHttp.Answer all = send(requests.toString());
        String text = all.head() + "\r\n\r\n" + all.body();
        assertEquals(sent, found("(?i)x-request-id: (\\S+)", text));
        List<String> statuses = found("HTTP/1\\.1 (\\d+)", text);
        for (int i = 0; i < sent.size(); i++) {
            assertEquals(List.of("202", "401", "200").get(i % 3), statuses.get(i), sent.get(i));
        }
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
