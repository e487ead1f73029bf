package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.offprint.formats.reading.Unplaced;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.text.SourceText;
import org.offprint.identifiers.InvalidValueException;

/**
 * The body of a record as a reader fills it. What our own types refuse goes to what could not be placed, with the reason,
 * and the rest stays.
 */
public final class Draft {

    /** The most characters of a text that could not be placed. */
    public static final int LONGEST = 1_000;

    private static final int MOST_UNPLACED = 2_000;
    private static final int LONGEST_LIST = 10_000;
    private static final int MOST_COMPARED = 1_000;
    private static final int LONGEST_VALUE = 20_000;

    private final ObjectNode body = JsonNodeFactory.instance.objectNode();
    private final List<Unplaced> unplaced = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private int more;

    public ObjectNode body() {
        return body;
    }

    /** All that could not be placed; of very many the rest is counted. */
    public List<Unplaced> unplaced() {
        List<Unplaced> all = new ArrayList<>(unplaced);
        if (more > 0) {
            all.add(new Unplaced("", more + " more could not be placed."));
        }
        return all;
    }

    /** Reports something that has no place; nothing for a text that is null or blank. */
    public void unplaced(String where, String text) {
        if (text == null || text.isBlank()) {
            return;
        }
        if (unplaced.size() == MOST_UNPLACED) {
            more++;
            return;
        }
        String clean = SourceText.clean(text);
        boolean isLong = clean.codePointCount(0, clean.length()) > LONGEST;
        unplaced.add(
                new Unplaced(where, isLong ? clean.substring(0, clean.offsetByCodePoints(0, LONGEST)) + "…" : clean));
    }

    /**
     * A value as its type has it; null where there is none or the type refuses it, which is told.
     *
     * @param parse such as {@code Doi::parse}
     */
    public String value(String text, Function<String, ?> parse, String where) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST_VALUE) {
            unplaced(where, text);
            return null;
        }
        try {
            return parse.apply(SourceText.clean(text)).toString();
        } catch (InvalidValueException refusal) {
            unplaced(where, text + " (" + refusal.getMessage() + ")");
            return null;
        }
    }

    /** Sets a text member with its blanks folded; nothing for one that is null or blank. */
    public static void put(ObjectNode into, String member, String text) {
        String clean = text == null ? "" : SourceText.clean(text);
        if (!clean.isBlank()) {
            into.put(member, clean);
        }
    }

    /** Sets the parts of a person's name, or the name of an organization; a part that is not said stays away. */
    public static void name(ObjectNode into, SourceName name) {
        put(into, "family", name.family());
        put(into, "given", name.given());
        put(into, "suffix", name.suffix());
        put(into, "name", name.words());
    }

    /** The object under this name, made where there is none. */
    public ObjectNode object(String member) {
        return body.withObject("/" + member);
    }

    /** The list under this name, made where there is none. */
    public ArrayNode list(String member) {
        return body.withArray("/" + member);
    }

    /** Adds an identifier other than the DOI; one that is there already is added once. */
    public void identifier(String type, String value) {
        String clean = value == null ? "" : SourceText.clean(value);
        if (type != null && !clean.isBlank()) {
            ObjectNode identifier = JsonNodeFactory.instance.objectNode();
            addOnce("identifiers", identifier.put("type", SourceText.term(type)).put("value", clean));
        }
    }

    /**
     * Adds an ISSN to those of a journal, which has one of each type; another of the same type is told.
     *
     * @param type null where it is not told: then print, or electronic where there is one for print
     */
    public void issn(ArrayNode issns, String type, String value, String where) {
        List<String> taken = issns.findValuesAsText("type");
        String placed = type == null ? taken.contains("print") ? "electronic" : "print" : type;
        if (issns.findValuesAsText("value").contains(value) && !placed.equals("linking")) {
            return;
        }
        if (taken.contains(placed)) {
            unplaced(where, value + (type == null ? "" : " (" + type + ")"));
        } else {
            ObjectNode issn = issns.addObject();
            issn.put("type", placed).put("value", value);
        }
    }

    /** Adds a subject; scheme and code may be null. */
    public void subject(String scheme, String code, String label) {
        ObjectNode subject = JsonNodeFactory.instance.objectNode();
        put(subject, "scheme", scheme);
        put(subject, "code", code);
        put(subject, "label", label);
        if (subject.has("label")) {
            addOnce("subjects", subject);
        }
    }

    /** Reports whether a list has as many entries as any can have: what comes then is told as not placed. */
    public boolean isFull(String member) {
        return body.path(member).size() >= LONGEST_LIST;
    }

    /** Adds this to a list unless it is in it. */
    public void addOnce(String member, JsonNode item) {
        ArrayNode list = list(member);
        if (list.size() >= MOST_COMPARED) {
            unplaced(member, item.isTextual() ? item.textValue() : item.toString());
            return;
        }
        for (JsonNode present : list) {
            if (present.equals(item)) {
                return;
            }
        }
        list.add(item);
    }

    /** Adds a reference if it says anything, under its key or, where another has it, one made of it. */
    public void reference(ObjectNode reference) {
        boolean says = List.of("text", "title", "containerTitle", "doi", "url", "pmid").stream()
                .anyMatch(reference::has);
        if (!says) {
            unplaced("references", reference.toString());
            return;
        }
        if (reference.has("key")) {
            String key = reference.get("key").textValue();
            String free = key;
            for (int i = 2; !keys.add(free); i++) {
                free = key + "-" + i;
            }
            reference.put("key", free);
        }
        list("references").add(reference);
    }

    /** Takes out what is empty. */
    public void prune() {
        List<String> empty = new ArrayList<>();
        body.properties().forEach(member -> {
            if (member.getValue().isContainerNode() && member.getValue().isEmpty()) {
                empty.add(member.getKey());
            }
        });
        body.remove(empty);
    }
}
