package org.offprint.web.desk;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;

/** Differences between two texts, word by word. */
final class WordDifference {

    /** Maximum product of the two word counts. If texts exceed it, the whole text is shown as replaced. */
    private static final long MAX_CELLS = 4_000_000;

    /** Number of characters shown before and after a change. */
    private static final int CONTEXT = 120;

    private WordDifference() {}

    /**
     * Part of a text.
     *
     * @param isChanged whether the other text does not contain the part at this position
     */
    public record Part(String text, boolean isChanged) {}

    /** Both texts in parts. The parts of each side together are the complete text. */
    public record Sides(List<Part> before, List<Part> after) {

        /** Returns the texts without the middle of long parts that both texts contain. */
        Sides folded() {
            return new Sides(folded(before), folded(after));
        }

        private static List<Part> folded(List<Part> parts) {
            return parts.stream()
                    .map(part -> part.isChanged() || part.text().length() <= 3 * CONTEXT
                            ? part
                            : new Part(ends(part.text()), false))
                    .toList();
        }

        private static String ends(String text) {
            int start = text.offsetByCodePoints(0, CONTEXT);
            int end = text.offsetByCodePoints(text.length(), -CONTEXT);
            return start >= end ? text : text.substring(0, start) + " … " + text.substring(end);
        }
    }

    /** Compares two texts. */
    static Sides between(String before, String after) {
        List<String> old = words(before);
        List<String> changed = words(after);
        int start = 0;
        while (start < old.size() && start < changed.size() && old.get(start).equals(changed.get(start))) {
            start++;
        }
        int end = 0;
        while (end < old.size() - start
                && end < changed.size() - start
                && old.get(old.size() - 1 - end).equals(changed.get(changed.size() - 1 - end))) {
            end++;
        }
        List<Part> left = new ArrayList<>();
        List<Part> right = new ArrayList<>();
        add(left, old.subList(0, start), false);
        add(right, old.subList(0, start), false);
        compare(old.subList(start, old.size() - end), changed.subList(start, changed.size() - end), left, right);
        add(left, old.subList(old.size() - end, old.size()), false);
        add(right, old.subList(old.size() - end, old.size()), false);
        return new Sides(joined(left), joined(right));
    }

    private static void compare(List<String> old, List<String> changed, List<Part> left, List<Part> right) {
        if ((long) old.size() * changed.size() > MAX_CELLS) {
            add(left, old, true);
            add(right, changed, true);
            return;
        }
        int[][] common = new int[old.size() + 1][changed.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = changed.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(changed.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < old.size() || j < changed.size()) {
            if (i < old.size() && j < changed.size() && old.get(i).equals(changed.get(j))) {
                add(left, List.of(old.get(i++)), false);
                add(right, List.of(changed.get(j++)), false);
            } else if (j >= changed.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
                add(left, List.of(old.get(i++)), true);
            } else {
                add(right, List.of(changed.get(j++)), true);
            }
        }
    }

    private static List<String> words(String text) {
        BreakIterator breaks = BreakIterator.getWordInstance(ULocale.ROOT);
        breaks.setText(text);
        List<String> words = new ArrayList<>();
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            words.add(text.substring(start, end));
            start = end;
        }
        return words;
    }

    private static void add(List<Part> parts, List<String> words, boolean isChanged) {
        if (!words.isEmpty()) {
            parts.add(new Part(String.join("", words), isChanged));
        }
    }

    /** Joins adjacent parts of the same kind. */
    private static List<Part> joined(List<Part> parts) {
        List<Part> joined = new ArrayList<>();
        for (Part part : parts) {
            Part last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && last.isChanged() == part.isChanged()) {
                joined.set(joined.size() - 1, new Part(last.text() + part.text(), part.isChanged()));
            } else {
                joined.add(part);
            }
        }
        return joined;
    }
}
