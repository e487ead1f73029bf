package org.offprint.app.monitoring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.offprint.formats.fulltext.stored.SearchableTexts;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.search.IndexState;
import org.offprint.search.SearchIndex;
import org.offprint.search.schema.Audience;

/**
 * Readiness check that fails if a local search index of this node does not respond. The indexes must also contain all
 * changes that were committed before startup completed, such as the sample journal, because lists would otherwise be
 * incomplete.
 */
@Startup
@Readiness
@ApplicationScoped
class SearchHealth implements HealthCheck {

    private final SearchIndex index;
    private final ChangeLog log;

    /** Change log position that the search indexes must reach before this node is ready. */
    private volatile long required;

    /**
     * Whether the search indexes have reached the required log position at least once. Afterwards, the position is no
     * longer checked.
     */
    private volatile boolean isComplete;

    SearchHealth(SearchIndex index, ChangeLog log, SearchableTexts texts, MeterRegistry registry) {
        this.index = index;
        this.log = log;
        for (Audience audience : Audience.values()) {
            String name = audience.name().toLowerCase(Locale.ROOT);
            Gauge.builder("offprint.search.lag.seconds", () -> lag(audience))
                    .description("Seconds since this node's search index last contained every change;"
                            + " absent if the node has no index")
                    .tag("index", name)
                    .register(registry);
            Gauge.builder("offprint.search.records", () -> state(audience).records())
                    .description("Number of records in this node's search index")
                    .tag("index", name)
                    .register(registry);
            Gauge.builder("offprint.search.building", () -> state(audience).building() ? 1 : 0)
                    .description("1 while a new search index is being built, otherwise 0")
                    .tag("index", name)
                    .register(registry);
            Gauge.builder("offprint.search.outdated", () -> state(audience).outdated() ? 1 : 0)
                    .description("1 if another program version built the search index, which cannot answer all queries")
                    .tag("index", name)
                    .register(registry);
        }
        FunctionCounter.builder("offprint.search.texts.failed", texts.failed(), LongAdder::sum)
                .description("Number of full-text files whose text could not be extracted for the search index")
                .register(registry);
    }

    /**
     * Reads the required log position after all other startup work, so that health checks do not wait for the database.
     */
    void start(@Observes @Priority(10_000) StartupEvent event) {
        required = log.end();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("search index");
        boolean serves = true;
        for (IndexState state : index.state()) {
            // An outdated search index, built by another program version, can answer some queries until it is rebuilt.
            serves &= state.serves() && (isCurrent(state) || state.outdated());
            health.withData(state.audience().name().toLowerCase(Locale.ROOT), describe(state));
        }
        isComplete |= serves;
        // The failure of a shared search index affects all nodes, so marking this node as not ready would not help.
        // Records can still be read by id.
        return health.status(serves || index.isShared()).build();
    }

    /** Returns whether a search index is up to date and has reached the required log position. */
    private boolean isCurrent(IndexState state) {
        return state.caughtUp() && (isComplete || state.position() >= required);
    }

    private String describe(IndexState state) {
        String serving = !state.serves()
                ? "does not answer"
                : state.outdated() ? "built by another version" : isCurrent(state) ? "answers" : "catching up";
        return state.building() ? serving + "; a new index is being built" : serving;
    }

    private IndexState state(Audience audience) {
        return index.state().stream()
                .filter(state -> state.audience() == audience)
                .findFirst()
                .orElseThrow();
    }

    private double lag(Audience audience) {
        IndexState state = state(audience);
        return state.behind() == null ? Double.NaN : state.behind().toMillis() / 1_000.0;
    }
}
