package org.offprint.search.lucene;

import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.PerFieldSimilarityWrapper;
import org.apache.lucene.search.similarities.Similarity;
import org.offprint.search.TextField;

/**
 * How much a word counts by where it stands, in the one field of all words: the frequencies of all fields are weighed and
 * added up before BM25 sees them (BM25F), so that a search for words asks one field only.
 *
 * @param weight what one occurrence counts
 * @param most how many occurrences count
 */
record Weights(int weight, int most) {

    /** Between a word in a reference and one in the title lie the weights 1 and 16, so saturation comes later. */
    private static final float SATURATION = 2.4f;
    /** Long lists of references say little against an article. */
    private static final float LENGTH = 0.4f;

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

    /** For writing and for searching. */
    static Similarity similarity() {
        Similarity weighed = new BM25Similarity(SATURATION, LENGTH);
        Similarity usual = new BM25Similarity();
        return new PerFieldSimilarityWrapper() {
            @Override
            public Similarity get(String field) {
                if (Fields.isSuggested(field)) {
                    return Beginnings.SIMILARITY;
                }
                return field.endsWith("." + TextField.ANY.word()) ? weighed : usual;
            }
        };
    }
}
