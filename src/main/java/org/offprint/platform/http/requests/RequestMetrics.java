package org.offprint.platform.http.requests;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Request counts and durations by route, method and status ({@code http_server_requests_seconds}). A route is a path
 * template or one of a few fixed names, so there is at most one series per operation and status.
 */
@Singleton
public class RequestMetrics {

    private static final String STARTED = RequestMetrics.class.getName();
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final List<String> FRAMEWORK =
            List.of("/q/health", "/q/metrics", "/openapi", "/openapi.json", "/openapi.yaml", "/openapi.yml");
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Routes routes;
    private final LongAdder active = new LongAdder();
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    RequestMetrics(MeterRegistry registry, Routes routes) {
        this.registry = registry;
        this.routes = routes;
        Gauge.builder("http.server.active.requests", active, LongAdder::sum)
                .description("Requests in progress")
                .register(registry);
    }

    private record Series(String method, String route, String status) {}

    /** Records a request in the metrics when it ends. Repeated calls for the same request have no effect. */
    public void watch(RoutingContext context) {
        if (context.get(STARTED) != null) {
            return;
        }
        long started = System.nanoTime();
        context.put(STARTED, started);
        active.increment();
        context.addEndHandler(end -> {
            active.decrement();
            HttpServerRequest request = context.request();
            String status = end.succeeded()
                    ? Integer.toString(context.response().getStatusCode())
                    // The client closed the connection before the response was complete.
                    : "aborted";
            timer(request.method().name(), route(request.path()), status)
                    .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        });
    }

    /**
     * Returns the timer for requests with the given method, route and status, for code that responds before routing.
     *
     * @param route path template
     */
    public Timer timer(String method, String route, String status) {
        String known = METHODS.contains(method) ? method : "other";
        return timers.computeIfAbsent(new Series(known, route, status), this::register);
    }

    private Timer register(Series series) {
        return Timer.builder("http.server.requests")
                .description("Duration of requests, by path template")
                .tag("method", series.method())
                .tag("uri", series.route())
                .tag("status", series.status())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private String route(String path) {
        if (path == null) {
            return "unmatched";
        }
        return routes.template(path).orElseGet(() -> FRAMEWORK.stream()
                .filter(known -> path.startsWith(known)
                        && (path.length() == known.length() || path.charAt(known.length()) == '/'))
                .findFirst()
                .orElse("unmatched"));
    }
}
