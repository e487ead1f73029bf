package org.offprint.search.lucene;

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
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.LongValues;
import org.apache.lucene.util.packed.PackedInts;

/** Numbers the values of counted fields across all segments of one reader; made field by field when first asked for. */
final class Ordinals {

    private final IndexReader reader;
    private final ConcurrentHashMap<String, OfField> fields = new ConcurrentHashMap<>();

    Ordinals(IndexReader reader) {
        this.reader = reader;
    }

    /** The numbers of this field's values. */
    OfField of(String field) {
        return fields.computeIfAbsent(field, this::make);
    }

    /** Whether they are there already. */
    boolean has(String field) {
        return fields.containsKey(field);
    }

    /** The fields asked for so far. */
    Set<String> asked() {
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

    /** The numbers of one field's values. */
    static final class OfField {

        private final OrdinalMap map;

        OfField(OrdinalMap map) {
            this.map = map;
        }

        int size() {
            return (int) map.getValueCount();
        }

        /** From the numbers of a segment to those of all. */
        LongValues global(int segment) {
            return map.getGlobalOrds(segment);
        }

        /** The value with this number. */
        String value(int ordinal, IndexReader reader, String field) throws IOException {
            int segment = map.getFirstSegmentNumber(ordinal);
            SortedSetDocValues own =
                    DocValues.getSortedSet(reader.leaves().get(segment).reader(), field);
            BytesRef value = own.lookupOrd(map.getFirstSegmentOrd(ordinal));
            return value.utf8ToString();
        }

        /** The number of this value; -1 where no record has it. */
        int find(String value, IndexReader reader, String field) throws IOException {
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
