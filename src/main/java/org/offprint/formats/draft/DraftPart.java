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

/** A part of a record while a reader fills it. Its type sets its members, and each value is held against the rules of it. */
class DraftPart {

    private final Draft record;
    private final ObjectNode node;
    private final Class<? extends Record> type;

    /** @param type by whose rules values are checked */
    DraftPart(Draft record, ObjectNode node, Class<? extends Record> type) {
        this.record = record;
        this.node = node;
        this.type = type;
    }

    /** A new part. */
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

    /** Reports whether nothing is set. */
    public boolean isEmpty() {
        return node.isEmpty();
    }

    /** As it is told where it cannot be placed. */
    @Override
    public String toString() {
        return node.toString();
    }

    /** Reports whether a member is set, be it to a value that is refused. */
    boolean has(String member) {
        return node.has(member);
    }

    /** The text of a member; null for none. */
    String get(String member) {
        return node.path(member).textValue();
    }

    /** Sets a text with its blanks folded; nothing for one that is null or blank. */
    void text(String member, String text) {
        String clean = text == null ? "" : SourceText.clean(text);
        if (!clean.isBlank()) {
            exact(member, clean);
        }
    }

    /** Sets a text or a term as it is. */
    void exact(String member, String text) {
        node.put(member, text);
        if (text != null) {
            record.refused().note(node.get(member), fault(MemberRules.of(type, member), text));
        }
    }

    /**
     * Adds a paragraph to a text, once; nothing for one that is blank. One that comes when the text is as long as any can be
     * is told as not placed.
     */
    void paragraph(String member, String paragraph, String where) {
        if (paragraph.isBlank()) {
            return;
        }
        String before = get(member);
        if (before == null) {
            exact(member, paragraph);
        } else if (Draft.isFilled(before)) {
            record.unplaced(where, paragraph);
        } else if (!("\n\n" + before + "\n\n").contains("\n\n" + paragraph + "\n\n")) {
            exact(member, before + "\n\n" + paragraph);
        }
    }

    /** Tells why a text does not fit; null where it does. */
    String fault(MemberRules rules, String text) {
        return rules.fault(text);
    }

    /** Sets an identifier or another value whose type has checked it; nothing for null. */
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

    /** Adds a text to a list as it is. */
    void addText(String member, String text) {
        if (text == null) {
            // One of its own, so that it is this one that is refused.
            JsonNode none = new NullNode() {};
            record.refused().note(none, "This must be a value, not null.");
            add(member, none);
        } else {
            JsonNode entry = JsonNodeFactory.instance.textNode(text);
            record.refused().note(entry, MemberRules.of(type, member).faultOfEntry(text));
            add(member, entry);
        }
    }

    /** Adds an entry to a list. */
    void add(String member, JsonNode entry) {
        ArrayNode list = node.withArray("/" + member);
        list.add(entry);
        record.refused().note(list, MemberRules.of(type, member).faultOfCount(list.size()));
    }

    /** Adds an entry to a list, once. */
    void addOnce(String member, DraftPart entry) {
        if (record.isToBeAdded(node, member, entry.node())) {
            add(member, entry.node());
        }
    }

    /** Adds an identifier to a list, once; nothing for a type that is null, or a value that is null or blank. */
    void identifierOnce(String member, Class<? extends Record> rules, String type, String value) {
        String clean = value == null ? "" : SourceText.clean(value);
        if (type != null && !clean.isBlank()) {
            DraftPart identifier = new DraftPart(record, rules);
            identifier.exact("type", SourceText.term(type));
            identifier.exact("value", clean);
            addOnce(member, identifier);
        }
    }

    /** The texts of a list. */
    List<String> texts(String member) {
        List<String> texts = new ArrayList<>();
        node.path(member).forEach(entry -> texts.add(entry.textValue()));
        return texts;
    }
}
