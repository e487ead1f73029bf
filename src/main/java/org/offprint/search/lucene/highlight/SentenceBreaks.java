package org.offprint.search.lucene.highlight;

import java.text.BreakIterator;
import java.text.CharacterIterator;
import java.util.Arrays;
import java.util.Locale;

/**
 * Finds the ends of all sentences once per text. Searching for sentence ends around each match would read the same
 * characters repeatedly.
 */
final class SentenceBreaks extends BreakIterator {

    private static final int SOME = 16;

    private final BreakIterator rules = BreakIterator.getSentenceInstance(Locale.ROOT);
    private int[] ends = new int[SOME];
    private int many;
    private int at;

    @Override
    public void setText(CharacterIterator text) {
        rules.setText(text);
        many = 0;
        for (int end = rules.first(); end != DONE; end = rules.next()) {
            if (many == ends.length) {
                ends = Arrays.copyOf(ends, 2 * many);
            }
            ends[many++] = end;
        }
        at = 0;
    }

    @Override
    public CharacterIterator getText() {
        return rules.getText();
    }

    @Override
    public int current() {
        return ends[at];
    }

    @Override
    public int first() {
        at = 0;
        return current();
    }

    @Override
    public int last() {
        at = many - 1;
        return current();
    }

    @Override
    public int next() {
        return moveTo(at + 1);
    }

    @Override
    public int previous() {
        return moveTo(at - 1);
    }

    @Override
    public int next(int steps) {
        return moveTo(at + steps);
    }

    @Override
    public int following(int offset) {
        int found = Arrays.binarySearch(ends, 0, many, offset);
        return moveTo(found < 0 ? -found - 1 : found + 1);
    }

    @Override
    public int preceding(int offset) {
        int found = Arrays.binarySearch(ends, 0, many, offset);
        return moveTo((found < 0 ? -found - 1 : found) - 1);
    }

    /**
     * Moves to a sentence break and returns the break. If there is no break with this index, moves to the nearest break
     * and returns DONE, as {@link BreakIterator} requires.
     */
    private int moveTo(int index) {
        if (index < 0 || index >= many) {
            at = index < 0 ? 0 : many - 1;
            return DONE;
        }
        at = index;
        return current();
    }
}
