package org.offprint.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.offprint.kernel.identifiers.InvalidValueException;

/** Reads values that hold no others: texts, numbers, identifiers, terms. One that cannot be read is a finding and null. */
final class ScalarReader {

    private final Findings findings;

    ScalarReader(Findings findings) {
        this.findings = findings;
    }

    Object read(JsonNode node, Class<?> type, JsonPlace place) {
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
     * Returns the value that this text stands for in this type; a finding where neither PostgreSQL's JSON nor XML could
     * hold it.
     */
    Object parsed(String text, Class<?> type, JsonPlace place) {
        String fault = Text.fault(text);
        if (fault != null) {
            findings.addUnread(place.pointer(), "text-not-storable", fault);
            return null;
        }
        try {
            return type == String.class ? Text.tidy(text) : RecordShape.parse(type, text);
        } catch (InvalidValueException refusal) {
            findings.addUnread(place.pointer(), refusal.code(), refusal.getMessage());
            return null;
        }
    }

    /** A finding, and null for the value. */
    Object wrongType(JsonPlace place, String wanted, JsonNode found) {
        String instead = found.isMissingNode() ? "." : ", not " + kind(found) + ".";
        findings.addUnread(place.pointer(), "wrong-type", "This must be " + wanted + instead);
        return null;
    }

    private Object number(JsonNode node, Class<?> type, JsonPlace place) {
        if (!node.isNumber() || !node.canConvertToExactIntegral()) {
            return wrongType(place, "a whole number", node);
        }
        boolean fits = type == Integer.class ? node.canConvertToInt() : node.canConvertToLong();
        if (!fits) {
            findings.addUnread(place.pointer(), "out-of-range", "This number is too large.");
            return null;
        }
        return type == Integer.class ? (Object) node.intValue() : (Object) node.longValue();
    }

    /** Another record, named by its id or by an object of which only {@code id} counts. */
    private Object id(JsonNode node, JsonPlace place) {
        JsonNode id = node.isObject() ? node.path("id") : node;
        JsonPlace named = node.isObject() ? place.member("id") : place;
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
