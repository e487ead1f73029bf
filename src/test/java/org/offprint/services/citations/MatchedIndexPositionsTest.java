package org.offprint.services.citations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatchedIndexPositionsTest {

    private final MatchedIndexPositions positions = new MatchedIndexPositions();

    private void look(long place, long found, long next) {
        positions.add(place, found);
        positions.move(next);
    }

    @Test
    void a_change_counts_as_indexed_only_from_the_first_entry_whose_index_position_includes_it() {
        look(0, 10, 5);
        look(5, 10, 8);
        look(8, 100, 50);
        look(50, 300, 60);
        assertEquals(0, positions.lastMatchedWithout(7));
        assertEquals(0, positions.lastMatchedWithout(10));
        assertEquals(8, positions.lastMatchedWithout(11));
        assertEquals(8, positions.lastMatchedWithout(100));
        assertEquals(50, positions.lastMatchedWithout(101));
    }

    @Test
    void index_positions_are_discarded_if_another_node_has_moved_the_follower_position() {
        look(0, 1_000, 100);
        look(300, 1_000, 400);
        assertEquals(300, positions.lastMatchedWithout(1_000));
    }

    @Test
    void a_new_index_position_replaces_the_last_position_unless_the_follower_has_moved() {
        positions.add(0, 10);
        positions.add(0, 20);
        positions.move(20);
        positions.add(20, 30);
        assertEquals(0, positions.lastMatchedWithout(20));
        assertEquals(20, positions.lastMatchedWithout(30));
    }

    @Test
    void an_index_that_falls_behind_invalidates_earlier_entries_with_later_positions() {
        look(0, 100, 10);
        look(10, 1_000, 20);
        look(20, 500, 30);
        look(30, 2_000, 40);
        assertEquals(0, positions.lastMatchedWithout(100));
        assertEquals(10, positions.lastMatchedWithout(500));
        assertEquals(30, positions.lastMatchedWithout(501));
        assertEquals(30, positions.lastMatchedWithout(1_000));
    }

    /**
     * Compares the result with a complete list of entries. Dropping entries may only cause more matching, and must
     * never skip an article.
     */
    @Test
    void dropping_entries_never_skips_an_article_that_must_be_matched() {
        Random random = new Random(5);
        List<long[]> matches = new ArrayList<>();
        long place = 0;
        long found = 1;
        for (int i = 0; i < 20_000; i++) {
            found = Math.max(place + 1, found + random.nextInt(12) - 2);
            matches.add(new long[] {place, found});
            long next = place + 1 + random.nextInt((int) Math.min(5, found - place));
            look(place, found, next);
            place = next;
        }
        for (long change = 1; change <= found; change += 7) {
            long least = 0;
            for (int i = 0; i < matches.size(); i++) {
                if (matches.get(i)[1] < change && i + 1 < matches.size()) {
                    least = matches.get(i + 1)[0];
                }
            }
            assertTrue(positions.lastMatchedWithout(change) >= least, "change " + change);
        }
        assertTrue(positions.lastMatchedWithout(found / 2) < place, "All positions were discarded");
    }
}
