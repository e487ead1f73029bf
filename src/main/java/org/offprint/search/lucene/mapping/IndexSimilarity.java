package org.offprint.search.lucene.mapping;

import org.apache.lucene.index.FieldInvertState;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.PerFieldSimilarityWrapper;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.util.Attribute;
import org.apache.lucene.util.SmallFloat;
import org.offprint.search.schema.FullTextField;

/** Scores the words of each field of the index. */
public final class IndexSimilarity {

    /**
     * Saturation comes later than usual: between a word in a reference and one in the title lie the weights 1 and 16.
     */
    private static final float SATURATION = 2.4f;

    /** Long lists of references say little against an article. */
    private static final float LENGTH = 0.4f;

    /** The worth of a suggestion alone, which is the frequency of its terms. */
    private static final Similarity SIMILARITY = new Similarity() {
        @Override
        public long computeNorm(FieldInvertState state) {
            return 1;
        }

        @Override
        public SimScorer scorer(float boost, CollectionStatistics all, TermStatistics... terms) {
            return new SimScorer() {
                @Override
                public float score(float frequency, long norm) {
                    return boost * frequency;
                }
            };
        }
    };

    private IndexSimilarity() {}

    /** The length of a record that its stream of terms tells; else it is the sum of their frequencies. */
    public interface ToldLength extends Attribute {

        int length();
    }

    /** Judges by the length that a stream tells. */
    private static Similarity ofRecords(Similarity usual) {
        return new Similarity() {
            @Override
            public long computeNorm(FieldInvertState state) {
                ToldLength told = state.getAttributeSource().getAttribute(ToldLength.class);
                return told == null
                        ? usual.computeNorm(state)
                        : SmallFloat.intToByte4(Math.max(1, Math.min(told.length(), state.getLength())));
            }

            @Override
            public SimScorer scorer(float boost, CollectionStatistics all, TermStatistics... terms) {
                return usual.scorer(boost, all, terms);
            }
        };
    }

    /** The similarity for writing and for searching. */
    public static Similarity similarity() {
        Similarity weighed = ofRecords(new BM25Similarity(SATURATION, LENGTH));
        Similarity usual = new BM25Similarity();
        return new PerFieldSimilarityWrapper() {
            @Override
            public Similarity get(String field) {
                if (FieldNames.isSuggested(field)) {
                    return SIMILARITY;
                }
                return field.endsWith("." + FullTextField.ANY.word()) ? weighed : usual;
            }
        };
    }
}
