package org.offprint.references.repair;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.offprint.references.model.Labelling;
import org.offprint.references.model.PartLabel;
import org.offprint.references.tokens.ReferenceTokens;
import org.offprint.references.tokens.WordClass;

/** Parts of one reference, with at most one part for each label. Repair rules change these parts. */
final class PrintedParts {

    /** Maximum number of consecutive unlabeled tokens within a part of a reference. */
    private static final int MAX_GAP = 2;

    /** Maximum number of tokens between a word such as "accessed" and the year of access. */
    private static final int ACCESS_DISTANCE = 8;

    final ReferenceTokens tokens;
    private final int[] labels;
    private final double[] probabilities;
    private final Map<PartLabel, Part> parts = new EnumMap<>(PartLabel.class);

    /**
     * Creates the parts of a reference from the labels of its tokens. If several runs of tokens have the same label,
     * only the most likely run is used.
     */
    PrintedParts(ReferenceTokens tokens, Labelling labelling) {
        this.tokens = tokens;
        labels = labelling.labels();
        probabilities = labelling.probabilities();
        for (PartLabel label : PartLabel.values()) {
            if (label != PartLabel.OTHER) {
                runs(label).stream()
                        .reduce((a, b) -> value(label, b) > value(label, a) ? b : a)
                        .ifPresent(part -> parts.put(label, part));
            }
        }
    }

    /** Returns all parts of the reference, keyed by label. */
    Map<PartLabel, Part> all() {
        return parts;
    }

    /** Returns the part of the reference with the given label, or null if there is none. */
    Part get(PartLabel label) {
        return parts.get(label);
    }

    /** Returns whether the reference has a part with any of the given labels. */
    boolean has(PartLabel... any) {
        for (PartLabel label : any) {
            if (parts.containsKey(label)) {
                return true;
            }
        }
        return false;
    }

    void put(PartLabel label, Part part) {
        parts.put(label, part);
    }

    void remove(PartLabel label) {
        parts.remove(label);
    }

    /** Changes the label of a part of the reference. */
    void move(PartLabel from, PartLabel to) {
        parts.put(to, parts.remove(from).unsure());
    }

    /**
     * Shortens a part of the reference, so that it starts at the given token or later. Does nothing if no token would
     * remain.
     */
    void cutBefore(PartLabel label, int first) {
        Part rest = trimmed(first, get(label).last());
        if (rest != null) {
            parts.put(label, rest);
        }
    }

    /** Shortens a part of the reference, so that it ends at the given token or earlier. */
    void cutAfter(PartLabel label, int last) {
        Part rest = trimmed(get(label).first(), last);
        if (rest != null) {
            parts.put(label, rest);
        }
    }

    /**
     * Splits a part of the reference at a token, which then belongs to neither of the two new parts. Returns false and
     * changes nothing if a new part would be empty.
     */
    boolean split(PartLabel label, int at, PartLabel labelBefore, PartLabel labelAfter) {
        return split(label, at, at + 1, labelBefore, labelAfter);
    }

    /**
     * Splits a part of the reference into two parts. The first part ends before token {@code at}, and the second part
     * starts at token {@code next} or later. A part that keeps its label also keeps its probability.
     *
     * @return false if a new part would be empty and nothing was changed
     */
    boolean split(PartLabel label, int at, int next, PartLabel labelBefore, PartLabel labelAfter) {
        Part whole = get(label);
        Part before = trimmed(whole.first(), at - 1);
        Part after = trimmed(next, whole.last());
        if (before == null || after == null) {
            return false;
        }
        parts.remove(label);
        parts.put(labelBefore, labelBefore == label ? before : before.unsure());
        parts.put(labelAfter, labelAfter == label ? after : after.unsure());
        return true;
    }

    /** Returns the runs of tokens with the given label, in printed order. */
    private List<Part> runs(PartLabel label) {
        List<Part> runs = new ArrayList<>();
        int at = 0;
        while (at < labels.length) {
            if (labels[at] != label.ordinal()) {
                at++;
                continue;
            }
            int first = at;
            int last = at;
            int next = at + 1;
            while (next < labels.length && next - last <= MAX_GAP + 1) {
                if (label == PartLabel.DATE && tokens.shape(next) == ReferenceTokens.YEAR && isAfterAccess(first)) {
                    break;
                }
                if (labels[next] == label.ordinal()) {
                    last = next;
                } else if (labels[next] != PartLabel.OTHER.ordinal() || tokens.isIdentifier(next)) {
                    break;
                }
                next++;
            }
            at = last + 1;
            Part trimmed = trimmed(first, last);
            if (trimmed != null) {
                runs.add(trimmed);
            }
        }
        return runs;
    }

