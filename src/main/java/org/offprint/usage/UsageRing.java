package org.offprint.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * The events of this node that are not written yet. Any thread adds without a lock; one at a time takes. A full ring drops
 * the event and counts it.
 */
final class UsageRing {

    private final int mask;
    private final AtomicReferenceArray<UsageEvent> places;
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final LongAdder dropped = new LongAdder();

    /** @param size a power of two */
    UsageRing(int size) {
        mask = size - 1;
        places = new AtomicReferenceArray<>(size);
    }

    /** Adds an event; false where there is no room. */
    boolean add(UsageEvent event) {
        long place = added.get();
        while (true) {
            if (place - taken.get() > mask) {
                dropped.increment();
                return false;
            }
            if (added.compareAndSet(place, place + 1)) {
                places.setRelease((int) place & mask, event);
                return true;
            }
            place = added.get();
        }
    }

    /** Takes the oldest events, at most so many; for one thread at a time. */
    List<UsageEvent> take(int most) {
        List<UsageEvent> events = new ArrayList<>();
        long place = taken.get();
        while (events.size() < most) {
            int at = (int) place & mask;
            UsageEvent event = places.getAcquire(at);
            if (event == null) {
                // None, or one whose place is taken and that is being put there.
                break;
            }
            places.setRelease(at, null);
            taken.set(++place);
            events.add(event);
        }
        return events;
    }

    /** Returns how many events wait. */
    long size() {
        return Math.max(0, added.get() - taken.get());
    }

    /** Returns how many events were dropped since the last call. */
    long takeDropped() {
        return dropped.sumThenReset();
    }
}
