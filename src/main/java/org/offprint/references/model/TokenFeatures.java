package org.offprint.references.model;

import java.util.List;
import org.offprint.references.tokens.PrintedIdentifiers;
import org.offprint.references.tokens.ReferenceTokens;
import org.offprint.references.tokens.WordClass;

/**
 * Features of tokens for the first pass of the model. A feature is a number that is computed from hashes without
 * creating strings. Any change to the features changes the {@link #signature} and requires a new model to be trained.
 */
final class TokenFeatures {

    /** Number of bits of a feature number. */
    static final int BITS = 26;

    private static final int KEYWORD_DISTANCE = 8;
    private static final int MAX_EDGE_DISTANCE = 6;
    private static final int SECTIONS = 12;

    private final ReferenceTokens tokens;
    private final int size;
    private final int[] keywords;
    private final int[] brackets;
    private int[] numbers;
    private int count;
    private final int[] froms;

    private TokenFeatures(ReferenceTokens tokens) {
        this.tokens = tokens;
        size = tokens.size();
        keywords = new int[size];
        brackets = new int[size];
        numbers = new int[size * 64];
        froms = new int[size + 1];
    }

    /**
     * Feature numbers of all tokens. The features of token i start at {@code froms[i]} and end before {@code froms[i +
     * 1]}.
     */
    record Rows(int[] froms, int[] numbers) {

        int size() {
            return froms.length - 1;
        }
    }

    /** Returns the features of the tokens for the first pass. */
    static Rows of(ReferenceTokens tokens) {
        TokenFeatures features = new TokenFeatures(tokens);
        features.readContext();
        for (int i = 0; i < features.size; i++) {
            features.froms[i] = features.count;
            features.add(i);
        }
        features.froms[features.size] = features.count;
        return new Rows(features.froms, features.numbers);
    }

    /**
     * Returns a signature that changes if the features or word classes change. The signature is computed from sample
     * references.
     */
    static int signature() {
        long signature = 17;
        for (String probe : List.of(
                "1. van der Berg J-P, O\u2019Neil A, eds. \u201CTwo words\u201D: a Study; In: J. Phys. A (2nd ed.),"
                        + " vol. 12(3), pp. 380\u20137, 2004a.",
                "M\u00DCLLER, H. (Hrsg.): Gr\u00F6\u00DFe. Berlin: Verlag 1999, S. 12 ff."
                        + " https://doi.org/10.5555/12345678",
                "\u5F20\u4E09\uFF0E\u7814\u7A76[J]\uFF0E\u5B66\u62A5\uFF0C2001\uFF0C12\uFF083\uFF09\uFF1A45\uFF0D50\uFF0E")) {
            Rows rows = of(ReferenceTokens.of(probe, PrintedIdentifiers.in(probe)));
            for (int i = 0; i < rows.froms()[rows.size()]; i++) {
                signature = signature * 31 + rows.numbers()[i];
            }
        }
        signature += WordClass.signature();
        return (int) (signature ^ signature >>> 32);
    }

    private void readContext() {
        int round = 0;
        int square = 0;
        boolean isQuoted = false;
        for (int i = 0; i < size; i++) {
            keywords[i] = WordClass.bits(tokens, i);
            int shape = tokens.shape(i);
            if (shape == ')') {
                round = 0;
            } else if (shape == ']') {
                square = 0;
            }
            boolean closes = shape == '"' && isQuoted;
            brackets[i] = round | square << 1 | (isQuoted && !closes ? 4 : 0);
            if (shape == '(') {
                round = 1;
            } else if (shape == '[') {
                square = 1;
            } else if (shape == '"') {
                isQuoted = !isQuoted;
            }
        }
    }

    private int shape(int i) {
        return i < 0 ? 30 : i >= size ? 31 : tokens.shape(i) << 1 | (tokens.isAfterBlank(i) ? 1 : 0);
    }

    private long word(int i) {
        return i < 0 ? 3 : i >= size ? 5 : tokens.hash(i);
    }

    private int keyword(int i) {
        return i < 0 || i >= size ? 0 : keywords[i];
    }

    private void add(int i) {
        int s0 = shape(i);
        int s1 = shape(i - 1);
        int s2 = shape(i - 2);
        int s3 = shape(i - 3);
        int n1 = shape(i + 1);
        int n2 = shape(i + 2);
        int n3 = shape(i + 3);
        put(1, s0, 0);
        put(2, s1, 0);
        put(3, s2, 0);
        put(4, s3, 0);
        put(5, n1, 0);
        put(6, n2, 0);
        put(7, n3, 0);
        put(8, s1, s0);
        put(9, s0, n1);
        put(10, s2 * 4096L + s1, s0);
        put(11, s1 * 4096L + s0, n1);
        put(12, s0 * 4096L + n1, n2);
        put(13, (s2 * 4096L + s1) * 4096 + s0, n1 * 4096L + n2);
        put(16, s2, s1);
        put(17, n1, n2);
        long w0 = word(i);
        put(20, w0, 0);
        put(21, word(i - 1), 0);
        put(22, word(i - 2), 0);
        put(24, word(i + 1), 0);
        put(25, word(i + 2), 0);
        put(27, word(i - 1), w0);
        put(28, w0, word(i + 1));
        affixes(i);
        int k0 = keyword(i);
        put(40, k0, 0);
        put(41, keyword(i - 1), s0);
        put(42, keyword(i + 1), s0);
        put(43, keyword(i - 2), s1);
        put(44, keyword(i + 2), n1);
        int back = 1;
        while (back <= KEYWORD_DISTANCE && keyword(i - back) == 0) {
            back++;
        }
        put(45, back > KEYWORD_DISTANCE ? 0 : keyword(i - back), s0);
        int ahead = 1;
        while (ahead <= KEYWORD_DISTANCE && keyword(i + ahead) == 0) {
            ahead++;
        }
        put(46, ahead > KEYWORD_DISTANCE ? 0 : keyword(i + ahead), s0);
        put(47, brackets[i], s0);
        put(48, brackets[i], 0);
        put(49, (long) i * SECTIONS / size, 0);
        put(50, Math.min(i, MAX_EDGE_DISTANCE), s0);
        put(51, Math.min(size - 1 - i, MAX_EDGE_DISTANCE), s0);
        put(52, 0, 0);
    }

    private void affixes(int i) {
        if (tokens.isMark(i) || tokens.isIdentifier(i)) {
            return;
        }
        String text = tokens.text();
        int start = tokens.start(i);
        int end = tokens.end(i);
        long prefix = 0;
        long suffix = 0;
        for (int n = 1; n <= 4 && start + n <= end; n++) {
            prefix = prefix * 65_599 + Character.toLowerCase(text.charAt(start + n - 1));
            suffix = suffix * 65_599 + Character.toLowerCase(text.charAt(end - n));
            if (n > 1) {
                put(30 + n, prefix, 0);
                put(34 + n, suffix, 0);
            }
        }
    }

    private void put(int template, long a, long b) {
        numbers[count++] = number(template, a, b);
    }

    /** Returns a feature number of {@link #BITS} bits, which is a hash of a template number and two values. */
    static int number(int template, long a, long b) {
        long hash = (template * 0x9E3779B97F4A7C15L ^ a) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ hash >>> 29 ^ b) * 0x94D049BB133111EBL;
        hash ^= hash >>> 32;
        hash *= 0xD6E8FEB86659FD93L;
        return (int) (hash >>> 64 - BITS);
    }
}
