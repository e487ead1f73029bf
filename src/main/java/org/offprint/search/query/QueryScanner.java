package org.offprint.search.query;

import java.util.function.IntPredicate;

/** Text of a query, with the current position of the parser. */
final class QueryScanner {

    final String text;
    private int at;

    QueryScanner(String text) {
        this.text = text;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** Returns the next character, or a space at the end of the query text. */
    char next() {
        return charAt(at);
    }

    char charAt(int position) {
        return position < text.length() ? text.charAt(position) : ' ';
    }

    void skipBlanks() {
        at = endOfBlanks(at);
    }

    /**
     * Skips a hyphen that joins the characters before and after it. For example, the hyphen in {@code (1→3)-glucan}
     * does not exclude "glucan".
     */
    void skipJoiningHyphen() {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        boolean ends = QueryCharacters.partsWords(before)
                && !QueryCharacters.isBlank(before)
                && !QueryCharacters.opensBracket(before);
        if (ends && QueryCharacters.isMinus(next()) && !QueryCharacters.isBlank(charAt(at + 1))) {
            at++;
        }
    }

    /** Returns the end of the run of characters that satisfy the given condition. */
    int endOf(IntPredicate condition) {
        int end = at;
        while (end < text.length() && condition.test(text.charAt(end))) {
            end++;
        }
        return end;
    }

    int endOfBlanks(int from) {
        int end = from;
        while (end < text.length() && QueryCharacters.isBlank(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Returns the end of the word that begins at {@code start}, without punctuation after the word. */
    int wordEnd(int start) {
        int end = start;
        while (end < text.length() && !QueryCharacters.partsWords(text.charAt(end))) {
            end++;
        }
        while (end > start && QueryCharacters.isPunctuation(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** Returns the query text with one range replaced. */
    String with(int from, int to, String replacement) {
        return text.substring(0, from) + replacement + text.substring(Math.min(to, text.length()));
    }
}
