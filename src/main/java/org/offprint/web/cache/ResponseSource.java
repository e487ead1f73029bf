package org.offprint.web.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.offprint.platform.http.caching.DirectReply;

/**
 * Source of one kind of response that {@link ResponseCache} sends. Each source recognizes its requests, caches the
 * responses and decides whether a response is fresh. Subclasses are found by dependency injection.
 */
abstract class ResponseSource<K, R extends CachedResponse> {

    private final Cache<K, R> responses;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * Creates an empty response cache and registers its hit and miss counters.
     *
     * @param metric name in Micrometer notation
     * @param share divisor of the maximum heap size; for example, the cache uses an eighth of the heap if {@code share}
     *     is 8
     * @param lifetime maximum age of a response; null for no limit
     */
    ResponseSource(String metric, int share, Duration lifetime, MeterRegistry registry) {
        Caffeine<K, R> bounded = Caffeine.newBuilder()
                .maximumWeight(Runtime.getRuntime().maxMemory() / share)
                .weigher((K key, R response) -> 2 * key.toString().length() + response.bytes());
        responses = (lifetime == null ? bounded : bounded.expireAfterWrite(lifetime)).build();
        register(metric, "hit", hits, registry);
        register(metric, "miss", misses, registry);
    }

    private static void register(String metric, String result, LongAdder counted, MeterRegistry registry) {
        FunctionCounter.builder(metric, counted, LongAdder::sum)
                .description("Number of public requests, by cache hit or miss")
                .tag("result", result)
                .register(registry);
    }

    /**
     * Returns whether a request target (path and query) belongs to this response source. This method is called for
     * every request.
     */
    abstract boolean serves(String target);

    /** Returns whether the {@code Accept} header allows the cached media type without content negotiation. */
    boolean accepts(HttpServerRequest request) {
        return DirectReply.takesJson(request);
    }

    /** Returns the cache key of the requested response, or null if the response is not cached. */
    abstract K key(HttpServerRequest request);

    /**
     * Returns whether a cached response is still up to date. This method is called before a response is stored and at
     * each lookup, and must not block.
     */
    abstract boolean isFresh(R response);

    /**
     * Returns a loader for a response that is not cached, or null if only the REST resource can create it. The loader
     * may block.
     */
    Supplier<Optional<R>> loader(HttpServerRequest request) {
        return null;
    }

    /**
     * Returns the response in an encoding that the client accepts, or null if only the REST resource can send it.
     *
     * @param gzip whether the client accepts gzip
     */
    DirectReply reply(R response, boolean gzip) {
        return response.reply();
    }

    /**
     * Returns a fresh response and counts a cache hit, or returns empty if no fresh response is cached. This method
     * never blocks.
     */
    public final Optional<R> find(K key) {
        R response = key == null ? null : responses.getIfPresent(key);
        if (response == null || !isFresh(response)) {
            return Optional.empty();
        }
        hits.increment();
        return Optional.of(response);
    }

    /**
     * Returns an outdated response that may still be sent for this request, and counts a cache hit; empty if there is
     * none. This method never blocks.
     */
    final Optional<R> findOutdated(K key, HttpServerRequest request) {
        R response = key == null ? null : responses.getIfPresent(key);
        if (response == null || !maySendOutdated(response, request)) {
            return Optional.empty();
        }
        hits.increment();
        return Optional.of(response);
    }

    /** Returns whether an outdated response may still be sent for this request. This method must not block. */
    boolean maySendOutdated(R response, HttpServerRequest request) {
        return false;
    }

    /** Counts a cache hit of a response that was not in memory. */
    final void countHit() {
        hits.increment();
    }

    /** Counts a cache miss. */
    public final void countMiss() {
        misses.increment();
    }

    /**
     * Stores a response if it is fresh. Storing is atomic with {@link #remove}, so that no outdated response is stored
     * after a removal.
     */
    public final void put(K key, R response) {
        responses.asMap().compute(key, (same, present) -> isFresh(response) ? response : present);
    }

    /**
     * Replaces a cached response with the same response in another encoding, unless the cached one was removed or
     * replaced in the meantime.
     */
    final void replace(K key, R response, R otherForm) {
        responses.asMap().replace(key, response, otherForm);
    }

    final void remove(K key) {
        responses.invalidate(key);
    }

    /** Removes all responses from memory. */
    final void removeAll() {
        responses.invalidateAll();
    }
}
