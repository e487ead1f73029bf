package org.offprint.platform.http.filters;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.requests.RequestMetrics;

/** Sends problem documents for failures outside of resource classes, for example failed authentication. */
@ApplicationScoped
class RouterFailures {

    private static final int FIRST = -100_000;

    private final CommonHeaders commonHeaders;
    private final RequestMetrics metrics;

    RouterFailures(CommonHeaders commonHeaders, RequestMetrics metrics) {
        this.commonHeaders = commonHeaders;
        this.metrics = metrics;
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).failureHandler(this::answer);
        // A URL path that cannot be decoded matches no route, not even the catch-all route.
        for (int status : new int[] {400, 404, 405, 413, 414, 415, 500}) {
            router.errorHandler(status, context -> answer(context, status));
        }
    }

    private void answer(RoutingContext context) {
        answer(context, context.statusCode());
    }

    private void answer(RoutingContext context, int status) {
        commonHeaders.add(context);
        metrics.watch(context);
        boolean ours = status < 400 || status >= 500;
        ProblemException problem = ours && context.failure() != null
                ? ProblemDocuments.of(context.failure(), context)
                : byStatus(status, context);
        ProblemDocuments.send(context, problem);
    }

    private static ProblemException byStatus(int status, RoutingContext context) {
        return switch (status) {
            case 400 -> badRequest(context);
            case 401 -> Problems.unauthenticated("Send an API key as `Authorization: Bearer KEY`.");
            case 403 ->
                Problems.forbidden("Your role does not permit this operation. Use credentials with the required role.");
            case 404 -> Problems.unknownPath();
            case 413 -> Problems.tooLarge(BodyLimit.MAX_BYTES);
            default ->
                status >= 500 || status < 400
                        ? ProblemDocuments.of(new IllegalStateException("Status " + status), context)
                        : Problems.of(status, "bad-request", "The request cannot be processed", null);
        };
    }

    private static ProblemException badRequest(RoutingContext context) {
        try {
            RequestTarget.check(context);
        } catch (ProblemException known) {
            return known;
        }
        return Problems.of(400, "bad-request", "The request is malformed", null);
    }
}
