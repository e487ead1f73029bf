package org.offprint.services.citations;

import java.util.ArrayList;
import java.util.List;

/**
 * Records the change log position that the search index had reached each time references were matched. Covers the time
 * since this node started or another node last moved the follower's position.
 *
 * <p>A reference that was matched when the index contained an article has already found it. It need not be matched
 * again because of that article. A follower far behind its index therefore reads few articles twice.
 */
final class Sights {

    /** Maximum number of entries, enough for a long import. If it is exceeded, every second entry is dropped. */
    private static final int MOST = 1_000;

    /** Articles after {@code place} were matched when the index had reached {@code found} or a later position. */
    private record Sight(long place, long found) {}

    private final List<Sight> sights = new ArrayList<>();
    private long expected = -1;

    /**
     * Records that articles after this position are matched from now on against an index that has reached {@code
     * found}. Discards all earlier entries if the position was not moved here by this node.
     */
    void add(long place, long found) {
        if (place != expected) {
            sights.clear();
            expected = place;
        }
        long since = place;
        // An index that replaces another one may be temporarily behind it.
        while (!sights.isEmpty() && sights.get(sights.size() - 1).found() >= found) {
            since = sights.remove(sights.size() - 1).place();
        }
        sights.add(new Sight(since, found));
        if (sights.size() > MOST) {
            thin();
        }
    }

    /** Drops every second entry. A change between two remaining entries counts as indexed with the later one. */
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

    /** Records that this node has moved the follower's position. */
    void move(long place) {
        expected = place;
    }

    /**
     * Returns the position up to which articles may have been matched against an index without this change. Later
     * articles were matched, or will be, against an index with the change.
     *
     * @param position position of a change that the index contains
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
