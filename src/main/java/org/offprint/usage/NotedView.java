package org.offprint.usage;

import io.vertx.core.net.SocketAddress;

/**
 * A view that this node has noted and not written yet: nothing that the thread which answers would have to make for it. All
 * else is looked at when it is written.
 *
 * @param at in microseconds since 1970
 * @param connection where the answer went; of one connection the same object
 * @param userAgent as the browser names itself, shortened; null where it does not
 */
record NotedView(long at, UsedItem item, SocketAddress connection, String userAgent) {

    @Override
    public String toString() {
        return "NotedView"; // so that no log ever holds an address
    }
}
