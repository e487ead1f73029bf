package org.offprint.platform.http.caching;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/** Cache hit and miss counters for the metrics. */
public final class HitCounts {

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * Registers the counters.
     *
     * @param name name of the metric in Micrometer notation; its tag {@code result} is {@code hit} or {@code miss}
     */
    public HitCounts(String name, String description, MeterRegistry registry) {
        register(name, description, "hit", hits, registry);
        register(name, description, "miss", misses, registry);
    }

    private static void register(
            String name, String description, String result, LongAdder counted, MeterRegistry registry) {
        FunctionCounter.builder(name, counted, LongAdder::sum)
                .description(description)
                .tag("result", result)
                .register(registry);
    }

    /** Counts a response that was served from the cache. */
    public void hit() {
        hits.increment();
    }

    /** Counts a response that had to be generated. */
    public void miss() {
        misses.increment();
    }
}
