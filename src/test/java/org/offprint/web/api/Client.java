package org.offprint.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.offprint.kernel.json.Json;
import org.offprint.web.api.contract.Agreement;
import org.offprint.web.api.contract.Exchange;

/** A caller for tests that send much at once, to the service in this process or to one in its own. */
public final class Client {

    public static final String ADMIN_KEY = "admin-key-for-tests-0123456789";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;
    private final String key;

    private Client(String url, String key) {
        this.url = url;
        this.key = key;
    }

    /** An admin at the service of a {@code @QuarkusTest}. */
    public static Client here() {
        return at(null);
    }

    /** Whoever holds this key at the service of a {@code @QuarkusTest}. */
    public static Client here(String key) {
        return at(null, key);
    }

    /** An admin at this service, whose {@code OFFPRINT_ADMIN_KEY} is that of the tests. */
    public static Client at(String url) {
        return new Client(url, ADMIN_KEY);
    }

    /** Whoever holds this key at this service. */
    public static Client at(String url, String key) {
        return new Client(url, key);
    }

    /** A reader at the same service. */
    public Client anonymous() {
        return new Client(url, null);
    }

    /** What came back. */
    public record Reply(int status, HttpHeaders headers, byte[] bytes) {

        public JsonNode body() {
            return Json.parse(bytes);
        }

        /** A header, or null. */
        public String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        /** The same; an AssertionError with what came instead where it has another status. */
        public Reply expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError(status + " and not " + wanted + ": " + this);
            }
            return this;
        }

        @Override
        public String toString() {
            return status + " " + new String(bytes, StandardCharsets.UTF_8);
        }
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** A GET as readers and harvesters send it: with no header but the key. */
    public Reply read(String path) {
        HttpRequest.Builder request = request(path).GET().setHeader("Accept", "*/*");
        return send(request);
    }

    public Reply post(String path, JsonNode body, String... headers) {
        return send("POST", path, body, headers);
    }

    /** Changes whatever state is there, unless the headers say otherwise. */
    public Reply put(String path, JsonNode body, String... headers) {
        return send("PUT", path, body, headers);
    }

    /** A merge patch of whatever state is there, unless the headers say otherwise. */
    public Reply patch(String path, JsonNode body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    public Reply delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    private Reply send(String method, String path, JsonNode body, String... headers) {
        HttpRequest.Builder request = request(path)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.write(body)))
                .setHeader("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .setHeader("If-Match", "*");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        // The port of a @QuarkusTest is known when its first method runs.
        String base = url == null ? "http://localhost:" + RestAssured.port : url;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
        if (key != null) {
            request.setHeader("Authorization", "Bearer " + key);
        }
        return request;
    }

    private static Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            Agreement.check(Exchange.of(response));
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
