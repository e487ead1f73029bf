package org.offprint.search.lucene;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** How many of some records a filter for a value finds: where each is counted by one of its values, those are more. */
final class Findable {

    private final Snapshot snapshot;
    private final String field;
    private final Map<LeafReaderContext, FixedBitSet> records = new LinkedHashMap<>();

    Findable(Snapshot snapshot, String field) {
        snapshot.require(field);
        this.snapshot = snapshot;
        this.field = field;
    }

    /** @param some live ones of this segment, which stay as they are */
    void add(LeafReaderContext leaf, FixedBitSet some) {
        records.put(leaf, some);
    }

    /** By the numbers of a counted field's values, how many records have each at all: no filter finds more. */
    int[] having(Ordinals.OfField counted, String countedField) throws IOException {
        return counted.having(field, countedField, snapshot.getIndexReader());
    }

    /** How many a filter for this value finds. */
    int by(String value) throws IOException {
        Term term = new Term(field, value);
        int found = 0;
        for (Map.Entry<LeafReaderContext, FixedBitSet> some : records.entrySet()) {
            PostingsEnum having = some.getKey().reader().postings(term, PostingsEnum.NONE);
            if (having == null) {
                continue;
            }
            for (int doc = having.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = having.nextDoc()) {
                found += some.getValue().get(doc) ? 1 : 0;
            }
        }
        return found;
    }
}
