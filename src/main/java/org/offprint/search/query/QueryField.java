package org.offprint.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/**
 * Field that is named before a colon in a query: either a full-text field, or a field whose value is compared as a
 * whole. Exactly one of the two components is not null.
 */
record QueryField(FullTextField text, TermField term) {

    static final QueryField ANY = new QueryField(FullTextField.ANY, null);

    /**
     * Returns the query field with the given name, ignoring case, or null if records of the given kind do not have the
     * field.
     */
    static QueryField of(String name, RecordKind kind) {
        String word = name.toLowerCase(Locale.ROOT);
        for (FullTextField field : FullTextField.values()) {
            if (field != FullTextField.ANY && field.isOf(kind) && field.word().equals(word)) {
                return new QueryField(field, null);
            }
        }
        for (TermField field : TermField.values()) {
            if (field.isOf(kind) && isQueryable(field) && field.word().equals(word)) {
                return new QueryField(null, field);
            }
        }
        return null;
    }

    /** Returns the names of the query fields for records of the given kind, full-text fields first. */
    static List<String> names(RecordKind kind) {
        List<String> names = new ArrayList<>();
        for (FullTextField field : FullTextField.values()) {
            if (field != FullTextField.ANY && field.isOf(kind)) {
                names.add(field.word());
            }
        }
        for (TermField field : TermField.values()) {
            if (field.isOf(kind) && isQueryable(field) && !names.contains(field.word())) {
                names.add(field.word());
            }
        }
        return names;
    }

    /**
     * Returns the name before a colon if another character directly follows the colon, or if the name is a field name.
     * Otherwise returns null, for example for a word that ends with a colon.
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
     * Returns whether a field can be named in queries. The status can be queried only through a request parameter, and
     * some fields are used only for matching.
     */
    private static boolean isQueryable(TermField field) {
        return switch (field) {
            case STATUS, CALLED, KNOWN_BY, REFERENCE_WORD -> false;
            default -> true;
        };
    }
}
