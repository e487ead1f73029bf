package org.offprint.services.citations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SightsTest {

    private final MatchedIndexPositions sights = new MatchedIndexPositions();

    private void look(long place, long found, long next) {
        sights.add(place, found);
        sights.move(next);
    }

    @Test
    void a_change_counts_as_indexed_only_from_the_first_entry_whose_index_position_includes_it() {
        look(0, 10, 5);
        look(5, 10, 8);
        look(8, 100, 50);
        look(50, 300, 60);
        assertEquals(0, sights.lastMatchedWithout(7));
        assertEquals(0, sights.lastMatchedWithout(10));
        assertEquals(8, sights.lastMatchedWithout(11));
        assertEquals(8, sights.lastMatchedWithout(100));
        assertEquals(50, sights.lastMatchedWithout(101));
    }

    @Test
    void index_positions_are_discarded_if_another_node_has_moved_the_follower_position() {
        look(0, 1_000, 100);
        look(300, 1_000, 400);
        assertEquals(300, sights.lastMatchedWithout(1_000));
    }

    @Test
    void an_index_position_without_a_move_of_the_follower_is_replaced() {
        sights.add(0, 10);
        sights.add(0, 20);
        sights.move(20);
        sights.add(20, 30);
        assertEquals(0, sights.lastMatchedWithout(20));
        assertEquals(20, sights.lastMatchedWithout(30));
    }

    @Test
    void an_index_that_falls_behind_invalidates_earlier_entries_with_later_positions() {
        look(0, 100, 10);
        look(10, 1_000, 20);
        look(20, 500, 30);
        look(30, 2_000, 40);
        assertEquals(0, sights.lastMatchedWithout(100));
        assertEquals(10, sights.lastMatchedWithout(500));
        assertEquals(30, sights.lastMatchedWithout(501));
        assertEquals(30, sights.lastMatchedWithout(1_000));
    }

    /**
     * Compares the result with a complete list of entries. Dropping entries may only cause more matching, and must
     * never skip an article.
     */
    @Test
    void dropping_entries_never_skips_an_article_that_must_be_matched() {
        Random random = new Random(5);
        List<long[]> looks = new ArrayList<>();
        long place = 0;
        long found = 1;
        for (int i = 0; i < 20_000; i++) {
            found = Math.max(place + 1, found + random.nextInt(12) - 2);
            looks.add(new long[] {place, found});
            long next = place + 1 + random.nextInt((int) Math.min(5, found - place));
            look(place, found, next);
            place = next;
        }
        for (long change = 1; change <= found; change += 7) {
            long least = 0;
            for (int i = 0; i < looks.size(); i++) {
                if (looks.get(i)[1] < change && i + 1 < looks.size()) {
                    least = looks.get(i + 1)[0];
                }
            }
            assertTrue(sights.lastMatchedWithout(change) >= least, "change " + change);
        }
        assertTrue(sights.lastMatchedWithout(found / 2) < place, "All positions were discarded");
    }
}
