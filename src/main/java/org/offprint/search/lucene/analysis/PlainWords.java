package org.offprint.search.lucene.analysis;

/**
 * Finds plain words: Latin letters and digits between spaces, which may contain hyphens, and may be enclosed in
 * brackets and punctuation. Most words of most texts are plain. The Unicode rules (UAX 29) split a plain word only at
 * hyphens, so the slower full rules are not needed.
 */
final class PlainWords {

    private static final String BEFORE = "([{\"";
    private static final String BEHIND = ")]}\",;:.!?";
    private static final int ASCII = 0x80;
    private static final boolean[] IN_WORDS = new boolean[ASCII];

    static {
        for (char c = 0; c < ASCII; c++) {
            IN_WORDS[c] = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
        }
    }

    private PlainWords() {}

    /** Returns the index of the next space, or the length of the text if there is none. */
    static int blank(String text, int from) {
        int at = from;
        while (at < text.length() && !isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Returns the index of the next character that is not a space. */
    static int next(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** Returns the start of the first word in the text between two spaces. */
    static int start(String text, int from, int end) {
        int at = from;
        while (at < end && BEFORE.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    /** Returns the end of the last word in the text between two spaces, or -1 if the text is not plain. */
    static int end(String text, int from, int blank) {
        int last = blank;
        while (last > from && BEHIND.indexOf(text.charAt(last - 1)) >= 0) {
            last--;
        }
        boolean inWord = false;
        for (int at = start(text, from, last); at < last; at++) {
            char c = text.charAt(at);
            if (!isInWords(c) && (c != '-' || !inWord)) {
                return -1;
            }
            inWord = c != '-';
        }
        return inWord ? last : -1;
    }

    /**
     * Returns whether a character may be part of a plain word. Outside ASCII, only precomposed letters up to U+024F are
     * allowed.
     */
    private static boolean isInWords(char c) {
        return c < ASCII ? IN_WORDS[c] : c >= 0xc0 && c < 0x250 && c != '\u00d7' && c != '\u00f7';
    }

    /** Returns the end of the word that begins at {@code from}: the next hyphen or the end of the range. */
    static int hyphen(String text, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) != '-') {
            at++;
        }
        return at;
    }

    /** Returns whether one of the hyphen-separated words may begin with one of the given letters. */
    static boolean hasOne(String text, int from, int end, FirstLetters firstLetters) {
        for (int at = from; at < end; at = hyphen(text, at, end) + 1) {
            if (firstLetters.has(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }
}
