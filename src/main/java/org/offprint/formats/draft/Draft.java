package org.offprint.formats.draft;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.Unplaced;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.json.MemberRules;

/**
 * Draft of an import record, to which an import reader adds the values of a source. Invalid values are rejected and
 * reported as unmapped with the reason; the record keeps all valid values. Articles and affiliations have their own
 * subclasses. A reader sets the values of issues and journals through {@link IssueDraft} and {@link JournalDraft}.
 */
public class Draft {

    /** Maximum length of an unmapped value that is reported, in characters. A longer unmapped value is truncated. */
    public static final int MAX_UNPLACED_LENGTH = 1_000;

    private static final int MAX_UNPLACED = 2_000;
    private static final int MAX_LIST_SIZE = 10_000;
    private static final int MAX_SEARCHED_SIZE = 1_000;
    private static final int MAX_VALUE_LENGTH = 20_000;
    private static final long MAX_COMPARISONS = 1_000_000;
    private static final int CHARACTERS_PER_COMPARISON = 100;

    /**
     * Maximum total length of affiliations and notes in a record, in characters. The same affiliation can be repeated
     * for thousands of contributors.
     */
    private static final long MAX_MENTIONS_LENGTH = 10_000_000;

    /** Number of characters counted for each affiliation or note in addition to its text. */
    private static final int MIN_MENTION_LENGTH = 100;

    /** Orders findings by JSON Pointer, with list indexes in numeric order. */
    static final Comparator<Finding> BY_POINTER = Comparator.comparing(finding -> numbered(finding.pointer()));

    private final RejectedValues refused = new RejectedValues();
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();
    private final List<Unplaced> unplaced = new ArrayList<>();
    private int more;
    private long written;
    private long compared;

    final ObjectNode body() {
        return body;
    }

    /**
     * Returns the unmapped values. If there are more unmapped values than the maximum, the last entry states the number
     * of omitted values.
     */
    public List<Unplaced> unplaced() {
        List<Unplaced> all = new ArrayList<>(unplaced);
        if (more > 0) {
            all.add(new Unplaced("", more + " more data items could not be stored."));
        }
        return all;
    }

    /**
     * Reports a source value that has no field in the record as unmapped; the import outcome lists the value in {@code
     * unplaced}. Does nothing if the value is null or blank.
     */
    public void unplaced(String where, String text) {
        if (text == null || text.isBlank()) {
            return;
        }
        if (isUnplacedFull()) {
            return;
        }
        String clean = SourceText.clean(text);
        boolean isLong = clean.codePointCount(0, clean.length()) > MAX_UNPLACED_LENGTH;
        unplaced.add(new Unplaced(
                where, isLong ? clean.substring(0, clean.offsetByCodePoints(0, MAX_UNPLACED_LENGTH)) + "…" : clean));
    }

    /**
     * Reports a source value that has no field in the record as unmapped. The supplier is called only if fewer values
     * than the maximum have been reported.
     */
    final void unplaced(String where, Supplier<String> text) {
        if (!isUnplacedFull()) {
            unplaced(where, text.get());
        }
    }

    /** Returns whether the maximum number of unmapped values has been reported, and then counts an omitted value. */
    private boolean isUnplacedFull() {
        boolean isFull = unplaced.size() == MAX_UNPLACED;
        more += isFull ? 1 : 0;
        return isFull;
    }

    /**
     * Returns the normalized form of a source value, or null if the value is blank or invalid. An invalid value is
     * reported as unmapped.
     *
     * @param parse parser of the value, for example {@code Doi::parse}
     */
    public String value(String text, Function<String, ?> parse, String where) {
        Object value = parsed(text, parse, where);
        return value == null ? null : value.toString();
    }

