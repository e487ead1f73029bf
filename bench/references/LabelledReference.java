package org.offprint.references.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offprint.references.tokens.ReferenceTokens;

/**
 * Printed reference with known parts.
 *
 * @param source the set that contains it, for example {@code grobid/kisti_test_de}
 * @param masks the possible labels of each UTF-16 unit, as bits; 0 outside of all parts
 * @param tagged the labels that the source tags, as bits
 * @param type type stated by the source; null if there is none
 */
record LabelledReference(String source, String text, int[] masks, int tagged, String type) {

    static final int ALL = (1 << PartLabel.count()) - 1;

    /** Builds a text with the labels of its parts. */
    static final class Builder {

        final StringBuilder text = new StringBuilder();
        final List<int[]> marks = new ArrayList<>();

        /** Appends words. Each run of white space becomes one space. */
        void append(String words) {
            for (int i = 0; i < words.length(); i++) {
                char c = words.charAt(i);
                boolean isBlank = Character.isWhitespace(c) || Character.isSpaceChar(c);
                if (!isBlank) {
                    text.append(c);
                } else if (text.length() > 0 && text.charAt(text.length() - 1) != ' ') {
                    text.append(' ');
                }
            }
        }

        void mark(int start, int mask) {
            if (mask != 0 && text.length() > start) {
                marks.add(new int[] {start, text.length(), mask});
            }
        }

        LabelledReference build(String source, int tagged, String type) {
            String whole = text.toString();
            int[] masks = new int[whole.length()];
            for (int[] mark : marks) {
                GoldConvention.put(whole, masks, mark[0], mark[1], mark[2]);
            }
            return new LabelledReference(source, whole, masks, tagged, type);
        }
    }

    /** Returns the possible labels of each token, or null if a part ends within a token. */
    int[] allowed(ReferenceTokens tokens) {
        int[] allowed = new int[tokens.size()];
        for (int i = 0; i < allowed.length; i++) {
            int mask = masks[tokens.start(i)];
            if (tokens.isIdentifier(i)) {
                mask = PartLabel.OTHER.bit();
            } else {
                for (int at = tokens.start(i) + 1; at < tokens.end(i); at++) {
                    if (masks[at] != mask) {
                        return null;
                    }
                }
            }
            allowed[i] = mask != 0 ? mask : PartLabel.OTHER.bit() | ALL & ~tagged;
            // A punctuation mark gets the label of the part before it, so that the model knows the previous part.
            if (mask == 0 && tokens.isMark(i) && i > 0 && !tokens.isIdentifier(i - 1)) {
                allowed[i] = allowed[i - 1];
            }
        }
        return allowed;
    }

    /**
     * Returns the accepted values of each field, normalized: all its parts joined, and the first part. Absent fields
     * are omitted.
     */
    Map<PartLabel, List<String>> values() {
        Map<PartLabel, List<String>> values = new EnumMap<>(PartLabel.class);
        for (PartLabel label : PartLabel.values()) {
            List<String> runs = new ArrayList<>();
            int at = 0;
            while (at < masks.length) {
                int end = at;
                while (end < masks.length && masks[end] == label.bit()) {
                    end++;
                }
                if (end > at) {
                    runs.add(compared(label, text.substring(at, end)));
                }
                at = Math.max(end, at + 1);
            }
            runs.removeIf(String::isEmpty);
            if (!runs.isEmpty()) {
                values.put(label, List.of(String.join("", runs), runs.get(0)));
            }
        }
        return values;
    }

    /**
     * Returns the tagged offsets of a field: {@code start-end} in UTF-16 units, several joined by commas; {@code -} for
     * none.
     */
    String spans(PartLabel label) {
        List<String> spans = new ArrayList<>();
        int at = 0;
        while (at < masks.length) {
            int end = at;
            while (end < masks.length && masks[end] == label.bit()) {
                end++;
            }
            if (end > at && !compared(label, text.substring(at, end)).isEmpty()) {
                spans.add(at + "-" + end);
            }
            at = Math.max(end, at + 1);
        }
        return spans.isEmpty() ? "-" : String.join(",", spans);
    }

    /** Returns the labels of parts that may be present although the source does not tag them. */
    int unknown() {
        int unknown = ALL & ~tagged;
        for (int mask : masks) {
            if (Integer.bitCount(mask) > 1) {
                unknown |= mask;
            }
        }
        return unknown;
    }

    /** Returns the normalized form of a value for comparisons. */
    static String compared(PartLabel label, String value) {
        String folded = Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (label == PartLabel.AUTHOR || label == PartLabel.EDITOR) {
            folded = folded.replaceAll("(?U)\\b(et|and|und|e|y)\\s+(al|alii|others|altri|outros|otros)\\b\\.?", "");
            folded = folded.replaceAll("(?U)\\b(and|und|et|e|y|&)\\b\\W*$", "");
        }
        if (label == PartLabel.DATE) {
            java.util.regex.Matcher year =
                    java.util.regex.Pattern.compile("\\d{4}[a-z]?").matcher(folded);
            if (year.find()) {
                return year.group();
            }
        }
        if (label == PartLabel.PAGES) {
            folded = folded.replaceAll("\\W*(ff|f|sgg|ss|sg|e seg|et seq)\\.?$", "");
        }
        StringBuilder kept = new StringBuilder();
        folded.codePoints().filter(Character::isLetterOrDigit).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** Returns a key that is equal for equal references. */
    String identity() {
        String letters = compared(PartLabel.OTHER, text);
        return letters.substring(0, Math.min(50, letters.length()));
    }

    /** Returns the string with its parts in braces, in a readable form. */
    String shown() {
        StringBuilder shown = new StringBuilder();
        int last = 0;
        for (int i = 0; i < masks.length; i++) {
            if (masks[i] != last) {
                if (last != 0) {
                    shown.append('}');
                }
                if (masks[i] != 0) {
                    shown.append('{')
                            .append(
                                    Integer.bitCount(masks[i]) == 1
                                            ? PartLabel.of(Integer.numberOfTrailingZeros(masks[i]))
                                                    .name()
                                                    .substring(0, 3)
                                            : "?")
                            .append(' ');
                }
                last = masks[i];
            }
            shown.append(text.charAt(i));
        }
        return shown.append(last != 0 ? "}" : "").toString();
    }
}
