package org.offprint.search.embedded.facets;

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
import org.offprint.search.embedded.reader.ValueLabels;

/** The values of one field that were counted most, and those that are selected. */
final class TopFacetValues {

    private final ValueCounts counts;
    private final WantedFacet wanted;
    private final ValueLabels labels;

    TopFacetValues(ValueCounts counts, WantedFacet wanted, ValueLabels labels) {
        this.counts = counts;
        this.wanted = wanted;
        this.labels = labels;
    }

    /**
     * The count of a value.
     *
     * @param own how many of them are counted by it
     * @param place of the value in the order of all
     * @param value null where it is the one with the number that the place tells
     */
    record Counted(int count, int own, int place, String value) {

        /** Returns the count of the value with this number. */
        static Counted of(int number, int count, int own) {
            return new Counted(count, own, 2 * number + 1, null);
        }

        /** Returns the count of a value that no record has, before which there are so many that one has. */
        static Counted between(int before, String value, int count) {
            return new Counted(count, 0, 2 * before, value);
        }

        private Counted with(int other) {
            return new Counted(other, own, place, value);
        }

        private int number() {
            return place / 2;
        }
    }

    // An organization that is named comes before what it is a part of. Places are in the order of values.
    private static final Comparator<Counted> LESS_FIRST = Comparator.comparingInt(Counted::count)
            .thenComparing(counted -> counted.own() > 0)
            .thenComparing(Counted::place, Comparator.reverseOrder())
            .thenComparing(Counted::value, Comparator.nullsFirst(Comparator.reverseOrder()));

    /** Most first; of equal ones by their value. */
    Facet asCounted() throws IOException {
        return facet(most(counts.all(), wanted.size()), counts::of);
    }

    /**
     * Returns the facet, counted by what a filter for each value finds.
     *
     * @param atMost of each value that is no more than this
     * @param filterCount counts what a filter for a value finds
     * @param clock is asked before each value that is looked for
     */
    Facet asFound(List<Counted> atMost, Count filterCount, Runnable clock) throws IOException {
        return facet(found(atMost, filterCount, clock), filterCount);
    }

    /** The count of a value. */
    interface Count {
        int of(String value) throws IOException;
    }

    private Facet facet(List<Counted> inOrder, Count count) throws IOException {
        List<Value> values = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>(wanted.selected());
        for (Counted counted : inOrder) {
            String value = value(counted);
            values.add(value(value, counted.count(), missing.remove(value)));
        }
        for (String value : missing) {
            values.add(value(value, count.of(value), true));
        }
        return new Facet(wanted.field(), values);
    }

    private static List<Counted> most(int[] counts, int size) {
        PriorityQueue<Counted> most = new PriorityQueue<>(size + 1, LESS_FIRST);
        for (int number = 0; number < counts.length; number++) {
            if (counts[number] > 0
                    && (most.size() < size || counts[number] >= most.peek().count())) {
                most.add(Counted.of(number, counts[number], counts[number]));
                if (most.size() > size) {
                    most.poll();
                }
            }
        }
        List<Counted> inOrder = new ArrayList<>(most);
        inOrder.sort(LESS_FIRST.reversed());
        return inOrder;
    }

    /** First those that may be found most, until no other can be among them. */
    private List<Counted> found(List<Counted> atMost, Count filterCount, Runnable clock) throws IOException {
        List<Counted> open = new ArrayList<>(atMost);
        open.sort(LESS_FIRST.reversed());
        PriorityQueue<Counted> most = new PriorityQueue<>(LESS_FIRST);
        for (Counted next : open) {
            if (most.size() == wanted.size() && LESS_FIRST.compare(next, most.peek()) < 0) {
                break;
            }
            clock.run();
            boolean isSure = next.count() == next.own();
            Counted found = isSure ? next : next.with(filterCount.of(value(next)));
            if (found.count() > 0) {
                most.add(found);
            }
            if (most.size() > wanted.size()) {
                most.poll();
            }
        }
        return most.stream().sorted(LESS_FIRST.reversed()).toList();
    }

    private String value(Counted counted) throws IOException {
        return counted.value() == null ? counts.value(counted.number()) : counted.value();
    }

    private Value value(String value, int count, boolean selected) throws IOException {
        return new Value(value, labels.of(wanted.field(), value), count, selected);
    }
}
