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

    private final ValueCounts counts;
    private final WantedFacet wanted;
    private final Labels labels;

    FacetValues(ValueCounts counts, WantedFacet wanted, Labels labels) {
        this.counts = counts;
        this.wanted = wanted;
        this.labels = labels;
    }

    private record Counted(int ordinal, int count) {}

    // Ordinals are in the order of values.
    private static final Comparator<Counted> LESS_FIRST =
            Comparator.comparingInt(Counted::count).thenComparing(Counted::ordinal, Comparator.reverseOrder());

    /** Most first; of equal ones by their value. */
    Facet asCounted() throws IOException {
        return facet(most(counts.all(), wanted.size()), counts::of);
    }

    /**
     * The same by what a filter for each value finds.
     *
     * @param atMost that is no more than this, by the numbers of the values
     * @param clock is asked before each value that is looked for
     */
    Facet asFound(int[] atMost, Findable findable, Runnable clock) throws IOException {
        return facet(found(atMost, findable, clock), findable::by);
    }

    /** How many there are of a value. */
    private interface Count {
        int of(String value) throws IOException;
    }

    private Facet facet(List<Counted> inOrder, Count count) throws IOException {
        List<Value> values = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>(wanted.selected());
        for (Counted counted : inOrder) {
            String value = counts.value(counted.ordinal());
            values.add(value(value, counted.count(), missing.remove(value)));
        }
        for (String value : missing) {
            values.add(value(value, count.of(value), true));
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
     * Of all that were counted, by what is found, which may be much more: first those that may be found most, until no other
     * can be among them.
     */
    private List<Counted> found(int[] atMost, Findable findable, Runnable clock) throws IOException {
        int[] counted = counts.all();
        List<Counted> open = new ArrayList<>();
        for (int ordinal = 0; ordinal < counted.length; ordinal++) {
            if (counted[ordinal] > 0) {
                open.add(new Counted(ordinal, atMost[ordinal]));
            }
        }
        open.sort(LESS_FIRST.reversed());
        PriorityQueue<Counted> most = new PriorityQueue<>(LESS_FIRST);
        for (Counted next : open) {
            if (most.size() == wanted.size() && LESS_FIRST.compare(next, most.peek()) < 0) {
                break;
            }
            clock.run();
            boolean isCounted = next.count() == counted[next.ordinal()];
            most.add(isCounted ? next : new Counted(next.ordinal(), findable.by(counts.value(next.ordinal()))));
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