    private double value(PartLabel label, Part run) {
        return switch (label) {
            case TITLE, CONTAINER -> run.last() - run.first() + run.probability();
            case DATE ->
                run.probability()
                        + (find(run, ReferenceTokens.YEAR) >= 0 ? 2 : 0)
                        - (isAfterAccess(run.first()) ? 1 : 0);
            default -> run.probability();
        };
    }

    /**
     * Returns a run of tokens without leading and trailing punctuation marks, or null if no token remains. A closing
     * bracket at the end is preserved if the run contains the opening bracket, unless the brackets are empty.
     */
    Part trimmed(int from, int to) {
        int first = from;
        int last = to;
        while (first <= last && tokens.isMark(first)) {
            first++;
        }
        while (last >= first && tokens.isMark(last) && !closes(first, last)) {
            last--;
        }
        if (first > last) {
            return null;
        }
        double lowest = 1;
        for (int i = first; i <= last; i++) {
            if (!tokens.isMark(i)) {
                lowest = Math.min(lowest, probabilities[i]);
            }
        }
        return new Part(first, last, lowest);
    }

    private boolean closes(int first, int last) {
        if (isMark(last - 1, "([")) {
            return false;
        }
        int shape = tokens.shape(last);
        int open = shape == ')' ? '(' : shape == ']' ? '[' : 0;
        int balance = 0;
        for (int i = first; open != 0 && i < last; i++) {
            balance += tokens.shape(i) == open ? 1 : tokens.shape(i) == shape ? -1 : 0;
        }
        return balance > 0;
    }

    /** Returns the index of the first token in a part that has the given shape, or -1 if there is none. */
    int find(Part part, int shape) {
        for (int i = part.first(); i <= part.last(); i++) {
            if (tokens.shape(i) == shape) {
                return i;
            }
        }
        return -1;
    }

    /** Returns whether a part of the reference contains a run of digits. */
    boolean hasNumber(Part part) {
        for (int i = part.first(); i <= part.last(); i++) {
            if (tokens.isNumber(i)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a token exists and is one of the given punctuation marks. */
    boolean isMark(int token, String marks) {
        return token >= 0 && token < tokens.size() && marks.indexOf(tokens.shape(token)) >= 0;
    }

    /** Returns whether a quotation mark closes a quotation, according to its character or the adjacent white space. */
    boolean isClosing(int quote) {
        return switch (tokens.word(quote).charAt(0)) {
            case '\u00AB', '\u2018', '\u201A', '\u201E' -> false;
            case '\u00BB', '\u201D' -> true;
            default -> !tokens.isAfterBlank(quote);
        };
    }

    /** Returns whether all tokens between two tokens are among the given punctuation marks. */
    boolean isBetween(int before, int after, String marks) {
        for (int i = before + 1; i < after; i++) {
            if (!isMark(i, marks)) {
                return false;
            }
        }
        return before < after;
    }

    /** Returns whether a token is followed by an opening parenthesis and a year. */
    boolean isBeforeYear(int token) {
        return token + 2 < tokens.size()
                && tokens.shape(token + 1) == '('
                && tokens.shape(token + 2) == ReferenceTokens.YEAR;
    }

    /**
     * Returns whether a range of tokens contains a word of the given class. Indexes outside the reference are ignored.
     */
    boolean hasWord(int first, int last, WordClass wordClass) {
        for (int i = Math.max(0, first); i <= Math.min(last, tokens.size() - 1); i++) {
            if (wordClass.isAt(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a token belongs to no part of the reference. */
    boolean isFree(int token) {
        return parts.values().stream().noneMatch(part -> part.contains(token));
    }

    /** Returns whether the model did not assign a token to any part of the reference. */
    boolean isUnlabelled(int token) {
        return labels[token] == PartLabel.OTHER.ordinal();
    }

    /**
     * Returns whether one of the preceding tokens is a word such as "accessed". A year after "accessed" is the year of
     * access, not the date of the cited work.
     */
    boolean isAfterAccess(int token) {
        return hasWord(token - ACCESS_DISTANCE, token - 1, WordClass.ACCESSED);
    }
}
