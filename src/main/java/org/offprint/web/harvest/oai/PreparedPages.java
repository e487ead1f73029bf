package org.offprint.web.harvest.oai;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.changes.LocalFollowers;

/**
 * Cache of list pages that are prepared while a harvester reads the previous page. A prepared page is cached for two
 * seconds and used only once. If any record has changed since the preparation started, the page is discarded, and no
 * pages are prepared for one second.
 */
@ApplicationScoped
class PreparedPages {

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LocalFollowers followers;
    private final Semaphore places;
    private final Cache<String, PendingPage> pages = Caffeine.newBuilder()
            .maximumSize(8)
            .expireAfterWrite(Duration.ofSeconds(2))
            .build();
    private volatile long pausedAt = System.nanoTime() - PAUSE_NANOS;

    /**
     * Creates an empty cache. The number of pages that are prepared concurrently is limited to half the number of
     * concurrent requests.
     */
    PreparedPages(
            LocalFollowers followers,
            @ConfigProperty(name = "offprint.oai.concurrent-requests") int concurrentRequests) {
        this.followers = followers;
        places = new Semaphore(Math.max(1, concurrentRequests / 2));
    }

    /**
     * Prepared OAI-PMH response.
     *
     * @param next token of the next page; null on the last page
     */
    @SuppressWarnings("java:S6218") // Responses are never compared.
    record PreparedResponse(byte[] body, String next) {}

    /**
     * List page that is being prepared.
     *
     * @param position position in the change log before the preparation started
     */
    private record PendingPage(long position, FutureTask<PreparedResponse> made) {}

    /** Starts preparing a list page in the background, unless too many pages are already being prepared. */
    void begin(String place, Callable<PreparedResponse> make) {
        if (System.nanoTime() - pausedAt < PAUSE_NANOS || !places.tryAcquire()) {
            return;
        }
        long position = followers.position();
        FutureTask<PreparedResponse> made = new FutureTask<>(make);
        pages.put(place, new PendingPage(position, made));
        Infrastructure.getDefaultWorkerPool().execute(() -> {
            try {
                made.run();
            } finally {
                places.release();
            }
        });
    }

    /** Removes a prepared page from the cache and returns it; empty if the page is missing or outdated. */
    Optional<PreparedResponse> take(String place) {
        PendingPage page = pages.asMap().remove(place);
        if (page == null) {
            return Optional.empty();
        }
        if (page.position() != followers.position()) {
            pausedAt = System.nanoTime();
            return Optional.empty();
        }
        try {
            // Run the preparation in this thread unless another thread has already started it.
            page.made().run();
            return Optional.of(page.made().get());
        } catch (ExecutionException e) {
            // Return no page. The request then creates the page itself and reports the error.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
