package org.offprint.services.usage;

import io.vertx.core.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Views that this node has recorded. Each view is added to the next batch immediately and stays open for some seconds.
 * A repetition of an open view costs only a memory lookup. When a view is closed, only its last repetition is added to
 * a batch. Any thread may record views without a lock; one thread at a time drains the recorded views.
 */
final class RecordedViews {

    /**
     * Capacity of the ring buffer, more than the number of pages that a node sends in a second. The buffered views are
     * written when the ring is half full.
     */
    private static final int RING_CAPACITY = 65_536;

    /** Maximum number of drained views that stay open. Additional views are closed immediately. */
    private static final int MAX_OPEN = 32_768;

    /**
     * Number of slots in the hash table of open views. The number of slots is a power of two, and is large enough for
     * nearly every open view.
     */
    private static final int SLOTS = 262_144;

    private final UsageRing ring = new UsageRing(RING_CAPACITY);

    /**
     * Hash table of open views. Each view has two adjacent slots. If both slots of a view were taken over by other
     * views, a repetition is recorded as a new view.
     */
    private final AtomicReferenceArray<RecordedView> slots = new AtomicReferenceArray<>(SLOTS);

    /** Drained views that are still open, roughly in time order. Only the draining thread uses this queue. */
    private final Deque<RecordedView> open = new ArrayDeque<>();

    /** Records a view without blocking. */
    void record(long at, UsedItem item, SocketAddress connection, String userAgent) {
        if (item.article() == null) {
            // Searches are always recorded as new views, because COUNTER does not remove double clicks for searches.
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
            // The closing thread sets the flag before it reads the slot, so either it or this thread removes the view
            // from the slot.
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
     * Adds all recorded views to a batch, and closes the views that are no longer open at the time {@code now}. Only
     * one thread at a time may call this method.
     *
     * @param now time in microseconds since 1970; {@link Long#MAX_VALUE} closes all views
     */
    void drain(UsageBatch batch, long now) {
        // Views must not stay open if the system clock was set back.
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
        // Visitor data must not stay in memory after a view is closed.
        int place = slot(view.item(), view.connection(), view.userAgent());
        if (!slots.compareAndSet(place, view, null)) {
            slots.compareAndSet(adjacent(place), view, null);
        }
        batch.addLast(view);
    }

    /** Sets a callback that runs when half of the buffer capacity is used. The callback must not block. */
    void whenHalfFull(Runnable called) {
        ring.whenHalfFull(called);
    }

    /** Returns whether at least half of the buffer capacity is used. */
    boolean isHalfFull() {
        return ring.isHalfFull();
    }

    /** Returns the number of buffered views that have not been drained yet. */
    long waiting() {
        return ring.size();
    }

    /** Returns the number of views that were dropped since the last call because the ring buffer was full. */
    long takeDropped() {
        return ring.takeDropped();
    }
}
