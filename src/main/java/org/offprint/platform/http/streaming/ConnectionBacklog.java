package org.offprint.platform.http.streaming;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Backlog of a connection, which consists of the response bytes that the client has not read yet. The backlog reports
 * its size to a listener, and closes the connection if a write fails. Except for the size, its state is used only on
 * the thread of the connection.
 */
abstract class ConnectionBacklog extends ChannelDuplexHandler {

    /**
     * Growth of the backlog, in bytes, above which it is reported immediately instead of after the next flush. Most
     * responses are smaller than this limit.
     */
    private static final int MAX_UNREPORTED_BYTES = 64 * 1024;

    private final Listener listener;
    private final ConnectionBase connection;
    private final String client;
    private volatile long reported;
    private volatile long readAt;
    private volatile boolean isAborted;

    /** Receives the backlog sizes of all connections. */
    interface Listener {

        /** Called if the size of a connection's backlog has changed. */
        void update(ConnectionBacklog backlog);

        /** Closes the connection to which the backlog belongs. */
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

    /** Returns the IP address of the client, or its site for an IPv6 address. */
    String client() {
        return client;
    }

    /** Returns the current size of the backlog, in bytes. */
    final long bytes() {
        return connection.channel().isActive() ? socketBytes() + streamBytes() : 0;
    }

    /**
     * Returns the number of response bytes that wait for HTTP/2 flow control and are not yet in the socket's buffer.
     */
    long streamBytes() {
        return 0;
    }

    /** Returns the number of response bytes that are waiting to be written to the socket. */
    final long socketBytes() {
        ChannelOutboundBuffer buffer = connection.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Returns the size of the backlog as counted by the listener, in bytes. */
    long reported() {
        return reported;
    }

    /** Stores the size of the backlog as counted by the listener. */
    void setReported(long bytes) {
        if (bytes < reported || reported == 0) {
            readAt = System.nanoTime();
        }
        reported = bytes;
    }

    /** Returns the time at which the client last read data, on the JVM's nanosecond clock. */
    long readAt() {
        return readAt;
    }

    boolean isIdleFor(Duration time) {
        return reported > 0 && System.nanoTime() - readAt > time.toNanos();
    }

    /** Processes a request, immediately or when fewer requests of this connection are being processed. */
    void process(RoutingContext context) {
        context.next();
    }

    /** Ends all responses of which the client has read nothing for the duration of {@code timeout}. */
    abstract void endIdle(Duration timeout);

    /** Closes the connection through the listener, which keeps track of the memory that is being released. */
    final void abortReported() {
        listener.abort(this);
    }

    /** Returns whether the connection is being closed. The memory of a connection is released when it is closed. */
    boolean isAborted() {
        return isAborted;
    }

    /** Closes the connection without waiting for the client, and discards the backlog. */
    void abort() {
        isAborted = true;
        Channel channel = connection.channel();
        channel.eventLoop().execute(() -> channel.unsafe().close(channel.newPromise()));
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        // A void promise of Netty does not report failures, so it is replaced with a new promise.
        ChannelPromise written = promise.isVoid() ? context.newPromise() : promise;
        context.write(message, written);
        if (written.isDone() && !written.isSuccess()) {
            // After a failed write, for example for lack of memory, the response is incomplete.
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

    /**
     * Reports the current size of the backlog to the listener if the backlog has grown considerably since the last
     * report.
     */
    final void reportGrowth() {
        if (bytes() - reported > MAX_UNREPORTED_BYTES) {
            listener.update(this);
        }
    }

    /** Reports the current size of the backlog to the listener if the size has changed. */
    private void report() {
        if (bytes() != reported) {
            listener.update(this);
        }
    }
}
