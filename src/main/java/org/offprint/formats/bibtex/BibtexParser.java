package org.offprint.formats.bibtex;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.text.SourceDate;

/**
 * Parser for the entries of a BibTeX file. Abbreviations are expanded, LaTeX commands in field values are preserved,
 * and text between entries is skipped.
 */
final class BibtexParser implements AutoCloseable {

    private static final int MAX_ABBREVIATIONS = 10_000;
    private static final int MAX_FIELDS = 1_000;
    private static final int MAX_NAME_WORDS = 5;

    private final BibtexScanner text;
    private final Map<String, String> strings = new HashMap<>();
    private long characters;

    /**
     * BibTeX entry. The type and the field names are in lower case.
     *
     * @param broken reason why the entry could not be read completely; null if it is complete
     */
    record Entry(String type, String key, Map<String, String> fields, long line, String broken) {}

    BibtexParser(InputStream file) throws IOException {
        text = new BibtexScanner(file);
        SourceDate.shortMonths().forEach(month -> strings.put(month, month));
    }

    /** Returns the next BibTeX entry, or null at the end of the file. */
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
            text.skipWhitespace();
            Entry entry = text.isAt('{') || text.isAt('(') ? entry(type, line) : null;
            if (entry != null) {
                return entry;
            }
        }
    }

    /** Reads one BibTeX entry. Returns null for comments, preambles and definitions of abbreviations. */
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
                fields(new Abbreviations(), MAX_ABBREVIATIONS);
            } else {
                Fields all = new Fields(fields);
                try {
                    read(key, all);
                } finally {
                    all.join();
                }
            }
        } catch (BibtexScanner.MalformedEntryException e) {
            text.recover();
            broken = e.getMessage();
        }
        boolean isEntry = !isAside && (!isStrings || broken != null);
        return isEntry ? new Entry(type, key.toString().strip(), fields, line, broken) : null;
    }

    private void read(StringBuilder key, Values fields) {
        text.advance();
        text.skipWhitespace();
        while (text.next() >= 0 && ",})=".indexOf(text.next()) < 0) {
            text.append(key);
        }
        if (text.isAt('=')) {
            // An entry without a key begins with its first field. If only the comma after the key is missing, the key
            // ends at the last space.
            text.advance();
            String[] words = key.toString().strip().split("\\s+(?=\\S+$)");
            fields.put(name(words[words.length - 1]), text.value(strings));
            key.setLength(0);
            key.append(words.length > 1 ? words[0] : "");
        }
        fields(fields, MAX_FIELDS);
    }

    /** Reads fields until the end of the BibTeX entry. */
    private void fields(Values fields, int most) {
        while (text.next() >= 0) {
            text.skipWhitespace();
            if (text.isAt('}') || text.isAt(')')) {
                text.advance();
                return;
            }
            if (text.isAt(',')) {
                text.advance();
                continue;
            }
            if (text.isAt('%')) {
                text.skipLine();
                continue;
            }
            if (text.isAtEntry()) {
                throw text.broken("The entry before this line has no closing brace.");
            }
            String name = name();
            if (name.isEmpty() || !text.isAt('=') || fields.size() >= most) {
                throw text.broken(
                        "A field must have the form name = value. An entry can have at most 1000 fields, and a"
                                + " file can define at most 10000 abbreviations.");
            }
            text.advance();
            fields.put(name(name), text.value(strings));
        }
        throw text.broken("The last entry in the file has no closing brace.");
    }

    /** Reads a BibTeX field name. Field names should be single words, but some exporters write several words. */
    private String name() {
        StringBuilder name = new StringBuilder(text.word());
        text.skipWhitespace();
        for (int more = 1; more < MAX_NAME_WORDS && !name.isEmpty() && Character.isLetter(text.next()); more++) {
            name.append(' ').append(text.word());
            text.skipWhitespace();
        }
        return name.toString();
    }

    private static String name(String said) {
        return said.strip().toLowerCase(Locale.ROOT);
    }

    /** Receives the names and values of BibTeX fields in file order. */
    private interface Values {

        void put(String name, String value);

        int size();
    }

    /** Collects the fields of a BibTeX entry and joins the values of repeated fields. */
    private static final class Fields implements Values {

        private final Map<String, String> fields;
        private final Map<String, StringBuilder> repeated = new HashMap<>();

        Fields(Map<String, String> fields) {
            this.fields = fields;
        }

        @Override
        public void put(String name, String value) {
            String first = fields.putIfAbsent(name, value);
            if (first != null && !first.equals(value)) {
                StringBuilder all = repeated.computeIfAbsent(name, none -> new StringBuilder(first));
                if (all.length() + value.length() > BibtexScanner.MAX_VALUE_LENGTH) {
                    throw new BibtexScanner.MalformedEntryException("The values of the repeated field " + name
                            + " have more than " + BibtexScanner.MAX_VALUE_LENGTH + " characters in total.");
                }
                all.append("; ").append(value);
            }
        }

        @Override
        public int size() {
            return fields.size();
        }

        void join() {
            repeated.forEach((name, all) -> fields.put(name, all.toString()));
        }
    }

    /**
     * Abbreviations that a BibTeX file defines. A later definition replaces an earlier one for the entries that follow.
     */
    private final class Abbreviations implements Values {

        @Override
        public void put(String name, String value) {
            String before = strings.put(name, value);
            characters += value.length() - (before == null ? 0 : before.length());
            if (characters > BibtexScanner.MAX_VALUE_LENGTH) {
                throw new UnreadableException(
                        "The abbreviations in the file have more than " + BibtexScanner.MAX_VALUE_LENGTH
                                + " characters in total.",
                        text.line());
            }
        }

        @Override
        public int size() {
            return strings.size();
        }
    }

    @Override
    public void close() {
        text.close();
    }
}
