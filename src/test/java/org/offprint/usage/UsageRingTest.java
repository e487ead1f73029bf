package org.offprint.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.offprint.usage.UsageEvent.AccessMethod;
import org.offprint.usage.UsageEvent.Visitor;

class UsageRingTest {

    private static UsageEvent event(String session) {
        return new UsageEvent(Instant.EPOCH, UsedItem.search(), AccessMethod.REGULAR, new Visitor(session, null, null));
    }

    private static List<String> sessions(List<UsageEvent> events) {
        return events.stream().map(event -> event.visitor().session()).toList();
    }

    @Test
    void what_is_added_is_taken_in_its_order() {
        UsageRing ring = new UsageRing(4);
        for (int i = 0; i < 3; i++) {
            assertTrue(ring.add(event("s" + i)));
        }
        assertEquals(3, ring.size());
        assertEquals(List.of("s0", "s1"), sessions(ring.take(2)));
        assertEquals(List.of("s2"), sessions(ring.take(2)));
        assertEquals(List.of(), ring.take(2));
        assertEquals(0, ring.size());
    }

    @Test
    void a_full_ring_drops_and_counts_and_goes_on_once_there_is_room() {
        UsageRing ring = new UsageRing(2);
        assertTrue(ring.add(event("a")));
        assertTrue(ring.add(event("b")));
        assertFalse(ring.add(event("c")));
        assertFalse(ring.add(event("d")));
        assertEquals(2, ring.takeDropped());
        assertEquals(0, ring.takeDropped());
        assertEquals(List.of("a"), sessions(ring.take(1)));
        assertTrue(ring.add(event("e")));
        assertEquals(List.of("b", "e"), sessions(ring.take(10)));
    }

    @Test
    void many_threads_lose_nothing_but_what_is_counted_as_dropped() throws InterruptedException {
        UsageRing ring = new UsageRing(256);
        int threads = 4;
        int each = 20_000;
        AtomicInteger running = new AtomicInteger(threads);
        List<Thread> adding = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String name = "t" + t + "-";
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    ring.add(event(name + i));
                }
                running.decrementAndGet();
            });
            adding.add(thread);
            thread.start();
        }
        Set<String> taken = new HashSet<>();
        int count = 0;
        while (running.get() > 0 || ring.size() > 0) {
            List<String> some = sessions(ring.take(100));
            count += some.size();
            taken.addAll(some);
        }
        for (Thread thread : adding) {
            thread.join();
        }
        assertEquals(count, taken.size());
        assertEquals(threads * each, count + ring.takeDropped());
        assertTrue(count > 0);
    }
}
