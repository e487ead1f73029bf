package org.offprint.platform.http.streaming;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.quotas.QuotaClient;

/**
 * Limits the number of concurrent streamed responses per node. Each streamed response uses a thread or memory until the
 * client has read it.
 * <p>Some permits are reserved for clients with an API key. If no permit is available, a request waits for a few
 * seconds. If requests are waiting, each client may keep only one response, and the slowest response is aborted. All
 * IPv6 networks of a site together count as one waiting client.
 */
public final class StreamLimiter {

    private static final Logger LOG = Logger.getLogger(StreamLimiter.class);
    private static final long MAX_WAIT_NANOS = 5_000_000_000L;
    private static final long CHECK_MILLIS = 100;

    /** Maximum number of requests that wait for a permit, each of which blocks a thread. */
    private static final int MAX_WAITING = 16;

    private final String what;
    private final int maxPermits;
    private final int maxAnonymous;
    private final int maxPerClient;
    private final Duration timeout;
    private final int retrySeconds;
    private final List<Permit> given = new ArrayList<>();
    private final List<QuotaClient> waiting = new ArrayList<>();

    /**
     * Creates a limit for concurrent streamed responses.
     *
     * @param what plural noun for the responses, used in the message to rejected clients
     * @param permits maximum number of concurrent responses
     * @param reserved number of permits that only clients with an API key can use
     * @param maxPerClient maximum number of concurrent responses per client
     * @param timeout write timeout; a client is slow if it needs more than a thirtieth of the timeout to read 64 kB
     * @param retrySeconds value of {@code Retry-After} in rejections
     */
    public StreamLimiter(String what, int permits, int reserved, int maxPerClient, Duration timeout, int retrySeconds) {
        this.what = what;
        this.maxPermits = permits;
        this.maxAnonymous = permits - reserved;
        this.maxPerClient = maxPerClient;
        this.timeout = timeout;
        this.retrySeconds = retrySeconds;
    }

    /** Writes the body of a streamed response. */
    @FunctionalInterface
    public interface Writer {
        void write(OutputStream client) throws IOException;
    }

    /**
     * Permit for one streamed response, released when the response is written or the request ends without a response.
     */
    public final class Permit {

        private final RoutingContext context;
        private final QuotaClient client;
        private final ReadPace pace = new ReadPace();
        private ClientTimeout output; // Stream to the client; null if no response body is being written.

        private Permit(RoutingContext context, QuotaClient client) {
            this.context = context;
            this.client = client;
        }

        /** Releases the permit. Repeated calls have no effect. */
        public void release() {
            synchronized (StreamLimiter.this) {
                if (given.remove(this)) {
                    StreamLimiter.this.notifyAll();
                }
            }
        }

        /** Returns whether the permit has been released, for example because the response was aborted. */
        public boolean isReleased() {
            synchronized (StreamLimiter.this) {
                return !given.contains(this);
            }
        }

        /** Returns the pace at which the client reads, to which the writer of the response must report its writes. */
        public ReadPace pace() {
            return pace;
        }

        /**
         * Returns the body of the streamed response.
         *
         * @param name name of the content, for the log
         */
        public StreamingOutput body(String name, Writer writer) {
            return out -> {
                try (ClientTimeout client = new ClientTimeout(out, context, timeout, pace)) {
                    synchronized (StreamLimiter.this) {
                        output = client;
                    }
                    writer.write(client);
                } catch (IOException | ProblemException e) {
                    LOG.infof("Sending %s was aborted: %s", name, e);
                    // A normal end of the stream would make the aborted response look complete, so the connection is
                    // closed instead.
                    throw new ClosedChannelException();
                } finally {
                    synchronized (StreamLimiter.this) {
                        output = null;
                    }
                    release();
                }
            };
        }

        private boolean isSlow() {
            return pace.blockedNanos() > timeout.dividedBy(30).toNanos();
        }

        private void abort() {
            LOG.infof("A response was aborted because other clients wait for %s", what);
            Connections.abort(context);
            if (output != null) {
                output.interrupt();
            }
            release();
        }
    }

