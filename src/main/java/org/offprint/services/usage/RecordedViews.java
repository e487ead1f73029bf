package org.offprint.services.usage;

import io.vertx.core.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Views that this node has recorded. Each view is passed on at once and stays open for some seconds. A repetition of an
 * open view costs only a memory lookup. Only the last repetition is passed on when the view is closed. Any thread may
 * record without a lock; one thread at a time drains.
 */
final class RecordedViews {

    /** Capacity of the ring, more than a node sends in a second. The ring is written when it is half full. */
    private static final int RING_CAPACITY = 65_536;

    /** Maximum number of open views that were passed on. Additional views are closed at once. */
    private static final int MAX_OPEN = 32_768;

    /** Number of slots: a power of two, and so large that nearly every open view has a slot. */
    private static final int SLOTS = 262_144;

    private final UsageRing ring = new UsageRing(RING_CAPACITY);

    /**
     * Hash table of open views. Each view has two adjacent slots. If both slots were taken over by other views, a
     * repetition is recorded as a new view.
     */
    private final AtomicReferenceArray<RecordedView> slots = new AtomicReferenceArray<>(SLOTS);

    /** Open views that were passed on, roughly in time order. Only the draining thread uses this queue. */
    private final Deque<RecordedView> open = new ArrayDeque<>();

    /** Records a view without blocking. */
    void record(long at, UsedItem item, SocketAddress connection, String userAgent) {
        if (item.article() == null) {
            // Double clicks are not removed for searches.
            ring.add(new RecordedView(at, item, connection, userAgent));
            return;
        }
        int place = slot(item, connection, userAgent);
        RecordedView before = slots.getAcquire(place);
        if (before != null && before.repeat(at, item, connection, userAgent)) {
            return;
        }
        RecordedView other = slots.getAcquire(adjacent(place));
        if (other != null && other.repeat(at, item, connection, userAgent)) {
            return;
        }
        RecordedView view = new RecordedView(at, item, connection, userAgent);
        if (ring.add(view)) {
            int free = before != null && other == null ? adjacent(place) : place;
            slots.set(free, view);
            // The closing thread sets the flag before it reads the slot, so one of the two threads removes the view.
            if (view.isClosed()) {
                slots.compareAndSet(free, view, null);
            }
        }
    }

    private static int adjacent(int place) {
        return place ^ 1;
    }

    private static int slot(UsedItem item, SocketAddress connection, String userAgent) {
        int hash = 31 * (31 * item.hashCode() + Objects.hashCode(RecordedView.host(connection)))
                + Objects.hashCode(userAgent);
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }

    /**
     * Passes on all recorded views, and closes views that are no longer open at this time. Only one thread at a time
     * may call it.
     *
     * @param now time in microseconds since 1970; {@link Long#MAX_VALUE} closes all views
     */
    void drain(UsageBatch batch, long now) {
        // Views must not stay open if the clock was set back.
        while (!open.isEmpty() && !isOpen(open.getFirst(), now)) {
            close(open.removeFirst(), batch);
        }
        ring.drain(view -> {
            batch.addFirst(view);
            if (view.item().article() != null && open.size() < MAX_OPEN && isOpen(view, now)) {
                open.addLast(view);
            } else {
                close(view, batch);
            }
        });
    }

    private static boolean isOpen(RecordedView view, long now) {
        return Math.abs(now - view.at()) <= RecordedView.OPEN_MICROS;
    }

    private void close(RecordedView view, UsageBatch batch) {
        view.close();
        // No data of a visitor may stay in memory.
        int place = slot(view.item(), view.connection(), view.userAgent());
        if (!slots.compareAndSet(place, view, null)) {
            slots.compareAndSet(adjacent(place), view, null);
        }
        batch.addLast(view);
    }

    /** Sets a callback that runs when half of the capacity is used. The callback must not block. */
    void whenHalfFull(Runnable called) {
        ring.whenHalfFull(called);
    }

    /** Returns whether at least half of the capacity is used. */
    boolean isHalfFull() {
        return ring.isHalfFull();
    }

    /** Returns the number of views that wait to be passed on. */
    long waiting() {
        return ring.size();
    }

    /** Returns the number of views that were dropped since the last call because the ring was full. */
    long takeDropped() {
        return ring.takeDropped();
    }
}
