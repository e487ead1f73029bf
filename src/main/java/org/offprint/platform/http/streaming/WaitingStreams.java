package org.offprint.platform.http.streaming;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;

/** Answers of any length that a thread writes which waits for their client: so many at a time on a node. */
public final class WaitingStreams {

    private static final Logger LOG = Logger.getLogger(WaitingStreams.class);
    private static final int RETRY_SECONDS = 10;

    private final String what;
    private final Duration patience;
    private final Semaphore free;

    /**
     * @param what in words, for who is sent away
     * @param atOnce each holds a thread for as long as its client takes it
     * @param patience how long a client may take nothing
     */
    public WaitingStreams(String what, int atOnce, Duration patience) {
        this.what = what;
        this.patience = patience;
        free = new Semaphore(atOnce);
    }

    /** Writes an answer. */
    @FunctionalInterface
    public interface Writer {
        void write(OutputStream client) throws IOException;
    }

    /** A place, given back when its answer is written, or its request ends without one. */
    public final class Place {

        private final RoutingContext context;
        private final AtomicBoolean isGiven = new AtomicBoolean();

        private Place(RoutingContext context) {
            this.context = context;
            // Also where nothing is ever written, because the client has left or what it asks for is wrong.
            context.addEndHandler(ended -> giveBack());
        }

        private void giveBack() {
            if (isGiven.compareAndSet(false, true)) {
                free.release();
            }
        }

        /**
         * Returns the body of the answer.
         *
         * @param name of what is written, for the log
         */
        public StreamingOutput body(String name, Writer writer) {
            return out -> {
                try (ClientPatience client = new ClientPatience(out, context, patience)) {
                    writer.write(client);
                } catch (IOException | ProblemException e) {
                    LOG.infof("%s ended before its end: %s", name, e);
                    // An answer that just ended would look like a whole one; this one is broken off.
                    throw new ClosedChannelException();
                } finally {
                    giveBack();
                }
            };
        }
    }

    /**
     * Takes a place.
     *
     * @throws ProblemException 503 where there is none
     */
    public Place enter(RoutingContext context) {
        if (!free.tryAcquire()) {
            throw Problems.unavailable(
                    "As many " + what + " as this node writes at once are being written.", RETRY_SECONDS);
        }
        return new Place(context);
    }
}
