package org.offprint.web.api.articles;

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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.CountingDriver;
import org.offprint.web.api.Fixtures;

/** What is answered from memory is what the resource answers, header by header. */
@QuarkusTest
class HotArticlesTest {

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
    void the_answer_is_the_same_as_that_of_the_resource() {
        assertSame(() -> given());
    }

    @Test
    void so_it_is_compressed() {
        assertSame(() -> given().header("Accept-Encoding", "gzip"));
    }

    @Test
    void so_it_is_for_what_clients_in_scripts_accept() {
        assertSame(() -> given().header("Accept", "application/json, text/plain, */*"));
    }

    @Test
    void so_it_is_where_nothing_has_changed() {
        String etag = given().get(path).header("ETag");

        assertSame(() -> given().header("If-None-Match", "W/" + etag));
        assertSame(() -> given().header("If-None-Match", etag).header("Accept-Encoding", "gzip"));
        assertSame(() -> given().header("If-Modified-Since", given().get(path).header("Last-Modified")));
    }

    @Test
    void so_it_is_for_a_header_that_cannot_be_read() {
        assertSame(() -> given().header("If-None-Match", "no quotes"));
    }

    @Test
    void a_head_has_the_headers_of_the_get() {
        Response get = given().get(path);
        Response head = given().head(path);

        assertEquals(200, head.statusCode());
        assertEquals(headers(get), headers(head));
        assertEquals(0, head.asByteArray().length);
    }

    @Test
    void it_asks_the_database_nothing() {
        long before = CountingDriver.statements();

        for (int i = 0; i < 50; i++) {
            given().get(path).then().statusCode(200);
        }

        // Followers of the log ask for other things now and then, whoever reads.
        assertEquals(
                0,
                CountingDriver.since(before).stream()
                        .filter(sql -> sql.contains(READ))
                        .count());
    }

    @Test
    void the_first_reader_is_answered_as_all_others_by_one_statement() {
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
        assertEquals(headers(second), headers(first));
        assertArrayEquals(second.asByteArray(), first.asByteArray());
        assertEquals(headers(given().get(fresh + "?view=public")), headers(first));
    }

    @Test
    void so_is_the_first_who_asks_by_the_slug() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        String slug = body(asAdmin().get("/v1/articles/" + article)).get("slug").textValue();

        Response first = given().get("/v1/articles/" + slug);

        assertEquals(200, first.statusCode());
        assertArrayEquals(given().get("/v1/articles/" + article).asByteArray(), first.asByteArray());
    }

    @Test
    void a_key_is_looked_at_even_where_the_article_is_ready() {
        given().header("Authorization", "Bearer wrong").get(path).then().statusCode(401);
    }

    /** The parameter view makes no difference to a reader, but it is for the resource to say so. */
    private void assertSame(Supplier<RequestSpecification> request) {
        Response hot = request.get().get(path);
        Response cold = request.get().get(path + "?view=public");

        assertEquals(cold.statusCode(), hot.statusCode());
        assertEquals(headers(cold), headers(hot));
        if (hot.statusCode() < 400) {
            assertArrayEquals(cold.asByteArray(), hot.asByteArray());
            assertNotEquals(null, hot.header("ETag"));
        }
    }

    private static Map<String, String> headers(Response response) {
        return response.headers().asList().stream()
                .filter(header -> !header.getName().equalsIgnoreCase("X-Request-Id"))
                .collect(Collectors.toMap(
                        header -> header.getName().toLowerCase(Locale.ROOT),
                        header -> header.getValue(),
                        (one, other) -> one + ", " + other,
                        TreeMap::new));
    }
}
