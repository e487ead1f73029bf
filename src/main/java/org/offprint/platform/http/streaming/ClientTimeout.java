package org.offprint.platform.http.streaming;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Output stream to a client with a write timeout. Writes block until the client has read enough data, which therefore
 * does not accumulate in memory. If the client reads no data for too long, the blocked write fails with an
 * InterruptedIOException.
 */
public final class ClientTimeout extends FilterOutputStream {

    private static final Logger LOG = Logger.getLogger(ClientTimeout.class);

    /**
     * Maximum size of a write to the client, in bytes. With a fixed size, the timeout and the pace do not depend on the
     * caller's buffer size.
     */
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final long timeoutNanos;
    private final ReadPace pace;
    private final long timer;
    private final Object lock = new Object();
    private Thread writer; // Thread that is currently writing to the client; null if there is none.

    /**
     * Starts watching the writes to a client.
     *
     * @param out stream to the client
     * @param context request of the client
     * @param timeout write timeout
     */
    public ClientTimeout(OutputStream out, RoutingContext context, Duration timeout) {
        this(out, context, timeout, new ReadPace());
    }

    /**
     * Starts watching the writes to a client.
     *
     * @param out stream to the client
     * @param context request of the client
     * @param timeout write timeout
     * @param pace records the pace at which the client reads
     */
    ClientTimeout(OutputStream out, RoutingContext context, Duration timeout, ReadPace pace) {
        super(out);
        vertx = context.vertx();
        response = context.response();
        timeoutNanos = timeout.toNanos();
        this.pace = pace;
        timer = vertx.setPeriodic(Math.max(100, timeout.toMillis() / 10), ignored -> interruptIfStalled());
    }

    private void interruptIfStalled() {
        if (pace.writingNanos() > timeoutNanos) {
            LOG.warn("The response was aborted because the client stopped reading");
            interrupt();
            vertx.cancelTimer(timer);
        }
    }

    /** Makes the current write fail if it is blocked by the client. */
    void interrupt() {
        synchronized (lock) {
            if (writer != null) {
                writer.interrupt();
            }
        }
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int written = 0; written < length; written += CHUNK_BYTES) {
            writeChunk(bytes, offset + written, Math.min(CHUNK_BYTES, length - written));
        }
    }

    private void writeChunk(byte[] bytes, int offset, int length) throws IOException {
        if (response.closed()) {
            // Data written to a closed connection is silently discarded by the network library.
            throw new ClosedChannelException();
        }
        synchronized (lock) {
            writer = Thread.currentThread();
        }
        pace.begin();
        try {
            out.write(bytes, offset, length);
        } finally {
            pace.end(length);
            synchronized (lock) {
                writer = null;
                // If the timeout interrupted the thread just after the write, the interrupt must be cleared.
                Thread.interrupted();
            }
        }
    }

    /** Stops watching the writes to the client. The underlying stream remains open. */
    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
