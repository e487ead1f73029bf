package org.offprint.platform.http.filters;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.requests.Routes;

/** Maps all exceptions thrown in or around resource methods to problem documents. */
public class ProblemMappers {

    private static final String BAD_PARAMETER =
            "A path or query parameter has an invalid format. The operation in /openapi describes"
                    + " the valid format.";

    private final Routes routes;

    @Inject
    ProblemMappers(Routes routes) {
        this.routes = routes;
    }

    @ServerExceptionMapper({
        ProblemException.class,
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        ForbiddenException.class,
        MismatchedInputException.class,
        ConstraintViolationException.class,
        Throwable.class
    })
    public Response mapFailure(Throwable failure, RoutingContext context) {
        return answer(ProblemDocuments.of(failure, context), context);
    }

    @ServerExceptionMapper({WebApplicationException.class, NotFoundException.class})
    public Response mapWebApplicationException(WebApplicationException failure, RoutingContext context) {
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        Optional<ProblemException> cause = Failures.problemOf(failure);
        if (cause.isPresent() || status >= 500) {
            return answer(ProblemDocuments.of(failure, context), context);
        }
        return answer(byStatus(status, failure.getCause() != null, context), context);
    }

    private ProblemException byStatus(int status, boolean caused, RoutingContext context) {
        String method = context.request().method().name();
        String path = context.request().path();
        return switch (status) {
            case 400 -> Problems.of(400, "bad-request", "The request is malformed", null);
            case 401 -> Problems.unauthenticated("Send an API key as `Authorization: Bearer KEY`.");
            case 403 ->
                Problems.forbidden("Your role does not permit this operation. Use credentials with the required role.");
            case 404 ->
                // According to Jakarta REST 3.2, a query or path parameter that cannot be converted causes a 404
                // response.
                caused
                        ? Problems.of(400, "invalid-parameter", "The request has invalid parameters", BAD_PARAMETER)
                        : notAllowed(method, path);
            case 405 -> notAllowed(method, path);
            case 406 -> Problems.notAcceptable(routes.produces(method, path));
            case 413 ->
                Problems.of(413, "payload-too-large", "The body is too large", null)
                        .withHeader("Connection", "close");
            case 415 -> Problems.unsupportedMediaType(method, routes.consumes(method, path));
            default ->
                Problems.of(
                        status,
                        "bad-request",
                        Optional.ofNullable(Response.Status.fromStatusCode(status))
                                .map(Response.Status::getReasonPhrase)
                                .orElse("The request cannot be processed"),
                        null);
        };
    }

    /**
     * Returns the problem response for a method that the path does not support. If a less specific path template
     * supports the method, the framework responds with 404 instead of 405.
     */
    private ProblemException notAllowed(String method, String path) {
        Set<String> methods = routes.methods(path);
        return methods.isEmpty() || methods.contains(method)
                ? Problems.unknownPath()
                : Problems.methodNotAllowed(method, methods);
    }

    private static Response answer(ProblemException problem, RoutingContext context) {
        Response.ResponseBuilder response = Response.status(problem.problem().status())
                .type(ProblemDocuments.MEDIA_TYPE)
                .entity(ProblemDocuments.json(problem, context));
        ProblemDocuments.headers(problem, context).forEach(response::header);
        return response.build();
    }
}
