package org.offprint.formats.bibtex;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.text.TextLines;

/** Scanner for BibTeX files, which reads words, whitespace, and field values in braces or quotes. */
final class BibtexScanner implements AutoCloseable {

    static final int MAX_VALUE_LENGTH = 5_000_000;
    private static final int MAX_DEPTH = 200;

    /**
     * Number of characters by which the total expansion of BibTeX abbreviations may exceed the number of characters
     * read.
     */
    private static final long MAX_EXPANSION = 1_000_000;

    private final TextLines text;
    private int next = ' ';
    private long read;
    private long expanded;
    /** Whether the scanner has read only whitespace since the start of the line. */
    private boolean isLineStart = true;

    /** Thrown for a malformed BibTeX entry. Parsing can continue with the next entry. */
    static final class MalformedEntryException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedEntryException(String reason, long line) {
            this(reason + " (line " + line + ")");
        }

        MalformedEntryException(String reason) {
            super(reason, null, false, false);
        }
    }

    BibtexScanner(InputStream file) throws IOException {
        text = new TextLines(file);
        advance();
    }

    /** Returns the current character, or -1 at the end of the file. */
    int next() {
        return next;
    }

    /** Returns whether the current character equals the given character. */
    boolean isAt(char wanted) {
        return next == wanted;
    }

    int advance() {
        isLineStart = next == '\n' || isLineStart && Character.isWhitespace(next);
        next = text.read();
        read++;
        return next;
    }

    /** Returns the number of the current line, starting at 1. */
    long line() {
        return text.line();
    }

    MalformedEntryException broken(String reason) {
        return new MalformedEntryException(reason, text.line());
    }

    /** Skips to the next possible start of a BibTeX entry, which is an {@code @} at the beginning of a line. */
    void recover() {
        while (next >= 0 && !(next == '@' && isLineStart)) {
            advance();
        }
    }

    /**
     * Reads a BibTeX field value. A value consists of text in braces or quotes, numbers and abbreviations, joined by
     * {@code #}.
     */
    String value(Map<String, String> strings) {
        StringBuilder value = new StringBuilder();
        do {
            skipWhitespace();
            if (next == '{') {
                value.append(braced());
            } else if (next == '"') {
                value.append(quoted());
            } else {
                String word = word();
                if (word.isEmpty()) {
                    throw broken("A value must be in braces or quotes, or be a number or an abbreviation.");
                }
                value.append(resolved(word, strings));
            }
            check(value);
            skipWhitespace();
        } while (next == '#' && advance() >= 0);
        return value.toString();
    }

    /**
     * Returns the expansion of a BibTeX abbreviation. Any other word is returned unchanged. The total expansion is
     * limited in proportion to the number of characters read, so that a small file cannot cause excessive work.
     */
    private String resolved(String word, Map<String, String> strings) {
        String resolved = strings.get(word.toLowerCase(Locale.ROOT));
        if (resolved == null) {
            return word;
        }
        expanded += resolved.length();
        if (expanded > MAX_EXPANSION + read) {
            expanded -= resolved.length();
            throw broken("The abbreviations expand to too much text. Write the values in full.");
        }
        return resolved;
    }

    /**
     * Returns the text between the opening brace or parenthesis at the current position and its closing counterpart.
     */
    String braced() {
        StringBuilder braced = new StringBuilder();
        int close = next == '(' ? ')' : '}';
        int depth = 0;
        advance();
        while (next >= 0 && !(depth == 0 && next == close)) {
            depth += next == '{' ? 1 : next == '}' ? -1 : 0;
            checkNesting(depth);
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
            checkNesting(depth);
            append(quoted);
        }
        end();
        return quoted.toString();
    }

    /**
     * Checks the nesting depth of a field value and detects unclosed values. A line that begins like a new BibTeX entry
     * indicates an unclosed value.
     */
    private void checkNesting(int depth) {
        if (depth > MAX_DEPTH) {
            throw broken("A value has more than " + MAX_DEPTH + " levels of nested braces. Remove some of the braces.");
        }
        if (isAtEntry()) {
            throw broken("A value has no end. Add the missing closing brace or quote.");
        }
    }

    /** Returns whether a BibTeX entry starts at the current character, which must be the first character of a line. */
    boolean isAtEntry() {
        return next == '@' && isLineStart && text.ahead(40).matches("(?s)\\p{Alpha}+\\s*[{(].*");
    }

    private void end() {
        if (next < 0) {
            throw broken("A value has no end. Add the missing closing brace or quote.");
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

    void skipWhitespace() {
        while (next >= 0 && Character.isWhitespace(next)) {
            advance();
        }
    }

    /** Skips the rest of the current line. */
    void skipLine() {
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
        if (value.length() > MAX_VALUE_LENGTH) {
            throw new UnreadableException(
                    "A field value has more than " + MAX_VALUE_LENGTH + " characters.", text.line());
        }
    }

    @Override
    public void close() {
        text.close();
    }
}
