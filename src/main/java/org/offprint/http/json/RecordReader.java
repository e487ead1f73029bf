package org.offprint.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.http.parameters.Nearest;
import org.offprint.http.problem.Finding;
import org.offprint.http.problem.Problems;
import org.offprint.identifiers.InvalidValueException;

/**
 * Reads a JSON tree into a record and finds everything that is wrong with it at once: unknown members, wrong types,
 * values that their type refuses, text that cannot be stored, and broken Bean Validation constraints, each with its
 * JSON Pointer. Jackson's own binding stops at the first.
 */
public final class RecordReader {

    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> refused = new LinkedHashSet<>();
    private final Validator validator;

    public RecordReader(Validator validator) {
        this.validator = validator;
    }

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
            for (ConstraintViolation<T> violation : validator.validate(result)) {
                add(ViolationPointer.of(type, violation), ViolationPointer.code(violation), violation.getMessage());
            }
        }
        return result;
    }

    /** Adds a finding of a rule that no type can express; a place that is refused already stays with its first finding. */
    public void add(String pointer, String code, String message) {
        if (refused.add(pointer)) {
            findings.add(Finding.at(pointer, code, message));
        }
    }

    /** Whether nothing is wrong so far. */
    public boolean isClean() {
        return findings.isEmpty();
    }

    /** What is wrong so far. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /**
     * Ends the request with 422 if anything is wrong.
     *
     * @param what the noun with its article, such as {@code The article}
     */
    public void check(String what) {
        if (!findings.isEmpty()) {
            throw Problems.invalid(what, findings);
        }
    }

    private Object record(JsonNode node, Class<?> type, String pointer) {
        RecordShape shape = RecordShape.of(type);
        if (node.isTextual() && shape.fromText() != null) {
            return shape.fromText(text(node, pointer));
        }
        if (!node.isObject()) {
            wrongType(pointer, "an object", node);
            return null;
        }
        Map<String, Type> members = shape.members();
        node.fieldNames().forEachRemaining(name -> {
            if (!members.containsKey(name)) {
                unknown(pointer, name, members.keySet());
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
                    : value(node.get(component.name()), component.type(), pointer + "/" + escape(component.name()));
        }
        return shape.create(values);
    }

    private Object value(JsonNode node, Type type, String pointer) {
        if (node == null || node.isNull()) {
            return type == boolean.class ? Boolean.FALSE : null;
        }
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Map.class
                    ? map(node, generic.getActualTypeArguments(), pointer)
                    : list(node, generic.getActualTypeArguments()[0], pointer);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return node.isTextual() ? text(node, pointer) : wrongType(pointer, "text", node);
        } else if (raw == boolean.class || raw == Boolean.class) {
            Object value = node.isBoolean() ? (Boolean) node.booleanValue() : wrongType(pointer, "true or false", node);
            return value == null && raw == boolean.class ? Boolean.FALSE : value;
        } else if (raw == Integer.class || raw == Long.class) {
            return number(node, raw, pointer);
        } else if (raw == UUID.class) {
            return id(node, pointer);
        }
        return raw.isRecord() && !RecordShape.isValue(raw) ? record(node, raw, pointer) : parsed(node, raw, pointer);
    }

    private List<Object> list(JsonNode node, Type of, String pointer) {
        if (!node.isArray()) {
            wrongType(pointer, "a list", node);
            return null;
        }
        List<Object> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            String place = pointer + "/" + i;
            if (node.get(i).isNull()) {
                wrongType(place, "a value", node.get(i));
            }
            items.add(value(node.get(i), of, place));
        }
        return items;
    }

    private Map<Object, Object> map(JsonNode node, Type[] of, String pointer) {
        if (!node.isObject()) {
            wrongType(pointer, "an object", node);
            return null;
        }
        Map<Object, Object> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            String place = pointer + "/" + escape(entry.getKey());
            Object key = key(entry.getKey(), (Class<?>) of[0], place);
            // null takes an entry out, as it does a member
            if (key != null && !entry.getValue().isNull()) {
                entries.put(key, value(entry.getValue(), of[1], place));
            }
        });
        return entries;
    }

    private Object key(String name, Class<?> type, String pointer) {
        if (!storable(name, pointer)) {
            return null;
        }
        return type == String.class ? name : RecordShape.parse(type, name, this, pointer);
    }

    private Object number(JsonNode node, Class<?> raw, String pointer) {
        if (!node.isNumber() || !node.canConvertToExactIntegral()) {
            return wrongType(pointer, "a whole number", node);
        }
        boolean fits = raw == Integer.class ? node.canConvertToInt() : node.canConvertToLong();
        if (!fits) {
            add(pointer, "out-of-range", "This number is too large.");
            return null;
        }
        return raw == Integer.class ? (Object) node.intValue() : (Object) node.longValue();
    }

    /** Another record, named by its id or by an object of which only {@code id} counts. */
    private Object id(JsonNode node, String pointer) {
        JsonNode id = node.isObject() ? node.path("id") : node;
        String place = node.isObject() ? pointer + "/id" : pointer;
        return id.isTextual()
                ? RecordShape.parse(UUID.class, id.textValue(), this, place)
                : wrongType(place, "an id", id.isMissingNode() ? null : id);
    }

    private Object parsed(JsonNode node, Class<?> raw, String pointer) {
        if (!node.isTextual()) {
            return wrongType(pointer, "text", node);
        }
        String text = text(node, pointer);
        return text == null ? null : RecordShape.parse(raw, text, this, pointer);
    }

    /** The text of this node, or null where it holds what neither PostgreSQL's JSON nor XML can. */
    private String text(JsonNode node, String pointer) {
        return storable(node.textValue(), pointer) ? node.textValue() : null;
    }

    private boolean storable(String text, String pointer) {
        String fault = Text.fault(text);
        if (fault != null) {
            add(pointer, "text-not-storable", fault);
        }
        return fault == null;
    }

    void refuse(String pointer, InvalidValueException refusal) {
        add(pointer, refusal.code(), refusal.getMessage());
    }

    private Object wrongType(String pointer, String wanted, JsonNode found) {
        add(pointer, "wrong-type", "This must be " + wanted + (found == null ? "." : ", not " + kind(found) + "."));
        return null;
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "text";
            case NUMBER -> "the number " + node.asText();
            case BOOLEAN -> node.asText();
            default -> "null";
        };
    }

    private void unknown(String pointer, String name, Set<String> known) {
        String guess = Nearest.to(name, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse(". The members are " + String.join(", ", known) + ".");
        add(pointer + "/" + escape(name), "unknown-member", "There is no member " + name + " here" + guess);
    }

    /** RFC 6901, section 3. */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
