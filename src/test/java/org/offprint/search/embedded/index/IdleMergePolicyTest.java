package org.offprint.search.embedded.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tests the selection of segments by size for merges in an idle period. */
class IdleMergePolicyTest {

    private static int merged(long... megabytes) {
        return IdleMergePolicy.smallest(
                LongStream.of(megabytes).mapToObj(size -> size << 20).toList());
    }

    @Test
    void a_merge_of_small_segments_excludes_a_much_larger_segment() {
        assertEquals(3, merged(1, 1, 2, 30));
        assertEquals(4, merged(1, 1, 2, 8, 30));
    }

    @Test
    void segments_of_similar_size_are_merged() {
        assertEquals(6, merged(7, 15, 15, 18, 19, 30));
        assertEquals(5, merged(7, 20, 25, 26, 30, 300));
    }

    @Test
    void segments_are_not_merged_if_each_is_twice_as_large_as_all_smaller_segments_together() {
        assertEquals(1, merged(7, 15, 60, 200));
        assertEquals(0, merged(20, 50, 200));
    }

    @Test
    void segments_are_not_merged_into_a_segment_larger_than_five_gigabytes() {
        assertEquals(2, merged(2_000, 2_500, 2_600));
        assertEquals(0, merged(6_000, 6_000));
    }
}
