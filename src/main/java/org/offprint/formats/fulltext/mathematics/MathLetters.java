package org.offprint.formats.fulltext.mathematics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offprint.kernel.text.Table;

/**
 * Converts letters to the mathematical alphanumeric symbols of Unicode (block U+1D400), which MathML Core uses instead
 * of {@code mathvariant}.
 */
final class MathLetters {

    /**
     * First code points of capital letters, small letters, digits, Greek capital letters and Greek small letters in
     * each typeface. A code point is 0 if the typeface has no such characters.
     */
    private static final Map<String, int[]> FACES = faces();

    /**
     * Letters that Unicode encoded before the mathematical block existed, keyed by their reserved code points in the
     * block.
     */
    private static final Map<Integer, Integer> EARLIER_CODE_POINTS = elsewhere();

    private MathLetters() {}

    /**
     * Returns whether a {@code mathvariant} value denotes a typeface with separate Unicode letters, for example {@code
     * bold}.
     */
    static boolean isFace(String variant) {
        return FACES.containsKey(variant);
    }

    /** Returns the text in a mathematical typeface. Characters that have no form in the typeface are unchanged. */
    static String in(String variant, String text) {
        int[] first = FACES.get(variant);
        if (first == null) {
            return text;
        }
        StringBuilder letters = new StringBuilder(text.length() * 2);
        text.codePoints().forEach(c -> letters.appendCodePoint(letter(first, c)));
        return letters.toString();
    }

    private static int letter(int[] first, int c) {
        if (c >= 'A' && c <= 'Z') {
            return at(first[0], c - 'A', c);
        }
        if (c >= 'a' && c <= 'z') {
            return at(first[1], c - 'a', c);
        }
        if (c >= '0' && c <= '9') {
            return at(first[2], c - '0', c);
        }
        if (c >= 0x391 && c <= 0x3A9 && c != 0x3A2) {
            return at(first[3], c - 0x391, c);
        }
        return c >= 0x3B1 && c <= 0x3C9 ? at(first[4], c - 0x3B1, c) : c;
    }

    private static int at(int first, int offset, int otherwise) {
        return first == 0 ? otherwise : EARLIER_CODE_POINTS.getOrDefault(first + offset, first + offset);
    }

    private static Map<String, int[]> faces() {
        Map<String, int[]> faces = new HashMap<>();
        for (List<String> row : Table.of("mathematical-faces.tsv", 6).rows()) {
            int[] first = new int[5];
            for (int i = 0; i < 5; i++) {
                String cell = row.get(i + 1);
                first[i] = cell.equals("-") ? 0 : Integer.parseInt(cell.substring(2), 16);
            }
            faces.put(row.get(0), first);
        }
        return faces;
    }

    private static Map<Integer, Integer> elsewhere() {
        Map<Integer, Integer> elsewhere = new HashMap<>();
        Table.map("mathematical-letters-elsewhere.tsv")
                .forEach((hole, letter) -> elsewhere.put(
                        Integer.parseInt(hole.substring(2), 16), Integer.parseInt(letter.substring(2), 16)));
        return elsewhere;
    }
}
