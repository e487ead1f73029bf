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
 * Names of the index fields. Each record kind has separate fields, so that a query for words or values need not filter
 * by kind.
 */
public final class FieldNames {

    /**
     * Version of the indexed content. The version is incremented for changes that leave the index fields unchanged,
     * such as a different stemmer. An index with another version or with different fields ({@link Mapping}) is rebuilt.
     * Until the rebuild is complete, the old index answers only requests that it supports.
     */
    static final int MAPPING_VERSION = 14;

    public static final String KIND = "kind";
    /** Field that combines the kind and key of a record, used to replace and delete the record. */
    public static final String RECORD = "record";

    /** Field with the kind and key of a working record that replaces a published record for editors. */
    public static final String COVERED = "covered";

    public static final String KEY = "key";
    /**
     * Fields with the two halves of a UUID key, which break ties in sort orders. The halves are numbers, because
     * numbers are cheap to compare.
     */
    public static final String KEY_HIGH = "key.high";

    public static final String KEY_LOW = "key.low";
    /** Field with the list item of a record, in the JSON form that is sent to clients. */
    public static final String ITEM = "item";
    /** Field with a list item that is longer than {@link #MAX_ITEM_LENGTH}. */
    public static final String LONG_ITEM = "item.long";
    /**
     * Maximum length in bytes of a list item stored as a doc value. Lucene reads doc values without decompression, but
     * limits them to 32,766 bytes.
     */
    public static final int MAX_ITEM_LENGTH = 32_000;

    /** Field with the affiliations merged into an affiliation. */
    public static final String MERGED = "merged";

    /** Field with the hash of the file from which the full text of an article was extracted. */
    public static final String SOURCE = "source";
    /**
     * Field that contains {@link #TEXT} if the full text of an article was not extracted yet when the document was
     * written.
     */
    public static final String AWAITED = "awaited";

    public static final String TEXT = "text";

    public static final String LABEL = "label";
    /** Stored field with the identifiers of the record itself, without identifiers that it mentions. */
    public static final String OWN = "own";

    /** Stored field with the people and keywords for which the article is counted. */
    public static final String TALLIED = "tallied";

    /** Field with the number of articles of a suggested record, at the time when the record was indexed. */
    public static final String ARTICLES = "articles";

    private static final String SUGGESTED = ".suggested";
    private static final String QUICK = ".quick";
    private static final char STEM = '\u0001';

    private FieldNames() {}

    /** Returns the name of the field with the {@code PrefixTerms} of titles and names. */
    public static String suggested(RecordKind kind) {
        return of(kind) + SUGGESTED;
    }

    /** Returns whether an index field contains prefix terms of titles and names. */
    public static boolean isSuggested(String field) {
        return field.endsWith(SUGGESTED);
    }

    public static String record(RecordKind kind, String key) {
        return kind.name() + ":" + key;
    }

    /**
     * Returns the name of the index field that contains the folded words of a full-text field. At the position of each
     * word, the index field also contains its {@link #stem stems} that differ from the word.
     */
    public static String words(RecordKind kind, FullTextField field) {
        return of(kind) + "." + field.word();
    }

    /**
     * Returns the name of the combined field with the weighted, folded words and stems of all texts, without positions.
     */
    public static String anywhere(RecordKind kind) {
        return of(kind) + "." + FullTextField.ANY.word();
    }

    /** Returns the term that represents a stem in an index field. Phrase and prefix queries do not match stem terms. */
    public static String stem(String stem) {
        return STEM + stem;
    }

    /** Returns the term without the prefix that identifies stem terms. */
    public static String word(String term) {
        return !term.isEmpty() && term.charAt(0) == STEM ? term.substring(1) : term;
    }

    /** Returns the name of the stored field with the original texts, which are needed for highlights. */
    public static String stored(FullTextField field) {
        return "stored." + field.word();
    }

    /** Returns the name of the field for short texts, which are read without decompression. */
    public static String quick(String stored) {
        return stored + QUICK;
    }

    /**
     * Returns the name of the stored field that corresponds to a field for short texts, or null for any other field.
     */
    static String ofQuick(String field) {
        return field.endsWith(QUICK) ? field.substring(0, field.length() - QUICK.length()) : null;
    }

    public static String term(RecordKind kind, TermField field) {
        return of(kind) + ".t." + field.word();
    }

    /** Returns the name of the field whose values are counted by facets. */
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

    /** Returns the name of the field with the values of a sort order. A sort order and its reverse share one field. */
    public static String order(RecordKind kind, SortOrder order) {
        return of(kind) + ".o." + order.indexed().name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether the given sort order compares numbers instead of texts. */
    public static boolean isNumber(RecordKind kind, SortOrder order) {
        return switch (order.indexed()) {
            case NEWEST -> kind == RecordKind.ARTICLE;
            case LAST_UPDATED, MOST_ARTICLES, MOST_CITED -> true;
            default -> false;
        };
    }

    /**
     * Returns the name of the field with the first bytes of a sort text as a number. Numbers are cheap to compare, and
     * most comparisons need only this number.
     */
    public static String beginning(RecordKind kind, SortOrder order) {
        return order(kind, order) + ".beginning";
    }

    /**
     * Returns the sort order of the index. Articles are sorted newest first, so that a search in the default list order
     * can stop when the page is full.
     */
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

    /** Returns whether the keys of records of the given kind are UUIDs. */
    public static boolean hasUuids(RecordKind kind) {
        return kind != RecordKind.PERSON && kind != RecordKind.KEYWORD;
    }

    /** Converts half of a UUID key to a signed number. The numbers sort like the UUID strings. */
    public static long inOrder(long half) {
        return half ^ Long.MIN_VALUE;
    }

    private static String of(RecordKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
