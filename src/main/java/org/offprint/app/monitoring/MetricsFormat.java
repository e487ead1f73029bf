package org.offprint.app.monitoring;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.Accept;

/**
 * Selects OpenMetrics or the Prometheus text format for {@code /q/metrics}, by the weights in the {@code Accept}
 * header. Quarkus ignores the weights and returns 406 to clients that accept only OpenMetrics.
 */
@ApplicationScoped
class MetricsFormat {

    private static final int AFTER_COMMON_HEADERS = 40_000;
    private static final String PATH = "/q/metrics";
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String TEXT = "text/plain";

    void register(@Observes Filters filters) {
        filters.register(this::choose, AFTER_COMMON_HEADERS);
    }

    private void choose(RoutingContext context) {
        if (PATH.equals(context.request().path())) {
            MultiMap headers = context.request().headers();
            String accept = String.join(",", headers.getAll("Accept"));
            // Prefer the text format for browsers, which cannot display OpenMetrics.
            List<String> offered =
                    accept.contains("text/html") ? List.of(TEXT, OPEN_METRICS) : List.of(OPEN_METRICS, TEXT);
            String chosen = Accept.of(accept).best(offered).orElseThrow(() -> Problems.notAcceptable(offered));
            // Quarkus returns the text format if the {@code Accept} header contains its name, otherwise OpenMetrics.
            headers.set("Accept", chosen.equals(TEXT) ? TEXT : "*/*");
        }
        context.next();
    }
}
