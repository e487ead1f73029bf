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
 * Record of a text file whose values begin with a tag. A reader removes the values that it places; the remaining values
 * are unplaced.
 */
public final class TaggedRecord {

    /** Maximum length of all values together, in characters. */
    private static final int MAX_CHARACTERS = 10_000_000;

    private static final int MAX_VALUES = 500_000;

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final StringBuilder more = new StringBuilder();
    private final long line;
    private List<String> last;
    private int characters;
    private int count;

    /**
     * Creates an empty record.
     *
     * @param line line on which the record begins in its file, from 1
     */
    public TaggedRecord(long line) {
        this.line = line;
    }

    /** Returns the line on which the record begins in its file, from 1. */
    public long line() {
        return line;
    }

    /** Returns whether no value was added. */
    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * Rejects a record that exceeds the size limits. A record that is too large does not contain the values that were
     * added after the limit was reached.
     */
    public void requireBounds() {
        if (isTooLarge()) {
            throw UnreadableException.ofRecord(
                    "One record has more than " + MAX_CHARACTERS + " characters or " + MAX_VALUES + " values.", line);
        }
    }

    private boolean isTooLarge() {
        return characters > MAX_CHARACTERS || count > MAX_VALUES;
    }

    /** Adds a value to the record. */
    public void add(String tag, String value) {
        count++;
        finishValue();
        if (isWithin(value)) {
            last = values.computeIfAbsent(tag, none -> new ArrayList<>(1));
            last.add(value);
        }
    }

    /** Appends a line to the last value. Does nothing if the record has no value. */
    public void continueWith(String text) {
        if (last != null && isWithin(text)) {
            more.append('\n').append(text);
        }
    }

    /** Ends the last value, so that later lines are not appended to this value. */
    public void endValue() {
        finishValue();
        last = null;
    }

    private boolean isWithin(String text) {
        if (!isTooLarge()) {
            characters += text.length() + 1;
        }
        if (isTooLarge()) {
            // The record will be rejected, so its values are no longer needed.
            values.clear();
            more.setLength(0);
            last = null;
            return false;
        }
        return true;
    }

    /** Appends all lines to the value in one step, so that a value with a million lines is not copied once per line. */
    private void finishValue() {
        if (last != null && !more.isEmpty()) {
            last.set(last.size() - 1, last.get(last.size() - 1) + more);
            more.setLength(0);
        }
    }

    /**
     * Removes and returns the first value that is not blank, from the first given tag with such a value. The value is
     * stripped. Returns null if no tag has such a value.
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

    /** Returns the first value of a tag without removing it; null if the tag has no value. */
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

    /** Removes all values of a tag, and returns the values that are not blank. */
    public List<String> takeAll(String tag) {
        finishValue();
        List<String> all = values.remove(tag);
        return all == null
                ? List.of()
                : all.stream().filter(value -> !value.isBlank()).toList();
    }

    /** Removes all values of a tag, and returns the stripped lines of the values, without blank lines. */
    public List<String> takeLines(String tag) {
        List<String> lines = new ArrayList<>();
        for (String value : takeAll(tag)) {
            value.lines().filter(text -> !text.isBlank()).forEach(text -> lines.add(text.strip()));
        }
        return lines;
    }

    /**
     * Removes all values of a tag, and returns the parts of the values, which are separated by semicolons. A part can
     * span several lines.
     */
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

    /** Removes the matching values of the given tags, because such values contain no additional data. */
    public void removeIf(Predicate<String> isSaid, String... tags) {
        finishValue();
        for (String tag : tags) {
            values.getOrDefault(tag, new ArrayList<>()).removeIf(isSaid);
        }
    }

    /** Removes all values of these tags, which do not describe the work. */
    public void remove(Collection<String> tags) {
        finishValue();
        tags.forEach(values::remove);
    }

    /** Passes each remaining value and its tag to a consumer. */
    public void forEachRemaining(BiConsumer<String, String> left) {
        finishValue();
        values.forEach((tag, all) -> all.forEach(value -> left.accept(tag, value)));
    }
}
