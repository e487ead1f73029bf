package org.offprint.search.lucene.reader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
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
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.SearchIndex.TooCostlyException;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/** Looks up records that others of the same index name. */
public final class RecordLookup {

    /** Most records that a part of a query may lead to. */
    private static final int MOST_RECORDS = 100_000;

    private static final String DOI = "DOI:";

    private final Snapshot snapshot;

    public RecordLookup(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    /** Returns these organizations, those that they are merged into, and all their parts at any depth. */
    public Set<String> withParts(Collection<String> organizations) throws IOException {
        Set<String> all =
                keys(RecordKind.AFFILIATION, FieldNames.term(RecordKind.AFFILIATION, TermField.ID), organizations);
        all.addAll(organizations);
        Collection<String> level = Set.copyOf(all);
        while (!level.isEmpty()) {
            Set<String> parts = keys(
                    RecordKind.AFFILIATION,
                    FieldNames.term(RecordKind.AFFILIATION, TermField.PARENT),
                    new HashSet<>(level));
            parts.removeAll(all);
            all.addAll(parts);
            if (all.size() > MOST_RECORDS) {
                throw new TooCostlyException("The organization has too many parts to be searched for.");
            }
            level = parts;
        }
        return all;
    }

    /** Returns the journals with one of these ISSNs. */
    public Set<String> journals(Collection<String> issns) throws IOException {
        return keys(RecordKind.JOURNAL, FieldNames.term(RecordKind.JOURNAL, TermField.ISSN), issns);
    }

    /** Returns the keys of records that have one of these values. */
    public Set<String> keys(RecordKind kind, String field, Collection<String> values) throws IOException {
        return values.isEmpty()
                ? new LinkedHashSet<>()
                : keys(
                        kind,
                        new TermInSetQuery(
                                field, values.stream().map(BytesRef::new).toList()));
    }

    /** Returns the keys of records that match, which must be of that kind. */
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
                if (keys.size() > MOST_RECORDS) {
                    throw new TooCostlyException("Too many records of the kind "
                            + kind.name().toLowerCase(java.util.Locale.ROOT) + " match a part of the query.");
                }
            }

            @Override
            public ScoreMode scoreMode() {
                return ScoreMode.COMPLETE_NO_SCORES;
            }
        });
        return keys;
    }

    /** Returns the key of a document. */
    public String key(int doc) throws IOException {
        LeafReaderContext leaf = snapshot.getLeafContexts().get(ReaderUtil.subIndex(doc, snapshot.getLeafContexts()));
        SortedDocValues key = DocValues.getSorted(leaf.reader(), FieldNames.KEY);
        return key.advanceExact(doc - leaf.docBase)
                ? key.lookupOrd(key.ordValue()).utf8ToString()
                : null;
    }

    /** Returns the DOIs of an article held here, in lower case. */
    public List<String> doisOf(String article) throws IOException {
        Document document = document(RecordKind.ARTICLE, article, Set.of(FieldNames.OWN));
        List<String> dois = new ArrayList<>();
        if (document != null) {
            for (String own : document.getValues(FieldNames.OWN)) {
                if (own.startsWith(DOI)) {
                    dois.add(own.substring(DOI.length()));
                }
            }
        }
        return dois;
    }

    /** Returns the document of a record; -1 where there is none. */
    private int at(RecordKind kind, String key) throws IOException {
        snapshot.require(FieldNames.RECORD);
        Term record = new Term(FieldNames.RECORD, FieldNames.record(kind, key));
        for (LeafReaderContext leaf : snapshot.getLeafContexts()) {
            PostingsEnum places = leaf.reader().postings(record, PostingsEnum.NONE);
            Bits live = leaf.reader().getLiveDocs();
            // What was replaced is there until segments are merged.
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

    /** Returns the label of a record; null where it is not here. */
    String label(RecordKind kind, String key) throws IOException {
        int at = at(kind, key);
        return at < 0 ? null : new StoredTexts(snapshot, Set.of(FieldNames.LABEL)).one(FieldNames.LABEL, at);
    }

    /** Returns stored fields of a record; null where it is not here. */
    public Document document(RecordKind kind, String key, Set<String> fields) throws IOException {
        fields.forEach(snapshot::require);
        int at = at(kind, key);
        return at < 0 ? null : snapshot.storedFields().document(at, fields);
    }
}
