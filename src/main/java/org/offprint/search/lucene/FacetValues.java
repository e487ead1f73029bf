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

    // Ordinals are in the order of values.
    private static final Comparator<Counted> LESS_FIRST =
            Comparator.comparingInt(Counted::count).thenComparing(Counted::ordinal, Comparator.reverseOrder());

    /**
     * Most first; of equal ones by their value.
     *
     * @param findable what a filter for each value finds, where that may be more than was counted; else null
     */
    Facet of(int[] counts, Findable findable) throws IOException {
        List<Counted> inOrder = findable == null ? most(counts, wanted.size()) : found(counts, findable);
        List<Value> values = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>(wanted.selected());
        for (Counted counted : inOrder) {
            String value = ordinals.value(counted.ordinal(), snapshot.getIndexReader(), field);
            values.add(value(value, counted.count(), missing.remove(value)));
        }
        for (String value : missing) {
            int ordinal = ordinals.find(value, snapshot.getIndexReader(), field);
            int count = ordinal < 0 ? 0 : counts[ordinal];
            values.add(value(value, findable == null ? count : findable.by(value), true));
        }
        return new Facet(wanted.field(), values);
    }

    private static List<Counted> most(int[] counts, int size) {
        PriorityQueue<Counted> most = new PriorityQueue<>(size + 1, LESS_FIRST);
        for (int ordinal = 0; ordinal < counts.length; ordinal++) {
            if (counts[ordinal] > 0
                    && (most.size() < size || counts[ordinal] >= most.peek().count())) {
                most.add(new Counted(ordinal, counts[ordinal]));
                if (most.size() > size) {
                    most.poll();
                }
            }
        }
        List<Counted> inOrder = new ArrayList<>(most);
        inOrder.sort(LESS_FIRST.reversed());
        return inOrder;
    }

    /**
     * Of all that were counted, by what is found, which may be much more: first those that most records have at all, until
     * no other can be among them.
     */
    private List<Counted> found(int[] counts, Findable findable) throws IOException {
        int[] having = findable.having(ordinals, field);
        List<Counted> open = new ArrayList<>();
        for (int ordinal = 0; ordinal < counts.length; ordinal++) {
            if (counts[ordinal] > 0) {
                open.add(new Counted(ordinal, having[ordinal]));
            }
        }
        open.sort(LESS_FIRST.reversed());
        PriorityQueue<Counted> most = new PriorityQueue<>(LESS_FIRST);
        for (Counted atMost : open) {
            if (most.size() == wanted.size() && LESS_FIRST.compare(atMost, most.peek()) < 0) {
                break;
            }
            String value = ordinals.value(atMost.ordinal(), snapshot.getIndexReader(), field);
            most.add(new Counted(atMost.ordinal(), findable.by(value)));
            if (most.size() > wanted.size()) {
                most.poll();
            }
        }
        return most.stream().sorted(LESS_FIRST.reversed()).toList();
    }

    private Value value(String value, int count, boolean selected) throws IOException {
        return new Value(value, labels.of(wanted.field(), value), count, selected);
    }
}
