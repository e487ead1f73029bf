package org.offprint.http.problem;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers what fails outside of resource classes, authentication included, with problem documents too. */
@ApplicationScoped
class OuterFailures {

    private static final int FIRST = -100_000;

    void register(@Observes Router router) {
        router.route().order(FIRST).failureHandler(OuterFailures::answer);
    }

    static void answer(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure != null) {
            ProblemDocuments.send(context, ProblemDocuments.of(failure, context));
            return;
        }
        int status = context.statusCode();
        ProblemDocuments.send(
                context,
                switch (status) {
                    case 401 -> Problems.unauthenticated("Send a key as Authorization: Bearer ….");
                    case 403 -> Problems.forbidden("This operation needs another role.");
                    case 404 -> Problems.noSuchPath();
                    case 413 ->
                        Problems.of(413, "payload-too-large", "The body is too large", null)
                                .withHeader("Connection", "close");
                    case 500 -> Problems.internal();
                    default -> Problems.of(status, "bad-request", "The request cannot be answered", null);
                });
    }
}
