package org.offprint.web.api.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.LocalFollowers;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

@QuarkusTest
class WaitingReadersTest {

    @TestHTTPResource("/")
    URI service;

    @Inject
    ChangeLog log;

    @Inject
    LocalFollowers followers;

    @Inject
    MeterRegistry registry;

    private final Client reader = Client.here().anonymous();

    @Test
    void a_waiting_change_feed_request_returns_when_a_matching_change_occurs() {
        String journal = Fixtures.journal();
        String other = Fixtures.journal();
        String path = "/v1/changes?kind=article&journal=" + journal + "&after=" + log.end();
        CompletableFuture<Client.Reply> waiting =
                CompletableFuture.supplyAsync(() -> reader.get(path, "Prefer", "wait=30"));
        Fixtures.await(() -> waiting() == 1);
        Fixtures.publish(Fixtures.article(other));
        Fixtures.journal();
        assertFalse(waiting.isDone());
        long before = System.nanoTime();
        String article = Fixtures.article(journal);
        Fixtures.publish(article);
        Client.Reply reply = waiting.join().expect(200);
        assertTrue(System.nanoTime() - before < 10_000_000_000L);
        assertEquals("wait=30", reply.header("Preference-Applied"));
        assertEquals("no-store", reply.header("Cache-Control"));
        assertEquals(1, reply.body().get("items").size());
        assertEquals(article, reply.body().at("/items/0/id").textValue());
        assertEquals(0, waiting());
    }

    @Test
    void the_change_feed_lists_a_change_only_after_the_caches_of_the_node_have_received_it() {
        String article = Fixtures.article(Fixtures.journal());
        String path = "/v1/changes?after=" + log.end();
        AtomicBoolean isSlow = new AtomicBoolean(true);
        // Simulates a cache that is slower than the request.
        followers.listen(changes -> {
            if (isSlow.get()
                    && changes.stream()
                            .anyMatch(change -> change.id().toString().equals(article))) {
                isSlow.set(false);
                Workers.pause(1_500);
            }
        });
        CompletableFuture<Void> write = CompletableFuture.runAsync(() -> Fixtures.publish(article));
        long[] next = new long[1];
        Fixtures.await(() -> {
            JsonNode page = reader.get(path).expect(200).body();
            next[0] = page.get("next").asLong();
            return page.get("items").findValuesAsText("id").contains(article);
        });
        assertTrue(followers.position() >= next[0], followers.position() + " before " + next[0]);
        assertFalse(isSlow.get());
        write.join();
    }

    @Test
    void a_waiting_change_feed_request_returns_immediately_if_changes_already_exist() {
        String journal = Fixtures.journal();
        long before = System.nanoTime();
        Client.Reply reply = reader.get("/v1/changes?journal=" + journal, "Prefer", "respond-async, Wait=30")
                .expect(200);
        assertEquals(1, reply.body().get("items").size());
        assertTrue(System.nanoTime() - before < 10_000_000_000L);
    }

    @Test
    void a_waiting_change_feed_request_returns_no_changes_after_the_requested_time() {
        String journal = Fixtures.journal();
        String end = Long.toString(log.end());
        long before = System.nanoTime();
        Client.Reply reply = reader.get("/v1/changes?journal=" + journal + "&after=" + end, "Prefer", "wait=1")
                .expect(200);
        assertTrue(System.nanoTime() - before >= 900_000_000L);
        assertEquals(0, reply.body().get("items").size());
        assertEquals("wait=1", reply.header("Preference-Applied"));
        assertTrue(Long.parseLong(reply.body().get("next").textValue()) >= Long.parseLong(end));
    }

    @Test
    void an_invalid_wait_preference_of_a_change_feed_request_is_ignored() {
        for (String prefer : List.of("wait", "wait=-1", "wait=x", "wait=0", "return=minimal")) {
            Client.Reply reply = reader.get("/v1/changes?after=" + log.end(), "Prefer", prefer)
                    .expect(200);
            assertNull(reply.header("Preference-Applied"));
        }
    }

