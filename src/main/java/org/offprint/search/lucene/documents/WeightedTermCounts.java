package org.offprint.search.lucene.documents;

import java.util.Arrays;
import org.offprint.search.lucene.mapping.FieldWeight;

/** Weighted counts of all words and stems in the fields of one record. */
final class WeightedTermCounts {

    private static final int FEWEST = 64;

    private String[] words = new String[FEWEST];
    private int[] worth = new int[FEWEST];
    /** Number of occurrences of each word in the current field. */
    private int[] occurrences = new int[FEWEST];
    /** Sequence number of the last field in which each word occurred. */
    private int[] fields = new int[FEWEST];

    private int[] slots = empty(2 * FEWEST);
    private int size;
    private int field;
    private boolean isOfLength;
    private int length;

    /**
     * Starts the next field of the record.
     *
     * @param makesLonger whether the words of the field are included in the record length
     */
    void nextField(boolean makesLonger) {
        field++;
        isOfLength = makesLonger;
    }

    /** Counts an occurrence of a word in the current field. */
    void add(String word, FieldWeight weights) {
        int at = at(word);
        if (fields[at] != field) {
            fields[at] = field;
            occurrences[at] = 0;
        }
        if (occurrences[at] < weights.most()) {
            occurrences[at]++;
            worth[at] += weights.weight();
            length += isOfLength ? weights.weight() : 0;
        }
    }

    /** Returns the record length, which is used to normalize word frequencies. */
    int length() {
        return length;
    }

    int size() {
        return size;
    }

    String word(int number) {
        return words[number];
    }

    int weight(int number) {
        return worth[number];
    }

    private int at(String word) {
        int mask = slots.length - 1;
        int slot = slot(word, mask);
        while (slots[slot] >= 0) {
            if (words[slots[slot]].equals(word)) {
                return slots[slot];
            }
            slot = slot + 1 & mask;
        }
        if (size == words.length) {
            grow();
            return at(word);
        }
        slots[slot] = size;
        words[size] = word;
        return size++;
    }

    private static int slot(String word, int mask) {
        // Mix the bits, because similar words have similar hash codes.
        int hash = word.hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> 16) & mask;
    }

    private void grow() {
        int length = 4 * words.length;
        words = Arrays.copyOf(words, length);
        worth = Arrays.copyOf(worth, length);
        occurrences = Arrays.copyOf(occurrences, length);
        fields = Arrays.copyOf(fields, length);
        slots = empty(2 * length);
        for (int number = 0; number < size; number++) {
            int slot = slot(words[number], slots.length - 1);
            while (slots[slot] >= 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = number;
        }
    }

    private static int[] empty(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, -1);
        return slots;
    }
}
