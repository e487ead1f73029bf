package org.offprint.formats.draft;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.Unplaced;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.json.MemberRules;

/**
 * A record while a reader fills it. What our own types refuse goes to what could not be placed, with the reason, and the
 * rest stays. Articles and affiliations have drafts of their own; an issue or a journal is filled through its part.
 */
public class Draft {

    /** The most characters of a text that could not be placed. */
    public static final int LONGEST = 1_000;

    private static final int MOST_UNPLACED = 2_000;
    private static final int LONGEST_LIST = 10_000;
    private static final int MOST_COMPARED = 1_000;
    private static final int LONGEST_VALUE = 20_000;
    private static final long MOST_COMPARISONS = 1_000_000;
    private static final int CHARACTERS_AT_ONCE = 100;

    /** Of affiliations and notes, in characters; a few words of one can be those of thousands of contributors. */
    private static final long MOST_WRITTEN = 10_000_000;

    /** The characters that the shortest of them costs. */
    private static final int SMALLEST_WRITTEN = 100;

    /** By places, entries of lists in the order of the list. */
    static final Comparator<Finding> BY_PLACE = Comparator.comparing(finding -> numbered(finding.pointer()));

    private final RefusedValues refused = new RefusedValues();
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();
    private final List<Unplaced> unplaced = new ArrayList<>();
    private int more;
    private long written;
    private long compared;

    final ObjectNode body() {
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
        Object value = parsed(text, parse, where);
        return value == null ? null : value.toString();
    }

    /**
     * A value of a type; null where there is none or the type refuses it, which is told.
     *
     * @param parse such as {@code Doi::parse}
     */
    public <T> T parsed(String text, Function<String, T> parse, String where) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST_VALUE) {
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

    /** Sets a text member with its blanks folded; nothing for one that is null or blank. */
    static void put(ObjectNode into, String member, String text) {
        String clean = text == null ? "" : SourceText.clean(text);
        if (!clean.isBlank()) {
            into.put(member, clean);
        }
    }

    /** The object under this name, made where there is none. */
    final ObjectNode object(String member) {
        return body.withObject("/" + member);
    }

    /** Reports whether a list has as many entries as any can have: what comes then is told as not placed. */
    final boolean isFull(String member) {
        return body.path(member).size() >= LONGEST_LIST;
    }

    /**
     * Reports whether a list has not yet what is to be added; of a long list that is not looked for, and told as not
     * placed.
     */
    final boolean isToBeAdded(ObjectNode into, String member, JsonNode item) {
        ArrayNode list = into.withArray("/" + member);
        if (list.size() >= MOST_COMPARED) {
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

    /** Reports whether an affiliation or a note of these words can be written out once more, and counts it. */
    final boolean hasRoomFor(String words) {
        written += SMALLEST_WRITTEN + (words == null ? 0 : words.length());
        return written <= MOST_WRITTEN;
    }

    /**
     * Reports whether so many things can still be held against so many others, and counts it: a record of ten thousand of
     * both is not worth the time.
     *
     * @param characters of the text that each is looked for in
     */
    public boolean canCompare(long some, long others, long characters) {
        compared += some * others * (1 + characters / CHARACTERS_AT_ONCE);
        return compared <= MOST_COMPARISONS;
    }

    /** Reports whether a text of paragraphs is as long as any can be: another one is told, not added. */
    static boolean isFilled(String paragraphs) {
        return paragraphs != null && paragraphs.length() > LONGEST_VALUE;
    }

    /** Takes out what is empty. */
    final void prune() {
        List<String> empty = new ArrayList<>();
        body.properties().forEach(member -> {
            if (member.getValue().isContainerNode() && member.getValue().isEmpty()) {
                empty.add(member.getKey());
            }
        });
        body.remove(empty);
    }

    /** A record of a kind whose rules are looked at when it is imported alone. */
    public ImportRecord asRead(String kind, long line) {
        prune();
        return new ImportRecord(kind, body, unplaced(), List.of(), line, null, null);
    }

    /** The values that do not fit. */
    final RefusedValues refused() {
        return refused;
    }

    /** Finds what is to be taken out: values that are refused, and objects that lack something that they need. */
    List<Finding> findings() {
        return List.of();
    }

    /** Tells which value is taken out where this one is refused. */
    JsonPointer placeOf(JsonPointer refusedValue) {
        return refusedValue;
    }

    /** Finds the members that an object of a type lacks. */
    static List<Finding> missing(JsonNode object, Class<? extends Record> type, String pointer) {
        List<Finding> missing = new ArrayList<>();
        MemberRules.required(type).forEach((member, rules) -> {
            if (!object.hasNonNull(member)) {
                missing.add(Finding.at(pointer + "/" + member, "required", rules.faultOfNone()));
            }
        });
        return missing;
    }

    /** Takes out what does not fit, and then what lacks something for it. */
    final void takeOutRefused() {
        List<Finding> findings = new ArrayList<>(findings());
        while (!findings.isEmpty()) {
            // From the end, so that places in lists stay what they are.
            findings.sort(BY_PLACE.reversed());
            findings.forEach(this::takeOut);
            findings = new ArrayList<>(findings());
        }
        prune();
    }

    final void takeOut(Finding finding) {
        JsonPointer pointer = JsonPointer.compile(finding.pointer());
        // What lacks something that it needs goes as a whole.
        pointer = placeOf(body.at(pointer).isMissingNode() ? pointer.head() : pointer);
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
}
