package org.offprint.app.monitoring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.offprint.formats.fulltext.stored.SearchedTexts;
import org.offprint.search.IndexState;
import org.offprint.search.SearchIndex;
import org.offprint.search.schema.Audience;

/**
 * Ready only while this node's own indexes answer, and from when they have caught up with what was written while the node
 * was stopped: without them there is no list.
 */
@Startup
@Readiness
@ApplicationScoped
class SearchAnswers implements HealthCheck {

    private final SearchIndex index;

    SearchAnswers(SearchIndex index, SearchedTexts texts, MeterRegistry registry) {
        this.index = index;
        for (Audience audience : Audience.values()) {
            String name = audience.name().toLowerCase(Locale.ROOT);
            Gauge.builder("offprint.search.lag.seconds", () -> behind(audience))
                    .description("Seconds since this node's index held every change; absent while there is none")
                    .tag("index", name)
                    .register(registry);
            Gauge.builder("offprint.search.records", () -> state(audience).records())
                    .description("Records in this node's index")
                    .tag("index", name)
                    .register(registry);
            Gauge.builder("offprint.search.building", () -> state(audience).building() ? 1 : 0)
                    .description("1 while a new index is being built")
                    .tag("index", name)
                    .register(registry);
            Gauge.builder("offprint.search.outdated", () -> state(audience).outdated() ? 1 : 0)
                    .description("1 while the index is one of another version, which does not answer everything")
                    .tag("index", name)
                    .register(registry);
        }
        FunctionCounter.builder("offprint.search.texts.failed", texts.failed(), LongAdder::sum)
                .description("Files of texts that gave no words to search for")
                .register(registry);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("search index");
        boolean serves = true;
        for (IndexState state : index.state()) {
            // One of another version answers what it can for as long as a new one takes.
            serves &= state.serves() && (state.caughtUp() || state.outdated());
            health.withData(state.audience().name().toLowerCase(Locale.ROOT), told(state));
        }
        // What all nodes share is asked for in vain on any other, and what is read by id goes on.
        return health.status(serves || index.isShared()).build();
    }

    private static String told(IndexState state) {
        String serving = !state.serves()
                ? "does not answer"
                : state.outdated() ? "of another version" : state.caughtUp() ? "answers" : "catches up";
        return state.building() ? serving + ", a new one is being built" : serving;
    }

    private IndexState state(Audience audience) {
        return index.state().stream()
                .filter(state -> state.audience() == audience)
                .findFirst()
                .orElseThrow();
    }

    private double behind(Audience audience) {
        IndexState state = state(audience);
        return state.behind() == null ? Double.NaN : state.behind().toMillis() / 1_000.0;
    }
}
