package org.offprint.services.registration.targets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.JournalBody;

/** Fake of an external service that can simulate broken connections. Subclasses store the state of the service. */
public abstract class FakeService implements AutoCloseable {

    private final HttpServer server;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** Response that the fake service returns instead of its normal response. */
    protected record Fault(int status, String type, String body, Map<String, String> headers, boolean isAfterwards) {}

    private volatile Fault fault;
    private volatile boolean hangsUp;

    protected FakeService() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "fake service");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::serve);
        server.start();
    }

    /** Response of the external service. */
    public record Response(int status, String type, String body) {}

    /** Processes a request and returns the response. */
    protected abstract Response answer(String method, URI uri, String body, HttpExchange exchange);

    /** Makes the fake service return this response to all subsequent requests, which it does not process. */
    public void failing(int status, String type, String body, Map<String, String> headers) {
        fault = new Fault(status, type, body, headers, false);
    }

    /** Processes the next request but closes the connection without a response. */
    public void closeNextConnection() {
        hangsUp = true;
    }

    /** Ends all simulated faults. */
    public void recover() {
        fault = null;
        hangsUp = false;
    }

    /** Returns the methods and paths of all requests, without query strings. */
    public List<String> requests() {
        return requests;
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
            Fault now = fault;
            if (now != null) {
                now.headers().forEach(exchange.getResponseHeaders()::add);
                send(exchange, new Response(now.status(), now.type(), now.body()));
                return;
            }
            Response response = answer(exchange.getRequestMethod(), exchange.getRequestURI(), body, exchange);
            if (hangsUp) {
                return;
            }
            send(exchange, response);
        }
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        byte[] bytes = response.body() == null ? new byte[0] : response.body().getBytes(StandardCharsets.UTF_8);
        if (response.type() != null) {
            exchange.getResponseHeaders().add("Content-Type", response.type());
        }
        exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Returns a client that can call services at any address. */
    public static ServiceClient calls() {
        return new ServiceClient(
                Clock.systemUTC(),
                true,
                Optional.of("Offprint tests (mailto:tests@offprint.example)"),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                1 << 20);
    }

    /** Returns an article in the form that registration targets receive. */
    public static RegisteredRecord article(PublishedRecord article, boolean withdrawn) {
        return new RegisteredRecord(
                RegisteredKind.ARTICLE,
                article.article().id(),
                article.journal(),
                Json.read(
                        "{\"title\":\"Roads\",\"language\":\"en\"}".getBytes(StandardCharsets.UTF_8),
                        JournalBody.class),
                null,
                article,
                1,
                withdrawn,
                "https://roads.example");
    }

    /** Returns a dispatch that contains a single payload. */
    public static Dispatch dispatch(
            RegistrationTarget target, Payload payload, TargetAccount account, String remoteId) {
        return new Dispatch(
                UUID.randomUUID(),
                "file-" + UUID.randomUUID(),
                "batch",
                1,
                null,
                target.file(List.of(payload), account.settings(), "batch", 1),
                List.of(new Dispatch.Item(UUID.randomUUID(), payload.identifier(), remoteId, remoteId != null, false)));
    }
}
