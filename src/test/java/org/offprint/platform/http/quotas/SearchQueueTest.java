package org.offprint.platform.http.quotas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.platform.http.quotas.QuotaClient.Pool;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;

/** Tests the order in which searches of several clients run. Each test uses its own client addresses. */
@QuarkusTest
class SearchQueueTest {

    private static final int MAX_RUNNING = 8 * Runtime.getRuntime().availableProcessors();
    private static int addresses;

    @Inject
    MeterRegistry registry;

    private final String greedy = "127.1.4." + ++addresses;
    private final String modest = "127.1.4." + ++addresses;
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void begin() {
        SearchProbeResource.STARTED.clear();
        SearchProbeResource.ENDS.drainPermits();
    }

    @AfterEach
    void end_all_searches() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        Fixtures.await(() -> waiting() == 0);
        SearchProbeResource.ENDS.release(10 * MAX_RUNNING);
        Fixtures.await(() -> SearchProbeResource.RUNNING.get() == 0);
    }

    @Test
    void a_client_with_many_searches_delays_another_client_by_at_most_one_search() throws IOException {
        searchOften();
        Socket search = send(modest, "modest", "");
        Fixtures.await(() -> waiting() == MAX_RUNNING + 1);
        assertFalse(SearchProbeResource.STARTED.contains("modest"));

        SearchProbeResource.ENDS.release();

        Fixtures.await(() -> SearchProbeResource.STARTED.contains("modest"));
        assertEquals(MAX_RUNNING + 1, SearchProbeResource.STARTED.size());
        SearchProbeResource.ENDS.release(10 * MAX_RUNNING);
        assertEquals("HTTP/1.1 200 OK", statusLine(search));
        for (Socket socket : sockets.subList(0, sockets.size() - 1)) {
            assertEquals("HTTP/1.1 200 OK", statusLine(socket));
        }
    }

    @Test
    void waiting_searches_delay_neither_other_requests_nor_clients_with_a_key() throws IOException {
        searchOften();

        assertEquals(200, Fixtures.asReader().get("/v1/manners/any").statusCode());
        send(modest, "editor", "Authorization: Bearer " + Client.ADMIN_KEY + "\r\n");

        Fixtures.await(() -> SearchProbeResource.STARTED.contains("editor"));
    }

    @Test
    void a_waiting_search_whose_client_disconnects_never_starts() throws Exception {
        searchOften();
        Socket gone = send(greedy, "gone", "");
        Fixtures.await(() -> waiting() == MAX_RUNNING + 1);
        gone.close();
        Fixtures.await(() -> waiting() == MAX_RUNNING);
        Socket last = send(modest, "modest", "");

        SearchProbeResource.ENDS.release(10 * MAX_RUNNING);

        assertEquals("HTTP/1.1 200 OK", statusLine(last));
        Fixtures.await(() -> SearchProbeResource.STARTED.size() >= 2 * MAX_RUNNING + 1);
        assertFalse(SearchProbeResource.STARTED.contains("gone"));
    }

    @Test
    void a_running_search_whose_client_disconnects_releases_its_slot_when_it_ends() throws IOException {
        for (int i = 0; i < MAX_RUNNING; i++) {
            send(greedy, "greedy", "");
        }
        Fixtures.await(() -> SearchProbeResource.RUNNING.get() == MAX_RUNNING);
        for (Socket socket : sockets) {
            socket.close();
        }
        Socket search = send(modest, "modest", "");
        Fixtures.await(() -> waiting() == 1);

        SearchProbeResource.ENDS.release(MAX_RUNNING + 1);

        assertEquals("HTTP/1.1 200 OK", statusLine(search));
    }

    @Test
    void a_search_that_has_waited_for_ten_seconds_returns_503() throws IOException {
        searchOften();
        Socket search = send(modest, "modest", "");

        assertEquals("HTTP/1.1 503 Service Unavailable", statusLine(search));
        assertFalse(SearchProbeResource.STARTED.contains("modest"));
    }

    @Test
    void an_operation_with_a_body_waits_for_its_turn_after_its_body_has_arrived() throws IOException {
        String body = "{\"articles\":[\"none\"]}";
        Socket batch = connect(modest);
        String head = "POST /v1/articles/batch-get HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n";
        batch.getOutputStream().write((head + body.substring(0, 5)).getBytes(StandardCharsets.US_ASCII));
        searchOften();

        batch.getOutputStream().write(body.substring(5).getBytes(StandardCharsets.US_ASCII));

        Fixtures.await(() -> waiting() == MAX_RUNNING + 1);
        SearchProbeResource.ENDS.release();
        assertEquals("HTTP/1.1 200 OK", statusLine(batch));
        Fixtures.await(() -> SearchProbeResource.STARTED.size() == MAX_RUNNING + 1);
    }

    @Test
    void a_client_can_fill_at_most_half_of_the_search_queue() {
        SearchQueue queue = new SearchQueue(2);
        int accepted = 0;
        ProblemException refusal = null;
        while (refusal == null) {
            try {
                enter(queue, "192.0.2.1");
                accepted++;
            } catch (ProblemException e) {
                refusal = e;
            }
        }
        assertEquals(2 + SearchQueue.MAX_WAITING / 2, accepted);
        assertEquals(503, refusal.problem().status());
        enter(queue, "192.0.2.2");
        assertThrows(ProblemException.class, () -> enter(queue, "192.0.2.1"));
    }

    /** Sends searches from one client. Half of the searches must wait. */
    private void searchOften() throws IOException {
        for (int i = 0; i < 2 * MAX_RUNNING; i++) {
            send(greedy, "greedy", "");
        }
        Fixtures.await(() -> SearchProbeResource.STARTED.size() == MAX_RUNNING && waiting() == MAX_RUNNING);
    }

    private double waiting() {
        return registry.get("offprint.searches.waiting").gauge().value();
    }

    private Socket connect(String from) throws IOException {
        Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), RestAssured.port, InetAddress.getByName(from), 0);
        sockets.add(socket);
        socket.setSoTimeout(15_000);
        return socket;
    }

    private Socket send(String from, String name, String headers) throws IOException {
        Socket socket = connect(from);
        String request = "GET /v1/manners/searches/" + name + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String statusLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = socket.getInputStream().read();
        while (c >= 0 && c != '\r') {
            line.append((char) c);
            c = socket.getInputStream().read();
        }
        return line.toString();
    }

    /** Adds a request without a connection to the queue, so that it can wait but not continue. */
    private static void enter(SearchQueue queue, String address) {
        QuotaClient client = QuotaClient.at(Pool.ANONYMOUS, address);
        Vertx withoutTimers = proxy(Vertx.class, Map.of("setTimer", 0L));
        queue.enter(proxy(RoutingContext.class, Map.of("get", client, "addEndHandler", 0, "vertx", withoutTimers)));
    }

    /** Returns an object whose methods return the given results, or null. */
    private static <T> T proxy(Class<T> type, Map<String, Object> results) {
        return type.cast(Proxy.newProxyInstance(
                SearchQueueTest.class.getClassLoader(),
                new Class<?>[] {type},
                (object, method, arguments) -> results.get(method.getName())));
    }
}
