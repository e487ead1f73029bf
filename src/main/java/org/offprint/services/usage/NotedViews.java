package org.offprint.services.usage;

import io.vertx.core.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The views that this node has noted. Each is handed over at once, and stays open for some seconds: whoever opens the same
 * thing again meanwhile costs a look into memory, and of all of these clicks the last one is handed over when the view is
 * closed. Any thread notes without a lock; one at a time takes.
 */
final class NotedViews {

    /** More than a second of the most that a node sends; it is written when it is half full. */
    private static final int WAITING = 65_536;

    /** Views that are open after they were handed over. There being as many, others are closed at once. */
    private static final int MOST_OPEN = 32_768;

    /** A power of two, and so many more than open views that hardly any has no place. */
    private static final int PLACES = 262_144;

    private final UsageRing ring = new UsageRing(WAITING);

    /** Where open views are found. Each has two places beside each other; one that others took over is noted anew. */
    private final AtomicReferenceArray<NotedView> places = new AtomicReferenceArray<>(PLACES);

    /** Those that were handed over, in about the order of time; of the thread that takes. */
    private final Deque<NotedView> open = new ArrayDeque<>();

    /** Notes a view; waits for nothing. */
    void note(long at, UsedItem item, SocketAddress connection, String userAgent) {
        if (item.article() == null) {
            // Searches have no double clicks.
            ring.add(new NotedView(at, item, connection, userAgent));
            return;
        }
        int place = place(item, connection, userAgent);
        NotedView before = places.getAcquire(place);
        if (before != null && before.noteAgain(at, item, connection, userAgent)) {
            return;
        }
        NotedView other = places.getAcquire(beside(place));
        if (other != null && other.noteAgain(at, item, connection, userAgent)) {
            return;
        }
        NotedView view = new NotedView(at, item, connection, userAgent);
        if (ring.add(view)) {
            int free = before != null && other == null ? beside(place) : place;
            places.set(free, view);
            // Whoever closes it says so before the place is looked at: one of both takes it away.
            if (view.isClosed()) {
                places.compareAndSet(free, view, null);
            }
        }
    }

    private static int beside(int place) {
        return place ^ 1;
    }

    private static int place(UsedItem item, SocketAddress connection, String userAgent) {
        int hash = 31 * (31 * item.hashCode() + Objects.hashCode(NotedView.host(connection)))
                + Objects.hashCode(userAgent);
        return (hash ^ hash >>> 16) & PLACES - 1;
    }

    /**
     * Hands over all views that were noted, and closes those that are no longer open at this time; for one thread at a time.
     *
     * @param now in microseconds since 1970; the last moment of all closes all views
     */
    void drain(UsageBatch batch, long now) {
        // A clock that was set back must not keep views open.
        while (!open.isEmpty() && !isOpen(open.getFirst(), now)) {
            close(open.removeFirst(), batch);
        }
        ring.drain(view -> {
            batch.addFirst(view);
            if (view.item().article() != null && open.size() < MOST_OPEN && isOpen(view, now)) {
                open.addLast(view);
            } else {
                close(view, batch);
            }
        });
    }

    private static boolean isOpen(NotedView view, long now) {
        return Math.abs(now - view.at()) <= NotedView.OPEN_MICROS;
    }

    private void close(NotedView view, UsageBatch batch) {
        view.close();
        // Nothing of a visitor stays in memory.
        int place = place(view.item(), view.connection(), view.userAgent());
        if (!places.compareAndSet(place, view, null)) {
            places.compareAndSet(beside(place), view, null);
        }
        batch.addLast(view);
    }

    /** Sets what is called when there is room for half as many views as before: it must not wait. */
    void whenHalfFull(Runnable called) {
        ring.whenHalfFull(called);
    }

    /** Reports whether there is room for half as many views at most. */
    boolean isHalfFull() {
        return ring.isHalfFull();
    }

    /** Returns how many views wait to be handed over. */
    long waiting() {
        return ring.size();
    }

    /** Returns how many views there was no room for since the last call. */
    long takeDropped() {
        return ring.takeDropped();
    }
}
