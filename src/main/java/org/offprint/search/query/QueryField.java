package org.offprint.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/**
 * The field that a name before a colon stands for: words, or something compared whole; exactly one of the two is not
 * null.
 */
record QueryField(FullTextField text, TermField term) {

    static final QueryField ANY = new QueryField(FullTextField.ANY, null);

    /** The field of this name, in any case, that records of this kind have; null where there is none. */
    static QueryField of(String name, RecordKind kind) {
        String word = name.toLowerCase(Locale.ROOT);
        for (FullTextField field : FullTextField.values()) {
            if (field != FullTextField.ANY && field.isOf(kind) && field.word().equals(word)) {
                return new QueryField(field, null);
            }
        }
        for (TermField field : TermField.values()) {
            if (field.isOf(kind) && isAsked(field) && field.word().equals(word)) {
                return new QueryField(null, field);
            }
        }
        return null;
    }

    /** The names that records of this kind have, those of words first. */
    static List<String> names(RecordKind kind) {
        List<String> names = new ArrayList<>();
        for (FullTextField field : FullTextField.values()) {
            if (field != FullTextField.ANY && field.isOf(kind)) {
                names.add(field.word());
            }
        }
        for (TermField field : TermField.values()) {
            if (field.isOf(kind) && isAsked(field) && !names.contains(field.word())) {
                names.add(field.word());
            }
        }
        return names;
    }

    /**
     * The name before a colon at this place, where something follows the colon at once, or where the name is that of a
     * field; null for anything else, such as a word that a colon ends.
     */
    static String named(String text, int start, RecordKind kind) {
        int end = start;
        while (end < text.length() && isLetter(text.charAt(end))) {
            end++;
        }
        if (end == start || end >= text.length() || !QueryCharacters.isColon(text.charAt(end))) {
            return null;
        }
        String name = text.substring(start, end);
        char after = end + 1 < text.length() ? text.charAt(end + 1) : ' ';
        boolean apart = QueryCharacters.isBlank(after)
                || QueryCharacters.closesBracket(after)
                || QueryCharacters.isPunctuation(after);
        return !apart || of(name, kind) != null ? name : null;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    String name() {
        return text == null ? term.word() : text.word();
    }

    /**
     * Reports whether queries may name the field: the status is asked for by a parameter alone; whole names are for
     * matching.
     */
    private static boolean isAsked(TermField field) {
        return switch (field) {
            case STATUS, CALLED, KNOWN_BY, REFERENCE_WORD -> false;
            default -> true;
        };
    }
}
