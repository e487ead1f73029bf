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

/** Scoring of matching words in each field of the index. */
public final class IndexSimilarity {

    /**
     * Term frequency saturation (BM25 parameter k1). The value is higher than usual, because field weights range from 1
     * in a reference to 16 in the title.
     */
    private static final float SATURATION = 2.4f;

    /**
     * Influence of the record length (BM25 parameter b). The value is low, because a long list of references should
     * hardly lower the score.
     */
    private static final float LENGTH = 0.4f;

    /** Scores a suggestion only by its suggestion weight, which is the frequency of the prefix terms. */
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

    /**
     * Record length provided by the token stream of a record. If the token stream does not provide a record length, the
     * sum of the term frequencies is used.
     */
    public interface ProvidedLength extends Attribute {

        int length();
    }

    /** Returns a similarity that uses the record length provided by the token stream. */
    private static Similarity ofRecords(Similarity usual) {
        return new Similarity() {
            @Override
            public long computeNorm(FieldInvertState state) {
                ProvidedLength told = state.getAttributeSource().getAttribute(ProvidedLength.class);
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

    /** Returns Lucene's similarity for indexing and searching. */
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
