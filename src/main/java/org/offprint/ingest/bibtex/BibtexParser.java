package org.offprint.ingest.bibtex;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.offprint.ingest.UnreadableException;
import org.offprint.ingest.text.TextLines;

/** The entries of a BibTeX file: values with their commands, abbreviations resolved, everything between entries left out. */
final class BibtexParser implements AutoCloseable {

    private static final int LONGEST = 5_000_000;
    private static final int MOST_STRINGS = 10_000;

    private final TextLines text;
    private final Map<String, String> strings = new HashMap<>();
    private int next;

    /** One entry; its type and the names of its fields are in lower case. */
    record Entry(String type, String key, Map<String, String> fields, long line) {}

    BibtexParser(InputStream file) throws IOException {
        text = new TextLines(file);
        String[] months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
        for (int i = 0; i < months.length; i++) {
            strings.put(months[i], Integer.toString(i + 1));
        }
        advance();
    }

    /** The next entry; null at the end. */
    Entry next() {
        while (true) {
            while (next >= 0 && next != '@') {
                advance();
            }
            if (next < 0) {
                return null;
            }
            long line = text.line();
            advance();
            String type = word().toLowerCase(Locale.ROOT);
            blanks();
            if (next != '{' && next != '(') {
                continue;
            }
            if (type.equals("comment")) {
                braced();
            } else if (type.equals("preamble")) {
                braced();
            } else if (type.equals("string")) {
                advance();
                fields(strings, MOST_STRINGS);
                if (strings.values().stream().mapToLong(String::length).sum() > LONGEST) {
                    throw new UnreadableException(
                            "The abbreviations have more than " + LONGEST + " characters.", text.line());
                }
            } else {
                advance();
                return entry(type, line);
            }
        }
    }

    private Entry entry(String type, long line) {
        blanks();
        StringBuilder key = new StringBuilder();
        while (next >= 0 && next != ',' && next != '}' && next != ')' && next != '=') {
            append(key);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        if (next == '=') {
            // An entry without a key begins with its first field.
            advance();
            put(fields, key.toString(), value());
            key.setLength(0);
        }
        fields(fields, 1_000);
        return new Entry(type, key.toString().strip(), fields, line);
    }

    /** Fields up to the end of the entry. */
    private void fields(Map<String, String> fields, int most) {
        while (next >= 0) {
            blanks();
            if (next == '}' || next == ')') {
                advance();
                return;
            }
            if (next == ',') {
                advance();
                continue;
            }
            String name = word();
            blanks();
            if (name.isEmpty() || next != '=' || fields.size() >= most) {
                throw new UnreadableException("A field of an entry must be a name, = and a value.", text.line());
            }
            advance();
            put(fields, name, value());
        }
        throw new UnreadableException("The last entry has no end.", text.line());
    }

    private static void put(Map<String, String> fields, String name, String value) {
        fields.merge(
                name.strip().toLowerCase(Locale.ROOT),
                value,
                (one, other) -> one.equals(other) ? one : one + "; " + other);
    }

    /** Values in braces or quotes, numbers and abbreviations, joined by {@code #}. */
    private String value() {
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
                    throw new UnreadableException(
                            "A value must stand in braces or quotes, or be a number or an abbreviation.", text.line());
                }
                value.append(strings.getOrDefault(word.toLowerCase(Locale.ROOT), word));
            }
            check(value);
            blanks();
        } while (next == '#' && advance() >= 0);
        return value.toString();
    }

    /** What stands in the braces that begin here. */
    private String braced() {
        StringBuilder braced = new StringBuilder();
        int close = next == '(' ? ')' : '}';
        int depth = 0;
        advance();
        while (next >= 0 && !(depth == 0 && next == close)) {
            depth += next == '{' ? 1 : next == '}' ? -1 : 0;
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
            append(quoted);
        }
        end();
        return quoted.toString();
    }

    private void end() {
        if (next < 0) {
            throw new UnreadableException("A value has no end: its braces or quotes are not in pairs.", text.line());
        }
        advance();
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (next > ' ' && "{}(),=#\"".indexOf(next) < 0) {
            append(word);
        }
        return word.toString();
    }

    private void blanks() {
        while (next >= 0 && Character.isWhitespace(next)) {
            advance();
        }
    }

    private void append(StringBuilder to) {
        to.append((char) next);
        check(to);
        advance();
    }

    private void check(StringBuilder text) {
        if (text.length() > LONGEST) {
            throw new UnreadableException("A value has more than " + LONGEST + " characters.", this.text.line());
        }
    }

    private int advance() {
        next = text.read();
        return next;
    }

    @Override
    public void close() {
        text.close();
    }
}
