package org.offprint.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.offprint.search.SearchAnswer.Facet;
import org.offprint.search.SearchAnswer.Value;
import org.offprint.search.SearchRequest.WantedFacet;

/** The values of one field that were counted most, and those that are selected. */
final class FacetValues {

    private final Snapshot snapshot;
    private final String field;
    private final WantedFacet wanted;
    private final Ordinals.OfField ordinals;
    private final Labels labels;

    FacetValues(Snapshot snapshot, String field, WantedFacet wanted, Ordinals.OfField ordinals, Labels labels) {
        this.snapshot = snapshot;
        this.field = field;
        this.wanted = wanted;
        this.ordinals = ordinals;
        this.labels = labels;
    }

    private record Counted(int ordinal, int count) {}

    /** Most first; of equal ones by their value. */
    Facet of(int[] counts) throws IOException {
        // Ordinals are in the order of values.
        Comparator<Counted> lessFirst =
                Comparator.comparingInt(Counted::count).thenComparing(Counted::ordinal, Comparator.reverseOrder());
        PriorityQueue<Counted> most = new PriorityQueue<>(wanted.size() + 1, lessFirst);
        for (int ordinal = 0; ordinal < counts.length; ordinal++) {
            if (counts[ordinal] > 0
                    && (most.size() < wanted.size()
                            || counts[ordinal] >= most.peek().count())) {
                most.add(new Counted(ordinal, counts[ordinal]));
                if (most.size() > wanted.size()) {
                    most.poll();
                }
            }
        }
        List<Counted> inOrder = new ArrayList<>(most);
        inOrder.sort(lessFirst.reversed());
        List<Value> values = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>(wanted.selected());
        for (Counted counted : inOrder) {
            String value = ordinals.value(counted.ordinal(), snapshot.getIndexReader(), field);
            values.add(value(value, counted.count(), missing.remove(value)));
        }
        for (String value : missing) {
            int ordinal = ordinals.find(value, snapshot.getIndexReader(), field);
            values.add(value(value, ordinal < 0 ? 0 : counts[ordinal], true));
        }
        return new Facet(wanted.field(), values);
    }

    private Value value(String value, int count, boolean selected) throws IOException {
        return new Value(value, labels.of(wanted.field(), value), count, selected);
    }
}
