package org.offprint.services.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UsageRingTest {

    private static RecordedView view(String agent) {
        return new RecordedView(0, UsedItem.search(), UsageEvent.AccessMethod.REGULAR, null, agent);
    }

    private static List<String> drained(UsageRing ring) {
        List<String> agents = new ArrayList<>();
        ring.drain(view -> agents.add(view.userAgent()));
        return agents;
    }

    @Test
    void views_are_removed_from_the_ring_in_the_order_of_addition() {
        UsageRing ring = new UsageRing(4);
        for (int round = 0; round < 300; round++) {
            for (int i = 0; i < 3; i++) {
                assertTrue(ring.add(view("s" + i)));
            }
            assertEquals(3, ring.size());
            assertEquals(List.of("s0", "s1", "s2"), drained(ring));
            assertEquals(List.of(), drained(ring));
            assertEquals(0, ring.size());
        }
    }

    @Test
    void a_full_ring_drops_and_counts_views_until_views_are_removed() {
        UsageRing ring = new UsageRing(2);
        assertTrue(ring.add(view("a")));
        assertTrue(ring.add(view("b")));
        assertFalse(ring.add(view("c")));
        assertFalse(ring.add(view("d")));
        assertEquals(2, ring.takeDropped());
        assertEquals(0, ring.takeDropped());
        assertEquals(List.of("a", "b"), drained(ring));
        assertTrue(ring.add(view("e")));
        assertEquals(List.of("e"), drained(ring));
    }

    @Test
    void the_listener_is_called_once_when_the_ring_is_half_full() {
        UsageRing ring = new UsageRing(8);
        AtomicInteger called = new AtomicInteger();
        ring.whenHalfFull(called::incrementAndGet);
        for (int i = 0; i < 4; i++) {
            ring.add(view("a"));
        }
        assertEquals(0, called.get());
        for (int i = 0; i < 4; i++) {
            ring.add(view("a"));
        }
        assertEquals(1, called.get());
        assertTrue(ring.isHalfFull());
        drained(ring);
        assertFalse(ring.isHalfFull());
        for (int i = 0; i < 5; i++) {
            ring.add(view("a"));
        }
        assertEquals(2, called.get());
    }

    @Test
    void concurrent_threads_lose_only_views_that_are_counted_as_dropped() throws InterruptedException {
        UsageRing ring = new UsageRing(256);
        AtomicInteger called = new AtomicInteger();
        ring.whenHalfFull(called::incrementAndGet);
        int threads = 4;
        int each = 20_000;
        AtomicInteger running = new AtomicInteger(threads);
        List<Thread> adding = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String name = "t" + t + "-";
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    ring.add(view(name + i));
                }
                running.decrementAndGet();
            });
            adding.add(thread);
            thread.start();
        }
        Set<String> taken = new HashSet<>();
        int count = 0;
        while (running.get() > 0 || ring.size() > 0) {
            List<String> some = drained(ring);
            count += some.size();
            taken.addAll(some);
        }
        for (Thread thread : adding) {
            thread.join();
        }
        assertEquals(count, taken.size());
        assertEquals(threads * each, count + ring.takeDropped());
        assertTrue(count > 0);
        assertTrue(called.get() > 0);
    }
}
