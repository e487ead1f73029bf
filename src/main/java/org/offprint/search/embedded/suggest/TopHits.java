package org.offprint.search.embedded.suggest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.query.ListSort;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;

/**
 * Collects the top hits of one record kind. The order of hits with equal scores does not depend on the segments.
 * Articles with equal scores are sorted newest first, all other records by name and then by id.
 */
final class TopHits {

    private final Snapshot snapshot;
    private final IndexSearcher timed;
    private final int limit;

    TopHits(Snapshot snapshot, IndexSearcher timed, int limit) {
        this.snapshot = snapshot;
        this.timed = timed;
        this.limit = limit;
    }

    List<ScoreDoc> of(RecordKind kind, Query query) throws IOException {
        return kind == RecordKind.ARTICLE ? newest(query) : byName(kind, query);
    }

    private List<ScoreDoc> byName(RecordKind kind, Query query) throws IOException {
        SortOrder order =
                switch (kind) {
                    case JOURNAL -> SortOrder.TITLE;
                    case ISSUE -> SortOrder.NEWEST;
                    default -> SortOrder.NAME;
                };
        SortField[] ties = snapshot.required(new ListSort(kind, order, false, snapshot::has).sort())
                .getSort();
        SortField[] fields = new SortField[ties.length + 1];
        fields[0] = SortField.FIELD_SCORE;
        System.arraycopy(ties, 0, fields, 1, ties.length);
        List<ScoreDoc> best = new ArrayList<>();
        for (ScoreDoc doc :
                timed.search(query, new TopFieldCollectorManager(new Sort(fields), limit, null, 1)).scoreDocs) {
            best.add(new ScoreDoc(doc.doc, (Float) ((FieldDoc) doc).fields[0]));
        }
        return best;
    }

    /**
     * Collects the top hits of each segment and merges them. Many articles have the same score, and a segment stores
     * articles newest first, so each segment is read only until it has provided enough hits.
     */
    private List<ScoreDoc> newest(Query query) throws IOException {
        List<ScoreDoc> found = timed.search(query, new OfSegments(limit));
        List<LeafReaderContext> leaves = snapshot.getIndexReader().leaves();
        List<Ranked> ranked = new ArrayList<>();
        for (ScoreDoc doc : found) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc.doc, leaves));
            int inLeaf = doc.doc - leaf.docBase;
            ranked.add(new Ranked(
                    doc,
                    number(FieldNames.order(RecordKind.ARTICLE, SortOrder.NEWEST), leaf, inLeaf),
                    number(FieldNames.KEY_HIGH, leaf, inLeaf),
                    number(FieldNames.KEY_LOW, leaf, inLeaf)));
        }
        ranked.sort(Ranked.BEST_FIRST);
        return ranked.stream().limit(limit).map(Ranked::doc).toList();
    }

    private static long number(String field, LeafReaderContext leaf, int doc) throws IOException {
        NumericDocValues values = DocValues.getNumeric(leaf.reader(), field);
        return values.advanceExact(doc) ? values.longValue() : Long.MIN_VALUE;
    }

    private record Ranked(ScoreDoc doc, long newest, long keyHigh, long keyLow) {

        /** Sorts hits by score. Hits with equal scores follow the sort order of the index. */
        static final Comparator<Ranked> BEST_FIRST = Comparator.<Ranked>comparingDouble(each -> each.doc().score)
                .thenComparingLong(Ranked::newest)
                .thenComparingLong(Ranked::keyHigh)
                .thenComparingLong(Ranked::keyLow)
                .reversed();
    }

    /** Collects the top hits of each segment, independently of all other segments. */
    private record OfSegments(int limit) implements CollectorManager<OfSegments.Each, List<ScoreDoc>> {

        @Override
        public Each newCollector() {
            return new Each(limit, new ArrayList<>());
        }

        @Override
        public List<ScoreDoc> reduce(Collection<Each> collected) {
            List<ScoreDoc> all = new ArrayList<>();
            for (Each each : collected) {
                each.segments().forEach(segment -> all.addAll(List.of(segment.topDocs().scoreDocs)));
            }
            return all;
        }

        private record Each(int limit, List<TopScoreDocCollector> segments) implements Collector {

            @Override
            public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
                TopScoreDocCollector segment = new TopScoreDocCollectorManager(limit, null, 1).newCollector();
                segments.add(segment);
                return segment.getLeafCollector(leaf);
            }

            @Override
            public ScoreMode scoreMode() {
                return ScoreMode.TOP_SCORES;
            }
        }
    }
}
