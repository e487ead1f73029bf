package org.offprint.search.query;

import java.util.function.IntPredicate;

/** The text of a query and how far it has been read. */
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

    /** The next character; a blank at the end. */
    char next() {
        return charAt(at);
    }

    char charAt(int position) {
        return position < text.length() ? text.charAt(position) : ' ';
    }

    void skipBlanks() {
        at = endOfBlanks(at);
    }

    /** Passes over a hyphen that joins what stands before it to what comes: {@code (1→3)-glucan} excludes nothing. */
    void skipJoiningHyphen() {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        boolean ends = QueryCharacters.partsWords(before)
                && !QueryCharacters.isBlank(before)
                && !QueryCharacters.opensBracket(before);
        if (ends && QueryCharacters.isMinus(next()) && !QueryCharacters.isBlank(charAt(at + 1))) {
            at++;
        }
    }

    /** Returns the end of the run that satisfies this condition. */
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

    /** Returns the end of the word at this place, without the punctuation behind it. */
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

    /** The whole text with another one in place of a part of it. */
    String with(int from, int to, String replacement) {
        return text.substring(0, from) + replacement + text.substring(Math.min(to, text.length()));
    }
}
