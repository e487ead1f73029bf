package org.offprint.search.lucene.mapping;

import org.offprint.search.schema.FullTextField;

/**
 * Weight of a field in the combined field for all words. The weighted term frequencies of all fields are added before
 * BM25 is applied (BM25F). A search for words therefore reads only one field.
 *
 * @param weight weight of one occurrence
 * @param most maximum number of occurrences that are counted
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
     * Returns whether the index stores the word positions of a field and includes the words in the combined field.
     * References are excluded, because they describe other works and contain more words than all other texts of an
     * article.
     */
    public static boolean hasPositions(FullTextField field) {
        return field != FullTextField.REFERENCE;
    }

    /** Returns whether the words of the field are included in the record length. */
    public static boolean addsToLength(FullTextField field) {
        return field != FullTextField.FULLTEXT;
    }

    /** Returns whether the field contains names of people or organizations. */
    public static boolean isName(FullTextField field) {
        return field == FullTextField.AUTHOR || field == FullTextField.NAME;
    }
}
