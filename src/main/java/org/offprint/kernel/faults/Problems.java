package org.offprint.kernel.faults;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.offprint.kernel.text.NearestName;

/** Factory methods for the problem documents that this service returns. */
public final class Problems {

    /**
     * Maximum number of errors quoted in the {@code detail} member. The {@code errors} member of the problem document
     * contains all errors.
     */
    private static final int MAX_QUOTED_FINDINGS = 5;

    private Problems() {}

    /** Returns a 400 problem for a body that is not well-formed JSON. */
    public static ProblemException malformedJson(String detail) {
        return of(400, "malformed-json", "The body is not valid JSON", detail);
    }

    /** Returns a 400 problem that reports all invalid parameters or headers together. */
    public static ProblemException badParameters(List<Finding> findings) {
        return new ProblemException(
                Problem.of(400, "invalid-parameter", "The request has invalid parameters", count(findings, "parameter"))
                        .withErrors(findings),
                Map.of());
    }

    /** Returns a 400 problem for an invalid query or path parameter. */
    public static ProblemException badParameter(String name, String code, String message) {
        return badParameters(List.of(Finding.parameter(name, code, message)));
    }

    /** Returns a 400 problem for an invalid request header. */
    public static ProblemException badHeader(String name, String code, String message) {
        return badParameters(List.of(Finding.header(name, code, message)));
    }

    /** Returns a 401 problem for a request with missing or invalid credentials. */
    public static ProblemException unauthenticated(String detail) {
        return of(401, "unauthenticated", "A valid API key is required", detail)
                .withHeader("WWW-Authenticate", "Bearer realm=\"offprint\"");
    }

    /** Returns a 403 problem for valid credentials that do not permit the operation. */
    public static ProblemException forbidden(String detail) {
        return of(403, "forbidden", "The credentials do not permit this operation", detail);
    }

    /** Returns a 404 problem for a record that does not exist or that the caller may not see. */
    public static ProblemException notFound(String what, String id) {
        return of(404, "not-found", "Not found", "There is no " + what + " " + id + ".");
    }

    /**
     * Returns a 404 problem for an unknown name. The problem document lists the known names and suggests the most
     * similar one.
     */
    public static ProblemException unknownName(String what, String name, Collection<String> known) {
        String near = NearestName.to(name, known)
                .map(meant -> "; did you mean " + meant + "?")
                .orElse(". Use one of " + String.join(", ", known) + ".");
        return of(404, "not-found", "Not found", "There is no " + what + " " + name + near)
                .with("alternatives", List.copyOf(known));
    }

    /** Returns a 404 problem for a path that matches no resource. */
    public static ProblemException unknownPath() {
        return of(404, "not-found", "Not found", "No resource has this path. See /openapi for the list of operations.");
    }

    /**
     * Returns a 405 problem for a method that the path does not support. {@code allow} lists the methods for the {@code
     * Allow} header (RFC 9110, section 15.5.6).
     */
    public static ProblemException methodNotAllowed(String method, Collection<String> allow) {
        String methods = String.join(", ", allow);
        return of(
                        405,
                        "method-not-allowed",
                        "The method is not allowed for this path",
                        "The path does not support " + method + ". Use " + methods + ".")
                .withHeader("Allow", methods);
    }

    /**
     * Returns a 406 problem for a request that accepts none of the available media types. {@code alternatives} lists
     * the available media types.
     */
    public static ProblemException notAcceptable(Collection<String> alternatives) {
        ProblemException problem = of(
                406,
                "not-acceptable",
                "No acceptable representation is available",
                alternatives.isEmpty()
                        ? null
                        : "Set the Accept header to one of " + String.join(", ", alternatives) + ".");
        return alternatives.isEmpty() ? problem : problem.with("alternatives", List.copyOf(alternatives));
    }

    /**
     * Returns a 409 problem for an operation that the state of the record does not allow. {@code detail} describes the
     * allowed alternatives.
     */
    public static ProblemException conflict(String title, String detail) {
        return of(409, "conflict", title, detail);
    }

    /**
     * Returns a 409 problem for a record that lacks data required by the operation. {@code findings} lists all missing
     * data.
     */
    public static ProblemException incomplete(String title, List<Finding> findings) {
        String what = findings.size() == 1 ? "1 requirement is" : findings.size() + " requirements are";
        String named = findings.stream()
                .limit(MAX_QUOTED_FINDINGS)
                .map(Finding::message)
                .collect(Collectors.joining(
                        " ", what + " not met: ", findings.size() > MAX_QUOTED_FINDINGS ? " …" : ""));
        return new ProblemException(Problem.of(409, "incomplete", title, named).withErrors(findings), Map.of());
    }

