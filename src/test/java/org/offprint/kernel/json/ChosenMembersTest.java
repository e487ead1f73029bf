package org.offprint.kernel.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.kernel.json.MemberTree.Selection;

class ChosenMembersTest {

    private static final List<String> NAMES = List.of("id", "title", "é\"\\", "en", "n", "{", ",");

    @Test
    void selected_members_are_copied_unchanged_in_the_order_of_the_json_document() {
        String document =
                "{\"id\":1,\"title\":\"a, \\\"b\\\" {[\",\"journal\":{\"id\":\"j\",\"title\":\"T\",\"x\":{\"y\":[]}},"
                        + "\"contributors\":[{\"family\":\"F\",\"given\":\"G\"},{\"given\":\"H\"},{}],\"n\":-1.5e3,\"t\":true}";
        assertEquals("{\"id\":1,\"n\":-1.5e3}", of(document, "n", "id", "missing"));
        assertEquals("{\"title\":\"a, \\\"b\\\" {[\",\"t\":true}", of(document, "title", "t"));
        assertEquals("{\"journal\":{\"title\":\"T\",\"x\":{\"y\":[]}}}", of(document, "journal.title", "journal.x"));
        assertEquals("{\"contributors\":[{\"family\":\"F\"},{},{}]}", of(document, "contributors.family"));
        assertEquals(
                "{\"journal\":{\"id\":\"j\",\"title\":\"T\",\"x\":{\"y\":[]}}}", of(document, "journal.id", "journal"));
        assertEquals("{}", of("{}", "id"));
    }

    private static String of(String document, String... paths) {
        Selection selection = new Selection();
        List.of(paths).forEach(selection::add);
        return new String(
                SelectedMembers.of(document.getBytes(StandardCharsets.UTF_8), selection), StandardCharsets.UTF_8);
    }

    @Test
    void members_selected_from_json_bytes_equal_members_selected_from_the_json_tree() {
        Random random = new Random(7);
        for (int i = 0; i < Nightly.or(5_000, 200_000); i++) {
            JsonNode document = object(random, 0);
            List<String> paths = new ArrayList<>();
            Selection selection = new Selection();
            for (int path = 0; path <= random.nextInt(3); path++) {
                String name = NAMES.get(random.nextInt(NAMES.size()));
                paths.add(random.nextBoolean() ? name : name + "." + NAMES.get(random.nextInt(NAMES.size())));
                selection.add(paths.get(path));
            }
            JsonNode expected = chosen(document, paths);
            assertEquals(
                    new String(Json.write(expected), StandardCharsets.UTF_8),
                    new String(SelectedMembers.of(Json.write(document), selection), StandardCharsets.UTF_8),
                    paths + " of " + document);
        }
    }

    /**
     * Reference implementation that selects members from the JSON tree. A member is retained if one of the paths passes
     * through it.
     */
    private static JsonNode chosen(JsonNode node, List<String> paths) {
        if (paths.contains("")) {
            return node;
        }
        if (node.isArray()) {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> kept.add(chosen(each, paths)));
            return kept;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(member -> {
            List<String> within = paths.stream()
                    .filter(path -> path.equals(member.getKey()) || path.startsWith(member.getKey() + "."))
                    .map(path -> path.equals(member.getKey())
                            ? ""
                            : path.substring(member.getKey().length() + 1))
                    .toList();
            if (!within.isEmpty()) {
                kept.set(member.getKey(), chosen(member.getValue(), within));
            }
        });
        return kept;
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(6); i > 0; i--) {
            object.set(NAMES.get(random.nextInt(NAMES.size())), value(random, depth + 1));
        }
        return object;
    }

    private static JsonNode value(Random random, int depth) {
        int kind = random.nextInt(depth > 4 ? 4 : 6);
        if (kind == 4) {
            return object(random, depth);
        } else if (kind == 5) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(value(random, depth + 1));
            }
            return list;
        }
        return switch (kind) {
            case 0 -> JsonNodeFactory.instance.textNode(NAMES.get(random.nextInt(NAMES.size())) + "\\\"]}日");
            case 1 -> JsonNodeFactory.instance.numberNode(random.nextInt());
            case 2 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            default -> JsonNodeFactory.instance.nullNode();
        };
    }
}
