package org.offprint.search.lucene.mapping;

import org.offprint.search.schema.FullTextField;

/**
 * The weight of a field in the one field of all words: the frequencies of all fields are weighed and added up before
 * BM25 sees them (BM25F), so that a search for words asks one field only.
 *
 * @param weight what one occurrence counts
 * @param most how many occurrences count
 */
public record FieldWeight(int weight, int most) {

    public static FieldWeight of(FullTextField field) {
        return switch (field) {
            case TITLE, NAME -> new FieldWeight(16, 2);
            case KEYWORD_TEXT, AUTHOR -> new FieldWeight(10, 2);
            case ABSTRACT -> new FieldWeight(4, 3);
            case FULLTEXT -> new FieldWeight(3, 2);
            case DESCRIPTION, JOURNAL_TITLE, PUBLISHER, PLACE -> new FieldWeight(3, 2);
            case AFFILIATION_NAME, FUNDING, STATEMENT -> new FieldWeight(1, 2);
            case REFERENCE, ANY -> new FieldWeight(1, 1);
        };
    }

    /**
     * Reports whether the index knows where its words stand, and has them among all words of the record. It does not for
     * references: they have more words than all the rest of an article, and are about other works.
     */
    public static boolean hasPlaces(FullTextField field) {
        return field != FullTextField.REFERENCE;
    }

    /** Reports whether a record counts as longer by it. */
    public static boolean isOfLength(FullTextField field) {
        return field != FullTextField.FULLTEXT;
    }

    /** Reports whether its words are names, of people or organizations. */
    public static boolean isName(FullTextField field) {
        return field == FullTextField.AUTHOR || field == FullTextField.NAME;
    }
}
