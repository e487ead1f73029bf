package org.offprint.platform.http.streaming;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Backlog of an HTTP/1.1 connection. A pipelined request waits until the previous response is written and the write
 * queue has space. While a request is waiting, nothing is read from the connection. Without this back-pressure, the
 * server would process all requests of a client that reads no responses.
 */
final class Http1Backlog extends ConnectionBacklog {

    /** Maximum number of pipelined requests that are processed before other connections have their turn. */
    private static final int MAX_REQUESTS_PER_TURN = 32;

    private final Queue<Object> waiting = new ArrayDeque<>();
    /**
     * Whether the response to the current request is still being written. Initially true, because the backlog is
     * created by the first request.
     */
    private boolean isResponding = true;

    private boolean isScheduled;
    private int requests;

    Http1Backlog(Listener listener, ConnectionBase connection, String client) {
        super(listener, connection, client);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (waiting.isEmpty() && mayPass(context, message)) {
            pass(context, message);
        } else {
            waiting.add(message);
            connection().doPause();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
        requests = 0;
        scheduleWaiting(context);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInformational(message)) {
            isResponding = false;
            scheduleWaiting(context);
        }
        super.write(context, message, promise);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        super.channelWritabilityChanged(context);
        scheduleWaiting(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        super.channelInactive(context);
    }

    @Override
    void endIdle(Duration timeout) {
        if (isIdleFor(timeout)) {
            abortReported();
        }
    }

    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private boolean mayPass(ChannelHandlerContext context, Object message) {
        return !(message instanceof HttpRequest)
                || !isResponding && context.channel().isWritable() && requests < MAX_REQUESTS_PER_TURN;
    }

    private void pass(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            isResponding = true;
            requests++;
        }
        context.fireChannelRead(message);
    }

    /**
     * Schedules the next pipelined request, so that other connections are processed first and the call stack does not
     * grow.
     */
    private void scheduleWaiting(ChannelHandlerContext context) {
        if (!waiting.isEmpty() && !isScheduled) {
            isScheduled = true;
            context.executor().execute(() -> passWaiting(context));
        }
    }

    private void passWaiting(ChannelHandlerContext context) {
        isScheduled = false;
        requests = 0;
        boolean hasPassed = false;
        while (!waiting.isEmpty() && mayPass(context, waiting.peek())) {
            pass(context, waiting.remove());
            hasPassed = true;
        }
        if (waiting.isEmpty()) {
            connection().doResume();
        }
        if (hasPassed) {
            // Responses are flushed when the read of the connection is complete.
            context.fireChannelReadComplete();
        }
        if (requests == MAX_REQUESTS_PER_TURN) {
            scheduleWaiting(context);
        }
    }
}