    /** Returns a 409 problem for a DOI, slug, ISSN or ROR id that another record already has. */
    public static ProblemException duplicate(String pointer, String what, String existing) {
        String holder = "Must be unique, but is already used by " + existing + ".";
        return new ProblemException(
                Problem.of(409, "duplicate", "Another record already has this " + what, holder)
                        .withErrors(List.of(Finding.at(pointer, "duplicate", holder)))
                        .with("existing", existing),
                Map.of());
    }

    /** Returns a 409 problem for a DOI or slug that already belongs to a record that the caller may not see. */
    public static ProblemException duplicateOfHidden(String pointer, String what) {
        String holder = "Must be unique, but is already used by an unpublished record that your credentials do"
                + " not give access to.";
        return new ProblemException(
                Problem.of(409, "duplicate", "Another record already has this " + what, holder)
                        .withErrors(List.of(Finding.at(pointer, "duplicate", holder))),
                Map.of());
    }

    /**
     * Returns a 409 problem for a record that cannot be deleted because other records refer to it. {@code usedBy}
     * contains the paths of some of these records.
     */
    public static ProblemException inUse(String what, List<String> usedBy, long total) {
        return of(
                        409,
                        "in-use",
                        "The " + what + " is in use",
                        "The " + what + " is used by " + (total == 1 ? "1 record." : total + " records."))
                .with("usedBy", usedBy);
    }

    /** Returns a 410 problem for a record that has been withdrawn. */
    public static ProblemException gone(String detail) {
        return of(410, "gone", "Withdrawn", detail);
    }

    /**
     * Returns a 412 problem for a record that has changed since the caller read it. {@code current} is the current
     * entity tag.
     */
    public static ProblemException stale(String current) {
        return of(
                        412,
                        "edit-conflict",
                        "The record has changed since it was read",
                        "Read the record again and repeat the change with the header If-Match: " + current + ".")
                .withHeader("ETag", current);
    }

    /**
     * Returns a 412 problem for a change whose {@code If-Match} is the entity tag of a response with {@code fields} or
     * {@code include}.
     */
    public static ProblemException tagOfSelection(String current) {
        return of(
                        412,
                        "edit-conflict",
                        "The entity tag belongs to a response with selected or included members",
                        "Read the record again without the parameters `fields` and `include`. Then repeat the"
                                + " change with the header If-Match: " + current + ".")
                .withHeader("ETag", current);
    }

    /**
     * Returns a 413 problem for a body of more than {@code limit} bytes. The connection is closed after the response.
     */
    public static ProblemException tooLarge(long limit) {
        return tooLarge("At most " + limit + " bytes are accepted.");
    }

    /** Returns a 413 problem for a body that is too large, with the given {@code detail}. */
    public static ProblemException tooLarge(String detail) {
        return of(413, "payload-too-large", "The body is too large", detail);
    }

    /**
     * Returns a 416 problem for a range that begins after the last byte of the file.
     *
     * @param size size of the file, in bytes
     */
    public static ProblemException rangeNotSatisfiable(long size) {
        return of(416, "range-not-satisfiable", "The range is outside the file", "The file has " + size + " bytes.")
                .withHeader("Content-Range", "bytes */" + size);
    }

    /** Returns a 414 problem for a request whose path and query exceed {@code limit} bytes in total. */
    public static ProblemException uriTooLong(int limit) {
        return of(
                414,
                "uri-too-long",
                "The URL is too long",
                "At most " + limit
                        + " bytes are accepted for path and query together. Send fewer values per request. To get"
                        + " up to 100 articles by id, slug or DOI, use POST /v1/articles/batch-get.");
    }

