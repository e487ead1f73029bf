package org.offprint.services.usage;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * The views of this node that are not written yet. Any thread adds without a lock; one at a time takes. A full ring drops
 * the view and counts it; whoever adds the one that makes it half full says so.
 */
final class UsageRing {

    /** The number of views that are taken until those who add see the room: each time costs them all a look into memory. */
    private static final int TAKEN_AT_ONCE = 256;

    private final int mask;
    private final int half;
    private final AtomicReferenceArray<NotedView> places;
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final LongAdder dropped = new LongAdder();
    private volatile Runnable onHalf = () -> {};

    /** @param size a power of two */
    UsageRing(int size) {
        mask = size - 1;
        half = size / 2;
        places = new AtomicReferenceArray<>(size);
    }

    /** Sets what is called once whenever the ring becomes half full, by whoever adds: it must not wait. */
    void whenHalfFull(Runnable called) {
        onHalf = called;
    }

    /** Adds a view; false where there is no room. */
    boolean add(NotedView view) {
        while (true) {
            long place = added.get();
            // Read after the place, so that of one add to the next this grows by one at most and passes no number.
            long waiting = place - taken.get();
            if (waiting > mask) {
                dropped.increment();
                return false;
            }
            if (added.compareAndSet(place, place + 1)) {
                places.setRelease((int) place & mask, view);
                if (waiting == half) {
                    onHalf.run();
                }
                return true;
            }
        }
    }

    /** Hands over the oldest views, those at most that the ring has places for; for one thread at a time. */
    void drain(Consumer<NotedView> taker) {
        long first = taken.get();
        long place = first;
        while (place - first <= mask) {
            int at = (int) place & mask;
            NotedView view = places.getAcquire(at);
            if (view == null) {
                // None, or one whose place is taken and that is being put there.
                break;
            }
            places.setRelease(at, null);
            place++;
            if (place % TAKEN_AT_ONCE == 0) {
                taken.setRelease(place);
            }
            taker.accept(view);
        }
        taken.set(place);
    }

    /** Returns how many views wait. */
    long size() {
        return Math.max(0, added.get() - taken.get());
    }

    /** Reports whether half of the places are taken. */
    boolean isHalfFull() {
        return size() >= half;
    }

    /** Returns how many views were dropped since the last call. */
    long takeDropped() {
        return dropped.sumThenReset();
    }
}
