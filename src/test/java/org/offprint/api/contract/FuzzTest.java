package org.offprint.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.api.Fixtures;
import org.offprint.api.contract.Contract.Operation;

/**
 * Sends what the contract allows and what it does not, at random but the same each time: the service never fails, and
 * answers nothing that the contract does not list. {@code -Dfuzz.seed=…} and {@code -Dfuzz.seconds=…} try more.
 */
@QuarkusTest
class FuzzTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20251203);
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", Nightly.or(5, 15));
    private static final int ROUNDS = 4 * SECONDS;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Random random = new Random(SEED);

    @Test
    void nothing_that_is_sent_makes_the_service_fail_or_answer_what_it_does_not_say() {
        Contract contract = Contract.served();
        Records records = new Records();
        List<String> ids = List.of(
                records.journal,
                records.issue,
                records.article,
                records.affiliation,
                UUID.randomUUID().toString(),
                "x");
        RandomDocuments documents = new RandomDocuments(contract, random, ids);
        List<String> keys = List.of(Fixtures.ADMIN_KEY, Fixtures.ADMIN_KEY, Fixtures.editorOf(records.journal));
        Map<String, String> wrong = new TreeMap<>();
        Map<Integer, Integer> statuses = new HashMap<>();
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        for (int round = 0; round < ROUNDS && System.nanoTime() < end; round++) {
            for (Operation operation : contract.operations()) {
                Map<String, String> headers = headers(operation, documents);
                if (random.nextInt(10) > 0) {
                    headers.put("Authorization", "Bearer " + documents.any(keys));
                }
                String target = target(operation, records, documents);
                byte[] body = body(operation, headers, documents);
                HttpResponse<byte[]> answer = Contract.send(operation.method(), target, headers, body);
                statuses.merge(answer.statusCode(), 1, Integer::sum);
                if (!isAsTheContractSays(operation, answer)) {
                    String fault = operation.id() + " answers " + answer.statusCode();
                    wrong.putIfAbsent(
                            fault,
                            operation.method() + " " + target + " " + headers + " "
                                    + (body == null ? "" : new String(body, StandardCharsets.UTF_8)) + " -> "
                                    + answer.statusCode() + " "
                                    + answer.headers().map().get("Content-Type") + " "
                                    + new String(answer.body(), StandardCharsets.UTF_8));
                }
            }
        }
        assertEquals(Map.of(), wrong, "seed " + SEED);
        assertTrue(statuses.keySet().containsAll(List.of(200, 201, 400, 401, 404, 412, 422, 428)), statuses.toString());
    }

    private static boolean isAsTheContractSays(Operation operation, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
        Set<String> told = Contract.names(operation.node().at("/responses/" + status + "/content"));
        boolean isExpected = status >= 400
                ? type.equals("application/problem+json")
                : told.isEmpty() ? type.equals("application/json") : told.contains(type) || told.contains("*/*");
        boolean isTyped = answer.body().length == 0 ? status < 400 : isExpected;
        return status < 500 && isTyped && operation.statuses().contains(Integer.toString(status));
    }

    private String target(Operation operation, Records records, RandomDocuments documents) {
        String path = random.nextInt(4) == 0 || Records.kind(operation).equals("api-keys")
                ? operation.path().replaceAll("\\{\\w+}", encoded("-" + documents.text()))
                : records.path(operation);
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
        return target.toString();
    }

    private Map<String, String> headers(Operation operation, RandomDocuments documents) {
        Map<String, String> headers = new HashMap<>();
        if (operation.takes("If-Match") && random.nextInt(6) > 0) {
            headers.put(
                    "If-Match", documents.any(List.of("*", "*", "*", "\"1\"", "W/\"1\"", "nonsense", "\"a\", \"b\"")));
        }
        if (operation.takes("Idempotency-Key") && random.nextInt(6) == 0) {
            headers.put("Idempotency-Key", documents.any(List.of("a", "\"b\"", "\"", "c".repeat(300))));
        }
        if (operation.takes("Prefer") && random.nextInt(6) == 0) {
            headers.put("Prefer", documents.any(List.of("return=minimal", "return=representation", ";;,")));
        }
        if (operation.isRead() && random.nextInt(6) == 0) {
            headers.put("If-None-Match", documents.any(List.of("*", "\"1\"", "nonsense")));
        }
        return headers;
    }

    private byte[] body(Operation operation, Map<String, String> headers, RandomDocuments documents) {
        if (operation.bodyTypes().isEmpty()) {
            return null;
        }
        String type = documents.any(List.copyOf(operation.bodyTypes()));
        headers.put("Content-Type", type);
        JsonNode media = operation.node().at("/requestBody/content").path(type);
        JsonNode document = random.nextInt(5) == 0 ? media.path("example") : documents.of(media.path("schema"));
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
