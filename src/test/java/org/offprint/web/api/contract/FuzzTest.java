package org.offprint.web.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;
import org.offprint.web.api.contract.Contract.Operation;

/**
 * Sends random valid and invalid requests as every kind of client. The service must never fail, must respond quickly,
 * and must follow the contract. The memory of the service must not grow. The random seed makes runs reproducible.
 * {@code -Dfuzz.seed=…} sets the seed, and {@code -Dfuzz.requests=…} sets the number of requests.
 */
@QuarkusTest
class FuzzTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20251203);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", Nightly.or(600, 100_000));

    /** Minimum number of requests for a meaningful measurement of memory. */
    private static final int MIN_REQUESTS_FOR_HEAP_CHECK = 10_000;

    /** Maximum duration of a response, except for streamed responses. */
    private static final Duration MAX_DURATION = Duration.ofSeconds(5);

    /**
     * Operations that return or process all records. The test sends these operations rarely, and their responses may
     * take longer.
     */
    private static final Set<String> STREAMS = Set.of(
            "exportArticles",
            "exportArticlesAsJats",
            "exportArchive",
            "exportRecords",
            "getBackup",
            "rebuildSearchIndex");

    private static final Logger LOG = Logger.getLogger(FuzzTest.class);

    /**
     * Maximum growth of the used heap after garbage collection, in bytes. The growth of caches is allowed, but memory
     * must not grow with the number of requests.
     */
    private static final long MAX_HEAP_GROWTH = 96L << 20;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final List<String> HOSTILE_ACCEPTS = List.of(
            "*/*;q=0,x" + " ".repeat(900) + "y",
            "text/html",
            "application/json;q=2",
            "application/json;charset=utf-7",
            "a/b,".repeat(200),
            "*/*;q=0",
            "application/*;q=0.001, */json",
            "application/xml");

    private static final List<String> HOSTILE_QUERIES = List.of(
            "q=" + "(".repeat(2_000),
            "q=" + "a*%20".repeat(500),
            "q=%22" + "a%20".repeat(1_000) + "%22~9",
            "q=%00",
            "q=%ff%fe",
            "limit=99999999999999999999",
            "cursor=" + "A".repeat(3_000),
            "x=1&".repeat(300) + "x=1",
            "set=a" + ":a".repeat(2_000),
            "style=a" + "-a".repeat(2_000),
            "fields=" + "id,".repeat(1_000) + "id",
            "facets=" + "keyword,".repeat(400) + "keyword",
            "language=es",
            "language=zz",
            "sort=--title",
            "sort=-title&sort=title",
            "doi=10.5555/a,10.5555/b",
            "q=" + "x".repeat(201),
            "=",
            "&&&&");

    /** Headers that proxies and tracing clients add, with values that clients can forge. */
    private static final List<Map.Entry<String, String>> HOSTILE_HEADERS = List.of(
            Map.entry("X-Forwarded-For", "127.0.0.1, x, ,"),
            Map.entry("X-Forwarded-Host", "<script>"),
            Map.entry("X-Forwarded-Proto", "javascript"),
            Map.entry("Forwarded", "for=\"[::1]\";proto=;host=a b"),
            Map.entry("traceparent", "00-" + "0".repeat(32) + "-zz"),
            Map.entry("User-Agent", "\"" + "\\".repeat(500)));

    /** Names of files that exist, or that a request may create. */
    private static final List<String> FILE_NAMES =
            List.of(ContractRecords.FILE_NAME, ContractRecords.FILE_NAME, "new.txt", "article.xml", "text.pdf");

    private static final List<Supplier<byte[]>> HOSTILE_BODIES = List.of(
            () -> new byte[0],
            () -> bytes("["),
            () -> bytes("[".repeat(50_000)),
            () -> bytes("{\"a\":".repeat(50_000)),
            () -> bytes("{\"keywords\":[null" + ",null".repeat(6_000) + "]}"),
            () -> bytes("{\"references\":[{}" + ",{}".repeat(20_000) + "]}"),
            () -> bytes("{\"title\":\"" + "x".repeat(300_000) + "\"}"),
            () -> bytes("{\"title\":\"\\u0000\"}"),
            () -> bytes("{\"" + "x".repeat(60_000) + "\":1}"),
            () -> bytes("{\"position\":1" + "0".repeat(50_000) + "}"),
            () -> bytes("[{\"op\":\"copy\",\"from\":\"\",\"path\":\"/x\"}"
                    + ",{\"op\":\"copy\",\"from\":\"\",\"path\":\"/x\"}".repeat(300) + "]"),
            () -> bytes("<!DOCTYPE a [<!ENTITY b \"" + "c".repeat(1_000) + "\">]><a>" + "&b;".repeat(5_000) + "</a>"),
            () -> bytes("TY  - JOUR\n" + "AU  - A\n".repeat(20_000)),
            () -> bytes("@article{a, title = " + "{".repeat(20_000)),
            () -> new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xd8, (byte) 0xc0, (byte) 0x80},
            () -> new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 3, 0});

    private final Random random = new Random(SEED);

    @Test
    void a_random_request_never_causes_a_server_error_or_an_undocumented_response() {
        Contract contract = Contract.served();
        ContractRecords records = new ContractRecords();
        FuzzedArticles fuzzed = new FuzzedArticles(records.journal);
        List<String> articles = new ArrayList<>(fuzzed.ids());
        articles.add(records.article);
        List<String> ids = new ArrayList<>(articles);
        ids.addAll(List.of(
                records.journal,
                records.issue,
                records.affiliation,
                records.merged,
                UUID.randomUUID().toString(),
                "x"));
        RandomDocuments documents = new RandomDocuments(contract, random, ids, List.of(fuzzed.retractedDoi));
        String elsewhere = Fixtures.editorOf(Fixtures.journal());
        List<String> keys = List.of(
                Fixtures.ADMIN_KEY,
                Fixtures.ADMIN_KEY,
                Fixtures.ADMIN_KEY,
                Fixtures.editorOf(records.journal),
                elsewhere,
                "of-nobody");
        List<Operation> operations = contract.operations();
        Map<String, String> wrong = new TreeMap<>();
        Map<Integer, Integer> statuses = new HashMap<>();
        Map<String, Long> slow = new TreeMap<>();
        long used = 0;
        for (int sent = 0; sent < REQUESTS; sent++) {
            if (REQUESTS >= MIN_REQUESTS_FOR_HEAP_CHECK && sent > 0 && sent % (REQUESTS / 4) == 0) {
                long now = heapInUse();
                used = used == 0 ? now : used;
                LOG.infof("%d requests, %d MB of heap in use", sent, now >> 20);
            }
            Operation operation = operations.get(sent % operations.size());
            if (STREAMS.contains(operation.id()) && random.nextInt(20) > 0) {
                operation = documents.any(operations);
            }
            Map<String, String> headers = headers(operation, documents);
            if (random.nextInt(4) > 0) {
                headers.put("Authorization", "Bearer " + documents.any(keys));
            }
            String target = target(operation, records, articles, documents);
            setConditions(operation, target, headers, documents);
            byte[] body = body(operation, headers, documents);
            long began = System.nanoTime();
            HttpResponse<byte[]> answer;
            try {
                answer = Contract.send(operation.method(), target, headers, body);
            } catch (AssertionError | UncheckedIOException e) {
                wrong.putIfAbsent(
                        operation.id() + " fails", operation.method() + " " + target + " " + headers + " -> " + e);
                continue;
            }
            long took = System.nanoTime() - began;
            if (took > MAX_DURATION.toNanos() && !STREAMS.contains(operation.id())) {
                took = Math.min(took, again(operation, target, headers, body));
            }
            if (took > MAX_DURATION.toNanos() && !STREAMS.contains(operation.id())) {
                slow.merge(operation.method() + " " + shortened(target), took / 1_000_000, Math::max);
            }
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            deleteCreated(answer);
            if (!isAsTheContractSays(operation, answer)) {
                String fault = operation.id() + " answers " + answer.statusCode();
                wrong.putIfAbsent(
                        fault,
                        operation.method() + " " + target + " " + headers + " "
                                + (body == null ? "" : shortened(new String(body, StandardCharsets.UTF_8))) + " -> "
                                + answer.statusCode() + " "
                                + answer.headers().map().get("Content-Type") + " "
                                + shortened(new String(answer.body(), StandardCharsets.UTF_8)));
            }
        }
        assertEquals(Map.of(), wrong, "seed " + SEED);
        assertEquals(Map.of(), slow, "milliseconds, seed " + SEED);
        assertTrue(statuses.keySet().containsAll(List.of(200, 201, 400, 401, 404, 412, 422, 428)), statuses.toString());
        // With fewer requests, the measurement of memory is meaningless.
        // Background work of earlier tests, such as index merges, ends during the test.
        if (REQUESTS >= MIN_REQUESTS_FOR_HEAP_CHECK) {
            long now = heapInUse();
            LOG.infof("%d requests, %d MB of heap in use", REQUESTS, now >> 20);
            long grown = now - used;
            assertTrue(grown < MAX_HEAP_GROWTH, "the heap grew by " + grown + " bytes over " + statuses);
        }
    }

    /**
     * Sends a slow request two more times and returns the shorter duration, in nanoseconds. The first request may have
     * been slow because the machine was busy.
     */
    private static long again(Operation operation, String target, Map<String, String> headers, byte[] body) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            long began = System.nanoTime();
            deleteCreated(Contract.send(operation.method(), target, headers, body));
            least = Math.min(least, System.nanoTime() - began);
        }
        return least;
    }

    /**
     * Deletes the upload or webhook that a request created, if any. The numbers of open uploads and of webhooks are
     * limited, and other tests create some of them too.
     */
    private static void deleteCreated(HttpResponse<byte[]> answer) {
        String created = answer.headers().firstValue("Location").orElse("");
        if (created.matches("/v1/(uploads|webhooks)/[^/]+")) {
            Map<String, String> asAdmin =
                    Map.of("Authorization", "Bearer " + Fixtures.ADMIN_KEY, "Tus-Resumable", "1.0.0", "If-Match", "*");
            int status = Contract.send("DELETE", created, asAdmin, null).statusCode();
            // A request with a repeated idempotency key may return the location of a record that was already deleted.
            assertTrue(status == 204 || status == 404, created + " " + status);
        }
    }

    /**
     * Returns the smallest of several measurements of the used heap, in bytes. Running jobs and index merges use
     * additional memory temporarily.
     */
    private static long heapInUse() {
        BackgroundWork.awaitIdle();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            Workers.pause(300);
        }
        return least;
    }

    private static String shortened(String text) {
        return text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
    }

    private static boolean isAsTheContractSays(Operation operation, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
        Set<String> documented = Contract.names(operation.node().at("/responses/" + status + "/content"));
        boolean isExpected = status >= 400
                ? type.equals("application/problem+json")
                : documented.isEmpty()
                        ? type.equals("application/json")
                        : documented.contains(type) || documented.contains("*/*");
        boolean isTyped = answer.body().length == 0 ? status < 400 : isExpected;
        return status < 500 && isTyped && operation.statuses().contains(Integer.toString(status));
    }

    private String target(
            Operation operation, ContractRecords records, List<String> articles, RandomDocuments documents) {
        String path = random.nextInt(4) == 0 || ContractRecords.kind(operation).equals("api-keys")
                ? operation.path().replaceAll("\\{\\w+}", encoded("-" + documents.text()))
                : records.path(operation)
                        .replace(records.article, documents.any(articles))
                        .replace(ContractRecords.FILE_NAME, documents.any(FILE_NAMES));
        StringBuilder target = new StringBuilder(path);
        char separator = '?';
        for (JsonNode parameter : operation.parameters()) {
            if (parameter.path("in").asText().equals("query") && random.nextInt(4) == 0) {
                JsonNode value = documents.of(parameter.path("schema"));
                for (JsonNode each : value.isArray() ? Contract.items(value) : List.of(value)) {
                    target.append(separator).append(parameter.path("name").asText());
                    target.append('=').append(encoded(each.asText()));
                    separator = '&';
                }
            }
        }
        if (random.nextInt(20) == 0) {
            target.append(separator).append(documents.any(HOSTILE_QUERIES));
        }
        return target.toString();
    }

    private Map<String, String> headers(Operation operation, RandomDocuments documents) {
        Map<String, String> headers = new HashMap<>();
        if (operation.takes("Idempotency-Key") && random.nextInt(6) == 0) {
            headers.put("Idempotency-Key", documents.any(List.of("a", "\"b\"", "\"", "c".repeat(300))));
        }
        if (operation.takes("Prefer") && random.nextInt(6) == 0) {
            headers.put("Prefer", documents.any(List.of("return=minimal", "return=representation", ";;,")));
        }
        if (random.nextInt(12) == 0) {
            headers.put("Accept", documents.any(HOSTILE_ACCEPTS));
        }
        if (random.nextInt(12) == 0) {
            headers.put("Accept-Encoding", documents.any(List.of("gzip", "gzip;q=0", "br", "*;q=0", ",".repeat(900))));
        }
        if (random.nextInt(20) == 0) {
            Map.Entry<String, String> hostile = documents.any(HOSTILE_HEADERS);
            headers.put(hostile.getKey(), hostile.getValue());
        }
        return headers;
    }

    /**
     * Adds random preconditions. Some preconditions contain the current entity tag of the resource or, for a file, of
     * its article.
     */
    private void setConditions(
            Operation operation, String target, Map<String, String> headers, RandomDocuments documents) {
        if (operation.takes("If-Match") && random.nextInt(6) > 0) {
            List<String> tags = List.of("*", "*", "*", "\"1\"", "W/\"1\"", "nonsense", "\"a\", \"b\"");
            headers.put("If-Match", random.nextInt(6) == 0 ? presentTag(target) : documents.any(tags));
        }
        if (operation.takes("If-None-Match") && random.nextInt(3) == 0
                || operation.isRead() && random.nextInt(6) == 0) {
            List<String> tags = List.of("*", "*", "\"1\"", "nonsense");
            headers.put("If-None-Match", random.nextInt(4) == 0 ? presentTag(target) : documents.any(tags));
        }
    }

    private String presentTag(String target) {
        String path = target.replaceFirst("\\?.*", "");
        if (random.nextBoolean()) {
            path = path.replaceFirst("/files/.*", "");
        }
        return Contract.send("GET", path, Map.of("Authorization", "Bearer " + Fixtures.ADMIN_KEY), null)
                .headers()
                .firstValue("ETag")
                .orElse("*");
    }

    private byte[] body(Operation operation, Map<String, String> headers, RandomDocuments documents) {
        if (operation.bodyTypes().isEmpty()) {
            return null;
        }
        String type = documents.any(List.copyOf(operation.bodyTypes()));
        headers.put("Content-Type", type);
        if (random.nextInt(10) == 0) {
            byte[] hostile = documents.any(HOSTILE_BODIES).get();
            if (random.nextInt(4) == 0) {
                headers.put("Content-Encoding", "gzip");
            }
            return hostile;
        }
        JsonNode media = operation.node().at("/requestBody/content").path(type);
        JsonNode document = random.nextInt(5) == 0 ? media.path("example") : documents.of(media.path("schema"));
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
