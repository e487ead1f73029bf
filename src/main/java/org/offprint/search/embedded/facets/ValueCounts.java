package org.offprint.search.embedded.facets;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.LongValues;
import org.offprint.search.embedded.reader.Ordinals;
import org.offprint.search.embedded.reader.Snapshot;

/** Counts the records with each value of a facet field, indexed by the ordinal of the value. */
final class ValueCounts {

    private final Snapshot snapshot;
    private final String field;
    private final Ordinals.OfField ordinals;
    private final int[] counts;

    ValueCounts(Snapshot snapshot, String field) {
        snapshot.require(field);
        this.snapshot = snapshot;
        this.field = field;
        ordinals = snapshot.ordinals().of(field);
        counts = new int[ordinals.size()];
    }

    void add(LeafReaderContext leaf, FixedBitSet some) throws IOException {
        SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), field);
        LongValues global = ordinals.global(leaf.ord);
        DocIdSetIterator docs = new BitSetIterator(some, 0);
        SortedDocValues single = DocValues.unwrapSingleton(values);
        for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
            if (single != null) {
                if (single.advanceExact(doc)) {
                    counts[(int) global.get(single.ordValue())]++;
                }
            } else if (values.advanceExact(doc)) {
                for (int i = values.docValueCount(); i > 0; i--) {
                    counts[(int) global.get(values.nextOrd())]++;
                }
            }
        }
    }

    /** Returns the record counts so far, indexed by the ordinal of the facet value. */
    int[] all() {
        return counts;
    }

    String value(int number) throws IOException {
        return ordinals.value(number, snapshot.getIndexReader(), field);
    }

    /** Returns the count of a facet value, or 0 if no record has the value. */
    int of(String value) throws IOException {
        int number = ordinals.find(value, snapshot.getIndexReader(), field);
        return number < 0 ? 0 : counts[number];
    }

    /**
     * Returns the number of records with each term of an index field, including some deleted records. The array is
     * indexed by the ordinal of the facet value.
     */
    int[] recordCounts(String terms) throws IOException {
        snapshot.require(terms);
        return ordinals.having(terms, field, snapshot.getIndexReader());
    }
}
