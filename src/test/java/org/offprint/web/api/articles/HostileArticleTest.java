package org.offprint.web.api.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.NightlyOnly;
import org.offprint.platform.database.sql.Sql;

/**
 * Sends valid request bodies with random mutations. Each mutation removes, duplicates or retypes a member, or replaces
 * it with an unusual value. No request body may cause a server error, and a rejected request must not change stored
 * data. The seed is fixed, so that failures are reproducible.
 */
@QuarkusTest
class HostileArticleTest {

    private static final long SEED = 20251203;
    private static final int ROUNDS = Nightly.or(12, 250);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Inject
    Sql sql;

    private final Random random = new Random(SEED);
    private FullArticle full;
    private final Map<Integer, Integer> answers = new TreeMap<>();

    @BeforeEach
    void createFullArticle() {
        full = new FullArticle();
    }

    @NightlyOnly
    @Test
    void a_mutated_request_body_never_causes_a_server_error_or_a_partial_change() {
        ObjectNode valid = full.json();
        String path = ArticleEditing.published(valid);
        for (int round = 0; round < ROUNDS; round++) {
            ObjectNode present = ArticleEditing.readAsEditor(path);
            String what = "seed " + SEED + ", round " + round;
            send("POST", "/v1/articles", mutated(fresh(valid)), path, what);
            send("PUT", path, mutated(present), path, what);
            send("PATCH", path, mutated(part(present)), path, what);
            send("JSON-PATCH", path, mutated(operations()), path, what);
            ObjectNode publication = object().put("publishedOn", "2025")
                    .put("at", "2199-01-01T00:00:00Z")
                    .put("kind", "update")
                    .put("note", "x");
            send("PUT", path + "/publication", mutated(publication), path, what);
            ObjectNode retraction =
                    object().put("kind", "retraction").put("reason", "x").put("date", "2025");
            retraction.putObject("notice").put("article", full.related).put("doi", "10.5555/n");
            send("PUT", path + "/retraction", mutated(retraction), path, what);
            send("PUT", path + "/withdrawal", mutated(withdrawal()), path, what);
            asAdmin().header("If-Match", "*").delete(path + "/withdrawal");
        }
        assertTrue(answers.keySet().containsAll(List.of(200, 422)), answers.toString());
        assertTrue(answers.get(422) > ROUNDS, answers.toString());
    }

    private ObjectNode withdrawal() {
        return object().put("reason", "x").put("replacedBy", full.related);
    }

    /**
     * Returns a copy of the valid article without its slug and DOI, because the published article already uses both
     * values.
     */
    private static ObjectNode fresh(ObjectNode valid) {
        ObjectNode fresh = valid.deepCopy();
        fresh.remove(List.of("slug", "doi"));
        return fresh;
    }

    private ObjectNode part(ObjectNode present) {
        ObjectNode part = object();
        present.properties().forEach(member -> {
            if (random.nextInt(6) == 0) {
                part.set(member.getKey(), member.getValue().deepCopy());
            }
        });
        return part;
    }

    private ArrayNode operations() {
        ArrayNode operations = JSON.arrayNode();
        for (String op : List.of("add", "replace", "copy", "move", "test", "remove")) {
            if (random.nextBoolean()) {
                operations
                        .addObject()
                        .put("op", op)
                        .put("path", random.nextBoolean() ? "/keywords/0" : "/references/-")
                        .put("from", random.nextBoolean() ? "/references/0" : "/title")
                        .put("value", "x");
            }
        }
        return operations;
    }

    private void send(String method, String path, JsonNode json, String article, String what) {
        List<String> before = stored(article);
        RequestSpecification request = asAdmin().header("If-Match", "*").body(bytes(json));
        Response response =
                switch (method) {
                    case "PATCH" ->
                        request.contentType("application/merge-patch+json").patch(path);
                    case "JSON-PATCH" ->
                        request.contentType("application/json-patch+json").patch(path);
                    default -> request.contentType("application/json").request(method, path);
                };
        String story = what + ": " + method + " " + path + " " + excerpt(json) + " was answered " + response.asString();
        answers.merge(response.statusCode(), 1, Integer::sum);
        assertTrue(response.statusCode() < 500, story);
        if (response.statusCode() >= 400) {
            assertTrue(response.contentType().startsWith("application/problem+json"), story);
            assertEquals(before, stored(article), story);
        }
    }

