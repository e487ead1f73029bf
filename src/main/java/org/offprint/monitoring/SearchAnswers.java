package org.offprint.monitoring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.offprint.search.Audience;
import org.offprint.search.IndexState;
import org.offprint.search.SearchIndex;
import org.offprint.search.records.UnreadableRecords;

/** Ready only while this node's indexes answer: without them there is no list. */
@Startup
@Readiness
@ApplicationScoped
class SearchAnswers implements HealthCheck {

    private final SearchIndex index;

    SearchAnswers(SearchIndex index, UnreadableRecords unreadable, MeterRegistry registry) {
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
        }
        FunctionCounter.builder("offprint.search.unreadable", unreadable, UnreadableRecords::met)
                .description("Times that a stored record could not be read and was passed over")
                .register(registry);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("search index")
                .status(index.state().stream().allMatch(IndexState::serves))
                .build();
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
