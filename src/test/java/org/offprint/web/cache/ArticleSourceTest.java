package org.offprint.web.cache;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.CountingDriver;
import org.offprint.web.api.Fixtures;

/** Tests that a cached article response equals the uncached response, including all headers. */
@QuarkusTest
class ArticleSourceTest {

    private static final String READ = "from published_article p join article a";

    private String path;

    @BeforeEach
    void publishAndReadOnce() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        path = "/v1/articles/" + article;
        given().get(path).then().statusCode(200);
    }

    @Test
    void a_cached_article_equals_the_uncached_response() {
        assertSame(() -> given());
    }

    @Test
    void a_compressed_cached_article_equals_the_uncached_response() {
        assertSame(() -> given().header("Accept-Encoding", "gzip"));
    }

    @Test
    void a_cached_article_is_the_same_for_the_accept_header_of_browser_scripts() {
        assertSame(() -> given().header("Accept", "application/json, text/plain, */*"));
    }

    @Test
    void a_conditional_request_returns_the_same_response_with_and_without_the_cache() {
        String etag = given().get(path).header("ETag");

        assertSame(() -> given().header("If-None-Match", "W/" + etag));
        assertSame(() -> given().header("If-None-Match", etag).header("Accept-Encoding", "gzip"));
        assertSame(() -> given().header("If-Modified-Since", given().get(path).header("Last-Modified")));
    }

    @Test
    void an_invalid_conditional_header_returns_the_same_status_with_and_without_the_cache() {
        assertSame(() -> given().header("If-None-Match", "no quotes"));
    }

    @Test
    void a_head_request_for_a_cached_article_returns_the_headers_of_a_get_request() {
        Response get = given().get(path);
        Response head = given().head(path);

        assertEquals(200, head.statusCode());
        assertEquals(ResponseHeaders.of(get), ResponseHeaders.of(head));
        assertEquals(0, head.asByteArray().length);
    }

    @Test
    void a_cached_article_is_returned_without_a_database_query() {
        long before = CountingDriver.statements();

        for (int i = 0; i < 50; i++) {
            given().get(path).then().statusCode(200);
        }

        // Followers of the change log execute other SQL statements in the background.
        assertEquals(
                0,
                CountingDriver.since(before).stream()
                        .filter(sql -> sql.contains(READ))
                        .count());
    }

    @Test
    void an_uncached_article_is_read_with_one_sql_statement() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        String fresh = "/v1/articles/" + article;
        String id = "first-" + article;

        Response first = given().header("X-Request-Id", id).get(fresh);

        List<String> statements = CountingDriver.ofRequest(id);
        assertEquals(1, statements.size(), statements.toString());
        assertTrue(statements.get(0).contains(READ), statements.get(0));
        assertEquals(id, first.header("X-Request-Id"));
        Response second = given().get(fresh);
        assertEquals(200, second.statusCode());
        assertEquals(ResponseHeaders.of(second), ResponseHeaders.of(first));
        assertArrayEquals(second.asByteArray(), first.asByteArray());
        assertEquals(ResponseHeaders.of(given().get(fresh + "?view=public")), ResponseHeaders.of(first));
    }

    @Test
    void an_uncached_article_can_be_requested_by_slug() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        String slug = body(asAdmin().get("/v1/articles/" + article)).get("slug").textValue();

        Response first = given().get("/v1/articles/" + slug);

        assertEquals(200, first.statusCode());
        assertArrayEquals(given().get("/v1/articles/" + article).asByteArray(), first.asByteArray());
    }

    @Test
    void an_invalid_api_key_returns_401_even_if_the_article_is_cached() {
        given().header("Authorization", "Bearer wrong").get(path).then().statusCode(401);
    }

    /**
     * Compares the cached response with the uncached response. The parameter {@code view=public} bypasses the cache and
     * has no other effect for readers.
     */
    private void assertSame(Supplier<RequestSpecification> request) {
        Response cached = request.get().get(path);
        Response uncached = request.get().get(path + "?view=public");

        assertEquals(uncached.statusCode(), cached.statusCode());
        assertEquals(ResponseHeaders.of(uncached), ResponseHeaders.of(cached));
        if (cached.statusCode() < 400) {
            assertArrayEquals(uncached.asByteArray(), cached.asByteArray());
            assertNotEquals(null, cached.header("ETag"));
        }
    }
}
