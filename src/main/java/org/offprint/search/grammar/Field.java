package org.offprint.search.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offprint.search.Kind;
import org.offprint.search.TermField;
import org.offprint.search.TextField;

/** What a name before a colon stands for: words, or something compared whole; exactly one of the two is not null. */
record Field(TextField text, TermField term) {

    static final Field ANY = new Field(TextField.ANY, null);

    /** The field of this name, in any case, that records of this kind have; null where there is none. */
    static Field of(String name, Kind kind) {
        String word = name.toLowerCase(Locale.ROOT);
        for (TextField field : TextField.values()) {
            if (field != TextField.ANY && field.isOf(kind) && field.word().equals(word)) {
                return new Field(field, null);
            }
        }
        for (TermField field : TermField.values()) {
            if (field.isOf(kind) && isAsked(field) && field.word().equals(word)) {
                return new Field(null, field);
            }
        }
        return null;
    }

    /** The names that records of this kind have, those of words first. */
    static List<String> names(Kind kind) {
        List<String> names = new ArrayList<>();
        for (TextField field : TextField.values()) {
            if (field != TextField.ANY && field.isOf(kind)) {
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
    static String named(String text, int start, Kind kind) {
        int end = start;
        while (end < text.length() && isLetter(text.charAt(end))) {
            end++;
        }
        if (end == start || end >= text.length() || !Letters.isColon(text.charAt(end))) {
            return null;
        }
        String name = text.substring(start, end);
        char after = end + 1 < text.length() ? text.charAt(end + 1) : ' ';
        boolean apart = Letters.isBlank(after) || Letters.closesBracket(after) || Letters.isPunctuation(after);
        return !apart || of(name, kind) != null ? name : null;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    String name() {
        return text == null ? term.word() : text.word();
    }

    /** What readers and editors see differs in the status, which only a parameter asks for; whole names are for matching. */
    private static boolean isAsked(TermField field) {
        return field != TermField.STATUS && field != TermField.CALLED;
    }
}
