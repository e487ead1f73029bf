package org.offprint.kernel.json;

import io.quarkus.arc.Arc;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.offprint.kernel.faults.Problems;

/**
 * Limits the total memory that large JSON documents use in all concurrent requests. A parsed document needs many times
 * its size in bytes, so a few very large documents could exhaust the heap. A request with a large document must acquire
 * a permit, and releases it when the response has been created. If no permit becomes available in time, the request
 * fails and the client must retry. Small documents require no permit.
 */
@Provider
public class DocumentMemoryLimit implements ContainerResponseFilter {

    /** Minimum size, in bytes, of a JSON document that requires a permit. */
    private static final int LARGE_BYTES = 64_000;

    /**
     * Minimum size, in bytes, of a JSON document that requires one of the few permits for huge documents. The permit
     * must be acquired before the document is read.
     */
    public static final int HUGE_BYTES = 1_000_000;

    /**
     * Maximum heap space, in bytes, for the largest allowed document, which is in memory as bytes, as a JSON tree and
     * as a record. The maximum was measured with request bodies of 10 MB.
     */
    private static final long MAX_HEAP_PER_DOCUMENT = 300L << 20;

    /** Heap space, in bytes, reserved for everything except large JSON documents. */
    private static final long RESERVED_HEAP = 160L << 20;

    private static final int TIMEOUT_SECONDS = 10;
    private static final int RETRY_SECONDS = 5;
    private static final long HEAP = Runtime.getRuntime().maxMemory();

    private static final Semaphore LARGE_PERMITS =
            new Semaphore((int) Math.max(4, HEAP / 8 / (15L * HUGE_BYTES)), true);
    private static final Semaphore HUGE_PERMITS =
            new Semaphore((int) Math.max(1, (HEAP - RESERVED_HEAP) / MAX_HEAP_PER_DOCUMENT), true);

    /** Maximum total size, in megabytes, of all request bodies that are being received or are waiting for a permit. */
    private static final int MAX_BODY_MEGABYTES = (int) Math.max(11, HEAP / 16 >> 20);

    private static final Semaphore BODIES = new Semaphore(MAX_BODY_MEGABYTES, true);

    /** Memory permits that a request has acquired. */
    private static final class Permits {

        private boolean large;
        private boolean huge;
        private int body;

        private void free() {
            if (large) {
                LARGE_PERMITS.release();
            }
            if (huge) {
                HUGE_PERMITS.release();
            }
            BODIES.release(body);
            large = false;
            huge = false;
            body = 0;
        }
    }

    /**
     * Acquires a memory permit for a request body that is being read. Has no effect if the request already has a permit
     * for a body.
     *
     * @param bytes maximum size of the body
     * @throws org.offprint.kernel.faults.ProblemException 503 with {@code Retry-After} if no memory becomes available
     *     in time
     */
    public static void acquireForBody(long bytes) {
        Permits places = bytes < HUGE_BYTES ? null : permitsOfRequest();
        if (places != null && places.body == 0) {
            int room = (int) Math.min(MAX_BODY_MEGABYTES, bytes / HUGE_BYTES + 1);
            acquirePermits(BODIES, room);
            places.body = room;
        }
    }

    /**
     * Acquires a memory permit for a JSON document before it is parsed. A permit for an earlier document of the same
     * request is reused.
     *
     * @param bytes size of the document
     * @throws org.offprint.kernel.faults.ProblemException 503 with {@code Retry-After} if no permit becomes available
     *     in time
     */
    public static void acquire(long bytes) {
        Permits places = bytes < LARGE_BYTES ? null : permitsOfRequest();
        if (places == null || places.huge) {
            return;
        }
        if (bytes >= HUGE_BYTES) {
            acquirePermits(HUGE_PERMITS, 1);
            places.huge = true;
        } else if (!places.large) {
            acquirePermits(LARGE_PERMITS, 1);
            places.large = true;
        }
    }

    /**
     * Returns the memory permits of the request that the current thread is processing, or null if there is none, for
     * example in a job.
     */
    private static Permits permitsOfRequest() {
        boolean isOfRequest =
                Arc.container() != null && Arc.container().requestContext().isActive();
        ResteasyReactiveRequestContext request = isOfRequest ? CurrentRequestManager.get() : null;
        if (request == null) {
            return null;
        }
        Permits places = (Permits) request.getProperty(Permits.class.getName());
        if (places == null) {
            places = new Permits();
            request.setProperty(Permits.class.getName(), places);
            // Release the permits in any case, even if no response filter runs.
            Permits taken = places;
            request.registerCompletionCallback(failure -> taken.free());
        }
        return places;
    }

    private static void acquirePermits(Semaphore semaphore, int permits) {
        try {
            if (!semaphore.tryAcquire(permits, TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw Problems.unavailable("Too many large documents are being processed. Retry later.", RETRY_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problems.unavailable("The service is stopping. Retry later.", RETRY_SECONDS);
        }
    }

    /**
     * Releases the memory permits when the response has been created, so that a slow client does not block other
     * requests.
     */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object places = request.getProperty(Permits.class.getName());
        if (places instanceof Permits taken) {
            taken.free();
        }
    }
}
