package org.offprint.platform.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.asAdmin;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offprint.ConfiguredService;
import org.offprint.platform.database.CountingDriver;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Fixtures;

/**
 * Tests the number of SQL statements per request with a session. Also tests that page views of signed-in people are not
 * counted as usage.
 */
@QuarkusTest
@TestProfile(ConfiguredService.class)
class ReadsBySessionTest {

    private static final FakeProvider PROVIDER = FakeProvider.ONE;

    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Inject
    Sql sql;

    @BeforeAll
    static void start() {
        PROVIDER.start();
    }

    private static SignInBrowser signedIn() {
        return new SignInBrowser().signIn(PROVIDER, "reads-" + UUID.randomUUID(), "Ada");
    }

    /**
     * Sends the same request twice and returns the SQL statements of the second request. The first request loads the
     * key or session into the cache.
     */
    private static List<String> statements(Supplier<RequestSpecification> caller, String path) {
        caller.get().get(path).then().statusCode(200);
        String id = "session-" + NUMBER.incrementAndGet();
        Response answer = caller.get().header("X-Request-Id", id).get(path);
        assertEquals(200, answer.statusCode(), answer.asString());
        return CountingDriver.ofRequest(id);
    }

    private static String published(String journal) {
        String article = Fixtures.article(journal);
        Fixtures.publish(article);
        return article;
    }

    @Test
    void a_request_from_a_signed_in_reader_executes_as_many_statements_as_an_anonymous_request() {
        String journal = Fixtures.journal();
        String article = published(journal);
        SignInBrowser ada = signedIn();
        BackgroundWork.awaitIdle();
        String page = "/articles/"
                + Fixtures.asReader().get("/v1/articles/" + article).path("slug");
        for (String path : List.of("/v1/articles/" + article, "/v1/articles?journal=" + journal, "/v1", page)) {
            List<String> asReader = statements(Fixtures::asReader, path);
            assertEquals(List.of(), asReader, path);
            assertEquals(asReader, statements(ada::request, path), path);
        }
    }

    @Test
    void an_editor_request_executes_as_many_statements_with_a_session_as_with_an_api_key() {
        String journal = Fixtures.journal();
        String article = Fixtures.article(journal);
        published(journal);
        String key = Fixtures.editorOf(journal);
        SignInBrowser ines = signedIn();
        asAdmin()
                .contentType("application/json")
                .body("{\"role\": \"editor\", \"journals\": [\"" + journal + "\"]}")
                .put("/v1/people/" + ines.id() + "/rights")
                .then()
                .statusCode(200);
        BackgroundWork.awaitIdle();
        for (String path : List.of(
                "/v1/articles/" + article,
                "/v1/articles?journal=" + journal,
                "/v1/journals/" + journal + "/readiness",
                "/v1/imports",
                "/v1/webhooks")) {
            List<String> byKey = statements(() -> Fixtures.as(key), path);
            assertEquals(byKey, statements(ines::request, path), path);
        }
    }

    @Test
    void a_session_is_loaded_with_one_statement_and_then_cached() {
        SignInBrowser ada = signedIn();
        // Each sign-in clears the session cache of the node.
        signedIn();
        String id = "session-" + NUMBER.incrementAndGet();
        for (int i = 0; i < 3; i++) {
            ada.request().header("X-Request-Id", id).get("/v1/journals").then().statusCode(200);
        }
        assertEquals(
                1,
                CountingDriver.ofRequest(id).stream()
                        .filter(statement -> statement.contains("person_session"))
                        .count());
    }

    @Test
    void page_views_of_signed_in_people_are_not_counted_as_usage() {
        String article = published(Fixtures.journal());
        String page = "/articles/"
                + Fixtures.asReader().get("/v1/articles/" + article).path("slug");
        SignInBrowser ada = signedIn();
        for (RequestSpecification reader : List.of(ada.request(), ada.request(), Fixtures.asReader())) {
            reader.header("User-Agent", BROWSER)
                    .header("Accept", "text/html")
                    .get(page)
                    .then()
                    .statusCode(200);
        }
        Supplier<Long> counted = () -> sql.first(
                        "select count(*) from usage_click where article = cast(? as uuid)",
                        row -> row.getLong(1),
                        article)
                .orElseThrow();
        // A node stores page views every two seconds, in the order of the requests.
        Fixtures.await(() -> counted.get() > 0);
        assertEquals(1L, counted.get());
    }
}