    /**
     * Acquires a permit for a streamed response, waiting for a few seconds if none is available.
     *
     * @throws ProblemException 503 if no permit is available; 429 if the client has the maximum number of permits
     */
    public Permit enter(RoutingContext context) {
        QuotaClient client = QuotaClient.of(context);
        Permit permit = acquire(context, client);
        // The permit is also released if no response body is ever written, because the client has disconnected or the
        // request is invalid.
        context.addEndHandler(ended -> permit.release());
        return permit;
    }

    private synchronized Permit acquire(RoutingContext context, QuotaClient client) {
        if (count(client) >= maxPerClient) {
            throw Problems.tooManyRequests(
                    "You already have " + maxPerClient + " running " + what
                            + ", the maximum per client. Wait until one of them has ended.",
                    retrySeconds);
        }
        boolean isTaken = !isAvailable(client) || waiting.stream().anyMatch(this::isAvailable);
        if (isTaken && !await(client)) {
            throw Problems.unavailable(
                    "The maximum number of concurrent " + what + " of this node is reached. Retry later.",
                    retrySeconds);
        }
        Permit permit = new Permit(context, client);
        given.add(permit);
        return permit;
    }

    /** Returns the number of permits in use. */
    public synchronized int inUse() {
        return given.size();
    }

    private int count(QuotaClient client) {
        return (int) given.stream()
                .filter(permit -> isSame(permit.client, client, QuotaClient::name))
                .count();
    }

    /** Returns the number of permits used by a client, including all other IPv6 networks of its site. */
    private int countOfSubscriber(QuotaClient client) {
        return (int) given.stream()
                .filter(permit -> isSame(permit.client, client, QuotaClient::subscriber))
                .count();
    }

    /**
     * Returns whether two requests come from the same client, as identified by {@code name}. Quota pools are not
     * compared, because a client without an API key may send its contact address only with some requests.
     */
    private static boolean isSame(QuotaClient one, QuotaClient other, Function<QuotaClient, String> name) {
        return one.isKnown() == other.isKnown() && name.apply(one).equals(name.apply(other));
    }

    /**
     * Returns the number of free permits available to a client.
     *
     * @param isKnown whether the client has an API key
     */
    private long free(boolean isKnown) {
        int free = maxPermits - given.size();
        return isKnown ? free : Math.min(free, maxAnonymous - anonymous());
    }

    private long anonymous() {
        return given.stream().filter(permit -> !permit.client.isKnown()).count();
    }

    /**
     * Returns whether a permit is available to a client. If the client already has a permit, another one must remain
     * free for other clients.
     */
    private boolean isAvailable(QuotaClient client) {
        return free(client.isKnown()) > (countOfSubscriber(client) > 0 ? 1 : 0);
    }

    /** Waits for a permit. Returns false if none becomes available to the client before the timeout. */
    private boolean await(QuotaClient client) {
        boolean isWaiting = waiting.stream().anyMatch(other -> isSame(other, client, QuotaClient::subscriber));
        if (given.isEmpty() || countOfSubscriber(client) > 0 || isWaiting || waiting.size() >= MAX_WAITING) {
            return false;
        }
        waiting.add(client);
        try {
            long start = System.nanoTime();
            while (!isFirst(client)) {
                if (System.nanoTime() - start > MAX_WAIT_NANOS) {
                    return false;
                }
                if (waiting.get(0) == client || client.isKnown()) {
                    abortForAnother(client.isKnown());
                }
                if (!isFirst(client)) {
                    wait(CHECK_MILLIS);
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.remove(client);
            notifyAll();
        }
    }

    /** Returns whether a permit is available to {@code client} but to no client that has waited longer. */
    private boolean isFirst(QuotaClient client) {
        return waiting.stream().filter(this::isAvailable).findFirst().orElse(null) == client;
    }

    /**
     * Aborts the response that has blocked its writes for the longest time, among the responses that are slow or whose
     * clients have several responses.
     */
    private void abortForAnother(boolean isKnown) {
        // If all permits for clients without an API key are in use, a waiting client without an API key can replace
        // only one of their responses.
        boolean canUseAny = isKnown || anonymous() < maxAnonymous;
        Optional<Permit> slowest = given.stream()
                .filter(permit -> canUseAny || !permit.client.isKnown())
                .filter(permit -> permit.isSlow() || countOfSubscriber(permit.client) > 1)
                .max(Comparator.comparingLong(permit -> permit.pace.blockedNanos()));
        slowest.ifPresent(Permit::abort);
    }
}
