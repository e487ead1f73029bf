package org.offprint.platform.http.streaming;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/** Aborts connections of clients that have stopped reading. */
public final class Connections {

    private Connections() {}

    /**
     * Aborts a response immediately. A regular end would first wait until the client has read the data already written.
     */
    public static void abort(RoutingContext context) {
        if (context.request().version() != HttpVersion.HTTP_2
                && context.request().connection() instanceof ConnectionBase connection) {
            Channel channel = connection.channel();
            channel.eventLoop().execute(() -> channel.unsafe().close(channel.newPromise()));
        } else {
            context.response().reset();
        }
    }
}
