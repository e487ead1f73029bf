package org.offprint.search.embedded.reader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.offprint.search.lucene.mapping.FieldNames;

/** Index segment of published records that hides the records for which editors see a working record. */
final class EditorLeafReader extends FilterLeafReader {

    private final Bits live;
    private final int count;

    private EditorLeafReader(LeafReader segment, FixedBitSet live) {
        super(segment);
        this.live = live;
        count = live.cardinality();
    }

    /**
     * Returns the index reader for editors, which contains the working records and the published records without a
     * working record. Closing the returned reader closes neither of the given readers.
     */
    static IndexReader with(DirectoryReader published, DirectoryReader working) throws IOException {
        List<BytesRef> covered = covered(working);
        List<IndexReader> segments = new ArrayList<>();
        for (LeafReaderContext leaf : published.leaves()) {
            segments.add(without(covered, leaf.reader()));
        }
        working.leaves().forEach(leaf -> segments.add(leaf.reader()));
        return new MultiReader(segments.toArray(IndexReader[]::new), false);
    }

    /** Returns the index terms of the published records that working records replace. */
    private static List<BytesRef> covered(DirectoryReader working) throws IOException {
        List<BytesRef> covered = new ArrayList<>();
        for (LeafReaderContext leaf : working.leaves()) {
            Terms terms = leaf.reader().terms(FieldNames.COVERED);
            TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
            PostingsEnum documents = null;
            for (BytesRef record = each.next(); record != null; record = each.next()) {
                documents = each.postings(documents, PostingsEnum.NONE);
                if (isAny(documents, leaf.reader().getLiveDocs())) {
                    covered.add(BytesRef.deepCopyOf(record));
                }
            }
        }
        covered.sort(null);
        return covered;
    }

    private static boolean isAny(PostingsEnum documents, Bits live) throws IOException {
        int document = documents.nextDoc();
        while (live != null && document != DocIdSetIterator.NO_MORE_DOCS && !live.get(document)) {
            document = documents.nextDoc();
        }
        return document != DocIdSetIterator.NO_MORE_DOCS;
    }

    private static LeafReader without(List<BytesRef> covered, LeafReader segment) throws IOException {
        Terms records = covered.isEmpty() ? null : segment.terms(FieldNames.RECORD);
        if (records == null) {
            return segment;
        }
        FixedBitSet rest = null;
        TermsEnum each = records.iterator();
        PostingsEnum documents = null;
        for (BytesRef record : covered) {
            if (each.seekExact(record)) {
                documents = each.postings(documents, PostingsEnum.NONE);
                for (int at = documents.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = documents.nextDoc()) {
                    rest = rest == null ? live(segment) : rest;
                    rest.clear(at);
                }
            }
        }
        return rest == null ? segment : new EditorLeafReader(segment, rest);
    }

    private static FixedBitSet live(LeafReader segment) {
        FixedBitSet live = new FixedBitSet(segment.maxDoc());
        live.set(0, segment.maxDoc());
        Bits present = segment.getLiveDocs();
        for (int i = 0; present != null && i < segment.maxDoc(); i++) {
            if (!present.get(i)) {
                live.clear(i);
            }
        }
        return live;
    }

    @Override
    public Bits getLiveDocs() {
        return live;
    }

    @Override
    public int numDocs() {
        return count;
    }

    /**
     * Returns the cache key of the underlying segment, because the data cached per segment does not depend on which
     * records are hidden.
     */
    @Override
    public CacheHelper getCoreCacheHelper() {
        return in.getCoreCacheHelper();
    }

    @Override
    public CacheHelper getReaderCacheHelper() {
        return null;
    }

    /** Does nothing, because the original reader closes the segment. */
    @Override
    protected void doClose() {}
}