    /**
     * Returns a hash of the stored article, its DOIs, and several counts: history entries and versions of the article,
     * and articles and changes of the journal.
     */
    private List<String> stored(String article) {
        return sql.first(
                        "select md5(a::text) a, (select count(*) from article_history where article = a.id) h,"
                                + " (select count(*) from article_version where article = a.id) v,"
                                + " (select count(*) from article where journal = a.journal) n,"
                                + " (select count(*) from change where journal = a.journal and not carried) c,"
                                + " (select coalesce(string_agg(doi, ' ' order by doi), '') from doi where holder = a.id) d"
                                + " from article a where id = ?::uuid",
                        row -> List.of(
                                row.getString("a"),
                                row.getString("h"),
                                row.getString("v"),
                                row.getString("n"),
                                row.getString("c"),
                                row.getString("d")),
                        ArticleEditing.id(article))
                .orElseThrow();
    }

    private byte[] bytes(JsonNode json) {
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(25) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String excerpt(JsonNode json) {
        String text = json.toString();
        return text.length() > 4_000 ? text.substring(0, 4_000) + "…" : text;
    }

    // Mutations of JSON bodies

    private JsonNode mutated(JsonNode valid) {
        JsonNode mutated = valid.deepCopy();
        int mutations = random.nextInt(4);
        for (int i = 0; i < mutations; i++) {
            List<JsonNode> containers = new ArrayList<>();
            collect(mutated, containers);
            if (!containers.isEmpty()) {
                mutate(containers.get(random.nextInt(containers.size())));
            }
        }
        return random.nextInt(60) == 0 ? strange() : mutated;
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && !node.isEmpty()) {
            containers.add(node);
        }
        node.forEach(child -> collect(child, containers));
    }

    private void mutate(JsonNode container) {
        if (container instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(5)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name + oddText(), object.get(name));
                case 2 -> object.set(name, JSON.arrayNode().add(object.get(name)));
                case 3 -> object.set(oddText(), strange());
                default -> object.set(name, strange());
            }
        } else {
            ArrayNode array = (ArrayNode) container;
            int at = random.nextInt(array.size());
            switch (random.nextInt(4)) {
                case 0 -> array.remove(at);
                case 1 -> array.insert(at, array.get(at).deepCopy());
                case 2 -> array.add(strange());
                default -> array.set(at, strange());
            }
        }
    }

    private JsonNode strange() {
        return switch (random.nextInt(14)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextInt());
            case 3 -> JSON.numberNode(new BigInteger("9".repeat(1 + random.nextInt(400))));
            case 4 -> JSON.numberNode(new BigDecimal("1e" + (random.nextInt(2_000_000) - 1_000_000)));
            case 5 -> JSON.numberNode(-0.0);
            case 6 -> JSON.objectNode();
            case 7 -> JSON.arrayNode();
            case 8 -> deep(random.nextInt(160));
            case 9 -> many();
            default -> JSON.textNode(oddText());
        };
    }

    private static JsonNode deep(int depth) {
        JsonNode node = JSON.numberNode(1);
        for (int i = 0; i < depth; i++) {
            node = i % 2 == 0 ? JSON.arrayNode().add(node) : JSON.objectNode().set("a", node);
        }
        return node;
    }

    private JsonNode many() {
        ArrayNode many = JSON.arrayNode();
        int size = random.nextInt(600);
        for (int i = 0; i < size; i++) {
            many.add(i % 7 == 0 ? JSON.objectNode().put("x", i) : JSON.textNode("t" + i));
        }
        return many;
    }

    private String oddText() {
        List<String> odd = List.of(
                "",
                " ",
                "\u0000",
                "\ud800",
                "x\udc00x",
                "\uffff",
                "\u202e",
                "😀",
                "../../x",
                "%00",
                "'; drop table article; --",
                "<script>alert(1)</script>",
                "<i>".repeat(120),
                "&".repeat(3_000),
                "\\",
                "~0~1/",
                ArticleEditing.UNKNOWN,
                full.related,
                full.doi,
                "10.1/x",
                "https://doi.org/10.5555/%F0%28",
                "0000-0002-1825-0098",
                "javascript:alert(1)",
                "http://[::1]:99999/",
                "9999-12-31",
                "0000",
                "2025-02-30T25:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "x-klingon",
                "en-US-u-ca-gregory-x-y",
                "CC-BY-99.9",
                "x".repeat(50_001));
        return odd.get(random.nextInt(odd.size()));
    }
}
