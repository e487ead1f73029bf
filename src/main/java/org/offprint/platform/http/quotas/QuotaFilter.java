package org.offprint.platform.http.quotas;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/**
 * Counts requests to operations that have a quota, before their parameters and bodies are parsed. A request is not
 * counted if its response is sent from a cache before it reaches an operation. Searches and lists then wait for their
 * turn. Clients with and without credentials have separate queues, so anonymous requests never delay editors.
 */
@Singleton
public class QuotaFilter {

    /** Maximum number of concurrent searches per processor and queue if searches use the processors of this node. */
    private static final int SEARCHES_PER_PROCESSOR = 8;

    /** Maximum number of concurrent searches per processor and queue if searches mostly wait for OpenSearch. */
    private static final int REMOTE_SEARCHES_PER_PROCESSOR = 32;

    private static final Map<Method, Operation> OPERATIONS = new ConcurrentHashMap<>();

    private final Quotas quotas;
    private final SearchQueue anonymous;
    private final SearchQueue known;

    QuotaFilter(
            Quotas quotas,
            MeterRegistry registry,
            @ConfigProperty(name = "offprint.search.engine", defaultValue = "lucene") String engine) {
        this.quotas = quotas;
        int perProcessor = engine.equals("lucene") ? SEARCHES_PER_PROCESSOR : REMOTE_SEARCHES_PER_PROCESSOR;
        int maxRunning = perProcessor * Runtime.getRuntime().availableProcessors();
        anonymous = new SearchQueue(maxRunning);
        known = new SearchQueue(maxRunning);
        Gauge.builder("offprint.searches.waiting", () -> anonymous.waiting() + known.waiting())
                .description("Searches and lists that wait for their turn")
                .register(registry);
    }

    /**
     * Operation of the API or page of the site.
     *
     * @param quota quota class; null if its requests are not counted
     * @param isQueued whether its requests wait for their turn
     * @param parameter query parameter of counted requests; empty if all requests are counted
     */
    private record Operation(QuotaClass quota, boolean isQueued, String parameter) {

        static Operation of(ResourceInfo resource) {
            Method method = resource.getResourceMethod();
            Optional<QuotaOf> stated = stated(method, resource.getResourceClass());
            QuotaClass quota = quotaClass(method, stated).orElse(null);
            // Other requests would occupy a turn for too long: an asynchronous operation or a stream can last for
            // minutes, and a client can send its request body slowly.
            boolean isShort = method.isAnnotationPresent(GET.class)
                    && method.getReturnType() != Uni.class
                    && method.getReturnType() != Multi.class;
            return new Operation(
                    quota,
                    quota == QuotaClass.SEARCH && isShort,
                    stated.map(QuotaOf::onlyWith).orElse(""));
        }

        boolean includes(RoutingContext context) {
            return parameter.isEmpty() || context.queryParams().contains(parameter);
        }
    }

    /** Counts a request. Runs on the thread of the connection, so rejected and waiting requests use no other thread. */
    @ServerRequestFilter(nonBlocking = true, priority = Priorities.AUTHORIZATION)
    public Uni<Void> count(ResourceInfo resource, RoutingContext context) {
        Operation operation =
                OPERATIONS.computeIfAbsent(resource.getResourceMethod(), method -> Operation.of(resource));
        if (!operation.includes(context)) {
            return null;
        }
        if (operation.quota() != null) {
            quotas.count(operation.quota(), context);
        }
        return operation.isQueued() ? enterQueue(context).orElse(null) : null;
    }

    /**
     * Waits for a turn in the search queue. An operation with a request body calls this method after the body has
     * arrived, because a client can send its body slowly. The turn ends with the request.
     *
     * @return completes on a thread that may block, when the request can run; fails with 503 if the request has waited
     *     too long
     * @throws org.offprint.kernel.faults.ProblemException 503 if too many requests are waiting
     */
    public Uni<Void> awaitTurn(RoutingContext context) {
        return enterQueue(context)
                .map(turn -> turn.emitOn(Infrastructure.getDefaultWorkerPool()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Optional<Uni<Void>> enterQueue(RoutingContext context) {
        // Response filters do not run if the client has disconnected, so the end of the request also ends its turn.
        CurrentRequestManager.get().registerCompletionCallback(failure -> leave(context));
        SearchQueue queue = QuotaClient.of(context).isKnown() ? known : anonymous;
        return queue.enter(context);
    }

    /** Ends the turn of a request before its response is written, which depends on the client. */
    @ServerResponseFilter(priority = 1)
    public void leave(RoutingContext context) {
        SearchQueue.leave(context);
    }

    /** Returns the annotation of a method, or else of its class. */
    private static Optional<QuotaOf> stated(Method method, Class<?> resource) {
        return Optional.ofNullable(method.getAnnotation(QuotaOf.class))
                .or(() -> Optional.ofNullable(resource.getAnnotation(QuotaOf.class)));
    }

    /** Returns the quota class of an operation, or empty if its requests are not counted by this filter. */
    private static Optional<QuotaClass> quotaClass(Method method, Optional<QuotaOf> stated) {
        if (stated.isPresent()) {
            return stated.filter(each -> !each.isCountedByResource()).map(QuotaOf::value);
        }
        boolean reads = method.isAnnotationPresent(GET.class)
                || method.isAnnotationPresent(HEAD.class)
                || method.isAnnotationPresent(OPTIONS.class);
        return reads ? Optional.empty() : Optional.of(QuotaClass.WRITE);
    }
}
