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
    private long characters;

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
                fields(new Abbreviations(), MOST_STRINGS);
            } else {
                Fields all = new Fields(fields);
                try {
                    read(key, all);
                } finally {
                    all.join();
                }
            }
        } catch (BibtexScanner.Broken e) {
            text.recover();
            broken = e.getMessage();
        }
        boolean isEntry = !isAside && (!isStrings || broken != null);
        return isEntry ? new Entry(type, key.toString().strip(), fields, line, broken) : null;
    }

    private void read(StringBuilder key, Values fields) {
        text.advance();
        text.blanks();
        while (text.next() >= 0 && ",})=".indexOf(text.next()) < 0) {
            text.append(key);
        }
        if (text.isAt('=')) {
            // An entry without a key begins with its first field; without a comma its key is before the last blank.
            text.advance();
            String[] words = key.toString().strip().split("\\s+(?=\\S+$)");
            fields.put(name(words[words.length - 1]), text.value(strings));
            key.setLength(0);
            key.append(words.length > 1 ? words[0] : "");
        }
        fields(fields, MOST_FIELDS);
    }

    /** Fields up to the end of the entry. */
    private void fields(Values fields, int most) {
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
            fields.put(name(name), text.value(strings));
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

    private static String name(String said) {
        return said.strip().toLowerCase(Locale.ROOT);
    }

    /** Takes names and values as they come. */
    private interface Values {

        void put(String name, String value);

        int size();
    }

    /** The fields of an entry; what a field has several times is one value. */
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
                if (all.length() + value.length() > BibtexScanner.LONGEST) {
                    throw new BibtexScanner.Broken("The field " + name + " is too long, all its values together.");
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

    /** Abbreviations, of which one that is defined again stands for what it does from then on. */
    private final class Abbreviations implements Values {

        @Override
        public void put(String name, String value) {
            String before = strings.put(name, value);
            characters += value.length() - (before == null ? 0 : before.length());
            if (characters > BibtexScanner.LONGEST) {
                throw new UnreadableException(
                        "The abbreviations have more than " + BibtexScanner.LONGEST + " characters.", text.line());
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
