package org.offprint.search.lucene;

import java.util.Locale;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.offprint.search.DateField;
import org.offprint.search.Kind;
import org.offprint.search.Order;
import org.offprint.search.TermField;
import org.offprint.search.TextField;

/**
 * What the fields of the index are called. Each kind has fields of its own, so that no query on words or values has to ask
 * for the kind beside them.
 */
final class Fields {

    /**
     * Counts the changes of what is indexed that leave the fields as they are, such as other stems. An index of another number
     * or with other fields ({@link Mapping}) is built anew, and answers meanwhile what it can.
     */
    static final int MAPPING = 3;

    static final String KIND = "kind";
    /** Kind and key in one: what is replaced and deleted by. */
    static final String RECORD = "record";

    static final String KEY = "key";
    static final String ITEM = "item";
    static final String LABEL = "label";
    /** Identifiers of the record itself, stored. */
    static final String OWN = "own";

    /** What the record is counted by as a person or keyword, stored. */
    static final String TALLIED = "tallied";

    /** How many articles a record that is suggested stood for when it was written. */
    static final String ARTICLES = "articles";

    private static final String SUGGESTED = ".suggested";

    private Fields() {}

    /** {@link Beginnings} of titles and names. */
    static String suggested(Kind kind) {
        return of(kind) + SUGGESTED;
    }

    static boolean isSuggested(String field) {
        return field.endsWith(SUGGESTED);
    }

    static String record(Kind kind, String key) {
        return kind.name() + ":" + key;
    }

    /** Folded words in their places, and {@link #stem stems} beside those that differ from theirs. */
    static String places(Kind kind, TextField field) {
        return of(kind) + "." + field.word();
    }

    /** The folded words and stems of all texts, with how much they count; no places. */
    static String anywhere(Kind kind) {
        return of(kind) + "." + TextField.ANY.word();
    }

    /** A stem among words, where no phrase and no beginning of a word meets it. */
    static String stem(String stem) {
        return '\u0001' + stem;
    }

    /** Texts as they are, for marks in them. */
    static String stored(TextField field) {
        return "stored." + field.word();
    }

    static String term(Kind kind, TermField field) {
        return of(kind) + ".t." + field.word();
    }

    /** The values of a field that facets count. */
    static String counted(Kind kind, TermField field) {
        return of(kind) + ".c." + field.word();
    }

    static String spelling(Kind kind, TermField field) {
        return of(kind) + ".s." + field.word();
    }

    static String date(Kind kind, DateField field) {
        return of(kind) + ".d." + field.name().toLowerCase(Locale.ROOT);
    }

    static String identifiers(Kind kind) {
        return of(kind) + ".identifiers";
    }

    static String ownIdentifiers(Kind kind) {
        return of(kind) + ".identifier";
    }

    static String has(Kind kind) {
        return of(kind) + ".has";
    }

    /** What an order sorts by; opposite orders share it. */
    static String order(Kind kind, Order order) {
        Order one = order == Order.OLDEST ? Order.NEWEST : order;
        return of(kind) + ".o." + one.name().toLowerCase(Locale.ROOT);
    }

    /** Articles lie newest first, so that the usual list ends when its page is full. */
    static Sort sort() {
        SortField newest = new SortField(order(Kind.ARTICLE, Order.NEWEST), SortField.Type.LONG, true);
        newest.setMissingValue(Long.MIN_VALUE);
        return new Sort(newest, new SortField(KEY, SortField.Type.STRING, true));
    }

    private static String of(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
