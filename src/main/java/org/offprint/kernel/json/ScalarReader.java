package org.offprint.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.offprint.kernel.identifiers.InvalidValueException;

/**
 * Reads JSON values that contain no nested values: strings, numbers, identifiers and vocabulary terms. If a value
 * cannot be read, adds an error and returns null.
 */
final class ScalarReader {

    private final Findings findings;

    ScalarReader(Findings findings) {
        this.findings = findings;
    }

    Object read(JsonNode node, Class<?> type, DocumentLocation place) {
        if (type == Boolean.class || type == boolean.class) {
            return node.isBoolean() ? (Object) node.booleanValue() : wrongType(place, "true or false", node);
        } else if (type == Integer.class || type == Long.class) {
            return number(node, type, place);
        } else if (type == Double.class) {
            return node.isNumber() ? (Object) node.doubleValue() : wrongType(place, "a number", node);
        } else if (type == UUID.class) {
            return id(node, place);
        }
        return node.isTextual() ? parsed(node.textValue(), type, place) : wrongType(place, "text", node);
    }

    /**
     * Parses a string as a value of the given type. Adds an error if neither PostgreSQL's JSON nor XML can contain the
     * string.
     */
    Object parsed(String text, Class<?> type, DocumentLocation place) {
        String fault = Text.fault(text);
        if (fault != null) {
            findings.addUnreadable(place.pointer(), "text-not-storable", fault);
            return null;
        }
        try {
            return type == String.class ? Text.normalized(text) : RecordShape.parse(type, text);
        } catch (InvalidValueException refusal) {
            findings.addUnreadable(place.pointer(), refusal.code(), refusal.getMessage());
            return null;
        }
    }

    /** Adds an error about the type of a JSON value. Always returns null, for use as the value of the invalid JSON. */
    Object wrongType(DocumentLocation place, String wanted, JsonNode found) {
        String instead = found.isMissingNode() ? "." : ", not " + kind(found) + ".";
        findings.addUnreadable(place.pointer(), "wrong-type", "Must be " + wanted + instead);
        return null;
    }

    private Object number(JsonNode node, Class<?> type, DocumentLocation place) {
        if (!node.isNumber() || !node.canConvertToExactIntegral()) {
            return wrongType(place, "a whole number", node);
        }
        boolean fits = type == Integer.class ? node.canConvertToInt() : node.canConvertToLong();
        if (!fits) {
            findings.addUnreadable(place.pointer(), "out-of-range", "The number is out of range.");
            return null;
        }
        return type == Integer.class ? (Object) node.intValue() : (Object) node.longValue();
    }

    /**
     * Reads a reference to another record from the id of the record, or from an object of which only the member {@code
     * id} is used.
     */
    private Object id(JsonNode node, DocumentLocation place) {
        JsonNode id = node.isObject() ? node.path("id") : node;
        DocumentLocation named = node.isObject() ? place.member("id") : place;
        return id.isTextual() ? parsed(id.textValue(), UUID.class, named) : wrongType(named, "an id", id);
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
}
