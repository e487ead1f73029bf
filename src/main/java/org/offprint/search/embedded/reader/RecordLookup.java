package org.offprint.search.embedded.reader;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.offprint.search.SearchIndex.TooCostlyException;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.query.IndexedRecords;
import org.offprint.search.schema.RecordKind;

/** Looks up index records to which other records of the same index refer. */
public final class RecordLookup extends IndexedRecords {

    /** Maximum number of terms in one index segment that a prefix may match. */
    private static final int MAX_TERMS_PER_SEGMENT = 50_000;
    /**
     * Maximum number of terms in all segments that the prefixes of a query may match. Reading a million terms takes a
     * tenth of a second.
     */
    private static final int MAX_TERMS = 1_000_000;
    /**
     * Maximum number of postings that all prefixes of a query may match. Reading 100 million postings takes about half
     * a second.
     */
    private static final long MAX_POSTINGS = 100_000_000;

    private final Snapshot snapshot;
    private long words;
    private long postings;

    public RecordLookup(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public Set<String> languages() {
        return snapshot.languages();
    }

    @Override
    public boolean has(String field) {
        return snapshot.has(field);
    }

    @Override
    protected void checkPrefix(String field, BytesRef beginning) throws IOException {
        for (LeafReaderContext leaf : snapshot.getIndexReader().leaves()) {
            Terms terms = leaf.reader().terms(field);
            TermsEnum each = terms == null ? null : terms.iterator();
            boolean more = each != null && each.seekCeil(beginning) != TermsEnum.SeekStatus.END;
            // Most words occur in every segment, so one segment has about as many matching words as the whole index.
            for (int ofSegment = 1; more && StringHelper.startsWith(each.term(), beginning); ofSegment++) {
                postings += each.docFreq();
                words++;
                if (ofSegment > MAX_TERMS_PER_SEGMENT || words > MAX_TERMS || postings > MAX_POSTINGS) {
                    throw new TooCostlyException(
                            "Too many words begin with " + beginning.utf8ToString() + ". Use a longer prefix.");
                }
                more = each.next() != null;
            }
        }
    }

    @Override
    public Set<String> keys(RecordKind kind, Query query) throws IOException {
        Set<String> keys = new LinkedHashSet<>();
        snapshot.search(query, new SimpleCollector() {
            private SortedDocValues key;

            @Override
            protected void doSetNextReader(LeafReaderContext context) throws IOException {
                key = DocValues.getSorted(context.reader(), FieldNames.KEY);
            }

            @Override
            public void collect(int doc) throws IOException {
                if (key.advanceExact(doc)) {
                    keys.add(key.lookupOrd(key.ordValue()).utf8ToString());
                }
                if (keys.size() > MAX_RECORDS) {
                    throw tooMany(kind);
                }
            }

            @Override
            public ScoreMode scoreMode() {
                return ScoreMode.COMPLETE_NO_SCORES;
            }
        });
        return keys;
    }

    /** Returns the record key of an index document. */
    public String key(int doc) throws IOException {
        LeafReaderContext leaf = snapshot.getLeafContexts().get(ReaderUtil.subIndex(doc, snapshot.getLeafContexts()));
        SortedDocValues key = DocValues.getSorted(leaf.reader(), FieldNames.KEY);
        return key.advanceExact(doc - leaf.docBase)
                ? key.lookupOrd(key.ordValue()).utf8ToString()
                : null;
    }

    @Override
    protected List<String> ownIdentifiers(String article) throws IOException {
        Document document = document(RecordKind.ARTICLE, article, Set.of(FieldNames.OWN));
        return document == null ? List.of() : List.of(document.getValues(FieldNames.OWN));
    }

    /** Returns the document number of a record, or -1 if the index does not contain it. */
    private int at(RecordKind kind, String key) throws IOException {
        snapshot.require(FieldNames.RECORD);
        Term record = new Term(FieldNames.RECORD, FieldNames.record(kind, key));
        for (LeafReaderContext leaf : snapshot.getLeafContexts()) {
            PostingsEnum places = leaf.reader().postings(record, PostingsEnum.NONE);
            Bits live = leaf.reader().getLiveDocs();
            // Replaced documents remain in the index until their segments are merged.
            for (int at = next(places); at != DocIdSetIterator.NO_MORE_DOCS; at = next(places)) {
                if (live == null || live.get(at)) {
                    return leaf.docBase + at;
                }
            }
        }
        return -1;
    }

    private static int next(PostingsEnum places) throws IOException {
        return places == null ? DocIdSetIterator.NO_MORE_DOCS : places.nextDoc();
    }

    /** Returns the label of a record, or null if it is not in the index. */
    String label(RecordKind kind, String key) throws IOException {
        int at = at(kind, key);
        return at < 0 ? null : new StoredTexts(snapshot, Set.of(FieldNames.LABEL)).one(FieldNames.LABEL, at);
    }

    /** Returns the given stored fields of a record, or null if it is not in the index. */
    public Document document(RecordKind kind, String key, Set<String> fields) throws IOException {
        fields.forEach(snapshot::require);
        int at = at(kind, key);
        return at < 0 ? null : snapshot.storedFields().document(at, fields);
    }
}
