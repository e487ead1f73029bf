package org.offprint.platform.http.streaming;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Backlog of an HTTP/2 connection: bytes that wait for the socket, and data that waits for the flow-control windows of
 * streams. If the client reads nothing from a stream, the stream is reset. Responses without a body are not subject to
 * flow control, so nothing is read from the connection if the socket's write queue is full.
 */
final class Http2Backlog extends ConnectionBacklog {

    /** Minimum number of received bytes that are processed before the time is checked again. */
    private static final int MIN_PART_BYTES = 64;

    /** Maximum number of received bytes that are processed before the time is checked again. */
    private static final int MAX_PART_BYTES = 4_096;

    /**
     * Time after which the other connections of the thread are served. A client can send hundreds of requests at once,
     * and processing all of them would delay other clients by seconds.
     */
    private static final long MAX_TURN_NANOS = 1_000_000;

    /**
     * Maximum number of reads of a connection that are processed at the same time. A client can send a hundred requests
     * at once, and rejecting most of them would take more time than answering them one after another.
     */
    private static final int MAX_READS = 16;

    /**
     * Time after which further reads are processed even if none of the running reads has been answered, in
     * milliseconds. A request for future changes can wait for a minute, and may not delay other requests.
     */
    private static final long MAX_READ_MILLIS = 1_000;

    /** Reads that wait until fewer reads are being processed, in the order of their arrival. */
    private final Queue<WaitingRead> waitingReads = new ArrayDeque<>();

    private int runningReads;
    private boolean isTimerSet;

    /** Received bytes that are not processed yet, in their order. */
    private final Queue<ByteBuf> received = new ArrayDeque<>();

    private boolean isScheduled;
    private int partBytes = MIN_PART_BYTES;
    private final Http2ConnectionHandler handler;
    private final Map<Http2Stream, StreamBacklog> streams = new IdentityHashMap<>();
    private volatile long streamBytes;

    /**
     * Creates the backlog of an HTTP/2 connection.
     *
     * @param maxStreams maximum number of concurrent streams, which applies immediately, whereas the server's own limit
     *     applies only after the client has acknowledged the settings
     */
    Http2Backlog(Listener listener, ConnectionBase connection, String client, int maxStreams) {
        super(listener, connection, client);
        handler = (Http2ConnectionHandler) connection.channelHandlerContext().handler();
        handler.connection().remote().maxActiveStreams(maxStreams);
        handler.connection()
                .remote()
                .flowController(
                        new CountingFlowController(handler.connection().remote().flowController()));
        handler.connection().addListener(new Http2ConnectionAdapter() {
            @Override
            public void onGoAwaySent(int lastStream, long error, ByteBuf reason) {
                if (error != Http2Error.NO_ERROR.code()) {
                    // After an error, the HTTP/2 library would read and refuse all further frames until the open
                    // streams end. The connection is therefore closed.
                    abortReported();
                }
            }
        });
    }

    /** Request that waits, with the Vert.x context on which it must be processed. */
    private record WaitingRead(RoutingContext request, Context context) {}

