package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.json.MemberRules;

/**
 * Draft of a nested object in an import record. A Java record type defines the members of the object and their
 * validation rules.
 */
class DraftPart {

    private final Draft record;
    private final ObjectNode node;
    private final Class<? extends Record> type;

    /**
     * Creates a draft for an existing JSON node.
     *
     * @param type Java record type whose rules apply to the members
     */
    DraftPart(Draft record, ObjectNode node, Class<? extends Record> type) {
        this.record = record;
        this.node = node;
        this.type = type;
    }

    /** Creates a draft for a new JSON node. */
    DraftPart(Draft record, Class<? extends Record> type) {
        this(record, object(), type);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    Draft record() {
        return record;
    }

    ObjectNode node() {
        return node;
    }

    /** Returns whether no member of the object is set. */
    public boolean isEmpty() {
        return node.isEmpty();
    }

    /** Returns the JSON text that is reported if the object is unmapped. */
    @Override
    public String toString() {
        return node.toString();
    }

    /** Returns whether a member of the object is set, even if its value is rejected. */
    boolean has(String member) {
        return node.has(member);
    }

    /** Returns the string in a member, or null if the member is not set. */
    String get(String member) {
        return node.path(member).textValue();
    }

    /** Sets a string member with normalized whitespace. Does nothing if the string is null or blank. */
    void text(String member, String text) {
        String clean = text == null ? "" : SourceText.clean(text);
        if (!clean.isBlank()) {
            exact(member, clean);
        }
    }

    /** Sets a string member, such as a vocabulary term, without normalizing whitespace. */
    void exact(String member, String text) {
        node.put(member, text);
        if (text != null) {
            record.refused().note(node.get(member), invalidReason(MemberRules.of(type, member), text));
        }
    }

    /**
     * Adds a paragraph to a string member unless it is blank or already present. If the member has reached its maximum
     * length, the paragraph is reported as unmapped.
     */
    void paragraph(String member, String paragraph, String where) {
        if (paragraph.isBlank()) {
            return;
        }
        String before = get(member);
        if (before == null) {
            exact(member, paragraph);
        } else if (Draft.isAtMaxLength(before)) {
            record.unplaced(where, paragraph);
        } else if (!("\n\n" + before + "\n\n").contains("\n\n" + paragraph + "\n\n")) {
            exact(member, before + "\n\n" + paragraph);
        }
    }

    /** Returns the reason why a string is invalid, or null if the string is valid. */
    String invalidReason(MemberRules rules, String text) {
        return rules.fault(text);
    }

    /**
     * Sets a member to an identifier or similar object that its constructor has already validated. Does nothing if the
     * object is null.
     */
    void value(String member, Object value) {
        if (value != null) {
            node.put(member, value.toString());
        }
    }

    void flag(String member) {
        node.put(member, true);
    }

    void number(String member, int number) {
        node.put(member, number);
    }

    void number(String member, long number) {
        node.put(member, number);
    }

    /** Adds a string to a list member without normalizing whitespace. Null is added as a rejected entry. */
    void addText(String member, String text) {
        if (text == null) {
            // Each rejected null requires a separate node instance, because rejected values are compared by identity.
            JsonNode none = new NullNode() {};
            record.refused().note(none, "Must not be null.");
            add(member, none);
        } else {
            JsonNode entry = JsonNodeFactory.instance.textNode(text);
            record.refused().note(entry, MemberRules.of(type, member).faultOfEntry(text));
            add(member, entry);
        }
    }

    /** Adds an entry to a list member. */
    void add(String member, JsonNode entry) {
        ArrayNode list = node.withArray("/" + member);
        list.add(entry);
        record.refused().note(list, MemberRules.of(type, member).faultOfCount(list.size()));
    }

    /** Adds an entry to a list member unless it is already present. */
    void addOnce(String member, DraftPart entry) {
        if (record.isAbsent(node, member, entry.node())) {
            add(member, entry.node());
        }
    }

    /**
     * Adds an identifier to a list member unless it is already present. Does nothing if the identifier type is null, or
     * if the identifier is null or blank.
     */
    void identifierOnce(String member, Class<? extends Record> rules, String type, String value) {
        String clean = value == null ? "" : SourceText.clean(value);
        if (type != null && !clean.isBlank()) {
            DraftPart identifier = new DraftPart(record, rules);
            identifier.exact("type", SourceText.term(type));
            identifier.exact("value", clean);
            addOnce(member, identifier);
        }
    }

    /** Returns the strings in a list member. */
    List<String> texts(String member) {
        List<String> texts = new ArrayList<>();
        node.path(member).forEach(entry -> texts.add(entry.textValue()));
        return texts;
    }
}
