package org.offprint.web.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Generates random JSON documents for a schema. Most values are valid, and some values are replaced by invalid values.
 */
final class RandomDocuments {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 8;

    /** Strings that have caused failures in other programs. */
    private static final List<String> TROUBLESOME_TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "\ud800",
            "a\u202eb",
            "\ufeff",
            "e\u0301\u0323",
            "👩‍🔬",
            "<script>alert(1)</script>",
            "<math><mi>x</mi></math>",
            "&lt;&amp;&#0;&nbsp;",
            "'; drop table article; --",
            "%00%ff",
            "../../etc/passwd",
            "${jndi:ldap://x}",
            "NaN",
            "null",
            "x".repeat(3_000),
            "٣",
            "ﷺ",
            "İ");

    private final Contract contract;
    private final Random random;
    private final List<String> ids;
    private final List<String> dois;

    RandomDocuments(Contract contract, Random random, List<String> ids, List<String> dois) {
        this.contract = contract;
        this.random = random;
        this.ids = ids;
        this.dois = dois;
    }

    JsonNode of(JsonNode schema) {
        JsonNode document = value(schema, 0);
        for (int i = random.nextInt(4); i > 1; i--) {
            document = spoiled(document);
        }
        return document;
    }

    String text() {
        return random.nextInt(3) == 0 ? TROUBLESOME_TEXTS.get(random.nextInt(TROUBLESOME_TEXTS.size())) : word();
    }

    private JsonNode value(JsonNode reference, int depth) {
        JsonNode schema = contract.resolved(reference);
        if (schema.has("oneOf")) {
            return value(any(Contract.items(schema.path("oneOf"))), depth + 1);
        } else if (schema.has("enum")) {
            return any(Contract.items(schema.path("enum")));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer", "number" -> number(schema);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "string" -> string(schema);
            default -> any(List.of(NODES.numberNode(1), NODES.textNode(word()), NODES.arrayNode(), NODES.nullNode()));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        List<String> required = Contract.items(schema.path("required")).stream()
                .map(JsonNode::asText)
                .toList();
        schema.path("properties").fields().forEachRemaining(member -> {
            boolean wanted = required.contains(member.getKey()) ? random.nextInt(20) > 0 : random.nextInt(3) == 0;
            if (wanted && depth < MAX_DEPTH) {
                object.set(member.getKey(), value(member.getValue(), depth + 1));
            }
        });
        JsonNode more = schema.path("additionalProperties");
        for (int i = more.isMissingNode() ? 0 : random.nextInt(3); i > 0 && depth < MAX_DEPTH; i--) {
            String name = any(List.of("zh", "en", "pt-BR", "title", text()));
            object.set(name, more.isObject() ? value(more, depth + 1) : NODES.textNode(text()));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0 && depth < MAX_DEPTH; i--) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private JsonNode number(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(least + 50);
        return NODES.numberNode(least + random.nextLong(Math.max(1, most - least + 1)));
    }

    private JsonNode string(JsonNode schema) {
        List<JsonNode> examples = Contract.items(schema.path("examples"));
        if (schema.path("format").asText().equals("uuid")) {
            return NODES.textNode(any(ids));
        } else if (schema.path("pattern").asText().startsWith("^10\\.") && random.nextInt(3) == 0) {
            return NODES.textNode(any(dois));
        } else if (!examples.isEmpty() && random.nextInt(8) > 0) {
            return any(examples);
        }
        return NODES.textNode(text());
    }

    /** Returns the document with one random value replaced by an invalid value. */
    private JsonNode spoiled(JsonNode document) {
        List<Map.Entry<JsonNode, String>> places = new ArrayList<>();
        collect(document, places);
        if (places.isEmpty()) {
            return nonsense();
        }
        Map.Entry<JsonNode, String> place = any(places);
        if (place.getKey() instanceof ObjectNode object) {
            object.set(place.getValue(), nonsense());
        } else if (place.getKey() instanceof ArrayNode array) {
            array.set(Integer.parseInt(place.getValue()), nonsense());
        }
        return document;
    }

    private static void collect(JsonNode node, List<Map.Entry<JsonNode, String>> places) {
        Contract.names(node).forEach(name -> places.add(Map.entry(node, name)));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(Map.entry(node, Integer.toString(i)));
        }
        node.forEach(child -> collect(child, places));
    }

    private JsonNode nonsense() {
        List<Supplier<JsonNode>> kinds = List.of(
                NODES::nullNode,
                NODES::objectNode,
                () -> NODES.arrayNode().addNull(),
                () -> NODES.numberNode(-1),
                () -> NODES.numberNode(new BigDecimal("1e400")),
                () -> NODES.numberNode(Long.MAX_VALUE),
                () -> NODES.numberNode(0.5),
                () -> NODES.booleanNode(true),
                () -> NODES.textNode(TROUBLESOME_TEXTS.get(random.nextInt(TROUBLESOME_TEXTS.size()))),
                () -> NODES.objectNode().put(TROUBLESOME_TEXTS.get(random.nextInt(TROUBLESOME_TEXTS.size())), 1));
        return any(kinds).get();
    }

    private String word() {
        return any(List.of("Tides", "1", "2025", "2025-12", "10.5555/abc", "en", "true", "0", "zh-Hans", "CC0-1.0"));
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
