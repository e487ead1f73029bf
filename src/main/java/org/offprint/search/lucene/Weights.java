package org.offprint.search.lucene;

import org.offprint.search.TextField;

/**
 * How much a word counts by where it stands, in the one field of all words: the frequencies of all fields are weighed and
 * added up before BM25 sees them (BM25F), so that a search for words asks one field only.
 *
 * @param weight what one occurrence counts
 * @param most how many occurrences count
 */
record Weights(int weight, int most) {

    static Weights of(TextField field) {
        return switch (field) {
            case TITLE, NAME -> new Weights(16, 2);
            case KEYWORD_TEXT, AUTHOR -> new Weights(10, 2);
            case ABSTRACT -> new Weights(4, 3);
            case DESCRIPTION, JOURNAL_TITLE, PUBLISHER, PLACE -> new Weights(3, 2);
            case AFFILIATION_NAME, FUNDING -> new Weights(1, 2);
            case REFERENCE, ANY -> new Weights(1, 1);
        };
    }

    /** Whether its words are names, of people or organizations. */
    static boolean isName(TextField field) {
        return field == TextField.AUTHOR || field == TextField.NAME;
    }
}
