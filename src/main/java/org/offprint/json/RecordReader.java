package org.offprint.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.http.problem.Finding;
import org.offprint.http.problem.Problems;
import org.offprint.text.NearestName;

/**
 * Reads a JSON tree into a record and finds everything that is wrong with it at once: unknown members, wrong types,
 * values that their type refuses, text that cannot be stored, and broken Bean Validation constraints, each with its
 * JSON Pointer. Jackson's own binding stops at the first.
 */
public final class RecordReader {

    private final Findings findings = new Findings();
    /** The places of entries whose keys were sent in another spelling, with that spelling. */
    private final Map<String, String> respelled = new LinkedHashMap<>();

    private final ScalarReader scalars = new ScalarReader(findings);

    /**
     * Reads an object into a record of this type. What cannot be read is null in it, so look at {@link #check} before
     * using it for more than further rules.
     *
     * @return null only where the tree is not an object
     */
    public <T extends Record> T read(JsonNode tree, Class<T> type) {
        Object read = record(tree, type, "");
        T result = type.cast(read);
        if (result != null) {
            Constraints.broken(result)
                    .forEach(broken -> add(asSent(broken.pointer()), broken.code(), broken.message()));
        }
        return result;
    }

    /**
     * Adds a finding of a rule that no type can express; a place that is refused already stays with its first finding,
     * and nothing is required where something was sent that could not be read. After a thousand no more are taken.
     */
    public void add(String pointer, String code, String message) {
        findings.add(pointer, code, message);
    }

    /** Reports whether nothing is wrong so far. */
    public boolean isClean() {
        return findings.all().isEmpty();
    }

    /** All that is wrong so far. */
    public List<Finding> findings() {
        return findings.all();
    }

    /**
     * Ends the request with 422 if anything is wrong.
     *
     * @param what the noun with its article, such as {@code The article}
     */
    public void check(String what) {
        if (!isClean()) {
            throw Problems.invalid(what, findings());
        }
    }

    private Object record(JsonNode node, Class<?> type, String pointer) {
        RecordShape shape = RecordShape.of(type);
        if (node.isTextual() && shape.fromText() != null) {
            return scalars.parsed(node.textValue(), type, pointer);
        }
        if (!node.isObject()) {
            return scalars.wrongType(pointer, "an object", node);
        }
        Set<String> members = shape.members().keySet();
        node.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                unknown(pointer, name, members);
            }
        });
        return build(node, shape, pointer);
    }

    private Object build(JsonNode node, RecordShape shape, String pointer) {
        Object[] values = new Object[shape.components().size()];
        for (int i = 0; i < values.length; i++) {
            RecordShape.Component component = shape.components().get(i);
            values[i] = component.unwrapped()
                    ? build(node, RecordShape.of(component.raw()), pointer)
                    : value(
                            node.get(component.name()),
                            component.type(),
                            pointer + "/" + JsonPointers.escape(component.name()));
        }
        return shape.create(values);
    }

    private Object value(JsonNode node, Type type, String pointer) {
        Object value = node == null || node.isNull() ? null : present(node, type, pointer);
        return value == null && type == boolean.class ? Boolean.FALSE : value;
    }

    private Object present(JsonNode node, Type type, String pointer) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class ? map(node, of, pointer) : list(node, of[0], pointer);
        }
        Class<?> raw = (Class<?>) type;
        return raw.isRecord() && !RecordShape.isValue(raw)
                ? record(node, raw, pointer)
                : scalars.read(node, raw, pointer);
    }

    private Object list(JsonNode node, Type of, String pointer) {
        if (!node.isArray()) {
            return scalars.wrongType(pointer, "a list", node);
        }
        List<Object> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            String place = pointer + "/" + i;
            if (node.get(i).isNull()) {
                scalars.wrongType(place, "a value", node.get(i));
            }
            items.add(value(node.get(i), of, place));
        }
        return items;
    }

    private Object map(JsonNode node, Type[] of, String pointer) {
        if (!node.isObject()) {
            return scalars.wrongType(pointer, "an object", node);
        }
        Map<Object, Object> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            String place = pointer + "/" + JsonPointers.escape(entry.getKey());
            Object key = scalars.parsed(entry.getKey(), (Class<?>) of[0], place);
            // null takes an entry out, as it does a member
            if (key == null || entry.getValue().isNull()) {
                return;
            }
            if (entries.containsKey(key)) {
                add(place, "duplicate", "This is another spelling of " + key + ", which is here already.");
                return;
            }
            if (!key.toString().equals(entry.getKey())) {
                respelled.put(pointer + "/" + JsonPointers.escape(key.toString()), place);
            }
            entries.put(key, value(entry.getValue(), of[1], place));
        });
        return entries;
    }

    private void unknown(String pointer, String name, Set<String> known) {
        if (findings.isFull()) {
            return;
        }
        String guess = NearestName.to(name, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse(". The members are " + String.join(", ", known) + ".");
        add(
                pointer + "/" + JsonPointers.escape(name),
                "unknown-member",
                "There is no member " + name + " here" + guess);
    }

    private String asSent(String pointer) {
        return respelled.entrySet().stream()
                .filter(entry -> (pointer + "/").startsWith(entry.getKey() + "/"))
                .map(entry ->
                        entry.getValue() + pointer.substring(entry.getKey().length()))
                .findFirst()
                .orElse(pointer);
    }
}