    /**
     * Returns a 415 problem for a body whose media type is not one of {@code accepted}. Depending on the HTTP method,
     * the accepted media types are also sent in the response header {@code Accept-Patch}, {@code Accept-Post} or {@code
     * Accept}.
     */
    public static ProblemException unsupportedMediaType(String method, Collection<String> accepted) {
        String types = String.join(", ", accepted);
        ProblemException problem = of(
                415,
                "unsupported-media-type",
                "The media type of the body is not supported",
                accepted.isEmpty() ? null : "Set the Content-Type header to " + String.join(" or ", accepted) + ".");
        if (accepted.isEmpty()) {
            return problem;
        }
        String header =
                switch (method) {
                    case "PATCH" -> "Accept-Patch"; // RFC 5789 section 2.2
                    case "POST" -> "Accept-Post"; // W3C Linked Data Platform 7.1
                    default -> "Accept"; // RFC 9110 section 15.5.16
                };
        return problem.with("accepted", List.copyOf(accepted)).withHeader(header, types);
    }

    /**
     * Returns a 422 problem for a well-formed but invalid JSON body. {@code findings} lists all errors in the body.
     *
     * @param what noun with its article, such as {@code The article}
     */
    public static ProblemException invalid(String what, List<Finding> findings) {
        return new ProblemException(
                Problem.of(422, "validation", what + " is not valid", count(findings, "member"))
                        .withErrors(findings),
                Map.of());
    }

    /** Returns a 422 problem for an idempotency key that was already used with a different body. */
    public static ProblemException idempotencyConflict() {
        return of(
                422,
                "idempotency-conflict",
                "The Idempotency-Key was already used with a different body",
                "Send a new Idempotency-Key for a new request.");
    }

    /** Returns a 428 problem for a write request without the required header {@code If-Match}. */
    public static ProblemException preconditionRequired() {
        return of(
                428,
                "precondition-required",
                "The header If-Match is required",
                "Send the ETag you read as If-Match, or * to overwrite any version.");
    }

    /**
     * Returns a 429 problem for a client that has reached its limit of concurrent requests. The client should retry
     * after {@code seconds}.
     */
    public static ProblemException tooManyRequests(String detail, int seconds) {
        return of(429, "too-many-requests", "Too many concurrent requests", detail)
                .withHeader("Retry-After", Integer.toString(seconds));
    }

    /**
     * Returns a 429 problem for a client that has exhausted its rate limit. The full quota is available again after
     * {@code seconds}.
     *
     * @param policy name of the rate limit policy
     * @param quota number of requests per minute
     */
    public static ProblemException quotaExceeded(String policy, int quota, long seconds) {
        return of(
                        429,
                        "quota-exceeded",
                        "The rate limit is exceeded",
                        "The policy " + policy + " allows " + quota + " requests per minute.")
                .with("violated-policies", List.of(policy))
                .withHeader("Retry-After", Long.toString(Math.max(1, seconds)));
    }

    /** Returns a 503 problem for a temporarily unavailable service. The client should retry after {@code seconds}. */
    public static ProblemException unavailable(String detail, int seconds) {
        return of(503, "unavailable", "Temporarily unavailable", detail)
                .withHeader("Retry-After", Integer.toString(seconds));
    }

    /** Returns a 507 problem for a request whose data does not fit on the disk. */
    public static ProblemException insufficientStorage() {
        return of(
                507,
                "insufficient-storage",
                "Not enough disk space",
                "The service does not have enough free disk space. Nothing was stored. Retry after the operator has"
                        + " freed space.");
    }

    /** Returns a 431 problem for request headers that exceed {@code longest} bytes in total. */
    public static ProblemException headersTooLarge(int longest) {
        return of(
                431,
                "headers-too-large",
                "The request headers are too large",
                "All headers together can have at most " + longest + " bytes.");
    }

    /** Returns a 408 problem for a request body that arrives too slowly. */
    public static ProblemException tooSlow(long seconds) {
        return of(
                        408,
                        "too-slow",
                        "The body arrived too slowly",
                        "Less than 64 kB of the body arrived within " + seconds + " seconds. Nothing was stored.")
                .withHeader("Connection", "close");
    }

    /** Returns a 500 problem for an internal error. The response contains no details except the request id. */
    public static ProblemException internal() {
        return of(
                500,
                "internal",
                "Internal error",
                "The error is in the service, not in the request. To find the cause, search the"
                        + " service log for the request id.");
    }

    /** Returns a problem with the given HTTP status, type, title and detail. */
    public static ProblemException of(int status, String type, String title, String detail) {
        return new ProblemException(Problem.of(status, type, title, detail), Map.of());
    }

    private static String count(List<Finding> findings, String noun) {
        return findings.size() == 1 ? "1 " + noun + " is invalid." : findings.size() + " " + noun + "s are invalid.";
    }
}