    /**
     * Returns the parsed source value, or null if the value is blank or invalid. An invalid value is reported as
     * unmapped.
     *
     * @param parse parser of the value, for example {@code Doi::parse}
     */
    public <T> T parsed(String text, Function<String, T> parse, String where) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > MAX_VALUE_LENGTH) {
            unplaced(where, text);
            return null;
        }
        try {
            return parse.apply(SourceText.clean(text));
        } catch (InvalidValueException refusal) {
            unplaced(where, text + " (" + refusal.getMessage() + ")");
            return null;
        }
    }

    /**
     * Sets a string member of a JSON object with normalized whitespace. Does nothing if the string is null or blank.
     */
    static void put(ObjectNode into, String member, String text) {
        String clean = text == null ? "" : SourceText.clean(text);
        if (!clean.isBlank()) {
            into.put(member, clean);
        }
    }

    /** Returns the JSON object in the given member of the record, creating it if necessary. */
    final ObjectNode object(String member) {
        return body.withObject("/" + member);
    }

    /**
     * Returns whether a list of the record has reached its maximum size. Additional entries are reported as unmapped.
     */
    final boolean isFull(String member) {
        return body.path(member).size() >= MAX_LIST_SIZE;
    }

    /**
     * Returns whether an item is missing from a list and must be added. A very long list is not searched: the item is
     * reported as unmapped, and the result is false.
     */
    final boolean isAbsent(ObjectNode into, String member, JsonNode item) {
        ArrayNode list = into.withArray("/" + member);
        if (list.size() >= MAX_SEARCHED_SIZE) {
            unplaced(member, item.isTextual() ? item.textValue() : item.toString());
            return false;
        }
        for (JsonNode present : list) {
            if (present.equals(item)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Adds the length of an affiliation or note to the total of the record. Returns whether the total is within the
     * limit, so that the affiliation or note can be stored.
     */
    final boolean countMention(String words) {
        written += MIN_MENTION_LENGTH + (words == null ? 0 : words.length());
        return written <= MAX_MENTIONS_LENGTH;
    }

    /**
     * Adds the cost of comparing {@code some} items with {@code others} items to the total of the record. Returns
     * whether the total is within the limit, which bounds the processing time of a record with thousands of items.
     *
     * @param characters length of the text that is searched for each item
     */
    public boolean countComparisons(long some, long others, long characters) {
        compared += some * others * (1 + characters / CHARACTERS_PER_COMPARISON);
        return compared <= MAX_COMPARISONS;
    }

    /**
     * Returns whether a multi-paragraph text has reached its maximum length. Additional paragraphs are reported as
     * unmapped.
     */
    static boolean isAtMaxLength(String paragraphs) {
        return paragraphs != null && paragraphs.length() > MAX_VALUE_LENGTH;
    }

    /** Removes empty objects and empty lists from the record. */
    final void prune() {
        List<String> empty = new ArrayList<>();
        body.properties().forEach(member -> {
            if (member.getValue().isContainerNode() && member.getValue().isEmpty()) {
                empty.add(member.getKey());
            }
        });
        body.remove(empty);
    }

    /** Returns an import record of a kind that is validated only during the import, for example an issue. */
    public ImportRecord unvalidated(String kind, long line) {
        prune();
        return new ImportRecord(kind, body, unplaced(), List.of(), line, null, null);
    }

    /** Returns the rejected values of the record. */
    final RejectedValues refused() {
        return refused;
    }

    /** Returns findings for all record members to remove: rejected values, and objects that lack a required member. */
    List<Finding> findings() {
        return List.of();
    }

    /** Returns the JSON Pointer of the value to remove if the value at the given JSON Pointer is rejected. */
    JsonPointer removalPointer(JsonPointer refusedValue) {
        return refusedValue;
    }

    /** Returns a finding for each required member that a JSON object lacks. */
    static List<Finding> missing(JsonNode object, Class<? extends Record> type, String pointer) {
        List<Finding> missing = new ArrayList<>();
        MemberRules.required(type).forEach((member, rules) -> {
            if (!object.hasNonNull(member)) {
                missing.add(Finding.at(pointer + "/" + member, "required", rules.faultOfMissing()));
            }
        });
        return missing;
    }

    /**
     * Removes rejected values of the record. Objects that lack a required member after the removal are also removed.
     */
    final void removeRefused() {
        List<Finding> findings = new ArrayList<>(findings());
        while (!findings.isEmpty()) {
            // Remove list entries from the end, so that the indexes of earlier list entries do not change.
            findings.sort(BY_POINTER.reversed());
            findings.forEach(this::remove);
            findings = new ArrayList<>(findings());
        }
        prune();
    }

    final void remove(Finding finding) {
        JsonPointer pointer = JsonPointer.compile(finding.pointer());
        // If a required member is missing, the whole object is removed.
        pointer = removalPointer(body.at(pointer).isMissingNode() ? pointer.head() : pointer);
        JsonNode value = body.at(pointer);
        if (value.isMissingNode()) {
            return;
        }
        JsonNode parent = body.at(pointer.head());
        String last = pointer.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            object.remove(last);
        } else if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(last));
        }
        String text = value.isTextual() ? value.textValue() : value.toString();
        unplaced(pointer.toString().substring(1), text + " (" + finding.message() + ")");
    }

    private static String numbered(String pointer) {
        StringBuilder sortable = new StringBuilder();
        for (String step : pointer.split("/")) {
            sortable.append('/').append(step.matches("\\d+") ? String.format("%09d", Integer.valueOf(step)) : step);
        }
        return sortable.toString();
    }

    /**
     * Values of an import record that were rejected when they were set. Rejected values are removed only when the
     * record is complete, because list indexes and values can change until then.
     */
    static final class RejectedValues {

        private static final String REFUSED = "refused";

        /**
         * Error messages, keyed by the identity of the rejected value instead of its content. The map is created on
         * first use, because most records have no rejected values.
         */
        private Map<JsonNode, String> messages;

        /**
         * Records the reason why a value is rejected. Does nothing if the message is null, which means that the value
         * is valid.
         */
        void note(JsonNode value, String message) {
            if (message != null) {
                messages = messages == null ? new IdentityHashMap<>() : messages;
                messages.put(value, message);
            }
        }

        boolean isEmpty() {
            return messages == null;
        }

        /** Returns findings for the rejected values in a JSON tree, with their JSON Pointers. */
        List<Finding> in(JsonNode tree, String pointer) {
            List<Finding> findings = new ArrayList<>();
            if (messages != null) {
                find(tree, pointer, findings);
            }
            return findings;
        }

        private void find(JsonNode node, String pointer, List<Finding> findings) {
            String message = messages.get(node);
            if (message != null) {
                findings.add(Finding.at(pointer, REFUSED, message));
            }
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                find(node.get(i), pointer + "/" + i, findings);
            }
            node.properties().forEach(member -> find(member.getValue(), pointer + "/" + member.getKey(), findings));
        }
    }
}
