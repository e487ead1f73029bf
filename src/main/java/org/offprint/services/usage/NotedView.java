package org.offprint.services.usage;

import io.vertx.core.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * A view that this node has noted, and the last one like it by the same visitor while it is open: nothing that the thread
 * which answers would have to make for it. All else is looked at when it is written. Any thread notes, another one writes.
 */
final class NotedView {

    /**
     * The time in which a view can be noted again, in microseconds. Less than a double click, so that all between the first and the
     * last one are double clicks of both, and so that a kill loses the last ones of a short time alone.
     */
    static final long OPEN_MICROS = 10_000_000;

    /** Of the clicks after the first one: as many bits are the time of the last, in microseconds since the first. */
    private static final int TIME_BITS = 24;

    private static final long TIME = (1L << TIME_BITS) - 1;
    /** The bits above are their number. */
    private static final long ONE_MORE = 1L << TIME_BITS;
    /** The sign says that there will be no other. */
    private static final long CLOSED = Long.MIN_VALUE;

    private static final AtomicLongFieldUpdater<NotedView> LATER =
            AtomicLongFieldUpdater.newUpdater(NotedView.class, "later");

    private final long at;
    private final UsedItem item;
    private final SocketAddress connection;
    private final String userAgent;

    private volatile long later;

    /**
     * @param at in microseconds since 1970
     * @param connection where the answer went; null for none
     * @param userAgent as the browser names itself, shortened; null where it does not
     */
    NotedView(long at, UsedItem item, SocketAddress connection, String userAgent) {
        this.at = at;
        this.item = item;
        this.connection = connection;
        this.userAgent = userAgent;
    }

    /**
     * Notes the same view again, of which the first and the last one decide every figure, as those between are double clicks
     * of both; reports false where the view is another one, or is no longer open, so that it is noted anew.
     */
    boolean noteAgain(long now, UsedItem other, SocketAddress from, String agent) {
        long since = now - at;
        if (since < 0 || since > OPEN_MICROS || !isOf(other, from, agent)) {
            return false;
        }
        while (true) {
            long before = later;
            if (before < 0) {
                return false;
            }
            long after = ((before & ~TIME) + ONE_MORE) | Math.max(before & TIME, since);
            if (LATER.compareAndSet(this, before, after)) {
                return true;
            }
        }
    }

    private boolean isOf(UsedItem other, SocketAddress from, String agent) {
        return (item == other || item.equals(other))
                && Objects.equals(userAgent, agent)
                && (connection == from || Objects.equals(host(connection), host(from)));
    }

    /** Returns what tells one client from another: of another connection of the same client the same text. */
    static String host(SocketAddress connection) {
        return connection == null ? null : connection.host();
    }

    /** Ends the time in which the view can be noted again: what comes is another one. */
    void close() {
        LATER.accumulateAndGet(this, CLOSED, (clicks, closed) -> clicks | closed);
    }

    boolean isClosed() {
        return later < 0;
    }

    long at() {
        return at;
    }

    /** Returns when the last one like it was sent. */
    long latest() {
        return at + (later & TIME);
    }

    /** Returns the number of views after the first one. */
    int more() {
        return (int) ((later & ~CLOSED) >>> TIME_BITS);
    }

    UsedItem item() {
        return item;
    }

    SocketAddress connection() {
        return connection;
    }

    String userAgent() {
        return userAgent;
    }

    @Override
    public String toString() {
        return "NotedView"; // so that no log ever holds an address
    }
}
