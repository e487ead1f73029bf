package org.offprint.services.usage;

import io.vertx.core.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.offprint.services.usage.UsageEvent.AccessMethod;

/**
 * View recorded on this node, with its last repetition by the same visitor while the view is open. Contains only data
 * that the responding thread already has. The remaining data is computed when the view is written to the database. Any
 * thread may record a view; a background thread writes it.
 */
final class RecordedView {

    /**
     * Period in which a view can be repeated, in microseconds. The period is shorter than the double-click interval, so
     * all views between the first and the last one are double clicks. A short period also limits the number of views
     * that are lost if the process is killed.
     */
    static final long OPEN_MICROS = 10_000_000;

    /** Number of bits that store the time of the last repetition, in microseconds since the first view. */
    private static final int TIME_BITS = 24;

    private static final long TIME_MASK = (1L << TIME_BITS) - 1;
    /** Increment for the number of repetitions, which is stored in the bits above the time. */
    private static final long REPETITION = 1L << TIME_BITS;
    /** Sign bit, which is set when the view stops accepting repetitions. */
    private static final long CLOSED = Long.MIN_VALUE;

    private static final AtomicLongFieldUpdater<RecordedView> LATER =
            AtomicLongFieldUpdater.newUpdater(RecordedView.class, "repetitionState");

    private final long at;
    private final UsedItem item;
    private final AccessMethod method;
    private final SocketAddress connection;
    private final String userAgent;

    private volatile long repetitionState;

    /**
     * Creates a recorded view.
     *
     * @param at time in microseconds since 1970-01-01 UTC
     * @param connection connection of the client; null if there is none
     * @param userAgent user agent, truncated; null if the request has none
     */
    RecordedView(long at, UsedItem item, AccessMethod method, SocketAddress connection, String userAgent) {
        this.at = at;
        this.item = item;
        this.method = method;
        this.connection = connection;
        this.userAgent = userAgent;
    }

    /**
     * Records a repetition of this view. Only the first view and the last repetition affect the usage counts; all
     * repetitions in between are double clicks. Returns false if the other view differs or this view is no longer open.
     * The caller must then record a new view.
     */
    boolean repeat(long now, UsedItem other, AccessMethod otherMethod, SocketAddress from, String agent) {
        long since = now - at;
        if (since < 0 || since > OPEN_MICROS || !isOf(other, otherMethod, from, agent)) {
            return false;
        }
        while (true) {
            long before = repetitionState;
            if (before < 0) {
                return false;
            }
            long after = ((before & ~TIME_MASK) + REPETITION) | Math.max(before & TIME_MASK, since);
            if (LATER.compareAndSet(this, before, after)) {
                return true;
            }
        }
    }

    private boolean isOf(UsedItem other, AccessMethod otherMethod, SocketAddress from, String agent) {
        return (item == other || item.equals(other))
                && method == otherMethod
                && Objects.equals(userAgent, agent)
                && (connection == from || Objects.equals(host(connection), host(from)));
    }

    /** Returns the host of a client, which is the same string for all connections of the client. */
    static String host(SocketAddress connection) {
        return connection == null ? null : connection.host();
    }

    /** Closes the view, so that later repetitions are recorded as new views. */
    void close() {
        LATER.accumulateAndGet(this, CLOSED, (clicks, closed) -> clicks | closed);
    }

    boolean isClosed() {
        return repetitionState < 0;
    }

    long at() {
        return at;
    }

    /** Returns the time of the last repetition of the view, in microseconds since 1970-01-01 UTC. */
    long latest() {
        return at + (repetitionState & TIME_MASK);
    }

    /** Returns the number of repetitions of the view. */
    int repetitions() {
        return (int) ((repetitionState & ~CLOSED) >>> TIME_BITS);
    }

    UsedItem item() {
        return item;
    }

    AccessMethod method() {
        return method;
    }

    SocketAddress connection() {
        return connection;
    }

    String userAgent() {
        return userAgent;
    }

    @Override
    public String toString() {
        return "RecordedView"; // Client addresses must not appear in logs.
    }
}
