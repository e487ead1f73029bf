package org.offprint.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.text.NearestName;

/**
 * Reads a JSON tree into a record and reports all errors together, each with its JSON Pointer. Reported errors include
 * unknown members, wrong types, invalid values, text that cannot be stored, and violated Bean Validation constraints.
 * Jackson's own data binding stops at the first error.
 */
public final class RecordReader {

    private final Findings findings = new Findings();
    /**
     * JSON Pointers as sent by the client, keyed by normalized pointer. The map contains only the pointers to map
     * entries whose keys were not sent in normalized form.
     */
    private final Map<String, String> respelled = new LinkedHashMap<>();

    private final ScalarReader scalars = new ScalarReader(findings);

    /**
     * Reads a JSON object into a record of the given type. Unreadable values are null in the record. Call {@link
     * #check} before using the record, except in rules that add further errors.
     *
     * @return the record; null only if the tree is not an object
     */
    public <T extends Record> T read(JsonNode tree, Class<T> type) {
        Object read = record(tree, type, DocumentLocation.ROOT);
        T result = type.cast(read);
        if (result != null) {
            Constraints.broken(result)
                    .forEach(broken -> add(asSent(broken.pointer()), broken.code(), broken.message()));
        }
        return result;
    }

    /**
     * Adds an error found by a validation rule that types cannot express. The error is ignored if its location already
     * has an error, or if 1,000 errors have been found. An error with the code {@code required} is also ignored if a
     * value was sent but could not be read.
     */
    public void add(String pointer, String code, String message) {
        findings.add(pointer, code, message);
    }

    /** Returns whether no errors have been found so far. */
    public boolean isClean() {
        return findings.all().isEmpty();
    }

    /** Returns all errors found so far. */
    public List<Finding> findings() {
        return findings.all();
    }

    /**
     * Ends the request with a 422 problem if errors were found.
     *
     * @param what noun with its article, such as {@code The article}
     */
    public void check(String what) {
        if (!isClean()) {
            throw Problems.invalid(what, findings());
        }
    }

    private Object record(JsonNode node, Class<?> type, DocumentLocation place) {
        RecordShape shape = RecordShape.of(type);
        if (node.isTextual() && shape.fromText() != null) {
            return scalars.parsed(node.textValue(), type, place);
        }
        if (!node.isObject()) {
            return scalars.wrongType(place, "an object", node);
        }
        Set<String> members = shape.members().keySet();
        node.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                unknown(place, name, members);
            }
        });
        return build(node, shape, place);
    }

    private Object build(JsonNode node, RecordShape shape, DocumentLocation place) {
        Object[] values = new Object[shape.components().size()];
        for (int i = 0; i < values.length; i++) {
            RecordShape.Component component = shape.components().get(i);
            values[i] = component.unwrapped()
                    ? build(node, RecordShape.of(component.raw()), place)
                    : value(node.get(component.name()), component.type(), place.member(component.name()));
        }
        return shape.create(values);
    }

    private Object value(JsonNode node, Type type, DocumentLocation place) {
        Object value = node == null || node.isNull() ? null : present(node, type, place);
        return value == null && type == boolean.class ? Boolean.FALSE : value;
    }

    private Object present(JsonNode node, Type type, DocumentLocation place) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class ? map(node, of, place) : list(node, of[0], place);
        }
        Class<?> raw = (Class<?>) type;
        return raw.isRecord() && !RecordShape.isValue(raw) ? record(node, raw, place) : scalars.read(node, raw, place);
    }

    private Object list(JsonNode node, Type of, DocumentLocation place) {
        if (!node.isArray()) {
            return scalars.wrongType(place, "a list", node);
        }
        List<Object> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            DocumentLocation entry = place.entry(i);
            if (node.get(i).isNull()) {
                scalars.wrongType(entry, "a value", node.get(i));
            }
            items.add(value(node.get(i), of, entry));
        }
        return items;
    }

    private Object map(JsonNode node, Type[] of, DocumentLocation place) {
        if (!node.isObject()) {
            return scalars.wrongType(place, "an object", node);
        }
        Map<Object, Object> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            DocumentLocation sent = place.member(entry.getKey());
            Object key = scalars.parsed(entry.getKey(), (Class<?>) of[0], sent);
            // A null value removes a map entry, just like an object member.
            if (key == null || entry.getValue().isNull()) {
                return;
            }
            if (entries.containsKey(key)) {
                add(
                        sent.pointer(),
                        "duplicate",
                        "Remove this entry, because its key is another form of " + key + ", which is already present.");
                return;
            }
            if (!key.toString().equals(entry.getKey())) {
                respelled.put(place.member(key.toString()).pointer(), sent.pointer());
            }
            entries.put(key, value(entry.getValue(), of[1], sent));
        });
        return entries;
    }

    private void unknown(DocumentLocation place, String name, Set<String> known) {
        if (findings.isFull()) {
            return;
        }
        String guess = NearestName.to(name, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse(". Use one of " + String.join(", ", known) + ".");
        add(place.member(name).pointer(), "unknown-member", "There is no member " + name + guess);
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
