package org.offprint.api.articles;

import io.micrometer.core.instrument.Timer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.offprint.http.caching.AcceptEncoding;
import org.offprint.http.caching.DirectReply;
import org.offprint.http.filters.CommonHeaders;
import org.offprint.http.filters.Stopping;
import org.offprint.http.problem.ProblemException;
import org.offprint.http.requests.RequestMetrics;
import org.offprint.publishing.ReadyDocuments;
import org.offprint.publishing.ReadyDocuments.Ready;

/**
 * Answers readers who ask for an article that is ready in memory, before anything else is done for the request: no
 * thread is changed and no resource is called. Whoever sends a key, a parameter or an unusual Accept, and every article
 * that is not ready, goes on to {@link ArticleResource}, which answers the same.
 */
@ApplicationScoped
class HotArticles {

    private static final String PATH = "/v1/articles/";
    private static final String ROUTE = "/v1/articles/{id}";

    /** Before what happens to every other request: a target that is the name of an article needs no check. */
    private static final int PRIORITY = 60_000;

    private final ReadyDocuments documents;
    private final CommonHeaders commonHeaders;
    private final Stopping stopping;
    private final Timer found;
    private final Timer notModified;
    private final Timer asked;

    HotArticles(ReadyDocuments documents, CommonHeaders commonHeaders, Stopping stopping, RequestMetrics metrics) {
        this.documents = documents;
        this.stopping = stopping;
        this.commonHeaders = commonHeaders;
        found = metrics.timer("GET", ROUTE, "200");
        notModified = metrics.timer("GET", ROUTE, "304");
        asked = metrics.timer("HEAD", ROUTE, "200");
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, PRIORITY);
    }

    private void answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        // Before its headers: a request for anything else costs one look.
        if (!request.uri().startsWith(PATH)) {
            context.next();
            return;
        }
        long started = System.nanoTime();
        Optional<Ready> ready =
                isForReaders(request) ? documents.kept(request.uri().substring(PATH.length())) : Optional.empty();
        if (ready.isEmpty() || ready.get().reply() == null) {
            context.next();
            return;
        }
        int status;
        try {
            commonHeaders.addToReady(context);
            boolean takesGzip = AcceptEncoding.takesGzip(request.headers().get(HttpHeaders.ACCEPT_ENCODING));
            Ready sent = takesGzip ? ready.get() : documents.inflated(ready.get());
            status = sent.reply().send(request, takesGzip);
        } catch (ProblemException unreadableHeader) {
            context.response().headers().clear();
            context.next();
            return;
        }
        Timer timer = status == 304 ? notModified : request.method() == HttpMethod.HEAD ? asked : found;
        timer.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    }

    private boolean isForReaders(HttpServerRequest request) {
        return DirectReply.isOfReader(request) && DirectReply.takesJson(request) && !stopping.refuses();
    }
}