    @Test
    void many_clients_can_wait_for_changes_while_the_service_processes_other_requests() {
        String journal = Fixtures.journal();
        String path = "/v1/changes?journal=" + journal + "&after=" + log.end();
        ExecutorService threads = Executors.newFixedThreadPool(300);
        try {
            List<CompletableFuture<Client.Reply>> waiting = new ArrayList<>();
            IntStream.range(0, 300)
                    .forEach(i -> waiting.add(
                            CompletableFuture.supplyAsync(() -> reader.get(path, "Prefer", "wait=60"), threads)));
            Fixtures.await(() -> waiting() == 300);
            // At this point, more clients are waiting than the service has request threads.
            String article = Fixtures.article(journal);
            Fixtures.publish(article);
            waiting.forEach(each -> assertEquals(
                    article, each.join().expect(200).body().at("/items/0/id").textValue()));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void requests_that_wait_for_changes_delay_other_requests_of_their_http_2_connection_by_seconds_only()
            throws Exception {
        String journal = Fixtures.journal();
        URI changes = service.resolve("/v1/changes?journal=" + journal + "&after=" + log.end());
        HttpRequest wait =
                HttpRequest.newBuilder(changes).header("Prefer", "wait=60").build();
        HttpRequest list =
                HttpRequest.newBuilder(service.resolve("/v1/articles?limit=1")).build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        // The first request upgrades the connection to HTTP/2.
        assertEquals(
                HttpClient.Version.HTTP_2,
                client.send(list, BodyHandlers.discarding()).version());
        long start = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, 40)
                .mapToObj(i -> client.sendAsync(wait, BodyHandlers.ofString()))
                .toList();
        assertEquals(200, client.send(list, BodyHandlers.discarding()).statusCode());
        Fixtures.await(() -> waiting() == 40);
        // Sixteen requests are processed immediately, and sixteen more after each second.
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis >= 1_900, millis + " ms");
        String article = Fixtures.article(journal);
        Fixtures.publish(article);
        for (CompletableFuture<HttpResponse<String>> each : waiting) {
            assertTrue(each.join().body().contains(article));
        }
    }

    private long waiting() {
        // The gauge is registered with the first waiting request.
        Gauge waiting = registry.find("offprint.changes.waiting").gauge();
        return waiting == null ? 0 : (long) waiting.value();
    }

    @Test
    void an_event_stream_sends_each_public_change_and_resumes_after_the_last_received_event() throws IOException {
        String journal = Fixtures.journal();
        String path = "v1/changes?kind=article&journal=" + journal + "&after=" + log.end();
        String first = Fixtures.article(journal);
        String draft = Fixtures.article(journal);
        String second = Fixtures.article(journal);
        String id;
        try (EventStream stream = new EventStream(service.resolve(path))) {
            assertEquals("no-store", stream.header("Cache-Control"));
            assertEquals("no", stream.header("X-Accel-Buffering"));
            assertTrue(stream.header("Content-Type").startsWith("text/event-stream"));
            assertEquals("5000", stream.next("retry:"));
            Fixtures.await(() -> waiting() == 1);
            Fixtures.publish(first);
            id = stream.next("id:");
            JsonNode change = Json.parse(stream.next("data:").getBytes(StandardCharsets.UTF_8));
            assertEquals(first, change.get("id").textValue());
            assertEquals(reader.get("/" + path).expect(200).body().at("/items/0"), change);
            Fixtures.publish(second);
            assertTrue(stream.next("data:").contains(second));
        }
        Fixtures.await(() -> waiting() == 0);
        try (EventStream stream = new EventStream(service.resolve(path), "Last-Event-ID", id)) {
            String data = stream.next("data:");
            assertTrue(data.contains(second), data);
            assertFalse(data.contains(draft));
        }
        Fixtures.await(() -> waiting() == 0);
    }

    @Test
    void invalid_requests_for_an_event_stream_are_rejected_with_a_problem() {
        for (String path : List.of("/v1/changes?after=x", "/v1/changes?kind=x", "/v1/changes?journal=x")) {
            Client.Reply reply = reader.get(path, "Accept", "text/event-stream").expect(400);
            assertTrue(reply.header("Content-Type").startsWith("application/problem+json"));
        }
        Client.Reply reply = reader.get("/v1/changes", "Accept", "text/event-stream", "Last-Event-ID", "x")
                .expect(400);
        assertEquals("Last-Event-ID", reply.body().at("/errors/0/header").textValue());
        for (String accept : List.of(
                "*/*",
                "application/json",
                "application/json, text/event-stream, application/problem+json",
                "text/event-stream;q=0.5, application/json")) {
            assertEquals(
                    "application/json",
                    reader.get("/v1/changes?limit=1", "Accept", accept)
                            .expect(200)
                            .header("Content-Type")
                            .replaceFirst(";.*", ""));
        }
    }

    @Test
    void a_head_request_for_an_event_stream_returns_without_waiting() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("v1/changes?after=" + log.end()))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .header("Accept", "text/event-stream")
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<Void> response = EventStream.CLIENT.send(request, HttpResponse.BodyHandlers.discarding());
        assertEquals(200, response.statusCode());
        assertEquals(0, waiting());
    }

    @Test
    void a_client_can_open_only_a_limited_number_of_event_streams() throws IOException {
        URI url = service.resolve("v1/changes?after=" + log.end());
        List<EventStream> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                streams.add(new EventStream(url));
            }
            Client.Reply refused = reader.get("/v1/changes?after=" + log.end(), "Accept", "text/event-stream")
                    .expect(429);
            assertEquals("30", refused.header("Retry-After"));
            reader.get("/v1/changes?limit=1").expect(200);
        } finally {
            for (EventStream stream : streams) {
                stream.close();
            }
        }
        Fixtures.await(() -> waiting() == 0);
        new EventStream(url).close();
    }
}
