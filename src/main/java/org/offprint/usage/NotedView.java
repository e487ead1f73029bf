package org.offprint.usage;

import io.vertx.core.net.SocketAddress;

/**
 * A view that this node has noted and not written yet, and the last one like it on the same connection: nothing that the
 * thread which answers would have to make for it. All else is looked at when it is written. One thread answers a
 * connection, another one writes.
 */
final class NotedView {

    private final long at;
    private final UsedItem item;
    private final SocketAddress connection;
    private final String userAgent;

    /** The number of views after the first one. */
    private int more;

    private volatile long latest;
    private volatile boolean taken;

    /**
     * @param at in microseconds since 1970
     * @param connection where the answer went; of one connection the same object
     * @param userAgent as the browser names itself, shortened; null where it does not
     */
    NotedView(long at, UsedItem item, SocketAddress connection, String userAgent) {
        this.at = at;
        this.item = item;
        this.connection = connection;
        this.userAgent = userAgent;
        latest = at;
    }

    /**
     * Notes the same view again, of which the first and the last one decide every figure, as those between are double clicks
     * of both; reports false where the view is another one, later than a double click, or may be written already, so that it
     * is noted anew.
     */
    boolean noteAgain(long now, UsedItem other, SocketAddress from, String agent) {
        if (connection != from
                || item != other && !item.equals(other)
                || item.article() == null
                || now < latest
                || now - at > UsedItem.DOUBLE_CLICK_MICROS
                || !(agent == null ? userAgent == null : agent.equals(userAgent))) {
            return false;
        }
        more++;
        latest = now;
        // Whoever takes the view says so before the time is read: a view may be noted twice, and is not missed.
        return !taken;
    }

    /** Begins to write the view: what comes is another one. */
    void take() {
        taken = true;
    }

    long at() {
        return at;
    }

    /** Returns when the last one like it was sent. */
    long latest() {
        return latest;
    }

    /** Returns the number of views after the first one. */
    int more() {
        return more;
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
