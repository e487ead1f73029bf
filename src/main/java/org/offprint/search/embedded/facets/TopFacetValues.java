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
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.embedded.reader.ValueLabels;

/** Most frequent and selected values of a facet. */
final class TopFacetValues {

    private final ValueCounts counts;
    private final FacetRequest wanted;
    private final ValueLabels labels;

    TopFacetValues(ValueCounts counts, FacetRequest wanted, ValueLabels labels) {
        this.counts = counts;
        this.wanted = wanted;
        this.labels = labels;
    }

    /**
     * Count of a facet value.
     *
     * @param own number of records that have the value themselves, not through a child organization
     * @param place position in the sort order of all values
     * @param value the facet value; null if {@code place} determines its ordinal
     */
    record ValueCount(int count, int own, int place, String value) {

        /** Returns the count of the facet value with the given ordinal. */
        static ValueCount of(int number, int count, int own) {
            return new ValueCount(count, own, 2 * number + 1, null);
        }

        /**
         * Returns the count of an organization that is named only through its child organizations. {@code before} is
         * the number of existing values that precede the value in sort order.
         */
        static ValueCount between(int before, String value, int count) {
            return new ValueCount(count, 0, 2 * before, value);
        }

        private ValueCount with(int other) {
            return new ValueCount(other, own, place, value);
        }

        private int number() {
            return place / 2;
        }
    }

    // At equal counts, an organization named by articles precedes its parent organizations. Positions follow the sort
    // order of the facet values.
    private static final Comparator<ValueCount> LESS_FIRST = Comparator.comparingInt(ValueCount::count)
            .thenComparing(counted -> counted.own() > 0)
            .thenComparing(ValueCount::place, Comparator.reverseOrder())
            .thenComparing(ValueCount::value, Comparator.nullsFirst(Comparator.reverseOrder()));

    /** Returns the facet with the most frequent values first. Values with equal counts are in sort order. */
    Facet asCounted() throws IOException {
        return facet(most(counts.all(), wanted.size()), counts::of);
    }

    /**
     * Returns the facet with its most frequent values. The count of each value is the number of records that match a
     * filter for the value.
     *
     * @param atMost upper bound on the count of each facet value
     * @param filterCount counts the records that match a filter for a facet value
     * @param clock checks the timeout; called before each facet value is counted
     */
    Facet asFound(List<ValueCount> atMost, Count filterCount, Runnable clock) throws IOException {
        return facet(found(atMost, filterCount, clock), filterCount);
    }

    /** Function from a facet value to a record count. */
    interface Count {
        int of(String value) throws IOException;
    }

    private Facet facet(List<ValueCount> inOrder, Count count) throws IOException {
        List<Value> values = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>(wanted.selected());
        for (ValueCount counted : inOrder) {
            String value = value(counted);
            values.add(value(value, counted.count(), missing.remove(value)));
        }
        for (String value : missing) {
            values.add(value(value, count.of(value), true));
        }
        return new Facet(wanted.field(), values);
    }

    private static List<ValueCount> most(int[] counts, int size) {
        PriorityQueue<ValueCount> most = new PriorityQueue<>(size + 1, LESS_FIRST);
        for (int number = 0; number < counts.length; number++) {
            if (counts[number] > 0
                    && (most.size() < size || counts[number] >= most.peek().count())) {
                most.add(ValueCount.of(number, counts[number], counts[number]));
                if (most.size() > size) {
                    most.poll();
                }
            }
        }
        List<ValueCount> inOrder = new ArrayList<>(most);
        inOrder.sort(LESS_FIRST.reversed());
        return inOrder;
    }

    /**
     * Counts the facet values with the highest upper bounds first, until no remaining value can be among the most
     * frequent values.
     */
    private List<ValueCount> found(List<ValueCount> atMost, Count filterCount, Runnable clock) throws IOException {
        List<ValueCount> open = new ArrayList<>(atMost);
        open.sort(LESS_FIRST.reversed());
        PriorityQueue<ValueCount> most = new PriorityQueue<>(LESS_FIRST);
        for (ValueCount next : open) {
            if (most.size() == wanted.size() && LESS_FIRST.compare(next, most.peek()) < 0) {
                break;
            }
            clock.run();
            boolean isSure = next.count() == next.own();
            ValueCount found = isSure ? next : next.with(filterCount.of(value(next)));
            if (found.count() > 0) {
                most.add(found);
            }
            if (most.size() > wanted.size()) {
                most.poll();
            }
        }
        return most.stream().sorted(LESS_FIRST.reversed()).toList();
    }

    private String value(ValueCount counted) throws IOException {
        return counted.value() == null ? counts.value(counted.number()) : counted.value();
    }

    private Value value(String value, int count, boolean selected) throws IOException {
        return new Value(value, labels.of(wanted.field(), value), count, selected);
    }
}
