package org.offprint.platform.http.streaming;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/** Connections of clients that take nothing of what they are sent. */
public final class Connections {

    private Connections() {}

    /** Breaks an answer off at once: an orderly end would first wait until the client has taken what is written. */
    public static void cut(RoutingContext context) {
        if (context.request().version() != HttpVersion.HTTP_2
                && context.request().connection() instanceof ConnectionBase connection) {
            Channel channel = connection.channel();
            channel.eventLoop().execute(() -> channel.unsafe().close(channel.newPromise()));
        } else {
            context.response().reset();
        }
    }
}
