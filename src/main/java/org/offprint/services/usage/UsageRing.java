package org.offprint.services.usage;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Ring buffer for views recorded on this node and not written yet. Any thread can add views without locking; one thread
 * at a time drains them. Views are dropped and counted if the ring is full. The thread whose view makes the ring half
 * full runs a callback.
 */
final class UsageRing {

    /**
     * Number of views to drain before the freed slots become visible to adding threads. Each update of the freed slots
     * causes a CPU cache miss in adding threads.
     */
    private static final int RELEASE_INTERVAL = 256;

    private final int mask;
    private final int half;
    private final AtomicReferenceArray<RecordedView> slots;
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong drained = new AtomicLong();
    private final LongAdder dropped = new LongAdder();
    private volatile Runnable onHalf = () -> {};

    /**
     * Creates an empty ring buffer.
     *
     * @param size capacity, which must be a power of two
     */
    UsageRing(int size) {
        mask = size - 1;
        half = size / 2;
        slots = new AtomicReferenceArray<>(size);
    }

    /**
     * Sets a callback that runs each time the ring becomes half full, in the thread that added the view. The callback
     * must not block.
     */
    void whenHalfFull(Runnable called) {
        onHalf = called;
    }

    /** Adds a view. Returns false if the ring is full. */
    boolean add(RecordedView view) {
        while (true) {
            long place = added.get();
            // Read {@code added} before {@code drained}. The computed number of buffered views then increases by at
            // most one per added view, and never skips {@code half}.
            long waiting = place - drained.get();
            if (waiting > mask) {
                dropped.increment();
                return false;
            }
            if (added.compareAndSet(place, place + 1)) {
                slots.setRelease((int) place & mask, view);
                if (waiting == half) {
                    onHalf.run();
                }
                return true;
            }
        }
    }

    /**
     * Passes the oldest views to a consumer, at most as many as the capacity of the ring. Must not be called
     * concurrently.
     */
    void drain(Consumer<RecordedView> taker) {
        long first = drained.get();
        long place = first;
        while (place - first <= mask) {
            int at = (int) place & mask;
            RecordedView view = slots.getAcquire(at);
            if (view == null) {
                // Either the slot is empty, or a thread has reserved it and is still storing a view.
                break;
            }
            slots.setRelease(at, null);
            place++;
            if (place % RELEASE_INTERVAL == 0) {
                drained.setRelease(place);
            }
            taker.accept(view);
        }
        drained.set(place);
    }

    /** Returns the number of buffered views. */
    long size() {
        return Math.max(0, added.get() - drained.get());
    }

    /** Returns whether at least half of the slots are used. */
    boolean isHalfFull() {
        return size() >= half;
    }

    /** Returns the number of views dropped since the last call. */
    long takeDropped() {
        return dropped.sumThenReset();
    }
}
