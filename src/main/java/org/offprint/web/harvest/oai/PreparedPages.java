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
 * Cache of list pages that are prepared in advance while a harvester reads the previous page. A prepared page is cached
 * for two seconds and used only once. If a record has changed since the preparation started, the page is discarded, and
 * no pages are prepared for a second.
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
     * Creates the cache of prepared pages. At most half as many pages as concurrent requests can be prepared at the
     * same time.
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
    @SuppressWarnings("java:S6218") // Prepared OAI-PMH responses are never compared.
    record PreparedResponse(byte[] body, String next) {}

    /**
     * List page that is being prepared.
     *
     * @param position position in the change log before the preparation started
     */
    private record PendingPage(long position, FutureTask<PreparedResponse> made) {}

    /** Starts to prepare a list page in the background. Has no effect if too many pages are being prepared. */
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

    /**
     * Removes a prepared page from the cache and returns it. Returns empty if the page is not cached or is outdated.
     */
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
            // Run the preparation task in this thread if no other thread has started it.
            page.made().run();
            return Optional.of(page.made().get());
        } catch (ExecutionException e) {
            // The request creates the page again and can then report the error.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
