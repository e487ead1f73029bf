package org.offprint.web.harvest.counter;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Filter that accepts any {@code Accept} header in report requests. The COUNTER API returns JSON or, if requested by a
 * query parameter, a table. RFC 9110, section 12.4.1, allows servers to ignore the {@code Accept} header.
 */
@ApplicationScoped
class CounterNegotiation {

    private static final String REPORTS = "/r51/reports/";

    /** Priority of the filter, which must run before the {@code Accept} header is checked. */
    private static final int PRIORITY = 55_000;

    void register(@Observes Filters filters) {
        filters.register(CounterNegotiation::acceptAnyType, PRIORITY);
    }

    private static void acceptAnyType(RoutingContext context) {
        String path = context.request().path();
        if (path != null && path.startsWith(REPORTS)) {
            context.request().headers().set(HttpHeaders.ACCEPT, "*/*");
        }
        context.next();
    }
}
