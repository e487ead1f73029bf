package org.offprint.search.embedded.facets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.offprint.search.SearchAnswer.Facet;
import org.offprint.search.SearchIndex.TooCostlyException;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.embedded.reader.ValueLabels;
import org.offprint.search.schema.RecordKind;

/**
 * Computes exact facet counts for several fields. Each facet ignores the filter of its own field and applies all other
 * filters. Clients can therefore select several values of the same field.
 */
public final class SidewaysFacets {

    private static final int CLOCK_CHECK_INTERVAL = 4096;

    private final Snapshot snapshot;
    private final RecordKind kind;
    private final List<FacetCounter> counters = new ArrayList<>();
    private final long deadline;
    private long total;

    /**
     * Counts the facet values of the records that match the query.
     *
     * @param base query that must match in addition to the filters
     */
    public SidewaysFacets(
            Snapshot snapshot, SearchRequest request, Query base, Map<String, Query> filters, long deadline)
            throws IOException {
        this.snapshot = snapshot;
        this.deadline = deadline;
        kind = request.kind();
        for (FacetRequest wanted : request.facets()) {
            counters.add(new FacetCounter(snapshot, kind, wanted));
        }
        count(base, filters);
    }

    /** Returns the number of records that match the query and all filters. */
    public long total() {
        return total;
    }

    public List<Facet> facets() throws IOException {
        ValueLabels labels = new ValueLabels(snapshot, kind);
        List<Facet> facets = new ArrayList<>();
        for (FacetCounter counter : counters) {
            facets.add(counter.facet(labels, this::checkTime));
        }
        return facets;
    }

    private void count(Query base, Map<String, Query> filters) throws IOException {
        Weight baseWeight = weight(base);
        Map<String, Weight> weights = new LinkedHashMap<>();
        for (Map.Entry<String, Query> filter : filters.entrySet()) {
            weights.put(filter.getKey(), weight(filter.getValue()));
        }
        for (LeafReaderContext leaf : snapshot.getIndexReader().leaves()) {
            FixedBitSet matching = matching(baseWeight, leaf);
            if (matching != null) {
                Map<String, FixedBitSet> own = new LinkedHashMap<>();
                for (Map.Entry<String, Weight> filter : weights.entrySet()) {
                    own.put(filter.getKey(), all(filter.getValue(), leaf));
                }
                total += without(null, matching, own).cardinality();
                for (FacetCounter counter : counters) {
                    counter.add(leaf, without(counter.field().word(), matching, own));
                }
            }
            checkTime();
        }
    }

    private Weight weight(Query query) throws IOException {
        return snapshot.createWeight(snapshot.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    }

    private FixedBitSet matching(Weight weight, LeafReaderContext leaf) throws IOException {
        BulkScorer scorer = weight.bulkScorer(leaf);
        if (scorer == null) {
            return null;
        }
        FixedBitSet bits = new FixedBitSet(leaf.reader().maxDoc());
        Bits live = leaf.reader().getLiveDocs();
        scorer.score(
                new LeafCollector() {
                    private int seen;

                    @Override
                    public void setScorer(Scorable ignored) {}

                    @Override
                    public void collect(int doc) {
                        bits.set(doc);
                        if (++seen % CLOCK_CHECK_INTERVAL == 0) {
                            checkTime();
                        }
                    }
                },
                live);
        return bits;
    }

    private static FixedBitSet all(Weight weight, LeafReaderContext leaf) throws IOException {
        FixedBitSet bits = new FixedBitSet(leaf.reader().maxDoc());
        var scorer = weight.scorer(leaf);
        if (scorer != null) {
            bits.or(scorer.iterator());
        }
        return bits;
    }

    /** Returns the records that match all filters except the filter named {@code name}. */
    private static FixedBitSet without(String name, FixedBitSet matching, Map<String, FixedBitSet> filters) {
        FixedBitSet left = null;
        for (Map.Entry<String, FixedBitSet> filter : filters.entrySet()) {
            if (!filter.getKey().equals(name)) {
                left = left == null ? matching.clone() : left;
                left.and(filter.getValue());
            }
        }
        return left == null ? matching : left;
    }

    private void checkTime() {
        if (System.nanoTime() > deadline) {
            throw TooCostlyException.timedOut();
        }
    }
}
