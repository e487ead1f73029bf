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

/**
 * Limits the number of concurrent streamed responses per node. Each response blocks a thread until its client has read
 * the response.
 */
public final class StreamLimiter {

    private static final Logger LOG = Logger.getLogger(StreamLimiter.class);
    private static final int RETRY_SECONDS = 10;

    private final String what;
    private final Duration patience;
    private final Semaphore free;

    /**
     * Creates a limit for streamed responses.
     *
     * @param what plural noun for the responses, used in the message to rejected clients
     * @param atOnce maximum number of concurrent responses; each response blocks a thread until its client has read it
     * @param patience write timeout
     */
    public StreamLimiter(String what, int atOnce, Duration patience) {
        this.what = what;
        this.patience = patience;
        free = new Semaphore(atOnce);
    }

    /** Writes the body of a response. */
    @FunctionalInterface
    public interface Writer {
        void write(OutputStream client) throws IOException;
    }

    /** Permit that is released when its response is written, or when its request ends without a response. */
    public final class Permit {

        private final RoutingContext context;
        private final AtomicBoolean isGiven = new AtomicBoolean();

        private Permit(RoutingContext context) {
            this.context = context;
            // The handler also releases permits of requests that never write a body, because the client has
            // disconnected or the request is invalid.
            context.addEndHandler(ended -> release());
        }

        private void release() {
            if (isGiven.compareAndSet(false, true)) {
                free.release();
            }
        }

        /**
         * Returns the body of the response.
         *
         * @param name name of the content, for the log
         */
        public StreamingOutput body(String name, Writer writer) {
            return out -> {
                try (ClientTimeout client = new ClientTimeout(out, context, patience)) {
                    writer.write(client);
                } catch (IOException | ProblemException e) {
                    LOG.infof("Sending %s was aborted: %s", name, e);
                    // A normal end would make the response look complete, so the connection is closed instead.
                    throw new ClosedChannelException();
                } finally {
                    release();
                }
            };
        }
    }

    /**
     * Acquires a permit for a response.
     *
     * @throws ProblemException 503 if no permit is available
     */
    public Permit enter(RoutingContext context) {
        if (!free.tryAcquire()) {
            throw Problems.unavailable(
                    "The maximum number of concurrent " + what + " of this node is reached. Retry later.",
                    RETRY_SECONDS);
        }
        return new Permit(context);
    }
}
