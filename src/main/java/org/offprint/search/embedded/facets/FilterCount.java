package org.offprint.search.embedded.facets;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;
import org.offprint.search.embedded.reader.RecordLookup;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.lucene.query.QueryTranslation;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/**
 * Counts the records that match a filter for a facet value. A filter can match more records than the facet counts,
 * because a facet counts some records under only one of their values.
 */
final class FilterCount {

    private final Snapshot snapshot;
    private final RecordKind kind;
    private final TermField field;
    private final Map<LeafReaderContext, FixedBitSet> records = new LinkedHashMap<>();

    FilterCount(Snapshot snapshot, RecordKind kind, TermField field) {
        this.snapshot = snapshot;
        this.kind = kind;
        this.field = field;
    }

    /**
     * Adds records of an index segment to the count.
     *
     * @param some live records of the segment; the caller must not change the set afterwards
     */
    void add(LeafReaderContext leaf, FixedBitSet some) {
        records.put(leaf, some);
    }

    /** Returns the number of records that match a filter for the given facet value. */
    int by(String value) throws IOException {
        Query filter =
                snapshot.rewrite(new QueryTranslation(new RecordLookup(snapshot), kind).oneOf(field, Set.of(value)));
        Weight weight = snapshot.createWeight(filter, ScoreMode.COMPLETE_NO_SCORES, 1);
        int found = 0;
        for (Map.Entry<LeafReaderContext, FixedBitSet> some : records.entrySet()) {
            Scorer scorer = weight.scorer(some.getKey());
            if (scorer != null) {
                found += among(some.getValue(), scorer.iterator());
            }
        }
        return found;
    }

    private static int among(FixedBitSet some, DocIdSetIterator docs) throws IOException {
        int found = 0;
        for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
            found += some.get(doc) ? 1 : 0;
        }
        return found;
    }
}
