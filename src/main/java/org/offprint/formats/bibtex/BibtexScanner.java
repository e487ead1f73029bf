package org.offprint.formats.bibtex;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.text.TextLines;

/** The characters of a BibTeX file: words, blanks, and values in braces or quotes. */
final class BibtexScanner implements AutoCloseable {

    static final int LONGEST = 5_000_000;
    private static final int DEEPEST = 200;

    /** Characters that abbreviations of a small file may stand for. */
    private static final long MOST_WRITTEN = 1_000_000;

    private final TextLines text;
    private int next = ' ';
    private long read;
    private long written;
    /** True while only blanks were read since the line began. */
    private boolean isLineStart = true;

    /** An entry that is not written as it must be; the next one may be. */
    static final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Broken(String reason, long line) {
            this(reason + " (line " + line + ")");
        }

        Broken(String reason) {
            super(reason, null, false, false);
        }
    }

    BibtexScanner(InputStream file) throws IOException {
        text = new TextLines(file);
        advance();
    }

    /** The character that the scanner stands at; -1 at the end. */
    int next() {
        return next;
    }

    /** Reports whether it stands at this character. */
    boolean isAt(char wanted) {
        return next == wanted;
    }

    int advance() {
        isLineStart = next == '\n' || isLineStart && Character.isWhitespace(next);
        next = text.read();
        read++;
        return next;
    }

    /** Returns the current line, from 1. */
    long line() {
        return text.line();
    }

    Broken broken(String reason) {
        return new Broken(reason, text.line());
    }

    /** Goes on to where the next entry may begin: at the begin of a line. */
    void recover() {
        while (next >= 0 && !(next == '@' && isLineStart)) {
            advance();
        }
    }

    /** Values in braces or quotes, numbers and abbreviations, joined by {@code #}. */
    String value(Map<String, String> strings) {
        StringBuilder value = new StringBuilder();
        do {
            blanks();
            if (next == '{') {
                value.append(braced());
            } else if (next == '"') {
                value.append(quoted());
            } else {
                String word = word();
                if (word.isEmpty()) {
                    throw broken("A value must stand in braces or quotes, or be a number or an abbreviation.");
                }
                value.append(resolved(word, strings));
            }
            check(value);
            blanks();
        } while (next == '#' && advance() >= 0);
        return value.toString();
    }

    /**
     * Returns what an abbreviation stands for, or the word itself. What all abbreviations of a file stand for is bounded by
     * what was read of it, so that a few letters never make much work.
     */
    private String resolved(String word, Map<String, String> strings) {
        String resolved = strings.get(word.toLowerCase(Locale.ROOT));
        if (resolved == null) {
            return word;
        }
        written += resolved.length();
        if (written > MOST_WRITTEN + read) {
            written -= resolved.length();
            throw broken("Abbreviations stand for more than all that the file has.");
        }
        return resolved;
    }

    /** Returns what stands in the braces that begin here. */
    String braced() {
        StringBuilder braced = new StringBuilder();
        int close = next == '(' ? ')' : '}';
        int depth = 0;
        advance();
        while (next >= 0 && !(depth == 0 && next == close)) {
            depth += next == '{' ? 1 : next == '}' ? -1 : 0;
            within(depth);
            append(braced);
        }
        end();
        return braced.toString();
    }

    private String quoted() {
        StringBuilder quoted = new StringBuilder();
        int depth = 0;
        advance();
        while (next >= 0 && !(depth == 0 && next == '"')) {
            depth += next == '{' ? 1 : next == '}' ? -1 : 0;
            within(depth);
            append(quoted);
        }
        end();
        return quoted.toString();
    }

    /** A line that begins as an entry does is one: the value before it was not closed. */
    private void within(int depth) {
        if (depth > DEEPEST) {
            throw broken("More than " + DEEPEST + " braces stand within each other.");
        }
        if (isAtEntry()) {
            throw broken("A value has no end: its braces or quotes are not in pairs.");
        }
    }

    /** Reports whether an entry begins here, at the begin of a line. */
    boolean isAtEntry() {
        return next == '@' && isLineStart && text.ahead(40).matches("(?s)\\p{Alpha}+\\s*[{(].*");
    }

    private void end() {
        if (next < 0) {
            throw broken("A value has no end: its braces or quotes are not in pairs.");
        }
        advance();
    }

    String word() {
        StringBuilder word = new StringBuilder();
        while (next > ' ' && "{}(),=#\"".indexOf(next) < 0) {
            append(word);
        }
        return word.toString();
    }

    void blanks() {
        while (next >= 0 && Character.isWhitespace(next)) {
            advance();
        }
    }

    /** Passes over the rest of the line. */
    void passLine() {
        while (next >= 0 && next != '\n') {
            advance();
        }
    }

    void append(StringBuilder to) {
        to.append((char) next);
        check(to);
        advance();
    }

    private void check(StringBuilder value) {
        if (value.length() > LONGEST) {
            throw new UnreadableException("A value has more than " + LONGEST + " characters.", text.line());
        }
    }

    @Override
    public void close() {
        text.close();
    }
}
