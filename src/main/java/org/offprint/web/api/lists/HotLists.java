package org.offprint.web.api.lists;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.platform.http.caching.AcceptEncoding;
import org.offprint.platform.http.caching.DirectReply;
import org.offprint.platform.http.filters.CommonHeaders;
import org.offprint.platform.http.filters.ShutdownState;
import org.offprint.platform.http.requests.RequestId;
import org.offprint.platform.http.requests.RequestMetrics;

/**
 * Sends lists that are ready in memory before anything else is done for the request: no thread is changed and no resource
 * is called. Whoever sends a key or an unusual Accept goes on to the resources, which answer the same.
 */
@ApplicationScoped
class HotLists {

    private static final String API = "/v1/";

    /** As early as articles that are ready. */
    private static final int PRIORITY = 60_000;

    private final ReadyLists lists;
    private final CommonHeaders commonHeaders;
    private final ShutdownState stopping;
    private final RequestMetrics metrics;

    HotLists(ReadyLists lists, CommonHeaders commonHeaders, ShutdownState stopping, RequestMetrics metrics) {
        this.lists = lists;
        this.commonHeaders = commonHeaders;
        this.stopping = stopping;
        this.metrics = metrics;
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, PRIORITY);
    }

    private void answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        // Before its headers: a request for anything else costs one look.
        String route = request.uri().startsWith(API) ? ReadyLists.path(request.uri()) : null;
        if (route == null || !ReadyLists.isForReaders(request) || stopping.rejectsRequests()) {
            context.next();
            return;
        }
        long started = System.nanoTime();
        int status;
        try {
            Optional<DirectReply> reply = lists.kept(request.uri());
            if (reply.isEmpty()) {
                context.next();
                return;
            }
            commonHeaders.addToRecord(context, RequestId.choose(request));
            boolean takesGzip = AcceptEncoding.takesGzip(request.headers().get(HttpHeaders.ACCEPT_ENCODING));
            status = reply.get().send(request, takesGzip);
        } catch (ProblemException unreadableHeader) {
            context.response().headers().clear();
            context.next();
            return;
        }
        metrics.timer(request.method().name(), route, Integer.toString(status))
                .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    }
}
