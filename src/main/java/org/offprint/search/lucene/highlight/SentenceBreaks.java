package org.offprint.search.lucene.highlight;

import java.text.BreakIterator;
import java.text.CharacterIterator;
import java.util.Arrays;
import java.util.Locale;

/**
 * Finds all sentence ends once per text. A separate search around each match would read the same characters repeatedly.
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
     * Moves to the sentence break with the given index and returns its offset. If there is no such break, moves to the
     * nearest one and returns DONE, as {@link BreakIterator} requires.
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
