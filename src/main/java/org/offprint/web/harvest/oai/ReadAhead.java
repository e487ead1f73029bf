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
 * The next page of a list is made while its harvester takes the one before. It is kept for some seconds, and for one
 * request; where anything has changed since it was begun, it is not used, and for a while none is made.
 */
@ApplicationScoped
class ReadAhead {

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LocalFollowers followers;
    private final Semaphore places;
    private final Cache<String, Page> pages = Caffeine.newBuilder()
            .maximumSize(8)
            .expireAfterWrite(Duration.ofSeconds(2))
            .build();
    private volatile long pausedAt = System.nanoTime() - PAUSE_NANOS;

    /** Half of the requests that are answered at a time have their next page made too. */
    ReadAhead(
            LocalFollowers followers,
            @ConfigProperty(name = "offprint.oai.concurrent-requests") int concurrentRequests) {
        this.followers = followers;
        places = new Semaphore(Math.max(1, concurrentRequests / 2));
    }

    /**
     * A page as it is sent.
     *
     * @param next the token of the page after it; null on the last one
     */
    @SuppressWarnings("java:S6218") // never compared
    record Answer(byte[] body, String next) {}

    /** @param position of the log, as it was before the page was begun */
    private record Page(long position, FutureTask<Answer> made) {}

    /** Begins to make a page in the background, where there is room for it. */
    void begin(String place, Callable<Answer> make) {
        if (System.nanoTime() - pausedAt < PAUSE_NANOS || !places.tryAcquire()) {
            return;
        }
        long position = followers.position();
        FutureTask<Answer> made = new FutureTask<>(make);
        pages.put(place, new Page(position, made));
        Infrastructure.getDefaultWorkerPool().execute(() -> {
            try {
                made.run();
            } finally {
                places.release();
            }
        });
    }

    /** The page that was made for this place; empty where it must be made now. */
    Optional<Answer> take(String place) {
        Page page = pages.asMap().remove(place);
        if (page == null) {
            return Optional.empty();
        }
        if (page.position() != followers.position()) {
            pausedAt = System.nanoTime();
            return Optional.empty();
        }
        try {
            // Here and now, where nobody has begun it yet.
            page.made().run();
            return Optional.of(page.made().get());
        } catch (ExecutionException e) {
            // Made once more, it fails where it can be answered.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
