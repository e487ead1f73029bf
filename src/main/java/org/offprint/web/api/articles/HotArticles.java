package org.offprint.web.api.articles;

import io.micrometer.core.instrument.Timer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.MDC;
import org.offprint.journal.publishing.ReadyDocuments;
import org.offprint.journal.publishing.ReadyDocuments.Ready;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.platform.http.caching.AcceptEncoding;
import org.offprint.platform.http.caching.DirectReply;
import org.offprint.platform.http.filters.CommonHeaders;
import org.offprint.platform.http.filters.ShutdownState;
import org.offprint.platform.http.requests.RequestId;
import org.offprint.platform.http.requests.RequestMetrics;

/**
 * Answers readers who ask for an article before anything else is done for the request, and no resource is called: from
 * memory on the thread that reads the request, and otherwise by one statement on another. Whoever sends a key, a parameter
 * or an unusual Accept, and everything that is no published article of usual size, goes on to {@link ArticleResource}, which
 * answers the same.
 */
@ApplicationScoped
class HotArticles {

    private static final String PATH = "/v1/articles/";
    private static final String ROUTE = "/v1/articles/{id}";

    /** Before what happens to every other request: a target that is the name of an article needs no check. */
    private static final int PRIORITY = 60_000;

    /** No slug is longer, and no id. */
    private static final int LONGEST_NAME = 200;
    /** The time for which nothing is read here after that failed. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final ReadyDocuments documents;
    private final CommonHeaders commonHeaders;
    private final ShutdownState stopping;
    private final Timer found;
    private final Timer notModified;
    private final Timer asked;
    /** Of {@link System#nanoTime}. */
    private volatile long failedAt = System.nanoTime() - REST.toNanos();

    HotArticles(ReadyDocuments documents, CommonHeaders commonHeaders, ShutdownState stopping, RequestMetrics metrics) {
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
        if (!request.uri().startsWith(PATH) || !isForReaders(request)) {
            context.next();
            return;
        }
        long started = System.nanoTime();
        String article = request.uri().substring(PATH.length());
        Optional<Ready> ready = documents.kept(article);
        if (ready.isPresent()) {
            send(context, ready.get(), RequestId.choose(request), started);
        } else if (isName(article) && System.nanoTime() - failedAt > REST.toNanos()) {
            read(context, article, started);
        } else {
            context.next();
        }
    }

    /** Sends an article that is not in memory as soon as it is read, by a thread that may wait. */
    private void read(RoutingContext context, String article, long started) {
        String request = RequestId.of(context);
        context.vertx()
                .executeBlocking(
                        () -> {
                            MDC.put("requestId", request);
                            return documents.find(article);
                        },
                        false)
                .onComplete(read -> {
                    if (read.failed()) {
                        // Whoever asks next must not wait for a database that is away twice.
                        failedAt = System.nanoTime();
                    }
                    if (read.succeeded() && read.result().isPresent()) {
                        send(context, read.result().get(), request, started);
                    } else {
                        context.next();
                    }
                });
    }

    /** Sends an article, or goes on to the resource where that has to answer. */
    private void send(RoutingContext context, Ready ready, String requestId, long started) {
        if (ready.reply() == null) {
            context.next();
            return;
        }
        HttpServerRequest request = context.request();
        int status;
        try {
            commonHeaders.addToRecord(context, requestId);
            boolean takesGzip = AcceptEncoding.takesGzip(request.headers().get(HttpHeaders.ACCEPT_ENCODING));
            Ready sent = takesGzip ? ready : documents.inflated(ready);
            status = sent.reply().send(request, takesGzip);
        } catch (ProblemException unreadableHeader) {
            context.response().headers().clear();
            context.next();
            return;
        }
        Timer timer = status == 304 ? notModified : request.method() == HttpMethod.HEAD ? asked : found;
        timer.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    }

    /** Reports whether this can be an id or a slug, and so nothing that other resources have. */
    private static boolean isName(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NAME) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private boolean isForReaders(HttpServerRequest request) {
        return DirectReply.isAnonymousRead(request) && DirectReply.takesJson(request) && !stopping.rejectsRequests();
    }
}
