package org.offprint.web.cache;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.platform.http.caching.AcceptEncoding;
import org.offprint.platform.http.caching.DirectReply;
import org.offprint.platform.http.filters.CommonHeaders;
import org.offprint.platform.http.filters.ShutdownState;
import org.offprint.platform.http.requests.LogContext;
import org.offprint.platform.http.requests.RequestId;
import org.offprint.platform.http.requests.RequestMetrics;
import org.offprint.platform.http.requests.TraceId;
import org.offprint.platform.http.streaming.LargeResponses;
import org.offprint.services.usage.UsageRecorder;

/**
 * Sends cached responses to public GET and HEAD requests. Cached responses are sent on the event loop, before any other
 * filter runs. All other requests are passed to the REST resources, which send equal responses.
 */
@Singleton
class ResponseCache {

    /**
     * Priority of the cache filter, which runs before all filters that can reject a request. Response sources serve
     * only requests that these filters would accept.
     */
    private static final int PRIORITY = 60_000;

    /**
     * Period after a failure during which no responses are loaded. Without this pause, each request would wait for an
     * unavailable database.
     */
    private static final Duration LOADING_PAUSE = Duration.ofSeconds(5);

    private final List<ResponseSource<?, ?>> sources;
    private final AuthenticatedClients clients;
    private final CommonHeaders commonHeaders;
    private final ShutdownState shutdown;
    private final RequestMetrics metrics;
    private final UsageRecorder usage;
    private final LargeResponses large;
    private volatile long failedAt = System.nanoTime() - LOADING_PAUSE.toNanos();

    ResponseCache(
            Instance<ResponseSource<?, ?>> sources,
            AuthenticatedClients clients,
            CommonHeaders commonHeaders,
            ShutdownState shutdown,
            RequestMetrics metrics,
            UsageRecorder usage,
            LargeResponses large) {
        this.sources = sources.stream().toList();
        this.clients = clients;
        this.commonHeaders = commonHeaders;
        this.shutdown = shutdown;
        this.metrics = metrics;
        this.usage = usage;
        this.large = large;
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, PRIORITY);
    }

    private void answer(RoutingContext context) {
        clients.record(context);
        String target = context.request().uri();
        for (ResponseSource<?, ?> source : sources) {
            if (source.serves(target)) {
                answer(context, source);
                return;
            }
        }
        context.next();
    }

    private <K, R extends CachedResponse> void answer(RoutingContext context, ResponseSource<K, R> source) {
        HttpServerRequest request = context.request();
        if (!DirectReply.isAnonymousRead(request) || !source.accepts(request) || shutdown.rejectsRequests()) {
            context.next();
            return;
        }
        long started = System.nanoTime();
        K key = source.key(request);
        Optional<R> cached = source.find(key).or(() -> source.findOutdated(key, request));
        if (cached.isPresent()) {
            send(context, source, cached.get(), RequestId.choose(request), started);
            return;
        }
        Supplier<Optional<R>> loader = source.loader(request);
        if (loader != null && System.nanoTime() - failedAt > LOADING_PAUSE.toNanos()) {
            load(context, source, loader, started);
        } else {
            context.next();
        }
    }

    private <K, R extends CachedResponse> void load(
            RoutingContext context, ResponseSource<K, R> source, Supplier<Optional<R>> loader, long started) {
        String requestId = RequestId.of(context);
        String traceId = TraceId.of(context.request());
        context.vertx()
                .executeBlocking(
                        () -> {
                            LogContext.set(requestId, traceId);
                            return loader.get();
                        },
                        false)
                .onComplete(loaded -> {
                    if (loaded.failed()) {
                        failedAt = System.nanoTime();
                    }
                    if (loaded.succeeded() && loaded.result().isPresent()) {
                        send(context, source, loaded.result().get(), requestId, started);
                    } else {
                        context.next();
                    }
                });
    }

    private <K, R extends CachedResponse> void send(
            RoutingContext context, ResponseSource<K, R> source, R response, String requestId, long started) {
        HttpServerRequest request = context.request();
        boolean gzip = AcceptEncoding.takesGzip(request.headers().get(HttpHeaders.ACCEPT_ENCODING));
        DirectReply reply = source.reply(response, gzip);
        if (reply == null) {
            context.next();
            return;
        }
        int status;
        try {
            commonHeaders.addTo(request.response().headers(), requestId, response.securityPolicy());
            status = reply.send(context, gzip, large);
        } catch (ProblemException refused) {
            context.response().headers().clear();
            context.next();
            return;
        }
        usage.recordAnonymous(response.used(), status, request);
        metrics.timer(request.method().name(), response.route(), Integer.toString(status))
                .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    }
}
