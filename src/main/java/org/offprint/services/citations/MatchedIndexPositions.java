package org.offprint.services.citations;

import java.util.ArrayList;
import java.util.List;

/**
 * Records the change log position that the search index had reached each time references were matched. All recorded
 * positions are discarded when this node starts or when another node moves the follower's position.
 * <p>A reference need not be matched again after a change to an article if the index already contained the change when
 * the reference was matched. Few references are therefore matched twice, even if the follower is far behind the index.
 */
final class MatchedIndexPositions {

    /**
     * Maximum number of recorded positions, sufficient for a long import. If the maximum is exceeded, every second
     * recorded position is dropped.
     */
    private static final int MAX_ENTRIES = 1_000;

    /**
     * Index position of a match run. Articles after the change log position {@code place} were matched when the index
     * had reached {@code found} or a later position.
     */
    private record IndexPosition(long place, long found) {}

    private final List<IndexPosition> entries = new ArrayList<>();
    private long expected = -1;

    /**
     * Records that articles after the change log position {@code place} are now matched with an index that has reached
     * {@code found}. Discards all earlier records if another node moved the follower to {@code place}.
     */
    void add(long place, long found) {
        if (place != expected) {
            entries.clear();
            expected = place;
        }
        long since = place;
        // A newly built index may temporarily lag behind the index that it replaces.
        while (!entries.isEmpty() && entries.get(entries.size() - 1).found() >= found) {
            since = entries.remove(entries.size() - 1).place();
        }
        entries.add(new IndexPosition(since, found));
        if (entries.size() > MAX_ENTRIES) {
            thin();
        }
    }

    /**
     * Drops every second recorded position. A change between two remaining positions is treated as indexed at the later
     * one.
     */
    private void thin() {
        List<IndexPosition> left = new ArrayList<>();
        for (int i = 1; i < entries.size(); i += 2) {
            left.add(entries.get(i));
        }
        IndexPosition last = entries.get(entries.size() - 1);
        if (left.get(left.size() - 1) != last) {
            left.add(last);
        }
        entries.clear();
        entries.addAll(left);
    }

    /** Records that this node has moved the follower's position in the change log. */
    void move(long place) {
        expected = place;
    }

    /**
     * Returns the change log position up to which articles may have been matched with an index that lacked the given
     * change. Later articles were or will be matched with an index that contains the change.
     *
     * @param position change log position of a change that the index contains
     */
    long lastMatchedWithout(long position) {
        for (IndexPosition sight : entries) {
            if (sight.found() >= position) {
                return sight.place();
            }
        }
        return Long.MAX_VALUE;
    }
}
