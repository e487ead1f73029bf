package org.offprint.search.lucene.mapping;

import java.util.Locale;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/**
 * Names the fields of the index. Each kind has fields of its own, so that no query on words or values has to ask
 * for the kind beside them.
 */
public final class FieldNames {

    /**
     * Counts the changes of what is indexed that leave the fields as they are, such as other stems. An index of another number
     * or with other fields ({@link Mapping}) is built anew, and answers meanwhile what it can.
     */
    static final int MAPPING = 13;

    public static final String KIND = "kind";
    /** Kind and key in one, by which records are replaced and deleted. */
    public static final String RECORD = "record";

    /** Kind and key of a record that covers, for editors, the one that readers have. */
    public static final String COVERED = "covered";

    public static final String KEY = "key";
    /**
     * The two halves of a key that is a UUID, which order records that nothing else does: numbers compare at no cost.
     */
    public static final String KEY_HIGH = "key.high";

    public static final String KEY_LOW = "key.low";
    /** Item of lists as it is sent. */
    public static final String ITEM = "item";
    /** Item of lists that is longer than {@link #LONGEST_ITEM}. */
    public static final String LONG_ITEM = "item.long";
    /** Longest item in bytes: a value that Lucene reads without decompressing has at most 32,766. */
    public static final int LONGEST_ITEM = 32_000;

    /** Affiliations that lead to this one by merges. */
    public static final String MERGED = "merged";

    /** Hash of the file that the text of an article was made of. */
    public static final String SOURCE = "source";
    /** {@link #TEXT} where the text of an article was not ready when it was written. */
    public static final String AWAITED = "awaited";

    public static final String TEXT = "text";

    public static final String LABEL = "label";
    /** Identifiers of the record itself, stored. */
    public static final String OWN = "own";

    /** Stored people and keywords that the record counts for. */
    public static final String TALLIED = "tallied";

    /** Number of articles that a suggested record had when it was written. */
    public static final String ARTICLES = "articles";

    private static final String SUGGESTED = ".suggested";
    private static final String QUICK = ".quick";
    private static final char STEM = '\u0001';

    private FieldNames() {}

    /** {@code PrefixTerms} of titles and names. */
    public static String suggested(RecordKind kind) {
        return of(kind) + SUGGESTED;
    }

    /** Reports whether this field holds prefix terms of titles and names. */
    public static boolean isSuggested(String field) {
        return field.endsWith(SUGGESTED);
    }

    public static String record(RecordKind kind, String key) {
        return kind.name() + ":" + key;
    }

    /** Folded words, and {@link #stem stems} that differ from them at the same positions where it has these. */
    public static String words(RecordKind kind, FullTextField field) {
        return of(kind) + "." + field.word();
    }

    /** Folded words and stems of all texts with their weights, without positions. */
    public static String anywhere(RecordKind kind) {
        return of(kind) + "." + FullTextField.ANY.word();
    }

    /** A stem among words, where no phrase and no beginning of a word meets it. */
    public static String stem(String stem) {
        return STEM + stem;
    }

    /** A word, or a stem as itself. */
    public static String word(String term) {
        return !term.isEmpty() && term.charAt(0) == STEM ? term.substring(1) : term;
    }

    /** Texts as they are, for highlights. */
    public static String stored(FullTextField field) {
        return "stored." + field.word();
    }

    /** Name of the field for texts short enough to be read without decompressing. */
    public static String quick(String stored) {
        return stored + QUICK;
    }

    /** Returns the stored field of a short one; null for another field. */
    static String ofQuick(String field) {
        return field.endsWith(QUICK) ? field.substring(0, field.length() - QUICK.length()) : null;
    }

    public static String term(RecordKind kind, TermField field) {
        return of(kind) + ".t." + field.word();
    }

    /** The values of a field that facets count. */
    public static String counted(RecordKind kind, TermField field) {
        return of(kind) + ".c." + field.word();
    }

    public static String spelling(RecordKind kind, TermField field) {
        return of(kind) + ".s." + field.word();
    }

    public static String date(RecordKind kind, DateField field) {
        return of(kind) + ".d." + field.name().toLowerCase(Locale.ROOT);
    }

    public static String identifiers(RecordKind kind) {
        return of(kind) + ".identifiers";
    }

    public static String ownIdentifiers(RecordKind kind) {
        return of(kind) + ".identifier";
    }

    public static String has(RecordKind kind) {
        return of(kind) + ".has";
    }

    /** Field that an order sorts by; opposite orders share it. */
    public static String order(RecordKind kind, SortOrder order) {
        SortOrder one = order == SortOrder.OLDEST ? SortOrder.NEWEST : order;
        return of(kind) + ".o." + one.name().toLowerCase(Locale.ROOT);
    }

    /** Reports whether this order goes by a number, or by a text. */
    public static boolean isNumber(RecordKind kind, SortOrder order) {
        return switch (order) {
            case NEWEST, OLDEST -> kind == RecordKind.ARTICLE;
            case LAST_UPDATED, MOST_ARTICLES, MOST_CITED -> true;
            case TITLE, NAME, RELEVANCE -> false;
        };
    }

    /**
     * First bytes of a text that an order sorts by, as a number: most comparisons end there, and those of numbers
     * cost nothing.
     */
    public static String beginning(RecordKind kind, SortOrder order) {
        return order(kind, order) + ".beginning";
    }

    /** Articles lie newest first, so that the usual list ends when its page is full. */
    public static Sort sort() {
        SortField newest = new SortField(order(RecordKind.ARTICLE, SortOrder.NEWEST), SortField.Type.LONG, true);
        newest.setMissingValue(Long.MIN_VALUE);
        return new Sort(newest, keyHalf(KEY_HIGH, true), keyHalf(KEY_LOW, true));
    }

    public static SortField keyHalf(String half, boolean descending) {
        SortField field = new SortField(half, SortField.Type.LONG, descending);
        field.setMissingValue(Long.MIN_VALUE);
        return field;
    }

    /** Reports whether the keys of records of this kind are UUIDs. */
    public static boolean hasUuids(RecordKind kind) {
        return kind != RecordKind.PERSON && kind != RecordKind.KEYWORD;
    }

    /** Half of a key as a number: these are in the order that the keys have as texts. */
    public static long inOrder(long half) {
        return half ^ Long.MIN_VALUE;
    }

    private static String of(RecordKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
