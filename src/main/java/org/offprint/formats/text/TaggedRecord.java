package org.offprint.formats.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.offprint.formats.reading.UnreadableException;

/**
 * Record of a text file in which each value has a tag, for example a RIS record. Readers remove the values that they
 * import; the remaining values are unmapped.
 */
public final class TaggedRecord {

    /** Maximum total length of the values in a tagged record, in characters. */
    private static final int MAX_CHARACTERS = 10_000_000;

    private static final int MAX_VALUES = 500_000;

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final StringBuilder more = new StringBuilder();
    private final long line;
    private List<String> last;
    private int characters;
    private int count;

    /**
     * Creates an empty tagged record.
     *
     * @param line number of the line on which the record begins in its file, starting at 1
     */
    public TaggedRecord(long line) {
        this.line = line;
    }

    /** Returns the number of the line on which the record begins in its file, starting at 1. */
    public long line() {
        return line;
    }

    /** Returns whether the tagged record has no values yet. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Rejects a tagged record that exceeds the size limits. Values beyond the size limits are not stored. */
    public void requireBounds() {
        if (isTooLarge()) {
            throw UnreadableException.ofRecord(
                    "A record has more than " + MAX_CHARACTERS + " characters or " + MAX_VALUES + " values.", line);
        }
    }

    private boolean isTooLarge() {
        return characters > MAX_CHARACTERS || count > MAX_VALUES;
    }

    /** Adds a value and its tag to the record. */
    public void add(String tag, String value) {
        count++;
        finishValue();
        if (isWithin(value)) {
            last = values.computeIfAbsent(tag, none -> new ArrayList<>(1));
            last.add(value);
        }
    }

    /** Appends a line to the last value of the tagged record. Does nothing if the record has no value. */
    public void continueWith(String text) {
        if (last != null && isWithin(text)) {
            more.append('\n').append(text);
        }
    }

    /** Ends the last value of the tagged record, so that later lines are not appended to it. */
    public void endValue() {
        finishValue();
        last = null;
    }

    private boolean isWithin(String text) {
        if (!isTooLarge()) {
            characters += text.length() + 1;
        }
        if (isTooLarge()) {
            // The tagged record will be rejected, so discard its values.
            values.clear();
            more.setLength(0);
            last = null;
            return false;
        }
        return true;
    }

    /**
     * Appends all continuation lines to the value at once. A value with a million lines is therefore not copied once
     * per line.
     */
    private void finishValue() {
        if (last != null && !more.isEmpty()) {
            last.set(last.size() - 1, last.get(last.size() - 1) + more);
            more.setLength(0);
        }
    }

    /**
     * Removes and returns the first non-blank value of the given tags, which are tried in order. Leading and trailing
     * whitespace is removed. Returns null if no tag has such a value.
     */
    public String take(String... tags) {
        finishValue();
        for (String tag : tags) {
            List<String> all = values.getOrDefault(tag, List.of());
            for (int i = 0; i < all.size(); i++) {
                if (!all.get(i).isBlank()) {
                    return all.remove(i).strip();
                }
            }
        }
        return null;
    }

    /** Returns the first value of a tag without removing it, or null if there is none. */
    public String first(String tag) {
        finishValue();
        List<String> all = values.getOrDefault(tag, List.of());
        return all.isEmpty() ? null : all.get(0).strip();
    }

    /** Returns all values of a tag without removing them. */
    public List<String> values(String tag) {
        finishValue();
        return Collections.unmodifiableList(values.getOrDefault(tag, List.of()));
    }

    /** Removes all values of a tag, and returns the non-blank values. */
    public List<String> takeAll(String tag) {
        finishValue();
        List<String> all = values.remove(tag);
        return all == null
                ? List.of()
                : all.stream().filter(value -> !value.isBlank()).toList();
    }

    /** Removes all values of a tag, and returns their non-blank lines without surrounding whitespace. */
    public List<String> takeLines(String tag) {
        List<String> lines = new ArrayList<>();
        for (String value : takeAll(tag)) {
            value.lines().filter(text -> !text.isBlank()).forEach(text -> lines.add(text.strip()));
        }
        return lines;
    }

    /** Removes all values of a tag, and returns their semicolon-separated items. An item can span several lines. */
    public List<String> takeParts(String tag) {
        List<String> parts = new ArrayList<>();
        for (String value : takeAll(tag)) {
            for (String part : SourceText.clean(value).split(" ?; ?")) {
                if (!part.isBlank()) {
                    parts.add(part);
                }
            }
        }
        return parts;
    }

    /** Removes the values of the given tags that match the predicate. */
    public void removeIf(Predicate<String> isSaid, String... tags) {
        finishValue();
        for (String tag : tags) {
            values.getOrDefault(tag, new ArrayList<>()).removeIf(isSaid);
        }
    }

    /** Removes all values of the given tags. */
    public void remove(Collection<String> tags) {
        finishValue();
        tags.forEach(values::remove);
    }

    /** Passes each remaining tag and value to {@code left}. */
    public void forEachRemaining(BiConsumer<String, String> left) {
        finishValue();
        values.forEach((tag, all) -> all.forEach(value -> left.accept(tag, value)));
    }
}
