package org.offprint.references.repair;

/**
 * Run of tokens that is a part of a reference, for example its title.
 *
 * @param first index of the first token
 * @param last index of the last token
 * @param probability lowest label probability of the tokens; at most 0.5 if a repair rule created the part
 */
public record Part(int first, int last, double probability) {

    /** Maximum probability of a part that a repair rule created. */
    private static final double UNSURE = 0.5;

    /** Returns this part with a probability of at most 0.5, because a repair rule has changed it. */
    Part unsure() {
        return unsure(first, last);
    }

    /** Returns a part that consists of a different run of tokens, with the probability of this part limited to 0.5. */
    Part unsure(int otherFirst, int otherLast) {
        return new Part(otherFirst, otherLast, Math.min(UNSURE, probability));
    }

    /** Returns a part that consists of a single token, with the probability of parts created by a repair rule. */
    static Part at(int token) {
        return new Part(token, token, UNSURE);
    }

    boolean isOneToken() {
        return first == last;
    }

    boolean contains(int token) {
        return first <= token && token <= last;
    }

    boolean isBefore(Part other) {
        return last < other.first;
    }
}
