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
 * One kind of response that {@link ResponseCache} sends: the requests that it answers, the responses in memory and the
 * rule for their freshness. Subclasses are found by injection.
 */
abstract class ResponseSource<K, R extends CachedResponse> {

    private final Cache<K, R> responses;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * Creates an empty store and registers its hit and miss counters.
     *
     * @param metric name in Micrometer notation
     * @param share divisor of the maximum heap size, for example 8 for an eighth
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
                .description("Public requests by cache hit or miss")
                .tag("result", result)
                .register(registry);
    }

    /** Returns whether a request target (path and query) belongs to this source. Called for every request. */
    abstract boolean serves(String target);

    /** Returns whether the {@code Accept} header selects this response without negotiation. */
    boolean accepts(HttpServerRequest request) {
        return DirectReply.takesJson(request);
    }

    /** Returns the key of the requested response; null if it is not cached. */
    abstract K key(HttpServerRequest request);

    /** Returns whether a response may be sent now. Called before it is stored and at each lookup; never blocks. */
    abstract boolean isFresh(R response);

    /** Returns a loader for a response that is not cached, which may block; null if only the resource can make it. */
    Supplier<Optional<R>> loader(HttpServerRequest request) {
        return null;
    }

    /**
     * Returns the response in a form that the client accepts; null if the resource has to send it.
     *
     * @param gzip whether the client accepts gzip
     */
    DirectReply reply(R response, boolean gzip) {
        return response.reply();
    }

    /** Returns a fresh response and counts the hit; empty if there is none. Never blocks. */
    public final Optional<R> find(K key) {
        R response = key == null ? null : responses.getIfPresent(key);
        if (response == null || !isFresh(response)) {
            return Optional.empty();
        }
        hits.increment();
        return Optional.of(response);
    }

    /** Counts a response that was not cached. */
    public final void countMiss() {
        misses.increment();
    }

    /** Stores a response if it is fresh. Atomic with {@link #remove}, so that no outdated response is stored after it. */
    public final void put(K key, R response) {
        responses.asMap().compute(key, (same, present) -> isFresh(response) ? response : present);
    }

    /** Replaces a response by another form of it, unless it was removed or replaced in the meantime. */
    final void replace(K key, R response, R otherForm) {
        responses.asMap().replace(key, response, otherForm);
    }

    final void remove(K key) {
        responses.invalidate(key);
    }

    /** Removes all responses. */
    public final void clear() {
        responses.invalidateAll();
    }
}
