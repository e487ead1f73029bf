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
 * A stream to a client that is given up when the client takes nothing for a while: the write that waits then ends with
 * an InterruptedIOException. Writing blocks, so that nothing piles up in memory for a client that is slow.
 */
public final class ClientPatience extends FilterOutputStream {

    private static final Logger LOG = Logger.getLogger(ClientPatience.class);

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final long patienceNanos;
    private final long timer;
    private final Object lock = new Object();
    private Thread writer; // null while nobody writes
    private long since;

    /**
     * Watches a stream to the client of this request.
     *
     * @param patience how long a client may take nothing
     */
    public ClientPatience(OutputStream out, RoutingContext context, Duration patience) {
        super(out);
        vertx = context.vertx();
        response = context.response();
        patienceNanos = patience.toNanos();
        timer = vertx.setPeriodic(Math.max(100, patience.toMillis() / 10), ignored -> interruptIfStalled());
    }

    private void interruptIfStalled() {
        synchronized (lock) {
            if (writer != null && System.nanoTime() - since > patienceNanos) {
                LOG.warn("An answer is ended because its client takes nothing any more");
                writer.interrupt();
                vertx.cancelTimer(timer);
            }
        }
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (response.closed()) {
            // What is written to a client that has left is dropped in silence.
            throw new ClosedChannelException();
        }
        synchronized (lock) {
            since = System.nanoTime();
            writer = Thread.currentThread();
        }
        try {
            out.write(bytes, offset, length);
        } finally {
            synchronized (lock) {
                writer = null;
                Thread.interrupted(); // ours, if it came too late to end anything
            }
        }
    }

    /** Stops watching; what is written to stays open. */
    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
