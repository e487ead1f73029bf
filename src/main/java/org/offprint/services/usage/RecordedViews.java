package org.offprint.services.usage;

import io.vertx.core.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.offprint.services.usage.UsageEvent.AccessMethod;

/**
 * Views recorded on this node. Each view is added to the next batch immediately and stays open for some seconds.
 * Repeating an open view requires only a lookup in memory. When a view is closed, only its last repetition is added to
 * a batch. Any thread may record views without locking; one thread at a time drains them.
 */
final class RecordedViews {

    /**
     * Capacity of the ring buffer, which exceeds the number of pages that a node can send in a second. Buffered views
     * are written when the ring is half full.
     */
    private static final int RING_CAPACITY = 65_536;

    /** Maximum number of drained views that stay open. Additional views are closed immediately. */
    private static final int MAX_OPEN = 32_768;

    /**
     * Number of slots in the hash table of open views. The number is a power of two, and large enough for nearly all
     * open views.
     */
    private static final int SLOTS = 262_144;

    private final UsageRing ring = new UsageRing(RING_CAPACITY);

    /**
     * Hash table of open views, with two adjacent slots per view. If both slots of a view have been reused, its next
     * repetition is recorded as a new view.
     */
    private final AtomicReferenceArray<RecordedView> slots = new AtomicReferenceArray<>(SLOTS);

    /**
     * Drained views that are still open, roughly in chronological order. The queue is used only by the draining thread.
     */
    private final Deque<RecordedView> open = new ArrayDeque<>();

    /** Records a view without blocking. */
    void record(long at, UsedItem item, AccessMethod method, SocketAddress connection, String userAgent) {
        if (item.article() == null) {
            // Always record searches as new views, because COUNTER does not remove double clicks for searches.
            ring.add(new RecordedView(at, item, method, connection, userAgent));
            return;
        }
        int place = slot(item, connection, userAgent);
        RecordedView before = slots.getAcquire(place);
        if (before != null && before.repeat(at, item, method, connection, userAgent)) {
            return;
        }
        RecordedView other = slots.getAcquire(adjacent(place));
        if (other != null && other.repeat(at, item, method, connection, userAgent)) {
            return;
        }
        RecordedView view = new RecordedView(at, item, method, connection, userAgent);
        if (ring.add(view)) {
            int free = before != null && other == null ? adjacent(place) : place;
            slots.set(free, view);
            // The closing thread sets the flag before it reads the slot, so the view is removed either by that thread
            // or by this one.
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
     * Adds all recorded views to a batch, and closes the views that are no longer open at {@code now}. Must not be
     * called concurrently.
     *
     * @param now time in microseconds since 1970-01-01 UTC; {@link Long#MAX_VALUE} closes all views
     */
    void drain(UsageBatch batch, long now) {
        // A view must not stay open longer if the system clock was set back.
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
        // Remove the closed view from its slot, so that visitor data does not stay in memory.
        int place = slot(view.item(), view.connection(), view.userAgent());
        if (!slots.compareAndSet(place, view, null)) {
            slots.compareAndSet(adjacent(place), view, null);
        }
        batch.addLast(view);
    }

    /** Sets a callback that runs when the buffer becomes half full. The callback must not block. */
    void whenHalfFull(Runnable called) {
        ring.whenHalfFull(called);
    }

    /** Returns whether the buffer is at least half full. */
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
