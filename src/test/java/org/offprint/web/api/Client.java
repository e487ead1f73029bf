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
import org.offprint.web.api.contract.ContractChecker;
import org.offprint.web.api.contract.Exchange;

/**
 * HTTP client for tests that send many requests. The client calls the service in this process or a service in a
 * separate process.
 */
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

    /** Returns a client that calls the service of the running {@code @QuarkusTest} with the admin key. */
    public static Client here() {
        return at(null);
    }

    /** Returns a client that calls the service of the running {@code @QuarkusTest} with this API key. */
    public static Client here(String key) {
        return at(null, key);
    }

    /**
     * Returns a client that calls the service at this URL with the admin key. The service's {@code OFFPRINT_ADMIN_KEY}
     * must be the admin key of the tests.
     */
    public static Client at(String url) {
        return new Client(url, ADMIN_KEY);
    }

    /** Returns a client that calls the service at this URL with this API key. */
    public static Client at(String url, String key) {
        return new Client(url, key);
    }

    /** Returns a client that calls the same service without an API key. */
    public Client anonymous() {
        return new Client(url, null);
    }

    /** HTTP response: status, headers and body. */
    public record Reply(int status, HttpHeaders headers, byte[] bytes) {

        public JsonNode body() {
            return Json.parse(bytes);
        }

        /** Returns the value of a response header, or null if the response does not have the header. */
        public String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        /**
         * Returns this response if it has the expected status.
         * @throws AssertionError if the response has a different status; the message contains the response
         */
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

    /** Sends a GET request without headers other than the API key and {@code Accept}, as readers and harvesters do. */
    public Reply read(String path) {
        HttpRequest.Builder request = request(path).GET().setHeader("Accept", "*/*");
        return send(request, null);
    }

    public Reply post(String path, JsonNode body, String... headers) {
        return send("POST", path, body, headers);
    }

    /** Sends a PUT request with {@code If-Match: *}, unless the given headers contain {@code If-Match}. */
    public Reply put(String path, JsonNode body, String... headers) {
        return send("PUT", path, body, headers);
    }

    /** Sends a JSON Merge Patch with {@code If-Match: *}, unless the given headers contain {@code If-Match}. */
    public Reply patch(String path, JsonNode body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    public Reply delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    private Reply send(String method, String path, JsonNode body, String... headers) {
        byte[] sent = body == null ? null : Json.write(body);
        HttpRequest.Builder request = request(path)
                .method(method, sent == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(sent))
                .setHeader("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .setHeader("If-Match", "*");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request, sent);
    }

    private HttpRequest.Builder request(String path) {
        // The port of a @QuarkusTest is unknown until the first test method runs.
        String base = url == null ? "http://localhost:" + RestAssured.port : url;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
        if (key != null) {
            request.setHeader("Authorization", "Bearer " + key);
        }
        return request;
    }

    private static Reply send(HttpRequest.Builder request, byte[] sent) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            ContractChecker.check(Exchange.of(sent, response));
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
