package org.offprint.search.embedded.index;

import java.io.IOException;
import org.apache.lucene.codecs.FieldsConsumer;
import org.apache.lucene.codecs.FieldsProducer;
import org.apache.lucene.codecs.NormsProducer;
import org.apache.lucene.codecs.PostingsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.Fields;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Codec that writes segments exactly like Lucene's codec, but keeps the norms of a field in memory while writing the
 * field.
 *
 * <p>Lucene reads a norm for each posting. Most documents of an index are not articles, so norms are sparse, and each
 * norm lookup starts at the beginning of a block. With Lucene's codec, norm lookups took two thirds of the merge time.
 * The array of norms takes eight bytes per document of the segment, and is released after the field is written.
 *
 * <p>This codec has the same name as Lucene's codec, so that Lucene's codec can read the written segments.
 */
final class NormsInMemoryCodec extends Lucene912Codec {

    private final PostingsFormat postings = new Postings(super.getPostingsFormatForField(""));

    @Override
    public PostingsFormat getPostingsFormatForField(String field) {
        return postings;
    }

    private static final class Postings extends PostingsFormat {

        private final PostingsFormat format;

        Postings(PostingsFormat format) {
            super(format.getName());
            this.format = format;
        }

        @Override
        public FieldsConsumer fieldsConsumer(SegmentWriteState state) throws IOException {
            return new Consumer(format.fieldsConsumer(state), state.segmentInfo.maxDoc());
        }

        @Override
        public FieldsProducer fieldsProducer(SegmentReadState state) throws IOException {
            return format.fieldsProducer(state);
        }
    }

    private static final class Consumer extends FieldsConsumer {

        private final FieldsConsumer consumer;
        private final int documents;

        Consumer(FieldsConsumer consumer, int documents) {
            this.consumer = consumer;
            this.documents = documents;
        }

        @Override
        public void write(Fields fields, NormsProducer norms) throws IOException {
            consumer.write(fields, inMemory(norms));
        }

        @Override
        public void merge(MergeState state, NormsProducer norms) throws IOException {
            consumer.merge(state, inMemory(norms));
        }

        /** Returns the norms as an array in memory, or null if no field has norms. */
        private NormsProducer inMemory(NormsProducer norms) {
            return norms == null ? null : new Norms(norms, documents);
        }

        @Override
        public void close() throws IOException {
            consumer.close();
        }
    }

    /**
     * Norms of one field, kept in memory. Fields are written one after the other, and Lucene requests the norms of a
     * field again for each of its terms.
     */
    private static final class Norms extends NormsProducer {

        private final NormsProducer norms;
        private final int documents;
        private int field = -1;
        /**
         * Norms of the current field, indexed by document number. The value 0, which is not a valid norm, marks
         * documents without a norm.
         */
        private long[] values;

        Norms(NormsProducer norms, int documents) {
            this.norms = norms;
            this.documents = documents;
        }

        @Override
        public NumericDocValues getNorms(FieldInfo asked) throws IOException {
            if (asked.number != field) {
                values = new long[documents];
                NumericDocValues each = norms.getNorms(asked);
                for (int doc = each.nextDoc(); doc != NumericDocValues.NO_MORE_DOCS; doc = each.nextDoc()) {
                    values[doc] = each.longValue();
                }
                field = asked.number;
            }
            return new Values(values);
        }

        @Override
        public void checkIntegrity() throws IOException {
            norms.checkIntegrity();
        }

        @Override
        public void close() throws IOException {
            norms.close();
        }
    }

    private static final class Values extends NumericDocValues {

        private final long[] values;
        private int doc = -1;

        Values(long[] values) {
            this.values = values;
        }

        @Override
        public boolean advanceExact(int target) {
            doc = target;
            return values[target] != 0;
        }

        @Override
        public long longValue() {
            return values[doc];
        }

        @Override
        public int docID() {
            return doc;
        }

        @Override
        public int nextDoc() {
            return advance(doc + 1);
        }

        @Override
        public int advance(int target) {
            int next = target;
            while (next < values.length && values[next] == 0) {
                next++;
            }
            doc = next < values.length ? next : NO_MORE_DOCS;
            return doc;
        }

        @Override
        public long cost() {
            return values.length;
        }
    }
}
