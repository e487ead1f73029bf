package org.offprint.web.harvest.counter;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Takes every {@code Accept} of a request for a report for one of anything: the COUNTER API answers JSON, or the table that
 * a parameter asks for, whatever the client prefers (RFC 9110, section 12.4.1, leaves that to the server).
 */
@ApplicationScoped
class CounterNegotiation {

    private static final String REPORTS = "/r51/reports/";

    /** Before requests are checked for what they accept. */
    private static final int PRIORITY = 55_000;

    void register(@Observes Filters filters) {
        filters.register(CounterNegotiation::takeAnyAnswer, PRIORITY);
    }

    private static void takeAnyAnswer(RoutingContext context) {
        String path = context.request().path();
        if (path != null && path.startsWith(REPORTS)) {
            context.request().headers().set(HttpHeaders.ACCEPT, "*/*");
        }
        context.next();
    }
}
