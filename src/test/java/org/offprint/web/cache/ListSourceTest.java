package org.offprint.web.cache;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.RawHttp;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Fixtures;

/**
 * Tests that cached lists equal uncached lists, including all headers, that a client always reads its own writes, and
 * that anonymous clients get outdated lists for at most two seconds.
 */
@QuarkusTest
class ListSourceTest {

    /** Accept header that prevents caching of the response. The API returns the same response as without the header. */
    private static final String UNCACHED = "application/json;q=0.9";

    private String journal;

    @BeforeEach
    void publish() {
        journal = Fixtures.journal();
        Fixtures.publish(Fixtures.article(journal));
        BackgroundWork.awaitIdle();
    }

    private String list() {
        return "/v1/articles?journal=" + journal + "&limit=1&facets=year";
    }

    /**
     * Repeats the request until the response comes from the cache. The third response of a list is the first cached
     * response.
     */
    private Response cached(Supplier<RequestSpecification> request, String path) {
        for (int i = 0; i < 20; i++) {
            Response response = request.get().get(path);
            // Responses from the cache do not count against the rate limit and have no RateLimit header.
            if (!response.headers().hasHeaderWithName("RateLimit")) {
                return response;
            }
        }
        throw new AssertionError("Not cached: " + path);
    }

    @Test
    void a_cached_list_equals_the_uncached_response() {
        for (String path : new String[] {
            list(),
            "/v1/articles",
            "/v1/articles?q=study&highlight=true&facets=keyword&facets=affiliation",
            "/v1/journals?limit=3",
            "/v1/issues",
            "/v1/affiliations?sort=name",
            "/v1/contributors",
            "/v1/keywords",
            "/v1/suggest?q=a"
        }) {
            assertSame(path, () -> given());
            assertSame(path, () -> given().header("Accept-Encoding", "gzip"));
            assertSame(path, () -> given().header("Accept", "application/json, text/plain, */*"));
        }
    }

    private void assertSame(String path, Supplier<RequestSpecification> request) {
        Response cached = cached(request, path);
        Response uncached = request.get().header("Accept", UNCACHED).get(path);

        assertEquals(200, cached.statusCode());
        assertEquals(ResponseHeaders.of(uncached), ResponseHeaders.of(cached), path);
        assertArrayEquals(uncached.asByteArray(), cached.asByteArray(), path);
        assertTrue(uncached.headers().hasHeaderWithName("RateLimit"));
    }

    @Test
    void head_and_conditional_requests_are_supported_for_a_cached_list() {
        Response cached = cached(() -> given(), list());

        Response head = given().head(list());
        assertEquals(200, head.statusCode());
        assertEquals(ResponseHeaders.of(cached), ResponseHeaders.of(head));
        assertEquals(0, head.asByteArray().length);
        given().header("If-None-Match", cached.header("ETag"))
                .get(list())
                .then()
                .statusCode(304);
        given().header("If-None-Match", "no quotes").get(list()).then().statusCode(400);
    }

    @Test
    void a_cached_list_reflects_each_write_immediately() {
        cached(() -> given(), list());

        String other = Fixtures.article(journal);
        assertEquals(1, total(), "The draft is not public");
        Fixtures.publish(other);
        assertEquals(2, total());
        cached(() -> given(), list());
        Fixtures.withdraw(other);
        assertEquals(1, total());
        cached(() -> given(), list());
        asAdmin()
                .contentType("application/merge-patch+json")
                .header("If-Match", asAdmin().get("/v1/journals/" + journal).header("ETag"))
                .body(object().put("title", "Renamed " + journal).toString())
                .patch("/v1/journals/" + journal)
                .then()
                .statusCode(200);
        assertEquals(1, total());
    }

    @Test
    void another_client_gets_an_outdated_list_for_at_most_two_seconds() throws IOException {
        assumeFalse("2".equals(System.getProperty("nodes")), "With two nodes, outdated lists are not sent");
        int published = 1;
        boolean wasOutdated = false;
        // On a busy machine, publishing may take longer than the period for which a list may be outdated.
        for (int i = 0; i < 10 && !wasOutdated; i++) {
            String article = Fixtures.article(journal);
            cacheForOtherClient();
            Fixtures.publish(article);
            long changed = System.nanoTime();
            wasOutdated = totalOfOtherClient("") == published;
            published++;
            assertEquals(published, totalOfOtherClient("Cache-Control: no-cache\r\n"));
            int total;
            Duration age;
            do {
                age = Duration.ofNanos(System.nanoTime() - changed);
                total = totalOfOtherClient("");
            } while (total < published && age.compareTo(ListSource.MAX_OUTDATED) < 0);
            assertEquals(published, total, "The list is still outdated after " + age);
        }
        assertTrue(wasOutdated, "Outdated lists are never sent");
    }

    @Test
    void one_request_renews_an_outdated_list_for_all_clients() throws IOException {
        assumeFalse("2".equals(System.getProperty("nodes")), "With two nodes, outdated lists are not sent");
        cacheForOtherClient();
        Fixtures.publish(Fixtures.article(journal));
        // The client that wrote the change gets a new list, which replaces the outdated list.
        assertEquals(2, total());
        assertEquals(2, totalOfOtherClient(""));
    }

    private void cacheForOtherClient() throws IOException {
        for (int i = 0; i < 20; i++) {
            if (listOfOtherClient("").header("RateLimit") == null) {
                return;
            }
        }
        throw new AssertionError("Not cached: " + list());
    }

    private int totalOfOtherClient(String headers) throws IOException {
        return Json.parse(listOfOtherClient(headers).body().getBytes(StandardCharsets.UTF_8))
                .get("total")
                .intValue();
    }

    /** Requests the list from a client address that never sends an API key. */
    private RawHttp.Answer listOfOtherClient(String headers) throws IOException {
        return RawHttp.sendFrom(
                "127.0.0.2",
                RestAssured.port,
                "GET " + list() + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Connection: close\r\n\r\n");
    }

    private int total() {
        return body(given().get(list())).get("total").intValue();
    }

    @Test
    void an_invalid_api_key_returns_401_even_if_the_list_is_cached() {
        cached(() -> given(), list());

        given().header("Authorization", "Bearer wrong").get(list()).then().statusCode(401);
        String draft = Fixtures.article(journal);
        Response editors = asAdmin().get(list());
        assertEquals(2, body(editors).get("total").intValue());
        assertEquals("no-store", editors.header("Cache-Control"));
        assertFalse(given().get(list()).asString().contains(draft));
    }

    @Test
    void rejected_list_requests_are_not_cached() {
        for (int i = 0; i < 4; i++) {
            given().get(list() + "&unknown=1").then().statusCode(400);
            given().get("/v1/suggest").then().statusCode(400);
            given().get("/v1/articles?journal=" + Fixtures.unique("none"))
                    .then()
                    .statusCode(400);
        }
    }
}
