package org.offprint.kernel.identifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.kernel.identifiers.RejectionAssertions.refused;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void ids_are_version_7_uuids_that_contain_their_creation_time() {
        long before = System.currentTimeMillis();
        UUID id = Ids.next();
        long after = System.currentTimeMillis();
        assertEquals(7, id.version());
        assertEquals(2, id.variant());
        long time = id.getMostSignificantBits() >>> 16;
        assertTrue(before <= time && time <= after + 1000, before + " " + time + " " + after);
    }

    @Test
    void each_new_id_sorts_after_the_previous_id() {
        List<String> ids =
                IntStream.range(0, 100_000).mapToObj(i -> Ids.next().toString()).toList();
        assertEquals(ids.stream().sorted().toList(), ids);
    }

    @Test
    void ids_created_concurrently_are_unique() {
        Set<UUID> ids = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 100_000).parallel().forEach(i -> ids.add(Ids.next()));
        assertEquals(100_000, ids.size());
    }

    @Test
    void an_id_is_accepted_in_upper_or_lower_case_but_only_with_hyphens() {
        UUID id = UUID.fromString("019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f");
        assertEquals(id, Ids.parse("019B0F6E-1c5a-7d3e-8f00-5a4b3c2d1e0f"));
        for (String bad : new String[] {
            "1-1-1-1-1", "", null, " " + id, "{" + id + "}", id.toString().replace("-", "")
        }) {
            refused("id-format", () -> Ids.parse(bad));
        }
        assertTrue(Ids.isUuidShaped(id.toString()));
        assertFalse(Ids.isUuidShaped("a-title"));
        assertFalse(Ids.isUuidShaped(null));
    }
}