    /**
     * Processes a read immediately or when fewer reads are being processed. Processes any other request immediately,
     * because the body of a waiting request would be lost.
     */
    @Override
    void process(RoutingContext request) {
        HttpMethod method = request.request().method();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            request.next();
        } else if (runningReads < MAX_READS) {
            runningReads++;
            start(request);
        } else {
            waitingReads.add(new WaitingRead(request, Vertx.currentContext()));
            if (!isTimerSet) {
                startLater(request.vertx());
            }
        }
    }

    /** Processes a read until the head of its response is written, or until the client has reset the stream. */
    private void start(RoutingContext request) {
        AtomicBoolean isRunning = new AtomicBoolean(true);
        Runnable end = () -> {
            if (isRunning.getAndSet(false)) {
                connection().channel().eventLoop().execute(this::endRead);
            }
        };
        request.addHeadersEndHandler(written -> end.run());
        request.addEndHandler(ended -> end.run());
        request.next();
    }

    private void endRead() {
        runningReads--;
        while (runningReads < MAX_READS && !waitingReads.isEmpty()) {
            startWaiting();
        }
    }

    private void startWaiting() {
        WaitingRead next = waitingReads.remove();
        if (!isAborted() && !next.request().response().closed()) {
            runningReads++;
            next.context().runOnContext(resumed -> start(next.request()));
        }
    }

    private void startLater(Vertx vertx) {
        isTimerSet = true;
        vertx.setTimer(MAX_READ_MILLIS, late -> {
            for (int i = 0; i < MAX_READS && !waitingReads.isEmpty(); i++) {
                startWaiting();
            }
            isTimerSet = false;
            if (!waitingReads.isEmpty()) {
                startLater(vertx);
            }
        });
    }

    @Override
    long streamBytes() {
        return streamBytes;
    }

    /**
     * Passes received bytes on in small parts, for a limited time. If the connection is being closed, all received
     * bytes are discarded.
     */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
            return;
        }
        received.add(bytes);
        if (!isScheduled) {
            process(context);
        }
    }

    private void process(ChannelHandlerContext context) {
        long end = System.nanoTime() + MAX_TURN_NANOS;
        long start = System.nanoTime();
        while (!received.isEmpty() && !isAborted() && start < end) {
            ByteBuf first = received.element();
            int length = Math.min(partBytes, first.readableBytes());
            if (length > 0) {
                context.fireChannelRead(first.readRetainedSlice(length));
            }
            // The queue is emptied during the call if the connection is closed.
            if (received.peek() == first && !first.isReadable()) {
                received.remove().release();
            }
            long now = System.nanoTime();
            partBytes = now - start > MAX_TURN_NANOS / 10
                    ? Math.max(MIN_PART_BYTES, partBytes / 2)
                    : Math.min(MAX_PART_BYTES, partBytes * 2);
            start = now;
        }
        if (isAborted() || context.isRemoved()) {
            discardReceived();
        }
        if (!received.isEmpty()) {
            isScheduled = true;
            Runnable next = () -> {
                isScheduled = false;
                process(context);
                context.fireChannelReadComplete();
            };
            // A scheduled task runs after the other connections were read. Up to 64 immediate tasks would run before.
            context.channel().eventLoop().schedule(next, 1, TimeUnit.NANOSECONDS);
        }
        updateAutoRead(context);
    }

    private void discardReceived() {
        received.forEach(ByteBuf::release);
        received.clear();
    }

    private void updateAutoRead(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(context.channel().isWritable() && received.isEmpty());
    }

    /** Ignores requests of the HTTP/2 library to read the socket, which it sends even if automatic reading is off. */
    @Override
    public void read(ChannelHandlerContext context) {
        if (received.isEmpty() && context.channel().isWritable()) {
            context.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        updateAutoRead(context);
        super.channelWritabilityChanged(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        discardReceived();
        waitingReads.clear();
        super.channelInactive(context);
    }

    /**
     * Ignores errors of single streams. If a stream is closed while response data waits for the stream's flow-control
     * window, Vert.x reports the discarded data as an error of the connection, and would close the connection with all
     * other streams.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof Http2Exception.StreamException)) {
            context.fireExceptionCaught(cause);
        }
    }

    @Override
    void endIdle(Duration timeout) {
        connection().channel().eventLoop().execute(() -> {
            if (isIdleFor(timeout) && socketBytes() > 0) {
                abortReported();
                return;
            }
            ChannelHandlerContext context = connection().channelHandlerContext();
            new ArrayList<>(streams.entrySet())
                    .stream()
                            .filter(stream -> stream.getValue().isIdleFor(timeout))
                            .forEach(stream -> handler.resetStream(
                                    context, stream.getKey().id(), Http2Error.CANCEL.code(), context.newPromise()));
            context.flush();
        });
    }

    /** Response data of an HTTP/2 stream that waits for the stream's flow-control window. */
    private static final class StreamBacklog {

        private long bytes;
        private long readAt = System.nanoTime();

        boolean isIdleFor(Duration time) {
            return System.nanoTime() - readAt > time.toNanos();
        }
    }

    private void add(Http2Stream stream, long bytes) {
        if (bytes == 0) {
            // The last frame of a streamed response is empty.
            return;
        }
        StreamBacklog backlog = streams.computeIfAbsent(stream, first -> new StreamBacklog());
        backlog.bytes += bytes;
        streamBytes += bytes;
    }

    private void remove(Http2Stream stream, long bytes) {
        StreamBacklog backlog = streams.get(stream);
        if (backlog != null && bytes > 0) {
            backlog.bytes -= bytes;
            backlog.readAt = System.nanoTime();
            streamBytes -= bytes;
            if (backlog.bytes == 0) {
                streams.remove(stream);
            }
        }
    }

    /** HTTP/2 frame whose bytes are counted until it is written or discarded. */
    private final class CountedFrame implements Http2RemoteFlowController.FlowControlled {

        private final Http2Stream stream;
        private final Http2RemoteFlowController.FlowControlled frame;
        private int counted;

        CountedFrame(Http2Stream stream, Http2RemoteFlowController.FlowControlled frame) {
            this.stream = stream;
            this.frame = frame;
            counted = frame.size();
            add(stream, counted);
        }

        private void keep(int bytes) {
            remove(stream, counted - bytes);
            counted = bytes;
        }

        @Override
        public int size() {
            return frame.size();
        }

        @Override
        public void error(ChannelHandlerContext context, Throwable cause) {
            keep(0);
            frame.error(context, cause);
        }

        @Override
        public void writeComplete() {
            keep(0);
            frame.writeComplete();
        }

        @Override
        public void write(ChannelHandlerContext context, int allowedBytes) {
            frame.write(context, allowedBytes);
            keep(Math.min(counted, frame.size()));
        }

        @Override
        public boolean merge(ChannelHandlerContext context, Http2RemoteFlowController.FlowControlled next) {
            CountedFrame other = (CountedFrame) next;
            if (!frame.merge(context, other.frame)) {
                return false;
            }
            counted += other.counted;
            other.counted = 0;
            return true;
        }
    }

    /** Delegates to the HTTP/2 flow controller of the connection, and counts the frames. */
    private final class CountingFlowController implements Http2RemoteFlowController {

        private final Http2RemoteFlowController controller;

        CountingFlowController(Http2RemoteFlowController controller) {
            this.controller = controller;
        }

        @Override
        public void addFlowControlled(Http2Stream stream, FlowControlled frame) {
            controller.addFlowControlled(stream, new CountedFrame(stream, frame));
        }

        @Override
        public ChannelHandlerContext channelHandlerContext() {
            return controller.channelHandlerContext();
        }

        @Override
        public boolean hasFlowControlled(Http2Stream stream) {
            return controller.hasFlowControlled(stream);
        }

        @Override
        public void writePendingBytes() throws Http2Exception {
            controller.writePendingBytes();
        }

        @Override
        public void listener(Listener listener) {
            controller.listener(listener);
        }

        @Override
        public boolean isWritable(Http2Stream stream) {
            return controller.isWritable(stream);
        }

        @Override
        public void channelWritabilityChanged() throws Http2Exception {
            controller.channelWritabilityChanged();
        }

        @Override
        public void updateDependencyTree(int child, int parent, short weight, boolean isExclusive) {
            controller.updateDependencyTree(child, parent, weight, isExclusive);
        }

        @Override
        public void channelHandlerContext(ChannelHandlerContext context) throws Http2Exception {
            controller.channelHandlerContext(context);
        }

        @Override
        public void initialWindowSize(int newWindowSize) throws Http2Exception {
            controller.initialWindowSize(newWindowSize);
        }

        @Override
        public int initialWindowSize() {
            return controller.initialWindowSize();
        }

        @Override
        public int windowSize(Http2Stream stream) {
            return controller.windowSize(stream);
        }

        @Override
        public void incrementWindowSize(Http2Stream stream, int delta) throws Http2Exception {
            controller.incrementWindowSize(stream, delta);
        }
    }
}
