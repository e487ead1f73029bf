package org.offprint.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.LongValues;
import org.offprint.search.Kind;
import org.offprint.search.SearchAnswer.Facet;
import org.offprint.search.SearchIndex.TooCostlyException;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.WantedFacet;
import org.offprint.search.TermField;

/**
 * Exact counts of the values of some fields: each of what matches all filters but its own, so that several of its values
 * can be ticked.
 */
final class FacetCounts {

    private static final int LOOK_AT_CLOCK = 4096;

    /**
     * What is counted by one value and found by others, too: each funder of an article is counted once, and found by its ids
     * and its name; Brazilian Portuguese is found as Portuguese.
     */
    private static final Set<TermField> FOUND_BY_MORE = Set.of(TermField.FUNDER, TermField.LANGUAGE);

    private final Snapshot snapshot;
    private final Kind kind;
    private final List<WantedFacet> wanted;
    private final int[][] counts;
    private final Ordinals.OfField[] ordinals;

    /** Null where a filter finds just what is counted. */
    private final Findable[] findable;

    private final long deadline;
    private long total;

    /** @param base what must match beside the filters */
    FacetCounts(Snapshot snapshot, SearchRequest request, Query base, Map<String, Query> filters, long deadline)
            throws IOException {
        this.snapshot = snapshot;
        this.deadline = deadline;
        kind = request.kind();
        wanted = request.facets();
        counts = new int[wanted.size()][];
        ordinals = new Ordinals.OfField[wanted.size()];
        findable = new Findable[wanted.size()];
        for (int i = 0; i < counts.length; i++) {
            snapshot.require(field(i));
            ordinals[i] = snapshot.ordinals().of(field(i));
            counts[i] = new int[ordinals[i].size()];
            TermField field = wanted.get(i).field();
            if (FOUND_BY_MORE.contains(field)) {
                findable[i] = new Findable(snapshot, Fields.term(kind, field));
            }
        }
        count(base, filters);
    }

    private String field(int facet) {
        return Fields.counted(kind, wanted.get(facet).field());
    }

    /** How many match everything. */
    long total() {
        return total;
    }

    List<Facet> facets() throws IOException {
        Labels labels = new Labels(snapshot, kind);
        List<Facet> facets = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            facets.add(
                    new FacetValues(snapshot, field(i), wanted.get(i), ordinals[i], labels).of(counts[i], findable[i]));
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
                for (int i = 0; i < counts.length; i++) {
                    FixedBitSet left = without(wanted.get(i).field().word(), matching, own);
                    count(i, leaf, left);
                    if (findable[i] != null) {
                        findable[i].add(leaf, left);
                    }
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
                        if (++seen % LOOK_AT_CLOCK == 0) {
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

    /** What matches all filters but the one of this name. */
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

    private void count(int facet, LeafReaderContext leaf, FixedBitSet matching) throws IOException {
        SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), field(facet));
        LongValues global = ordinals[facet].global(leaf.ord);
        int[] counted = counts[facet];
        DocIdSetIterator docs = new BitSetIterator(matching, 0);
        SortedDocValues single = DocValues.unwrapSingleton(values);
        for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
            if (single != null) {
                if (single.advanceExact(doc)) {
                    counted[(int) global.get(single.ordValue())]++;
                }
            } else if (values.advanceExact(doc)) {
                for (int i = values.docValueCount(); i > 0; i--) {
                    counted[(int) global.get(values.nextOrd())]++;
                }
            }
        }
    }

    private void checkTime() {
        if (System.nanoTime() > deadline) {
            throw new TooCostlyException("The search took too long.");
        }
    }
}
