package org.offprint.services.citations;

import java.util.ArrayList;
import java.util.List;

/**
 * Remembers how much of the change log the index had when references were looked at, since this node began or another one
 * last moved the place. References that were looked at when the index had an article have found it, and need no second
 * look for its sake; so a follower that is far behind its index reads few articles twice.
 */
final class Sights {

    /** Enough to tell the places of a long import apart; half of them are given up when there are more. */
    private static final int MOST = 1_000;

    /** The articles after {@code place} were looked at when the index had everything up to {@code found}, or more. */
    private record Sight(long place, long found) {}

    private final List<Sight> sights = new ArrayList<>();
    private long expected = -1;

    /**
     * Stores that the articles after this place are looked at from now on in an index that has everything up to
     * {@code found}, and forgets all others where this node did not move the place there.
     */
    void add(long place, long found) {
        if (place != expected) {
            sights.clear();
            expected = place;
        }
        long since = place;
        // An index that was put in the place of another may have less for a moment.
        while (!sights.isEmpty() && sights.get(sights.size() - 1).found() >= found) {
            since = sights.remove(sights.size() - 1).place();
        }
        sights.add(new Sight(since, found));
        if (sights.size() > MOST) {
            thin();
        }
    }

    /** A change between two that are left is taken to have come into the index with the later one. */
    private void thin() {
        List<Sight> left = new ArrayList<>();
        for (int i = 1; i < sights.size(); i += 2) {
            left.add(sights.get(i));
        }
        Sight last = sights.get(sights.size() - 1);
        if (left.get(left.size() - 1) != last) {
            left.add(last);
        }
        sights.clear();
        sights.addAll(left);
    }

    /** Stores that this node has moved the place. */
    void move(long place) {
        expected = place;
    }

    /**
     * Returns the place up to which articles may have been looked at in an index without this change; those after it were
     * looked at, or will be, in one that has it.
     *
     * @param position of a change that the index has
     */
    long without(long position) {
        for (Sight sight : sights) {
            if (sight.found() >= position) {
                return sight.place();
            }
        }
        return Long.MAX_VALUE;
    }
}
