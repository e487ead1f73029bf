package org.offprint.harvest;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/** Connections of clients that take what they are sent slowly, or not at all. */
public final class Connections {

    private Connections() {}

    /** Whether the client has taken the whole answer, as far as can be seen from here, or is gone. */
    public static boolean hasTaken(RoutingContext context) {
        if (context.response().closed()) {
            return true;
        }
        if (!context.response().ended()) {
            return false;
        }
        if (context.request().version() != HttpVersion.HTTP_2
                && context.request().connection() instanceof ConnectionBase connection) {
            ChannelOutboundBuffer waiting = connection.channel().unsafe().outboundBuffer();
            return waiting == null || waiting.totalPendingWriteBytes() == 0;
        }
        return true;
    }

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
