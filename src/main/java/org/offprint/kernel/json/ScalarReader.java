package org.offprint.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.offprint.kernel.identifiers.InvalidValueException;

/**
 * Reads scalar JSON values: strings, numbers, booleans, identifiers and vocabulary terms. If a value cannot be read, an
 * error is added and null is returned.
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
     * Parses a string as a value of the given type. Adds an error if the string contains characters that PostgreSQL's
     * JSON or XML does not allow.
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

    /**
     * Adds an error for a JSON value of the wrong type. Always returns null, so that callers can return the result as
     * the value.
     */
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
     * Reads a reference to another record: the id of the record, or an object with the member {@code id}. All other
     * members of the object are ignored.
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
