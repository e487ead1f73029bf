package org.offprint.platform.people;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.offprint.ConfiguredService;
import org.offprint.web.api.Fixtures;

/** Tests client addresses and access log lines of a service behind two trusted proxies. */
@QuarkusTest
@TestProfile(ConfiguredService.class)
class ForwardedAddressTest {

    /** Returns the network that the audit trail stores for a request with these headers. */
    private static String auditedNetwork(RequestSpecification request) {
        String id = Fixtures.created(
                        request,
                        "/v1/api-keys",
                        object().put("name", "Forwarded").put("role", "editor"))
                .path("id")
                .textValue();
        return body(asAdmin().get("/v1/audit?object=" + id))
                .at("/items/0/address")
                .textValue();
    }

    private static RequestSpecification forwarded(String value) {
        return asAdmin().header("X-Forwarded-For", value);
    }

    @Test
    void the_client_address_is_the_value_that_the_outermost_trusted_proxy_appended() {
        assertEquals("203.0.113.0/24", auditedNetwork(forwarded("203.0.113.5, 192.0.2.1")));
        assertEquals("203.0.113.0/24", auditedNetwork(forwarded("198.51.100.7, 203.0.113.5, 192.0.2.1")));
        assertEquals("203.0.113.0/24", auditedNetwork(forwarded("127.0.0.1, 203.0.113.5, 192.0.2.1")));
        assertEquals("203.0.113.0/24", auditedNetwork(forwarded(" , 203.0.113.5, 192.0.2.1")));
        assertEquals(
                "203.0.113.0/24", auditedNetwork(forwarded("").header("X-Forwarded-For", "203.0.113.5, 192.0.2.1")));
        assertEquals("2001:db8:7::/48", auditedNetwork(forwarded("2001:db8:7::9, 192.0.2.1")));
        assertEquals(
                "203.0.113.0/24",
                auditedNetwork(forwarded("198.51.100.7").header("X-Forwarded-For", "203.0.113.5, 192.0.2.1")));
    }

    @Test
    void the_address_of_the_proxy_is_used_if_the_forwarded_value_is_not_an_address() {
        assertEquals("127.0.0.0/24", auditedNetwork(forwarded("anyone GET /, 192.0.2.1")));
        assertEquals("127.0.0.0/24", auditedNetwork(forwarded(", 192.0.2.1")));
        for (String empty : List.of("", " ", ",", ", ,", ":80", ":80, 203.0.113.5")) {
            assertEquals("127.0.0.0/24", auditedNetwork(forwarded(empty)), empty);
        }
        assertEquals("127.0.0.0/24", auditedNetwork(asAdmin().header("Forwarded", "for=203.0.113.5")));
        assertEquals("127.0.0.0/24", auditedNetwork(asAdmin()));
    }

    @Test
    void clients_cannot_forge_access_log_lines() {
        assertEquals(
                List.of("203.0.113.5 GET /v1/journals 200 N bytes N ms access-log-test -"
                        + " \"a\\\" 200 1 bytes \\\\ \\x09b\""),
                accessLog("access-log-test", () -> forwarded("198.51.100.7 GET /forged, 203.0.113.5, 192.0.2.1")
                        .header("User-Agent", "a\" 200 1 bytes \\ \tb")
                        .header("X-Request-Id", "access-log-test")
                        .get("/v1/journals?limit=1")
                        .then()
                        .statusCode(200)));
    }

    @Test
    void the_access_log_contains_the_client_and_the_trace_id_also_if_the_response_is_cached() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        String path = "/v1/articles/" + article;
        for (String id : List.of("loaded-article", "cached-article")) {
            assertEquals(
                    List.of("203.0.113.5 GET " + path + " 200 N bytes N ms " + id
                            + " 4bf92f3577b34da6a3ce929d0e0e4736 \"reader\""),
                    accessLog(id, () -> given().header("X-Forwarded-For", "203.0.113.5, 192.0.2.1")
                            .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                            .header("User-Agent", "reader")
                            .header("X-Request-Id", id)
                            .get(path)
                            .then()
                            .statusCode(200)));
        }
    }

    /** Returns the access log lines of the request with this id, with N in place of the size and the duration. */
    private static List<String> accessLog(String requestId, Runnable request) {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler collector = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(record instanceof ExtLogRecord line ? line.getFormattedMessage() : record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger("io.quarkus.http.access-log");
        log.addHandler(collector);
        try {
            request.run();
            Fixtures.await(() -> lines.stream().anyMatch(line -> line.contains(requestId)));
        } finally {
            log.removeHandler(collector);
        }
        return lines.stream()
                .filter(line -> line.contains(requestId))
                .map(line -> line.replaceFirst("200 \\d+ bytes \\d+ ms", "200 N bytes N ms"))
                .toList();
    }
}
