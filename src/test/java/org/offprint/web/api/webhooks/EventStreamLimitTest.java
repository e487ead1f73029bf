package org.offprint.web.api.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.offprint.ConfiguredService;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;

/** Tests the limit of event streams of all clients together. */
@QuarkusTest
@TestProfile(ConfiguredService.class)
class EventStreamLimitTest {

    /** Half of the waiting requests that the profile permits, without the quarter that is reserved for API keys. */
    private static final int MAX_ANONYMOUS = 3;

    @TestHTTPResource("/")
    URI service;

    @Inject
    ChangeLog log;

    private URI url() {
        return service.resolve("v1/changes?after=" + log.end());
    }

    private EventStream open(int client) throws IOException {
        return new EventStream(url(), "X-Forwarded-For", address(client));
    }

    private static String address(int client) {
        return "203.0.113." + client + ", 192.0.2.1";
    }

    private HttpResponse<String> rejected(String... headers) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url())
                .header("Accept", "text/event-stream")
                .headers(headers)
                .build();
        HttpResponse<String> response = EventStream.CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(503, response.statusCode(), response.body());
        return response;
    }

    private boolean canOpen(int client) {
        try (EventStream stream = open(client)) {
            return stream.next(":").equals("changes");
        } catch (IOException | AssertionError e) {
            return false;
        }
    }

    @Test
    void more_event_streams_than_the_limit_are_rejected_until_another_stream_ends()
            throws IOException, InterruptedException {
        Deque<EventStream> streams = new ArrayDeque<>();
        try {
            for (int client = 1; client <= MAX_ANONYMOUS; client++) {
                streams.add(open(client));
            }
            HttpResponse<String> rejected = rejected("X-Forwarded-For", address(1));
            assertEquals("30", rejected.headers().firstValue("Retry-After").orElse(null));
            assertEquals(
                    "application/problem+json",
                    rejected.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", ""));
            assertTrue(rejected.body().contains("change streams"), rejected.body());

            // One stream is reserved for clients with a key.
            String key = "Bearer " + Client.ADMIN_KEY;
            streams.add(new EventStream(url(), "Authorization", key));
            rejected("Authorization", key);

            streams.removeFirst().close();
            Fixtures.await(() -> canOpen(1));
            Fixtures.await(() -> canOpen(MAX_ANONYMOUS + 1));
        } finally {
            for (EventStream stream : streams) {
                stream.close();
            }
        }
    }
}
