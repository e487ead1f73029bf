package org.offprint.web.api.webhooks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.LocalFollowers;

/**
 * Requests that wait for the next change in the change feed. A waiting request occupies a few objects in memory, but no
 * thread and no database connection. The request resumes when this node receives a matching change, the timeout
 * elapses, or the service stops.
 */
@ApplicationScoped
class WaitingRequests {

    private final Vertx vertx;
    private final int maxWaiting;
    private final AtomicLong changeCount = new AtomicLong();
    private final Set<WaitingRequest> waiting = ConcurrentHashMap.newKeySet();

    /** Cached query results, which are shared by requests that the same change resumes. */
    private final Cache<Object, Object> found = Caffeine.newBuilder()
            .maximumSize(100)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    private volatile boolean stopping;

    WaitingRequests(
            LocalFollowers followers,
            Vertx vertx,
            MeterRegistry registry,
            @ConfigProperty(name = "offprint.changes.waiting-readers") int most) {
        this.vertx = vertx;
        this.maxWaiting = most;
        followers.listen(this::onChange);
        Gauge.builder("offprint.changes.waiting", waiting, Set::size)
                .description("Number of requests that wait for the next change")
                .register(registry);
    }

    /** Waiting request, which resumes only once. */
    static final class WaitingRequest {

        private final UUID journal;
        private final Change.Kind kind;
        private final CompletableFuture<Void> woken = new CompletableFuture<>();
        private final CompletableFuture<Void> left;

        private WaitingRequest(UUID journal, Change.Kind kind, Consumer<WaitingRequest> leave) {
            this.journal = journal;
            this.kind = kind;
            // Callers must depend on this stage instead of `woken`. The order in which stages that depend on the same
            // stage run is undefined.
            left = woken.thenRun(() -> leave.accept(this));
        }

        void wake() {
            woken.complete(null);
        }

        boolean isWoken() {
            return woken.isDone();
        }

        /** Returns a stage that completes after the request is no longer counted as waiting. */
        CompletionStage<Void> left() {
            return left;
        }

        private boolean isFor(Change change) {
            return change.isPublic()
                    && (journal == null || journal.equals(change.journal()))
                    && (kind == null || kind == change.kind());
        }
    }

    /**
     * Adds a request that waits for the next change. If too many requests are waiting or the service is stopping, the
     * result is empty, and the caller must respond without waiting.
     *
     * @param journal filter by this journal; null for all journals
     * @param kind filter by this kind; null for all kinds
     * @param longest maximum waiting time
     */
    Optional<WaitingRequest> await(UUID journal, Change.Kind kind, Duration longest) {
        if (stopping || waiting.size() >= maxWaiting) {
            return Optional.empty();
        }
        AtomicLong timer = new AtomicLong();
        WaitingRequest one = new WaitingRequest(journal, kind, each -> {
            waiting.remove(each);
            vertx.cancelTimer(timer.get());
        });
        waiting.add(one);
        timer.set(vertx.setTimer(longest.toMillis(), late -> one.wake()));
        if (stopping) {
            one.wake();
        }
        return Optional.of(one);
    }

    private record QueryAtChange(long heard, Object asked) {}

    /**
     * Returns the result of a query, which is cached until this node receives another change. Many requests resume at
     * the same time and run the same query.
     */
    @SuppressWarnings("unchecked") // Equal queries have results of the same type.
    <T> T cached(Object asked, Supplier<T> look) {
        return (T) found.get(new QueryAtChange(changeCount.get(), asked), question -> look.get());
    }

    private void onChange(List<Change> changes) {
        changeCount.incrementAndGet();
        for (WaitingRequest one : waiting) {
            if (changes.stream().anyMatch(one::isFor)) {
                one.wake();
            }
        }
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        waiting.forEach(one -> one.wake());
    }
}
