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
 * A record of a text file whose values begin with a tag. A reader takes values out as it places them; what stays has no
 * place.
 */
public final class TaggedRecord {

    /** In characters of all its values. */
    private static final int LONGEST = 10_000_000;

    private static final int MOST_VALUES = 500_000;

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final StringBuilder more = new StringBuilder();
    private final long line;
    private List<String> last;
    private int characters;
    private int count;

    /** @param line where it begins in its file, from 1 */
    public TaggedRecord(long line) {
        this.line = line;
    }

    /** Returns where it begins in its file, from 1. */
    public long line() {
        return line;
    }

    /** Reports whether no value was added. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Rejects a record that is larger than any can be; values that came after that are not in it. */
    public void requireBounds() {
        if (isTooLarge()) {
            throw UnreadableException.ofRecord(
                    "One record has more than " + LONGEST + " characters or " + MOST_VALUES + " values.", line);
        }
    }

    private boolean isTooLarge() {
        return characters > LONGEST || count > MOST_VALUES;
    }

    /** Adds a value. */
    public void add(String tag, String value) {
        count++;
        finishValue();
        if (isWithin(value)) {
            last = values.computeIfAbsent(tag, none -> new ArrayList<>(1));
            last.add(value);
        }
    }

    /** Adds a line to the last value; nothing where there is none. */
    public void continueWith(String text) {
        if (last != null && isWithin(text)) {
            more.append('\n').append(text);
        }
    }

    /** Ends the last value: lines that come now are none of it. */
    public void endValue() {
        finishValue();
        last = null;
    }

    private boolean isWithin(String text) {
        if (!isTooLarge()) {
            characters += text.length() + 1;
        }
        if (isTooLarge()) {
            // What it has is of no use any more.
            values.clear();
            more.setLength(0);
            last = null;
            return false;
        }
        return true;
    }

    /** All its lines at once, so that a value of a million lines is not copied for each. */
    private void finishValue() {
        if (last != null && !more.isEmpty()) {
            last.set(last.size() - 1, last.get(last.size() - 1) + more);
            more.setLength(0);
        }
    }

    /** Takes the first value of the first of these tags that has one, without blanks around it; null for none. */
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

    /** Returns the first value of a tag, which stays; null for none. */
    public String first(String tag) {
        finishValue();
        List<String> all = values.getOrDefault(tag, List.of());
        return all.isEmpty() ? null : all.get(0).strip();
    }

    /** Returns all values of a tag, which stay. */
    public List<String> values(String tag) {
        finishValue();
        return Collections.unmodifiableList(values.getOrDefault(tag, List.of()));
    }

    /** Takes all values of a tag that are not blank. */
    public List<String> all(String tag) {
        finishValue();
        List<String> all = values.remove(tag);
        return all == null
                ? List.of()
                : all.stream().filter(value -> !value.isBlank()).toList();
    }

    /** Takes all lines of all values of a tag that are not blank, each without blanks around it. */
    public List<String> lines(String tag) {
        List<String> lines = new ArrayList<>();
        for (String value : all(tag)) {
            value.lines().filter(text -> !text.isBlank()).forEach(text -> lines.add(text.strip()));
        }
        return lines;
    }

    /** Takes all parts of all values of a tag, apart by semicolons, over several lines as they come. */
    public List<String> parts(String tag) {
        List<String> parts = new ArrayList<>();
        for (String value : all(tag)) {
            for (String part : SourceText.clean(value).split(" ?; ?")) {
                if (!part.isBlank()) {
                    parts.add(part);
                }
            }
        }
        return parts;
    }

    /** Takes out the values of these tags that say nothing more. */
    public void removeIf(Predicate<String> isSaid, String... tags) {
        finishValue();
        for (String tag : tags) {
            values.getOrDefault(tag, new ArrayList<>()).removeIf(isSaid);
        }
    }

    /** Takes out what says nothing of the work. */
    public void remove(Collection<String> tags) {
        finishValue();
        tags.forEach(values::remove);
    }

    /** Gives each value that was not taken, with its tag. */
    public void forEachLeft(BiConsumer<String, String> left) {
        finishValue();
        values.forEach((tag, all) -> all.forEach(value -> left.accept(tag, value)));
    }
}
