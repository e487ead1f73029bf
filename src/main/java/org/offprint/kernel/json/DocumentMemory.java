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
 * Bounds the memory that large documents take while requests read, check and write them, over all requests together. A
 * document takes many times its bytes as a tree and as a record, so that a few of the largest fill any heap. A request
 * that meets a large one takes a place, which it has until its answer is made; a request that finds none for a while is
 * told to come again. Small documents need no place.
 */
@Provider
public class DocumentMemory implements ContainerResponseFilter {

    /** Bytes from which a document needs a place. */
    private static final int LARGE = 64_000;

    /** Bytes from which a document needs one of the few places for the largest: best taken before it is read. */
    public static final int HUGE = 1_000_000;

    /** Bytes of heap that the largest document takes at most, in all its forms; measured with bodies of 10 MB. */
    private static final long OF_THE_LARGEST = 300L << 20;

    /** Bytes of heap that all else takes. */
    private static final long OF_ALL_ELSE = 160L << 20;

    private static final int PATIENCE_SECONDS = 10;
    private static final int RETRY_SECONDS = 5;
    private static final long HEAP = Runtime.getRuntime().maxMemory();

    private static final Semaphore LARGE_PLACES = new Semaphore((int) Math.max(4, HEAP / 8 / (15L * HUGE)), true);
    private static final Semaphore HUGE_PLACES =
            new Semaphore((int) Math.max(1, (HEAP - OF_ALL_ELSE) / OF_THE_LARGEST), true);

    /** Megabytes of bodies as they came, which wait for a place or are on their way. */
    private static final int BODY_SHARE = (int) Math.max(11, HEAP / 16 >> 20);

    private static final Semaphore BODIES = new Semaphore(BODY_SHARE, true);

    /** The places that a request has. */
    private static final class Places {

        private boolean large;
        private boolean huge;
        private int body;

        private void free() {
            if (large) {
                LARGE_PLACES.release();
            }
            if (huge) {
                HUGE_PLACES.release();
            }
            BODIES.release(body);
            large = false;
            huge = false;
            body = 0;
        }
    }

    /**
     * Takes room for a body that is being read, once.
     *
     * @param bytes as many as it may have
     * @throws org.offprint.kernel.faults.ProblemException 503 with {@code Retry-After} where there is none for a while
     */
    public static void requireForBody(long bytes) {
        Places places = bytes < HUGE ? null : ofRequest();
        if (places != null && places.body == 0) {
            int room = (int) Math.min(BODY_SHARE, bytes / HUGE + 1);
            take(BODIES, room);
            places.body = room;
        }
    }

    /**
     * Takes a place for a document before it is parsed; the place of an earlier document of the request serves.
     *
     * @param bytes of the document
     * @throws org.offprint.kernel.faults.ProblemException 503 with {@code Retry-After} where there is none for a while
     */
    public static void require(long bytes) {
        Places places = bytes < LARGE ? null : ofRequest();
        if (places == null || places.huge) {
            return;
        }
        if (bytes >= HUGE) {
            take(HUGE_PLACES, 1);
            places.huge = true;
        } else if (!places.large) {
            take(LARGE_PLACES, 1);
            places.large = true;
        }
    }

    /** The places of the request that this thread works for; null where it works for none, as jobs do. */
    private static Places ofRequest() {
        boolean isOfRequest =
                Arc.container() != null && Arc.container().requestContext().isActive();
        ResteasyReactiveRequestContext request = isOfRequest ? CurrentRequestManager.get() : null;
        if (request == null) {
            return null;
        }
        Places places = (Places) request.getProperty(Places.class.getName());
        if (places == null) {
            places = new Places();
            request.setProperty(Places.class.getName(), places);
            // Whatever becomes of the answer: also where no filter of answers runs.
            Places taken = places;
            request.registerCompletionCallback(failure -> taken.free());
        }
        return places;
    }

    private static void take(Semaphore semaphore, int permits) {
        try {
            if (!semaphore.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw Problems.unavailable("Too many large documents are worked on at once.", RETRY_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problems.unavailable("The service is stopping.", RETRY_SECONDS);
        }
    }

    /** Frees the places as soon as the answer is made: a client that takes it slowly keeps nobody waiting. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object places = request.getProperty(Places.class.getName());
        if (places instanceof Places taken) {
            taken.free();
        }
    }
}
