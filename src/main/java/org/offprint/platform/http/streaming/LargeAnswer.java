package org.offprint.platform.http.streaming;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** A body on its way to one client. */
final class LargeAnswer {

    /** The bytes of a piece: as much as the server takes before it says that it is enough. */
    private static final int PIECE = 64 * 1024;

    private final byte[] body;
    private final RoutingContext context;
    private volatile long takenAt = System.nanoTime();
    private Runnable whenDone;
    private int sent;

    LargeAnswer(byte[] body, RoutingContext context) {
        this.body = body;
        this.context = context;
    }

    byte[] body() {
        return body;
    }

    /** Returns the time at which the client last took something, in the JVM's nanoseconds. */
    long takenAt() {
        return takenAt;
    }

    boolean isIdleFor(Duration time) {
        return System.nanoTime() - takenAt > time.toNanos();
    }

    void cut() {
        Connections.cut(context);
    }

    /**
     * Sends it, and returns at once.
     *
     * @param whenDone is told when all is written, or the client gone
     */
    void send(Runnable whenDone) {
        this.whenDone = whenDone;
        context.addEndHandler(ended -> done());
        // On the thread of the connection, so that nothing is taken between a look at its queue and what follows it.
        ((ConnectionBase) context.request().connection()).getContext().runOnContext(start -> sendOn());
    }

    private void sendOn() {
        HttpServerResponse response = context.response();
        takenAt = System.nanoTime();
        if (response.closed() || response.ended()) {
            done();
            return;
        }
        while (body.length - sent > PIECE) {
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> sendOn());
                return;
            }
            response.write(piece(PIECE));
            sent += PIECE;
        }
        response.end(piece(body.length - sent));
    }

    private Buffer piece(int length) {
        return Buffer.buffer(Unpooled.wrappedBuffer(body, sent, length));
    }

    private synchronized void done() {
        Runnable tell = whenDone;
        whenDone = null;
        if (tell != null) {
            tell.run();
        }
    }
}
