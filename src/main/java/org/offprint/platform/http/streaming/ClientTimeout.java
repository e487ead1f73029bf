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
 * Output stream to a client with a write timeout. If the client reads no data for too long, the blocked write fails
 * with an InterruptedIOException. Writes block, so that data for slow clients does not accumulate in memory.
 */
public final class ClientTimeout extends FilterOutputStream {

    private static final Logger LOG = Logger.getLogger(ClientTimeout.class);

    /** Size of one write, in bytes, so that the timeout and the pace do not depend on the size of the caller's buffer. */
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final long patienceNanos;
    private final ReadPace pace;
    private final long timer;
    private final Object lock = new Object();
    private Thread writer; // Null if no write is in progress.

    /**
     * Starts watching a stream to the client of this request.
     *
     * @param patience write timeout
     */
    public ClientTimeout(OutputStream out, RoutingContext context, Duration patience) {
        this(out, context, patience, new ReadPace());
    }

    /**
     * Starts watching a stream to the client of this request.
     *
     * @param timeout write timeout
     * @param pace receives the pace of the client
     */
    ClientTimeout(OutputStream out, RoutingContext context, Duration timeout, ReadPace pace) {
        super(out);
        vertx = context.vertx();
        response = context.response();
        patienceNanos = timeout.toNanos();
        this.pace = pace;
        timer = vertx.setPeriodic(Math.max(100, timeout.toMillis() / 10), ignored -> interruptIfStalled());
    }

    private void interruptIfStalled() {
        if (pace.writingNanos() > patienceNanos) {
            LOG.warn("The response was aborted because the client stopped reading");
            interrupt();
            vertx.cancelTimer(timer);
        }
    }

    /** Makes a blocked write fail. */
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
            // Data that is written to a closed connection is discarded silently.
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
                Thread.interrupted(); // Clears the interrupt of this class if it arrived after the write.
            }
        }
    }

    /** Stops watching. The underlying stream remains open. */
    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
