package org.offprint.platform.http.filters;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.Accept;
import org.offprint.platform.http.requests.RequestMetrics;
import org.offprint.platform.http.requests.Routes;

/** Registers the HTTP filters that run for every request, before authentication and before any resource. */
@ApplicationScoped
class HttpFilters {

    private static final int FIRST = 50_000;
    private static final int AFTER_FRAMEWORK_LIMIT = 1;
    private static final int RETRY_SECONDS = 5;
    private static final List<String> FRAMEWORK_PATHS =
            List.of("/q", "/openapi", "/openapi.json", "/openapi.yaml", "/openapi.yml");

    private static final Set<String> READING = new TreeSet<>(Set.of("GET", "HEAD", "OPTIONS"));

    private final Routes routes;
    private final CommonHeaders commonHeaders;
    private final RequestMetrics metrics;
    private final ShutdownState stopping;

    HttpFilters(Routes routes, CommonHeaders commonHeaders, RequestMetrics metrics, ShutdownState stopping) {
        this.stopping = stopping;
        this.routes = routes;
        this.commonHeaders = commonHeaders;
        this.metrics = metrics;
    }

    void register(@Observes Filters filters) {
        filters.register(this::begin, FIRST);
        filters.register(this::limitBody, AFTER_FRAMEWORK_LIMIT);
    }

    private void begin(RoutingContext context) {
        commonHeaders.add(context);
        acceptAnyResponse(context.request());
        metrics.watch(context);
        try {
            if (stopping.rejectsRequests()) {
                throw Problems.unavailable("The service is shutting down. Retry the request.", RETRY_SECONDS)
                        .withHeader("Connection", "close");
            }
            RequestTarget.check(context);
            String path = context.request().path();
            HttpMethod method = context.request().method();
            if (method == HttpMethod.OPTIONS) {
                options(context, path);
                return;
            }
            AcceptHeaderCheck.check(context.request(), routes);
            if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
                checkMethod(method.name(), path);
                BodyLimit.checkLength(context, path, routes);
            }
        } catch (ProblemException problem) {
            ProblemDocuments.send(context, problem);
            return;
        }
        context.next();
    }

    /**
     * Treats clients that accept only problem documents as accepting any media type. For operations that redirect or
     * have no response body, Swagger UI accepts only problem documents, and must not receive 406. A server may ignore
     * the {@code Accept} header (RFC 9110, section 12.4.1).
     */
    private static void acceptAnyResponse(HttpServerRequest request) {
        String contentType = request.getHeader("Content-Type");
        if (contentType != null && contentType.isBlank()) {
            // The framework would fail on an empty Content-Type header.
            request.headers().remove("Content-Type");
        }
        if (ProblemDocuments.MEDIA_TYPE.equals(request.getHeader("Accept"))) {
            request.headers().set("Accept", "*/*");
        }
    }

    private void options(RoutingContext context, String path) {
        Set<String> methods = methods(path);
        if (methods.isEmpty()) {
            throw Problems.unknownPath();
        }
        HttpServerResponse response = context.response();
        response.headers().set("Allow", String.join(", ", methods));
        List<String> patches = routes.consumes("PATCH", path);
        if (!patches.isEmpty()) {
            response.headers().set("Accept-Patch", String.join(", ", patches));
        }
        if (Cors.isPreflight(context.request())) {
            Cors.answerPreflight(response.headers(), methods);
        }
        response.setStatusCode(204).end();
    }

    private Set<String> methods(String path) {
        Set<String> methods = routes.methods(path);
        boolean isFrameworks = FRAMEWORK_PATHS.stream().anyMatch(framework -> CommonHeaders.under(path, framework));
        return methods.isEmpty() && isFrameworks ? READING : methods;
    }

    /**
     * Rejects requests with a method that the path does not support, because the framework would otherwise search for
     * the method in less specific path templates.
     */
    private void checkMethod(String method, String path) {
        Set<String> methods = methods(path);
        if (!methods.isEmpty() && !methods.contains(method)) {
            throw Problems.methodNotAllowed(method, methods);
        }
    }

    private void limitBody(RoutingContext context) {
        BodyLimit.limitFramework(context, context.request().path(), routes);
        context.next();
    }

    /**
     * Rejects requests that accept none of the media types that the operation produces. Unlike the framework, this
     * check treats quality 0 as a rejection instead of the lowest quality (RFC 9110, sections 12.4.2 and 12.5.1).
     */
    private static final class AcceptHeaderCheck {

        /** Maximum length of the Accept header, in characters. Browsers send about 150 characters. */
        static final int MAX_LENGTH = 1_000;

        private static final int MAX_RANGES = 50;

        private AcceptHeaderCheck() {}

        /**
         * Checks the length of the Accept header and the number of its media ranges, before the header is parsed. Also
         * checks that the header does not reject all media types of the operation.
         *
         * @throws org.offprint.kernel.faults.ProblemException 400 if the header is too long; 406 if the header rejects
         *     all media types of the operation
         */
        static void check(HttpServerRequest request, Routes routes) {
            List<String> lines = request.headers().getAll("Accept");
            if (lines.isEmpty()) {
                return;
            }
            String accept = String.join(",", lines);
            if (accept.length() > MAX_LENGTH
                    || accept.chars().filter(c -> c == ',').count() >= MAX_RANGES) {
                throw Problems.badHeader(
                        "Accept",
                        "size",
                        "Must have at most " + MAX_LENGTH + " characters and " + MAX_RANGES + " media ranges.");
            }
            if (!accept.contains("=0")) {
                return;
            }
            List<String> produced = routes.produces(request.method().name(), request.path());
            if (!produced.isEmpty() && produced.stream().allMatch(media -> refuses(accept, media))) {
                throw Problems.notAcceptable(produced);
            }
        }

        /**
         * Returns whether a media type, given without parameters, is rejected because the most specific matching media
         * range has quality 0.
         */
        static boolean refuses(String accept, String media) {
            return Accept.of(accept).rejects(media);
        }
    }
}
