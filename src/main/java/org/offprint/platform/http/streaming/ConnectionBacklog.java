package org.offprint.platform.http.streaming;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;

/**
 * Send backlog of one connection: response bytes that its client has not read yet. Reports the size to a listener,
 * and closes the connection if a write fails. Except for the size, everything runs on the thread of the connection.
 */
abstract class ConnectionBacklog extends ChannelDuplexHandler {

    private final Listener listener;
    private final ConnectionBase connection;
    private final String client;
    private volatile long reported;
    private volatile long readAt;
    private volatile boolean isAborted;

    /** Counts the backlogs of all connections. */
    interface Listener {

        /** Called if the size has changed. */
        void update(ConnectionBacklog backlog);

        /** Closes the connection. */
        void abort(ConnectionBacklog backlog);
    }

    ConnectionBacklog(Listener listener, ConnectionBase connection, String client) {
        this.listener = listener;
        this.connection = connection;
        this.client = client;
    }

    ConnectionBase connection() {
        return connection;
    }

    /** Returns the network of the client's address. */
    String client() {
        return client;
    }

    /** Returns the present size in bytes. */
    final long bytes() {
        return connection.channel().isActive() ? socketBytes() + streamBytes() : 0;
    }

    /** Returns the number of bytes that wait for flow control above the socket. */
    long streamBytes() {
        return 0;
    }

    /** Returns the number of bytes that wait for the socket. */
    final long socketBytes() {
        ChannelOutboundBuffer buffer = connection.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Returns the size that the listener has counted. */
    long reported() {
        return reported;
    }

    /** Stores the size that the listener counts now. */
    void setReported(long bytes) {
        if (bytes < reported || reported == 0) {
            readAt = System.nanoTime();
        }
        reported = bytes;
    }

    /** Returns when the client last read data, on the JVM's nanosecond clock. */
    long readAt() {
        return readAt;
    }

    boolean isIdleFor(Duration time) {
        return reported > 0 && System.nanoTime() - readAt > time.toNanos();
    }

    /** Ends everything whose client has read nothing for this time. */
    abstract void endIdle(Duration timeout);

    /** Closes the connection through the listener, which counts the memory that is being released. */
    final void abortReported() {
        listener.abort(this);
    }

    /** Returns whether the connection is being closed. Its memory is released a little later. */
    boolean isAborted() {
        return isAborted;
    }

    /** Closes the connection without waiting for the client, and discards its backlog. */
    void abort() {
        isAborted = true;
        Channel channel = connection.channel();
        channel.eventLoop().execute(() -> channel.unsafe().close(channel.newPromise()));
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        // A void promise does not report failures.
        ChannelPromise written = promise.isVoid() ? context.newPromise() : promise;
        context.write(message, written);
        if (written.isDone() && !written.isSuccess()) {
            // The response is incomplete, for example because there is no memory for it.
            context.close();
        }
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        report();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        report();
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        report();
        context.fireChannelInactive();
    }

    /** Reports the present size if it has changed. */
    final void report() {
        if (bytes() != reported) {
            listener.update(this);
        }
    }
}
