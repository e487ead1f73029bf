package org.offprint.search.opensearch.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.BoundedBody;
import org.offprint.platform.http.OutboundClient;

/**
 * HTTP client for an OpenSearch cluster. If a cluster node does not answer, the client tries the next node. If a node
 * is busy, the client retries the request later.
 */
public final class SearchCluster {

    /** Maximum length of a response in bytes, sufficient for a page of list items with highlighted texts. */
    private static final int MAX_RESPONSE_LENGTH = 64 << 20;

    private static final Duration CONNECTING = Duration.ofSeconds(2);

    /** Default timeout of requests, for example to write a batch of documents or create an index. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    /**
     * Maximum number of attempts for a request. For searches, on which clients wait, the maximum is {@link
     * #MAX_SEARCH_ATTEMPTS}.
     */
    private static final int MAX_ATTEMPTS = 6;

    private static final int MAX_SEARCH_ATTEMPTS = 2;
    private static final long FIRST_PAUSE_MILLIS = 50;

    /**
     * HTTP statuses of a cluster node that is busy, starting or stopping, or of a load balancer in front of such a
     * node.
     */
    private static final Set<Integer> RETRYABLE_STATUSES = Set.of(429, 502, 503, 504);

    private final List<URI> nodes;
    private final String credentials;
    private final OutboundClient http = new OutboundClient(CONNECTING);
    /** Index of the cluster node to call first, which is the node that answered last. */
    private final AtomicInteger first = new AtomicInteger();

    /**
     * Creates an OpenSearch client.
     *
     * @param nodes URLs of the cluster nodes, at least one
     * @param user user name; null if the cluster requires no authentication
     */
    public SearchCluster(List<URI> nodes, String user, String password) {
        this.nodes = List.copyOf(nodes);
        credentials = user == null
                ? null
                : "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** HTTP response of the cluster. */
    private record ClusterResponse(int status, byte[] body) {

        JsonNode tree() {
            return body.length == 0 ? MissingNode.getInstance() : Json.read(body, JsonNode.class);
        }
    }

    /** Returns the JSON response to a GET request, or a missing node if the response has no body. */
    public JsonNode get(String path) {
        return call("GET", path, null, "application/json", DEFAULT_TIMEOUT, MAX_ATTEMPTS);
    }

    /** Returns the JSON response to a POST request with a JSON body. */
    public JsonNode post(String path, Object body) {
        return call(
                "POST",
                path,
                body == null ? null : Json.write(body),
                "application/json",
                DEFAULT_TIMEOUT,
                MAX_ATTEMPTS);
    }

    /** Returns the JSON response to a POST request with a JSON body and the given timeout. */
    public JsonNode post(String path, Object body, Duration longest) {
        return call("POST", path, Json.write(body), "application/json", longest, MAX_SEARCH_ATTEMPTS);
    }

    /**
     * Returns the response to a multi-search request in NDJSON format. Each search has its own status in the response.
     * The timeout applies to all searches together.
     */
    public JsonNode searches(List<?> lines, Duration longest) {
        return call("POST", "/_msearch", lines(lines), "application/x-ndjson", longest, MAX_SEARCH_ATTEMPTS);
    }

    /** Stores a document or creates an index. */
    public JsonNode put(String path, Object body) {
        return call("PUT", path, Json.write(body), "application/json", DEFAULT_TIMEOUT, MAX_ATTEMPTS);
    }

    /** Deletes an index or a document. Does nothing if it does not exist. */
    public void delete(String path) {
        try {
            call("DELETE", path, null, "application/json", DEFAULT_TIMEOUT, MAX_ATTEMPTS);
        } catch (ClusterRejectionException e) {
            if (e.status() != 404) {
                throw e;
            }
        }
    }

    /**
     * Returns the response to a bulk request with several operations. Each operation has its own status in the
     * response.
     */
    public JsonNode bulk(byte[] lines) {
        return call("POST", "/_bulk", lines, "application/x-ndjson", DEFAULT_TIMEOUT, MAX_ATTEMPTS);
    }

    /**
     * Runs several operations like {@link #bulk}. Returns after the affected shards are refreshed, so that searches
     * find the changes.
     */
    public JsonNode bulkAndRefresh(List<?> lines) {
        return call("POST", "/_bulk?refresh=true", lines(lines), "application/x-ndjson", DEFAULT_TIMEOUT, MAX_ATTEMPTS);
    }

    private static byte[] lines(List<?> lines) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        for (Object line : lines) {
            written.writeBytes(Json.write(line));
            written.write('\n');
        }
        return written.toByteArray();
    }

    private JsonNode call(String method, String path, byte[] body, String type, Duration longest, int tries) {
        long deadline = System.nanoTime() + longest.toNanos();
        List<String> failures = new ArrayList<>();
        Throwable last = null;
        for (int attempt = 0; attempt < Math.max(tries, nodes.size()); attempt++) {
            int node = Math.floorMod(first.get(), nodes.size());
            try {
                long left = Math.max(1, deadline - System.nanoTime());
                // Use only half of the remaining time for this cluster node if there is another node to try.
                long within = attempt + 1 < nodes.size() ? left / 2 : left;
                ClusterResponse answer = send(nodes.get(node), method, path, body, type, within);
                if (!RETRYABLE_STATUSES.contains(answer.status())) {
                    return understood(answer);
                }
                failures.add("status " + answer.status());
            } catch (IOException e) {
                last = e;
                failures.add(e.getClass().getSimpleName());
            }
            first.compareAndSet(node, node + 1 == nodes.size() ? 0 : node + 1);
            long pause = attempt + 1 < nodes.size() ? 0 : pause(attempt + 1 - nodes.size());
            if (System.nanoTime() + pause >= deadline) {
                break;
            }
            LockSupport.parkNanos(pause);
        }
        throw new ClusterUnavailableException(
                "No node of the search cluster answered " + method + " " + path + ": " + String.join(", ", failures),
                last);
    }

    private static long pause(int attempt) {
        return TimeUnit.MILLISECONDS.toNanos(FIRST_PAUSE_MILLIS << attempt);
    }

    private ClusterResponse send(URI node, String method, String path, byte[] body, String type, long nanos)
            throws IOException {
        String base = node.toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) + path : base + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (body != null) {
            request.header("Content-Type", type);
        }
        if (credentials != null) {
            request.header("Authorization", credentials);
        }
        HttpResponse<BoundedBody> response = http.send(request.build(), Duration.ofNanos(nanos), MAX_RESPONSE_LENGTH);
        if (response.body().isCut()) {
            throw new IOException(
                    "The response of the search cluster is longer than " + MAX_RESPONSE_LENGTH + " bytes");
        }
        return new ClusterResponse(response.statusCode(), response.body().bytes());
    }

    private static JsonNode understood(ClusterResponse answer) {
        JsonNode tree;
        try {
            tree = answer.tree();
        } catch (UncheckedIOException e) {
            throw new ClusterRejectionException(
                    answer.status(), "no-json", new String(answer.body(), StandardCharsets.UTF_8));
        }
        if (answer.status() >= 300) {
            throw ClusterRejectionException.of(answer.status(), tree.path("error"));
        }
        return tree;
    }
}
