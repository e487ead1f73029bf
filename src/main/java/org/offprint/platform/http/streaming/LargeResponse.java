package org.offprint.platform.http.streaming;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.offprint.platform.http.requests.ClientAddress;

/** Large response body that is being sent to one client. */
public final class LargeResponse {

    /**
     * Size of a chunk of a large response, in bytes. The server accepts about one chunk before its write queue is full.
     */
    private static final int CHUNK_BYTES = 64 * 1024;

    private final int length;
    private final RoutingContext context;
    private volatile byte[] body;
    private volatile long takenAt = System.nanoTime();
    private Runnable whenDone;
    private int sent;

    LargeResponse(byte[] body, RoutingContext context) {
        this.body = body;
        this.length = body.length;
        this.context = context;
    }

    /** Returns the response body; null if it has been released. */
    byte[] body() {
        return body;
    }

    int length() {
        return length;
    }

    /** Returns the IP address of the client, or its site for an IPv6 address. */
    String client() {
        return context == null ? "" : ClientAddress.subscriber(ClientAddress.of(context.request()));
    }

    /** Returns the time at which the client last received data, on the JVM's nanosecond clock. */
    long takenAt() {
        return takenAt;
    }

    boolean isIdleFor(Duration time) {
        return System.nanoTime() - takenAt > time.toNanos();
    }

    /**
     * Aborts the response and releases its body. Both happen on the thread of the connection, which may be busy.
     *
     * @param whenReleased called after the body was released
     */
    void abort(Runnable whenReleased) {
        Connections.abort(context);
        ((ConnectionBase) context.request().connection()).getContext().runOnContext(aborted -> {
            release();
            whenReleased.run();
        });
    }

    /** Releases the response body. The server may refer to the response for longer, for example in a waiting task. */
    void release() {
        body = null;
    }

    /**
     * Starts sending the response body and returns immediately.
     *
     * @param whenDone called after all bytes are written or the client has disconnected
     */
    public void send(Runnable whenDone) {
        this.whenDone = whenDone;
        context.addEndHandler(ended -> done());
        // The chunks are written on the thread of the connection. On a different thread, the write queue could drain
        // between its check and the registration of the drain handler.
        ((ConnectionBase) context.request().connection()).getContext().runOnContext(start -> sendNextChunks());
    }

    private void sendNextChunks() {
        HttpServerResponse response = context.response();
        takenAt = System.nanoTime();
        byte[] bytes = body;
        if (bytes == null || response.closed() || response.ended()) {
            done();
            return;
        }
        while (length - sent > CHUNK_BYTES) {
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> sendNextChunks());
                return;
            }
            response.write(Buffer.buffer(Unpooled.wrappedBuffer(bytes, sent, CHUNK_BYTES)));
            sent += CHUNK_BYTES;
        }
        response.end(Buffer.buffer(Unpooled.wrappedBuffer(bytes, sent, length - sent)));
    }

    private synchronized void done() {
        Runnable tell = whenDone;
        whenDone = null;
        if (tell != null) {
            tell.run();
        }
    }
}
