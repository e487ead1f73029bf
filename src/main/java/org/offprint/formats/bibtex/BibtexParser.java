package org.offprint.formats.bibtex;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.text.SourceDate;

/** The entries of a BibTeX file: values with their commands, abbreviations resolved, everything between entries left out. */
final class BibtexParser implements AutoCloseable {

    private static final int MOST_STRINGS = 10_000;
    private static final int MOST_FIELDS = 1_000;
    private static final int MOST_WORDS = 5;

    private final BibtexScanner text;
    private final Map<String, String> strings = new HashMap<>();

    /**
     * One entry; its type and the names of its fields are in lower case.
     *
     * @param broken why it could not be read to its end; null where it could
     */
    record Entry(String type, String key, Map<String, String> fields, long line, String broken) {}

    BibtexParser(InputStream file) throws IOException {
        text = new BibtexScanner(file);
        SourceDate.shortMonths().forEach(month -> strings.put(month, month));
    }

    /** The next entry; null at the end. */
    Entry next() {
        while (true) {
            while (text.next() >= 0 && !text.isAt('@')) {
                text.advance();
            }
            if (text.next() < 0) {
                return null;
            }
            long line = text.line();
            text.advance();
            String type = text.word().toLowerCase(Locale.ROOT);
            text.blanks();
            Entry entry = text.isAt('{') || text.isAt('(') ? entry(type, line) : null;
            if (entry != null) {
                return entry;
            }
        }
    }

    /** Null for what is no entry: a comment, a preamble, abbreviations. */
    private Entry entry(String type, long line) {
        StringBuilder key = new StringBuilder();
        Map<String, String> fields = new LinkedHashMap<>();
        boolean isAside = type.equals("comment") || type.equals("preamble");
        boolean isStrings = type.equals("string");
        String broken = null;
        try {
            if (isAside) {
                text.braced();
            } else if (isStrings) {
                text.advance();
                fields(strings, MOST_STRINGS);
                bound();
            } else {
                read(key, fields);
            }
        } catch (BibtexScanner.Broken e) {
            text.recover();
            broken = e.getMessage();
        }
        boolean isEntry = !isAside && (!isStrings || broken != null);
        return isEntry ? new Entry(type, key.toString().strip(), fields, line, broken) : null;
    }

    private void bound() {
        if (strings.values().stream().mapToLong(String::length).sum() > BibtexScanner.LONGEST) {
            throw new UnreadableException(
                    "The abbreviations have more than " + BibtexScanner.LONGEST + " characters.", text.line());
        }
    }

    private void read(StringBuilder key, Map<String, String> fields) {
        text.advance();
        text.blanks();
        while (text.next() >= 0 && ",})=".indexOf(text.next()) < 0) {
            text.append(key);
        }
        if (text.isAt('=')) {
            // An entry without a key begins with its first field; without a comma its key is before the last blank.
            text.advance();
            String[] words = key.toString().strip().split("\\s+(?=\\S+$)");
            put(fields, words[words.length - 1], text.value(strings));
            key.setLength(0);
            key.append(words.length > 1 ? words[0] : "");
        }
        fields(fields, MOST_FIELDS);
    }

    /** Fields up to the end of the entry. */
    private void fields(Map<String, String> fields, int most) {
        while (text.next() >= 0) {
            text.blanks();
            if (text.isAt('}') || text.isAt(')')) {
                text.advance();
                return;
            }
            if (text.isAt(',')) {
                text.advance();
                continue;
            }
            if (text.isAt('%')) {
                text.passLine();
                continue;
            }
            if (text.isAtEntry()) {
                throw text.broken("The entry before this line has no end.");
            }
            String name = name();
            if (name.isEmpty() || !text.isAt('=') || fields.size() >= most) {
                throw text.broken("A field of an entry must be a name, = and a value.");
            }
            text.advance();
            put(fields, name, text.value(strings));
        }
        throw text.broken("The last entry has no end.");
    }

    /** Of one word by the rules; some exporters have blanks in it. */
    private String name() {
        StringBuilder name = new StringBuilder(text.word());
        text.blanks();
        for (int more = 1; more < MOST_WORDS && !name.isEmpty() && Character.isLetter(text.next()); more++) {
            name.append(' ').append(text.word());
            text.blanks();
        }
        return name.toString();
    }

    private static void put(Map<String, String> fields, String name, String value) {
        fields.merge(
                name.strip().toLowerCase(Locale.ROOT),
                value,
                (one, other) -> one.equals(other) ? one : one + "; " + other);
    }

    @Override
    public void close() {
        text.close();
    }
}
