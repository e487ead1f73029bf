package org.offprint.search.opensearch.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the cluster client with nodes that are busy, unavailable, or return invalid responses. */
class SearchClusterTest {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Map<String, String> NOTHING = Map.of();

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private URI node(String name, Answer answer) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                asked.add(name);
                answer.to(exchange);
                exchange.close();
            });
            server.start();
            servers.add(server);
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static SearchCluster of(URI... nodes) {
        return new SearchCluster(List.of(nodes), null, null);
    }

    private static URI nowhere() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        return URI.create("http://127.0.0.1:" + port);
    }

    @Test
    void an_unavailable_cluster_node_is_skipped_if_another_node_responds() throws IOException {
        SearchCluster cluster = of(nowhere(), node("second", exchange -> send(exchange, 200, "{\"ok\": 1}")));
        assertEquals(1, cluster.get("/").path("ok").intValue());
        assertEquals(1, cluster.post("/a/_search", NOTHING, LONGEST).path("ok").intValue());
        assertEquals(List.of("second", "second"), asked);
    }

    @Test
    void a_cluster_node_that_does_not_respond_leaves_time_for_a_request_to_the_next_node() {
        SearchCluster cluster = of(
                node("silent", exchange -> {
                    try {
                        Thread.sleep(2_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }),
                node("second", exchange -> send(exchange, 200, "{\"ok\": 1}")));
        assertEquals(
                1,
                cluster.post("/a/_search", NOTHING, Duration.ofSeconds(1))
                        .path("ok")
                        .intValue());
    }

    @Test
    void a_request_to_a_busy_cluster_node_is_retried() {
        SearchCluster cluster =
                of(node("only", exchange -> send(exchange, asked.size() < 3 ? 429 : 200, "{\"took\": 7}")));
        assertEquals(
                7,
                cluster.bulk("{}\n".getBytes(StandardCharsets.UTF_8))
                        .path("took")
                        .intValue());
        assertEquals(3, asked.size());
    }

    @Test
    void a_cluster_without_a_responding_node_is_reported_as_unavailable() throws IOException {
        SearchCluster away = of(nowhere(), node("busy", exchange -> send(exchange, 503, "")));
        ClusterUnavailableException e =
                assertThrows(ClusterUnavailableException.class, () -> away.post("/a/_search", NOTHING, LONGEST));
        assertTrue(e.getMessage().contains("status 503"), e.getMessage());
    }

    @Test
    void a_slow_cluster_response_is_abandoned_after_the_timeout() {
        SearchCluster cluster = of(node("slow", exchange -> {
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        long began = System.nanoTime();
        assertThrows(
                ClusterUnavailableException.class, () -> cluster.post("/a/_search", NOTHING, Duration.ofMillis(100)));
        assertTrue(System.nanoTime() - began < 900_000_000L);
    }

    @Test
    void a_request_that_the_cluster_rejects_is_not_retried() {
        SearchCluster cluster = of(node(
                "only",
                exchange -> send(
                        exchange,
                        404,
                        "{\"error\": {\"root_cause\": [{\"type\": \"index_not_found_exception\", \"reason\": \"no such index\"}]},"
                                + " \"status\": 404}")));
        ClusterRejectionException e = assertThrows(ClusterRejectionException.class, () -> cluster.get("/a"));
        assertTrue(e.isMissingIndex());
        assertTrue(e.getMessage().contains("no such index"), e.getMessage());
        assertEquals(1, asked.size());
        cluster.delete("/a");
    }

    @Test
    void a_cluster_response_that_is_not_json_is_an_error() {
        SearchCluster cluster = of(node("proxy", exchange -> send(exchange, 200, "<html>Sign in</html>")));
        assertThrows(ClusterRejectionException.class, () -> cluster.get("/"));
    }

    @Test
    void an_endless_cluster_response_is_abandoned() {
        SearchCluster cluster = of(node("endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write(blanks);
            }
        }));
        assertThrows(ClusterUnavailableException.class, () -> cluster.post("/a/_search", NOTHING, LONGEST));
    }

    @Test
    void configured_credentials_are_sent_to_the_cluster() {
        URI node = node(
                "only",
                exchange -> send(
                        exchange,
                        200,
                        "{\"was\": \"" + exchange.getRequestHeaders().getFirst("Authorization") + "\"}"));
        SearchCluster cluster = new SearchCluster(List.of(node), "offprint", "päss");
        assertEquals("Basic b2ZmcHJpbnQ6cMOkc3M=", cluster.get("/").path("was").textValue());
        assertEquals("null", of(node).get("/").path("was").textValue());
    }
}
