package org.offprint.search.embedded.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.OrdinalMap;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.LongValues;
import org.apache.lucene.util.packed.PackedInts;

/**
 * Ordinals of the values of facet fields, across all segments of one index reader. The ordinals of a field are created
 * on first use.
 */
public final class Ordinals {

    private final IndexReader reader;
    private final ConcurrentHashMap<String, OfField> fields = new ConcurrentHashMap<>();

    Ordinals(IndexReader reader) {
        this.reader = reader;
    }

    /** Returns the ordinals of the values of the given field, which are created on first use. */
    public OfField of(String field) {
        return fields.computeIfAbsent(field, this::make);
    }

    /** Returns whether the ordinals of the given field have already been created. */
    public boolean has(String field) {
        return fields.containsKey(field);
    }

    /** Returns the fields whose ordinals have been requested so far. */
    public Set<String> requestedFields() {
        return Set.copyOf(fields.keySet());
    }

    private OfField make(String field) {
        try {
            List<LeafReaderContext> leaves = reader.leaves();
            SortedSetDocValues[] values = new SortedSetDocValues[leaves.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = DocValues.getSortedSet(leaves.get(i).reader(), field);
            }
            return new OfField(OrdinalMap.build(null, values, PackedInts.DEFAULT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ordinals of the values of one facet field. */
    public static final class OfField {

        private final OrdinalMap map;
        /** Number of records with each value, indexed by ordinal and created on first use. */
        private volatile int[] having;

        OfField(OrdinalMap map) {
            this.map = map;
        }

        public int size() {
            return (int) map.getValueCount();
        }

        /** Returns the mapping from the value ordinals of a segment to the global ordinals. */
        public LongValues global(int segment) {
            return map.getGlobalOrds(segment);
        }

        /** Returns the field value with the given global ordinal. */
        public String value(int ordinal, IndexReader reader, String field) throws IOException {
            int segment = map.getFirstSegmentNumber(ordinal);
            SortedSetDocValues own =
                    DocValues.getSortedSet(reader.leaves().get(segment).reader(), field);
            BytesRef value = own.lookupOrd(map.getFirstSegmentOrd(ordinal));
            return value.utf8ToString();
        }

        /**
         * Returns the number of records with each term of an index field, including deleted records. The array is
         * indexed by the ordinal of the facet value.
         */
        public int[] having(String terms, String counted, IndexReader reader) throws IOException {
            int[] known = having;
            if (known == null) {
                known = new int[size()];
                List<BytesRef> values = values(counted, reader);
                for (LeafReaderContext leaf : reader.leaves()) {
                    Terms ofLeaf = leaf.reader().terms(terms);
                    if (ofLeaf != null) {
                        add(ofLeaf.iterator(), values, known);
                    }
                }
                having = known;
            }
            return known;
        }

        /**
         * Adds the number of records with each facet value to an array of counts. Both {@code terms} and {@code values}
         * must be in byte order.
         */
        private static void add(TermsEnum terms, List<BytesRef> values, int[] having) throws IOException {
            int ordinal = 0;
            for (BytesRef term = terms.next(); term != null && ordinal < having.length; term = terms.next()) {
                while (ordinal < having.length && values.get(ordinal).compareTo(term) < 0) {
                    ordinal++;
                }
                if (ordinal < having.length && values.get(ordinal).equals(term)) {
                    having[ordinal] += terms.docFreq();
                }
            }
        }

        /** Returns all values of a field in byte order, which is the order of their ordinals. */
        List<BytesRef> values(String field, IndexReader reader) throws IOException {
            BytesRef[] values = new BytesRef[size()];
            for (LeafReaderContext leaf : reader.leaves()) {
                LongValues global = global(leaf.ord);
                TermsEnum own = DocValues.getSortedSet(leaf.reader(), field).termsEnum();
                for (BytesRef value = own.next(); value != null; value = own.next()) {
                    int ordinal = (int) global.get(own.ord());
                    if (values[ordinal] == null) {
                        values[ordinal] = BytesRef.deepCopyOf(value);
                    }
                }
            }
            return List.of(values);
        }

        /** Returns the ordinal of the given value, or -1 if no record has it. */
        public int find(String value, IndexReader reader, String field) throws IOException {
            for (LeafReaderContext leaf : reader.leaves()) {
                long ordinal = DocValues.getSortedSet(leaf.reader(), field).lookupTerm(new BytesRef(value));
                if (ordinal >= 0) {
                    return (int) map.getGlobalOrds(leaf.ord).get(ordinal);
                }
            }
            return -1;
        }
    }
}
