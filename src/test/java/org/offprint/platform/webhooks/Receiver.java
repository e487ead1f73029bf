package org.offprint.platform.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import org.offprint.kernel.json.Json;

/** Webhook receiver that records its requests and verifies signatures with the Standard Webhooks library. */
public final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** Function that returns the response status for the n-th request, starting at 1. */
    private volatile IntUnaryOperator statuses = number -> 204;

    private volatile Map<String, String> headers = Map.of();
    private volatile String answer = "";

    /** Request that the receiver has received. */
    public record Received(Map<String, List<String>> headers, byte[] body) {

        public String header(String name) {
            return HttpHeaders.of(headers, (a, b) -> true).firstValue(name).orElse(null);
        }

        /** Returns whether the request is signed with this secret. */
        public boolean isSignedWith(String secret) {
            try {
                new com.standardwebhooks.Webhook(secret)
                        .verify(
                                new String(body, StandardCharsets.UTF_8),
                                HttpHeaders.of(headers, (a, b) -> true).map());
                return true;
            } catch (WebhookVerificationException e) {
                return false;
            }
        }

        public JsonNode json() {
            return Json.parse(body);
        }

        public String type() {
            return json().path("type").textValue();
        }
    }

    public Receiver() {
        this(0);
    }

    /** Starts a receiver on this local port, or on any free port if the port is 0. */
    public Receiver(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int number;
            synchronized (received) {
                received.add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
                number = received.size();
            }
            headers.forEach(exchange.getResponseHeaders()::add);
            byte[] text = answer.getBytes(StandardCharsets.UTF_8);
            int status = statuses.applyAsInt(number);
            exchange.sendResponseHeaders(status, status == 204 || text.length == 0 ? -1 : text.length);
            if (status != 204 && text.length > 0) {
                exchange.getResponseBody().write(text);
            }
        }
    }

    /** Sets the status, body and headers of subsequent responses. */
    public void answer(IntUnaryOperator statuses, String text, Map<String, String> headers) {
        this.headers = headers;
        this.answer = text;
        this.statuses = statuses;
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook?from=offprint";
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Returns the received requests, oldest first. */
    public List<Received> received() {
        return received;
    }

    /** Returns the received requests about this record, oldest first. */
    public List<Received> of(String record) {
        return received.stream()
                .filter(each -> each.json().at("/data/id").asText().equals(record))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
