package org.offprint.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.identifiers.InvalidValueException;

/**
 * Generates random JSON, either in the shape of a record with some invalid members, or as an arbitrary tree. The same
 * seed generates the same JSON.
 */
final class RandomJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x",
            "en",
            "ZH_hans",
            "pt-BR",
            "Hebei University 河北大学",
            "مجلة العلوم",
            "🧪 e\u0301",
            "10.1234/ABC;x",
            "10.1234",
            "0000-0002-1825-0097",
            "0000 0001 2103 2683",
            "1234-5679",
            "https://ror.org/05dxps055",
            "05dxps056",
            "CN",
            "2024",
            "2024-02",
            "2024-02-29",
            "2023-02-29",
            "2024-02-29T10:00:00+01:00",
            "+999999999-12-31T23:59:59Z",
            "Asia/Shanghai",
            "https://example.org/ü?a=b#c",
            "javascript:alert(1)",
            "http://",
            "https://creativecommons.org/licenses/by/4.0/",
            "CC-BY-4.0",
            "a@b.example",
            "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f",
            "a-slug",
            "<b>bold <i>both</b></i> &amp; <script>",
            "\u0000",
            "\ud800",
            "x\udc00",
            "\uffff",
            "\u0007",
            "~1/~0",
            "x".repeat(3_000));

    private static final List<JsonNode> NUMBERS = List.of(
            JSON.numberNode(0),
            JSON.numberNode(1),
            JSON.numberNode(-1),
            JSON.numberNode(Long.MAX_VALUE),
            JSON.numberNode(new BigInteger("9".repeat(300))),
            JSON.numberNode(new BigDecimal("3.5")),
            JSON.numberNode(new BigDecimal("2.0")),
            JSON.numberNode(new BigDecimal("1E+400")),
            JSON.numberNode(new BigDecimal("1E-400")));

    /** Strings from {@code TEXTS} that are valid for each value type. */
    private static final ClassValue<List<String>> TAKEN = new ClassValue<>() {
        @Override
        protected List<String> computeValue(Class<?> type) {
            return TEXTS.stream().filter(text -> takes(type, text)).toList();
        }
    };

    /** Members that the large record types require. */
    private static final Set<String> NEEDED = Set.of("journal", "language", "title", "type");

    private final Random random;
    private final boolean isTame;

    RandomJson(long seed) {
        random = new Random(seed);
        isTame = random.nextInt(3) > 0;
    }

    private static boolean takes(Class<?> type, String text) {
        try {
            return !text.isBlank()
                    && Text.fault(text) == null
                    && (type == String.class ? text.length() < 100 : RecordShape.parse(type, text) != null);
        } catch (InvalidValueException e) {
            return false;
        }
    }

    /**
     * Returns an object with the members of this record type. Depending on the seed, either all members or only most
     * members have valid types.
     */
    ObjectNode of(Class<?> type) {
        return of(type, 0);
    }

    private ObjectNode of(Class<?> type, int depth) {
        ObjectNode object = JSON.objectNode();
        Map<String, Type> members = RecordShape.of(type).members();
        // Generates about ten members of a large record type. With all members, almost no record would be valid.
        int most = Math.max(10, members.size());
        members.forEach((name, of) -> {
            boolean isDeep = isTame && of instanceof ParameterizedType && random.nextInt(3) > 0;
            boolean isOneOfMany = isTame && random.nextInt(most) >= 10 && !NEEDED.contains(name);
            if (random.nextInt(10) > 0 && !isDeep && !isOneOfMany) {
                object.set(name, member(of, depth));
            }
        });
        if (!isTame && random.nextInt(4) == 0) {
            object.set(text(), any(0));
        }
        return object;
    }

    private JsonNode member(Type type, int depth) {
        if (!isTame && (random.nextInt(12) == 0 || depth > DEEPEST)) {
            return any(depth);
        }
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class ? entries(of, depth) : items(of[0], depth);
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            List<String> terms = List.copyOf(Vocabulary.terms(raw).keySet());
            return JSON.textNode(terms.get(random.nextInt(terms.size())));
        } else if (raw == Boolean.class || raw == boolean.class) {
            return JSON.booleanNode(random.nextBoolean());
        } else if (raw == Integer.class || raw == Long.class) {
            return JSON.numberNode(1 + random.nextInt(5_000));
        } else if (raw == UUID.class) {
            return JSON.textNode(new UUID(random.nextLong(), random.nextLong()).toString());
        }
        return raw.isRecord() && !RecordShape.isValue(raw) ? of(raw, depth + 1) : JSON.textNode(text(raw));
    }

    private JsonNode items(Type type, int depth) {
        ArrayNode items = JSON.arrayNode();
        for (int left = random.nextInt(4); left > 0; left--) {
            items.add(member(type, depth + 1));
        }
        return items;
    }

    private JsonNode entries(Type[] of, int depth) {
        ObjectNode entries = JSON.objectNode();
        for (int left = random.nextInt(4); left > 0; left--) {
            entries.set(text((Class<?>) of[0]), member(of[1], depth + 1));
        }
        return entries;
    }

    /** Returns an arbitrary JSON tree. */
    JsonNode any(int depth) {
        int kind = random.nextInt(depth > DEEPEST ? 4 : 7);
        if (kind == 0) {
            return JSON.nullNode();
        } else if (kind == 1) {
            return JSON.booleanNode(random.nextBoolean());
        } else if (kind == 2) {
            return NUMBERS.get(random.nextInt(NUMBERS.size()));
        } else if (kind == 3) {
            return JSON.textNode(text());
        } else if (kind == 4) {
            ArrayNode list = JSON.arrayNode();
            for (int left = random.nextInt(5); left > 0; left--) {
                list.add(any(depth + 1));
            }
            return list;
        }
        return object(depth);
    }

    /** Returns an object whose member names come from a small set, so that patches match some of the members. */
    ObjectNode object(int depth) {
        ObjectNode object = JSON.objectNode();
        for (int left = random.nextInt(5); left > 0; left--) {
            object.set(name(), any(depth + 1));
        }
        return object;
    }

    /** Returns a list of JSON Patch operations, most of which are well-formed. */
    JsonNode patch() {
        ArrayNode patch = JSON.arrayNode();
        for (int left = random.nextInt(6); left > 0; left--) {
            if (random.nextInt(20) == 0) {
                patch.add(any(0));
                continue;
            }
            ObjectNode operation = patch.addObject();
            List<String> ops = List.of("add", "remove", "replace", "move", "copy", "test", "fly");
            operation.put("op", ops.get(random.nextInt(ops.size())));
            operation.put("path", pointer());
            if (random.nextInt(10) > 0) {
                operation.put("from", pointer());
            }
            if (random.nextInt(10) > 0) {
                operation.set("value", any(4));
            }
        }
        return patch;
    }

    private String pointer() {
        StringBuilder pointer = new StringBuilder(random.nextInt(30) == 0 ? "no/slash" : "");
        for (int left = random.nextInt(4); left > 0; left--) {
            List<String> steps = List.of(JsonPointers.escape(name()), "0", "1", "-", "00", "-1", "9999999999", "~", "");
            pointer.append('/').append(steps.get(random.nextInt(random.nextInt(4) == 0 ? steps.size() : 3)));
        }
        return pointer.toString();
    }

    private String name() {
        List<String> names = List.of("a", "b", "c", "0", "a/b", "~");
        return names.get(random.nextInt(names.size()));
    }

    private String text(Class<?> type) {
        List<String> taken = TAKEN.get(type);
        return taken.isEmpty() || !isTame && random.nextInt(4) == 0 ? text() : taken.get(random.nextInt(taken.size()));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
