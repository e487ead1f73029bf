package org.offprint.services.usage;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;

/** Tests how views of this service's own pages, and views reported by front ends, are counted. */
@QuarkusTest
class CountingTest {

    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @Inject
    UsageWriter writer;

    @Inject
    Sql sql;

    @Inject
    MeterRegistry registry;

    private String journal;
    private String article;
    private String page;

    @BeforeEach
    void publish() {
        journal = Fixtures.journal();
        article = Fixtures.article(journal);
        asAdmin()
                .header("If-None-Match", "*")
                .contentType("application/octet-stream")
                .body("%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII))
                .put("/v1/articles/" + article + "/files/text.pdf?role=fulltext")
                .then()
                .statusCode(201);
        asAdmin()
                .header("If-None-Match", "*")
                .contentType("application/octet-stream")
                .body("a,b\n".getBytes(StandardCharsets.US_ASCII))
                .put("/v1/articles/" + article + "/files/data.csv?role=data")
                .then()
                .statusCode(201);
        Fixtures.publish(article);
        page = "/articles/" + asReader().get("/v1/articles/" + article).path("slug");
    }

    private static RequestSpecification person() {
        return asReader().header("User-Agent", BROWSER).header("Accept", "text/html");
    }

    /** Returns a request from a different visitor at the same address. */
    private static RequestSpecification another() {
        return asReader()
                .header("User-Agent", BROWSER + " " + Fixtures.unique("Visitor"))
                .header("Accept", "text/html");
    }

    /** Returns the stored forms in which the article was opened, in order. */
    private List<String> opened() {
        writer.write();
        return stored();
    }

    private List<String> stored() {
        return sql.list(
                "select form from usage_click where article = ? order by at, form",
                row -> row.getString("form"),
                UUID.fromString(article));
    }

    @Test
    void views_of_pages_and_full_texts_are_counted_even_if_they_are_cached_or_not_modified() {
        String etag = another().get(page).then().statusCode(200).extract().header("ETag");
        // One response comes from the cache before routing, and one from a resource whose content is cached.
        another().header("Accept-Encoding", "gzip").get(page).then().statusCode(200);
        another().get(page).then().statusCode(200);
        another().header("If-None-Match", etag).get(page).then().statusCode(304);
        another().get(page + ".pdf").then().statusCode(200);
        another().get(page + "/files/text.pdf").then().statusCode(200);
        another().get("/v1/articles/" + article + "/files/text.pdf").then().statusCode(200);
        another()
                .get("/v1/articles/" + article + "/versions/1/files/text.pdf")
                .then()
                .statusCode(200);

        assertEquals(List.of("abstract", "abstract", "abstract", "abstract", "pdf", "pdf", "pdf", "pdf"), opened());
        assertEquals(8, visitors());
    }

    @Test
    void reads_of_markdown_are_counted_as_text_and_data_mining() {
        another().get(page + ".md").then().statusCode(200);
        asReader()
                .header("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1)")
                .get(page + ".md")
                .then()
                .statusCode(200);
        asAdmin().header("User-Agent", BROWSER).get(page + ".md").then().statusCode(200);
        another().get(page).then().statusCode(200);
        assertEquals(List.of("abstract", "abstract"), opened());
        assertEquals(List.of("Regular false", "TDM false"), methods());
    }

    @Test
    void calls_of_the_model_context_protocol_are_counted_as_text_and_data_mining() {
        long before = minedSearches();
        call(asReader(), "get_article", object().put("id", article));
        call(asReader(), "search_articles", object().put("query", Fixtures.unique("Reeds")));
        call(asAdmin(), "format_citation", object().put("id", article));
        call(asReader(), "get_article", object().put("id", "no-such-article"));
        assertEquals(List.of("abstract"), opened());
        assertEquals(List.of("TDM false"), methods());
        assertEquals(before + 1, minedSearches());
    }

    private static void call(RequestSpecification caller, String tool, ObjectNode arguments) {
        ObjectNode call = object().put("jsonrpc", "2.0").put("id", 1).put("method", "tools/call");
        call.putObject("params").put("name", tool).set("arguments", arguments);
        // The user agents of clients are often the names of libraries, which are also names of robots.
        caller.header("User-Agent", "python-httpx/0.28.1")
                .contentType("application/json")
                .body(call.toString())
                .post("/mcp")
                .then()
                .statusCode(200);
    }

    private long minedSearches() {
        writer.write();
        return sql.first(
                        "select count(*) as events from usage_click where article is null and method = 'TDM'",
                        row -> row.getLong("events"))
                .orElseThrow();
    }

    /** Returns the access methods of the views of the article, and whether the views are requests. */
    private List<String> methods() {
        return sql.list(
                "select method, request from usage_click where article = ? order by method, request desc",
                row -> row.getString("method") + " " + row.getBoolean("request"),
                UUID.fromString(article));
    }

    /** Returns the number of visitors of the article. */
    private long visitors() {
        return sql.first(
                        "select count(distinct visitor) as visitors from usage_click"
                                + " where article = ? and method = 'Regular' and not has_session",
                        row -> row.getLong("visitors"),
                        UUID.fromString(article))
                .orElseThrow();
    }

    @Test
    void repeated_clicks_on_the_same_item_within_ten_seconds_are_stored_as_at_most_two_events() {
        writer.write();
        double countedBefore = counted("stored") + counted("double-click");
        double stored = counted("stored");
        person().get(page).then().statusCode(200);
        for (int i = 0; i < 20; i++) {
            person().header("Accept-Encoding", i % 2 == 0 ? "gzip" : "identity")
                    .get(page)
                    .then()
                    .statusCode(200);
        }
        person().get(page + ".pdf").then().statusCode(200);
        List<String> opened = opened();
        assertEquals(22, counted("stored") + counted("double-click") - countedBefore);
        assertEquals(opened.size(), counted("stored") - stored);
        // The period of ten seconds may end during the test.
        assertTrue(opened.size() >= 3 && opened.size() < 15, opened::toString);
        assertEquals(Set.of("abstract", "pdf"), Set.copyOf(opened));
        assertEquals(1, visitors());
    }

    @Test
    void the_first_click_of_a_view_is_stored_immediately_and_the_last_when_the_view_is_closed() {
        for (int i = 0; i < 3; i++) {
            person().get(page).then().statusCode(200);
        }
        writer.writeNow();
        assertEquals(List.of("abstract"), stored());
        assertEquals(List.of("abstract", "abstract"), opened());
    }

    @Test
    void requests_from_programs_and_robots_and_editors_are_not_counted_as_views() {
        person().get(page).then().statusCode(200);
        assertEquals(List.of("abstract"), opened());

        // Requests of programs are not counted: JSON, export formats, lists, data files, partial downloads, robots, and
        // prefetches.
        for (String path : List.of(
                "/v1/articles/" + article,
                "/v1/articles/" + article + "/exports/ris",
                "/v1/articles?journal=" + journal,
                "/v1/articles/" + article + "/files",
                "/v1/articles/" + article + "/files/data.csv")) {
            asReader().header("User-Agent", BROWSER).get(path).then().statusCode(200);
        }
        person().header("Range", "bytes=0-3").get(page + ".pdf").then().statusCode(206);
        for (String robot : List.of("Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8.5.0", "")) {
            asReader().header("User-Agent", robot).header("Accept", "text/html").get(page);
        }
        person().header("Sec-Purpose", "prefetch;prerender").get(page).then().statusCode(200);
        person().header("Accept-Encoding", "gzip").header("Purpose", "prefetch").get(page);
        person().header("X-Moz", "prefetch").get(page).then().statusCode(200);
        for (String path : List.of("/oai?verb=Identify", "/feeds/articles.atom", "/sitemap.xml", "/v1/changes")) {
            person().get(path);
        }
        person().head(page).then().statusCode(200);
        person().header("Accept-Encoding", "gzip").head(page).then().statusCode(200);
        // Views of public pages and files by editors are not counted.
        person().header("Authorization", "Bearer " + Fixtures.ADMIN_KEY)
                .get(page)
                .then()
                .statusCode(200);
        person().header("Authorization", "Bearer " + Fixtures.ADMIN_KEY)
                .get("/v1/articles/" + article + "/files/text.pdf?view=public")
                .then()
                .statusCode(200);
        String preview = created(asAdmin(), "/v1/articles/" + article + "/previews", object())
                .get("url")
                .textValue();
        person().get(preview.replaceFirst("^.*/v1/articles/[^/]+/previews/", "/previews/"));
        Fixtures.withdraw(article);
        person().get(page).then().statusCode(410);

        assertEquals(List.of("abstract"), opened());
    }

    @Test
    void views_of_any_language_and_version_count_for_the_same_article() {
        ObjectNode french = object().put("title", "Of two versions");
        french.putObject("translations").putObject("fr").put("title", "De deux versions");
        Fixtures.patch(asAdmin(), "/v1/articles/" + article, french).then().statusCode(200);
        Fixtures.publish(article);
        for (String more : List.of("", "/fr", "/v1")) {
            another().get(page + more).then().statusCode(200);
        }
        assertEquals(List.of("abstract", "abstract", "abstract"), opened());
    }

    @Test
    void stored_and_rejected_views_are_counted_in_the_metrics() {
        double stored = counted("stored");
        double robots = counted("robot");
        person().get(page).then().statusCode(200);
        asReader()
                .header("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1)")
                .header("Accept", "text/html")
                .get(page)
                .then()
                .statusCode(200);
        assertEquals(List.of("abstract"), opened());
        assertTrue(counted("stored") > stored);
        assertTrue(counted("robot") > robots);
    }

    private double counted(String result) {
        return registry.find("offprint.usage.events").tag("result", result).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void a_site_search_counts_once_even_if_several_result_pages_are_opened() {
        String agent = BROWSER + " " + Fixtures.unique("Searcher");
        for (String path : List.of("/search?q=offprint", "/search?q=offprint&page=2", "/search")) {
            asReader()
                    .header("User-Agent", agent)
                    .header("Accept", "text/html")
                    .get(path)
                    .then()
                    .statusCode(200);
        }
        long before = searches();
        asReader()
                .header("User-Agent", agent)
                .header("Accept", "text/html")
                .get("/search?q=other")
                .then()
                .statusCode(200);
        assertEquals(before + 1, searches());
        asReader()
                .header("User-Agent", agent)
                .header("Accept", "text/html")
                .get("/search")
                .then()
                .statusCode(200);
        assertEquals(before + 1, searches());
    }

    private long searches() {
        writer.write();
        return sql.first(
                        "select count(*) as events from usage_click where article is null",
                        row -> row.getLong("events"))
                .orElseThrow();
    }

    private static String key(String role) {
        return created(
                        asAdmin(),
                        "/v1/api-keys",
                        object().put("name", "Front end").put("role", role))
                .get("key")
                .textValue();
    }

    private ObjectNode event(String kind) {
        return object().put("kind", kind).put("article", article).put("session", "s1");
    }

    private static ObjectNode events(ObjectNode... events) {
        ObjectNode body = object();
        List.of(events).forEach(body.putArray("events")::add);
        return body;
    }

    private static ValidatableResponse report(RequestSpecification caller, ObjectNode events) {
        return Fixtures.post(caller, "/v1/usage-events", events).then();
    }

    @Test
    void a_usage_key_can_only_report_views() {
        String key = key("usage");
        report(
                        as(key),
                        events(
                                event("investigation"),
                                event("request").put("form", "pdf").put("method", "tdm"),
                                event("request"),
                                object().put("kind", "request")
                                        .put("article", article)
                                        .put("ip", "2001:db8::7")
                                        .put("userAgent", BROWSER)
                                        .put(
                                                "time",
                                                Instant.now()
                                                        .minus(Duration.ofMinutes(10))
                                                        .toString()),
                                object().put("kind", "request")
                                        .put("article", article)
                                        .put("ip", "192.0.2.7")
                                        .put("userAgent", "Googlebot/2.1"),
                                object().put("kind", "search").put("session", "s1")))
                .statusCode(200)
                .body("counted", equalTo(5))
                .body("robots", equalTo(1));
        assertEquals(List.of("html", "abstract", "html", "pdf"), opened());
        assertEquals(List.of("Regular true", "Regular true", "Regular false", "TDM true"), methods());

        // All other operations treat a caller with a usage key as anonymous.
        as(key).get("/v1/articles/" + article).then().statusCode(200);
        as(key).get("/v1/articles/" + article + "/usage").then().statusCode(403);
        as(key).get("/v1/api-keys").then().statusCode(403);
        as(key).get("/r51/reports").then().statusCode(400);
        Fixtures.post(as(key), "/v1/articles", object().put("journal", journal))
                .then()
                .statusCode(403);
    }

    @Test
    void an_event_that_is_reported_twice_counts_as_a_double_click() {
        ObjectNode sent = events(event("request").put("time", Instant.now().toString()));
        String key = key("usage");
        for (int i = 0; i < 2; i++) {
            report(as(key), sent).statusCode(200).body("counted", equalTo(1));
        }
        assertEquals(
                1L,
                sql.first(
                                "select count(distinct (at, visitor, form)) as clicks from usage_click where article = ?",
                                row -> row.getLong("clicks"),
                                UUID.fromString(article))
                        .orElseThrow());
    }

    @Test
    void only_usage_keys_and_editors_of_the_journal_can_report_usage_events() {
        ObjectNode one = events(event("request"));
        report(asReader(), one).statusCode(401);
        report(as(key("usage-reports")), one).statusCode(403);
        report(as(Fixtures.editorOf(journal)), one).statusCode(200);
        report(as(Fixtures.editorOf(Fixtures.journal())), one).statusCode(403);
    }

    @Test
    void all_errors_in_reported_usage_events_are_returned_together() {
        String draft = Fixtures.article(journal);
        String key = key("usage");
        report(
                        as(key),
                        events(
                                event("request").put("article", draft),
                                object().put("kind", "request").put("session", "s"),
                                event("search"),
                                event("investigation").put("form", "pdf"),
                                event("request").put("time", "2020-01-01T00:00:00Z"),
                                event("request")
                                        .put(
                                                "time",
                                                Instant.now()
                                                        .plus(Duration.ofHours(1))
                                                        .toString()),
                                object().put("kind", "search"),
                                object().put("kind", "search").put("ip", "192.0.2.7"),
                                event("request").put("ip", "no address")))
                .statusCode(422)
                .body(
                        "errors.collect { it.pointer + ' ' + it.code }",
                        equalTo(List.of(
                                "/events/0/article unknown-article",
                                "/events/1/article required",
                                "/events/2/article of-a-search",
                                "/events/3/form not-a-text",
                                "/events/4/time out-of-time",
                                "/events/5/time out-of-time",
                                "/events/6/ip required",
                                "/events/7/userAgent required",
                                "/events/8/ip ip-format")));
        report(as(key), object()).statusCode(422);
        report(as(key), events()).statusCode(422);
        report(as(key), events(event("request").put("reader", "x"))).statusCode(422);
        ObjectNode many = object();
        for (int i = 0; i < 501; i++) {
            many.withArray("events").add(event("request"));
        }
        report(as(key), many).statusCode(422).body("errors[0].pointer", equalTo("/events"));
        assertEquals(List.of(), opened());
    }

    @Test
    void the_state_of_usage_counting_is_public() {
        asReader()
                .get("/v1/usage")
                .then()
                .statusCode(200)
                .body("counting", equalTo(true))
                .body("links.status", equalTo("/r51/status"));
    }

    @Test
    void creating_a_usage_key_limited_to_a_journal_returns_422() {
        ObjectNode wanted = object().put("name", "Front end").put("role", "usage");
        wanted.putArray("journals").add(journal);
        Fixtures.post(asAdmin(), "/v1/api-keys", wanted)
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("for-editors"));
    }
}
