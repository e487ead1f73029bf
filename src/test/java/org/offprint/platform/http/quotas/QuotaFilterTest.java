package org.offprint.platform.http.quotas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Fixtures;

/** Tests request quotas. Each test uses its own client addresses, so that its quotas do not affect other tests. */
@QuarkusTest
class QuotaFilterTest {

    private static final Pattern LIMIT = Pattern.compile("\"[a-z-]+\";r=\\d+;t=\\d+");
    private static final int TEST_QUOTA = 1_000_000;
    private static int addresses;

    @Inject
    Quotas quotas;

    @Inject
    MeterRegistry registry;

    private final String here = "127.1.2." + ++addresses;

    @AfterEach
    void reset_the_quotas() {
        for (QuotaClass work : QuotaClass.values()) {
            quotas.allow(work, TEST_QUOTA);
        }
    }

    private record Answer(String head, String body) {

        int status() {
            return Integer.parseInt(head.split(" ")[1]);
        }

        String header(String name) {
            return Arrays.stream(head.split("\r\n"))
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse(null);
        }

        JsonNode problem() {
            return Json.parse(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Sends one request over a new connection from this client address. */
    private static Answer send(String from, String method, String target, String... headers) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), RestAssured.port, InetAddress.getByName(from), 0)) {
            socket.setSoTimeout(15_000);
            String head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = all.indexOf("\r\n\r\n");
            return new Answer(all.substring(0, end), all.substring(end + 4));
        }
    }

    /** Returns the URL of a list that is not cached yet, because cached lists do not count against the quota. */
    private static String fresh(String list) {
        return list + "?q=" + UUID.randomUUID();
    }

    private Answer post(String target, String text) throws IOException {
        return send(
                here,
                "POST",
                target,
                "Content-Type: text/plain",
                "Content-Length: " + text.length() + "\r\n\r\n" + text);
    }

    private Answer get(String target, String... headers) throws IOException {
        return send(here, "GET", target, headers);
    }

    @Test
    void previews_count_against_the_search_quota() throws Exception {
        String article = Fixtures.article(Fixtures.journal());
        JsonNode link =
                Fixtures.created(Fixtures.asAdmin(), "/v1/articles/" + article + "/previews", Fixtures.object());
        quotas.allow(QuotaClass.SEARCH, 2);
        for (int status : List.of(200, 429)) {
            assertEquals(status, get(link.path("url").asText()).status());
            assertEquals(status, get(link.path("page").asText()).status());
        }
    }

    @Test
    void calls_of_the_model_context_protocol_count_against_the_search_quota() throws Exception {
        quotas.allow(QuotaClass.SEARCH, 1);
        quotas.allow(QuotaClass.WRITE, 1);
        String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
        for (int status : List.of(200, 429, 429)) {
            Answer answer = send(
                    here,
                    "POST",
                    "/mcp",
                    "Content-Type: application/json",
                    "Content-Length: " + call.length() + "\r\n\r\n" + call);
            assertEquals(status, answer.status());
            assertEquals("\"search\";q=1;w=60", answer.header("RateLimit-Policy"));
            assertEquals(status == 429, answer.header("Retry-After") != null);
        }
        String search =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"search_articles\","
                        + "\"arguments\":{\"query\":\"reed\"}}}";
        Answer refused = send(
                here,
                "POST",
                "/mcp",
                "Content-Type: application/json",
                "Content-Length: " + search.length() + "\r\n\r\n" + search);
        assertEquals(200, refused.status());
        assertTrue(refused.problem().at("/result/isError").booleanValue(), refused::body);
        assertTrue(
                refused.problem().at("/result/content/0/text").textValue().endsWith(" Retry after 60 seconds."),
                refused::body);
    }

    @Test
    void a_search_request_beyond_the_quota_returns_429() throws Exception {
        quotas.allow(QuotaClass.SEARCH, 3);
        Answer first = get(fresh("/v1/articles"));
        assertEquals(200, first.status());
        assertEquals("\"search\";q=3;w=60", first.header("RateLimit-Policy"));
        assertEquals("\"search\";r=2;t=20", first.header("RateLimit"));
        // Requests for a different list and invalid requests count against the same quota.
        assertEquals("\"search\";r=1;t=40", get(fresh("/v1/journals")).header("RateLimit"));
        Answer wrong = get("/v1/suggest?nonsense=1");
        assertEquals(400, wrong.status());
        assertTrue(wrong.header("RateLimit").startsWith("\"search\";r=0;t="), wrong.header("RateLimit"));
        Answer refused = get(fresh("/v1/articles"));
        assertEquals(429, refused.status());
        assertEquals("/problems/quota-exceeded", refused.problem().path("type").asText());
        assertEquals("search", refused.problem().at("/violated-policies/0").asText());
        assertTrue(LIMIT.matcher(refused.header("RateLimit")).matches());
        int whole = Integer.parseInt(refused.header("RateLimit").replaceAll(".*t=", ""));
        assertTrue(Integer.parseInt(refused.header("Retry-After")) >= whole);
        assertTrue(whole > 55 && whole <= 60, "seconds until the full quota: " + whole);
        assertEquals("no-store", refused.header("Cache-Control"));
        // Clients with another address, or with an email address in the From header, have their own quota.
        assertEquals(200, send("127.1.3.1", "GET", fresh("/v1/articles")).status());
        assertEquals(
                200,
                get(fresh("/v1/articles"), "From: librarian@library.example").status());
        assertEquals(
                200,
                get(fresh("/v1/articles"), "User-Agent: Harvester/2 (mailto:librarian@library.example)")
                        .status());
        assertEquals(429, get(fresh("/v1/articles"), "User-Agent: Harvester/2").status());
        Answer page = get("/search?q=soil", "Accept: text/html");
        assertEquals(429, page.status());
        assertTrue(page.header("Content-Type").startsWith("text/html"), page.head());
        assertTrue(page.body().contains("The service is busy"), page.body());
    }

    @Test
    void reads_by_id_and_html_pages_do_not_count_against_a_quota() throws Exception {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        for (QuotaClass work : QuotaClass.values()) {
            quotas.allow(work, 1);
        }
        for (int read = 0; read < 5; read++) {
            Answer answer = get("/v1/articles/" + article);
            assertEquals(200, answer.status());
            assertNull(answer.header("RateLimit"));
            assertEquals(200, get("/v1").status());
            assertEquals(200, get("/v1/articles/" + article + "/exports/ris").status());
            assertEquals(200, get("/").status());
            Answer withCookie = get("/v1/articles/" + article, "Cookie: theme=dark; consent=1");
            assertEquals(200, withCookie.status());
            assertEquals(answer.header("Cache-Control"), withCookie.header("Cache-Control"));
            assertEquals(answer.header("ETag"), withCookie.header("ETag"));
            assertNull(withCookie.header("RateLimit"));
        }
        // No token bucket was created for the client.
        assertEquals(0, registry.get("offprint.quota.clients").gauge().value());
    }

    @Test
    void pages_and_exports_that_search_or_render_count_against_a_quota() throws Exception {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        String slug = Fixtures.body(Fixtures.asReader().get("/v1/articles/" + article))
                .get("slug")
                .textValue();
        for (String target : List.of(
                "/articles/" + slug + "/cited-by",
                "/articles/" + slug + "/cite/ieee",
                "/keywords/reeds",
                "/authors/0000-0002-1825-0097",
                "/affiliations/" + UUID.randomUUID(),
                "/v1/changes?limit=1",
                "/v1/articles/" + article + "/references",
                "/v1/articles/" + article + "/exports/bibliography?style=ieee")) {
            quotas.allow(QuotaClass.SEARCH, 1);
            Answer first = get(target);
            assertTrue(first.status() == 200 || first.status() == 404, target + " " + first.head());
            assertEquals("\"search\";r=0;t=60", first.header("RateLimit"), target);
            assertEquals(429, get("/v1/changes").status(), target);
        }
        quotas.allow(QuotaClass.EXPORT, 1);
        String journal = Fixtures.body(Fixtures.asReader().get("/v1/articles/" + article))
                .at("/journal/slug")
                .textValue();
        assertEquals(200, get("/feeds/journals/" + journal + ".atom").status());
        assertEquals(429, get("/feeds/journals/" + journal + ".atom").status());
    }

    @Test
    void a_cached_list_does_not_count_against_the_search_quota() throws Exception {
        BackgroundWork.awaitIdle();
        String list = fresh("/v1/articles");
        Answer answer = get(list);
        for (int again = 0; again < 20 && answer.header("RateLimit") != null; again++) {
            answer = get(list);
        }
        assertNull(answer.header("RateLimit"), "The token bucket is created for each request");
        quotas.allow(QuotaClass.SEARCH, 1);
        for (int again = 0; again < 5; again++) {
            assertEquals(200, get(list).status());
        }
    }

    @Test
    void oai_harvests_and_exports_have_a_separate_quota() throws Exception {
        quotas.allow(QuotaClass.EXPORT, 2);
        assertEquals(200, get("/oai?verb=Identify").status());
        Answer last = get("/v1/exports/articles.jsonl.gz");
        assertTrue(last.header("RateLimit").startsWith("\"export\";r=0;"), last.header("RateLimit"));
        assertEquals(429, get("/oai?verb=Identify").status());
        assertEquals(
                429,
                send(here, "POST", "/oai?verb=Identify", "Content-Length: 0").status());
        assertEquals(200, get(fresh("/v1/articles")).status());
    }

    @Test
    void the_quota_of_an_api_key_is_shared_by_all_client_addresses() throws Exception {
        String key = "Authorization: Bearer " + Fixtures.editorOf(Fixtures.journal());
        String other = "Authorization: Bearer " + Fixtures.editorOf(Fixtures.journal());
        quotas.allow(QuotaClass.WRITE, 2);
        String target = "/v1/references/parse";
        assertEquals(
                400,
                send("127.1.4.1", "POST", target, key, "Content-Type: application/json", "Content-Length: 0")
                        .status());
        assertEquals(
                400,
                send("127.1.4.2", "POST", target, key, "Content-Type: application/json", "Content-Length: 0")
                        .status());
        Answer refused = send("127.1.4.3", "POST", target, key, "Content-Length: 0");
        assertEquals(429, refused.status());
        assertEquals("\"write\";q=2;w=60", refused.header("RateLimit-Policy"));
        assertEquals(
                400,
                send("127.1.4.1", "POST", target, other, "Content-Type: application/json", "Content-Length: 0")
                        .status());
    }

    @Test
    void parsed_references_count_against_the_quota_by_size() throws Exception {
        quotas.allow(QuotaClass.WRITE, 60);
        Answer parsed = post("/v1/references/parse", "Reed A. Reeds. 2019.\n\n".repeat(100));
        assertEquals(200, parsed.status());
        assertEquals("\"write\";r=59;t=1", parsed.header("RateLimit"));
        quotas.allow(QuotaClass.WRITE, 60);
        assertEquals(
                "\"write\";r=55;t=5",
                post("/v1/references/parse", "x".repeat(9_000)).header("RateLimit"));
        // A single request uses at most the whole quota.
        quotas.allow(QuotaClass.SEARCH, 3);
        Answer whole = post("/v1/references/match", "x".repeat(9_000));
        assertEquals(200, whole.status());
        assertEquals("\"search\";r=0;t=60", whole.header("RateLimit"));
        // A request that is larger than the remaining quota is rejected.
        quotas.allow(QuotaClass.SEARCH, 3);
        assertEquals(200, post("/v1/references/match", "Reed A. 2019.").status());
        assertEquals(429, post("/v1/references/match", "x".repeat(9_000)).status());
    }

    @Test
    void failed_sign_ins_are_limited_per_client_address_without_affecting_valid_keys() throws Exception {
        String good = "Authorization: Bearer " + Fixtures.editorOf(Fixtures.journal());
        quotas.allow(QuotaClass.SIGN_IN, 3);
        for (String credentials : List.of("Bearer wrong", "Basic YTpi", "Bearer offprint_" + "a".repeat(43))) {
            Answer refused = get(fresh("/v1/articles"), "Authorization: " + credentials);
            assertEquals(401, refused.status());
            assertEquals("\"sign-in\";q=3;w=60", refused.header("RateLimit-Policy"));
        }
        Answer refused = get(fresh("/v1/articles"), "Authorization: Bearer wrong", "From: polite@library.example");
        assertEquals(429, refused.status());
        assertEquals("sign-in", refused.problem().at("/violated-policies/0").asText());
        assertEquals(200, get(fresh("/v1/articles"), good).status());
        assertEquals(200, get(fresh("/v1/articles")).status());
        assertEquals(
                401,
                send("127.1.5.1", "GET", fresh("/v1/articles"), "Authorization: Bearer wrong")
                        .status());
    }

    @Test
    void client_addresses_in_forwarded_headers_sent_by_the_client_are_ignored() throws Exception {
        quotas.allow(QuotaClass.SEARCH, 1);
        assertEquals(
                200, get(fresh("/v1/articles"), "X-Forwarded-For: 192.0.2.1").status());
        assertEquals(
                429, get(fresh("/v1/articles"), "X-Forwarded-For: 192.0.2.2").status());
        assertEquals(429, get(fresh("/v1/articles"), "Forwarded: for=192.0.2.3").status());
    }

    @Test
    void successful_responses_report_the_remaining_quota() throws Exception {
        Answer answer = get(fresh("/v1/keywords"));
        assertTrue(LIMIT.matcher(answer.header("RateLimit")).matches());
        assertEquals("\"search\";q=" + TEST_QUOTA + ";w=60", answer.header("RateLimit-Policy"));
    }
}
