package org.offprint.web.api;

import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.offprint.platform.database.CountingDriver;

/** Requests whose SQL statements are counted. */
public final class CountedRequests {

    /**
     * Substrings of the SQL statements that read API keys. Any request can execute these statements, because cached
     * keys expire.
     */
    private static final List<String> KEYS = List.of("api_key", "from secret");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private CountedRequests() {}

    /**
     * Returns the SQL statements that these requests executed. The request id identifies the statements, so statements
     * of background work are excluded.
     */
    public static List<String> statements(Runnable requests) {
        // Pending notifications of earlier writes clear caches and would change the number of statements.
        BackgroundWork.awaitIdle();
        String id = "counted-" + NUMBER.incrementAndGet();
        RequestSpecification before = RestAssured.requestSpecification;
        RestAssured.requestSpecification =
                new RequestSpecBuilder().addHeader("X-Request-Id", id).build();
        try {
            requests.run();
        } finally {
            RestAssured.requestSpecification = before;
        }
        return CountingDriver.ofRequest(id).stream()
                .filter(statement -> KEYS.stream().noneMatch(statement::contains))
                .toList();
    }
}
