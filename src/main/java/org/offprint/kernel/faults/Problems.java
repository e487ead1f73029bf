package org.offprint.kernel.faults;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.offprint.kernel.text.NearestName;

/** Every problem this service answers with, by name. */
public final class Problems {

    /** The most findings that a detail has in words; all of them are in the errors. */
    private static final int MOST_NAMED = 5;

    private Problems() {}

    /** 400: JSON that cannot be parsed. */
    public static ProblemException malformedJson(String detail) {
        return of(400, "malformed-json", "The body is not JSON", detail);
    }

    /** 400: parameters of the URL or headers that are wrong, all at once. */
    public static ProblemException badParameters(List<Finding> findings) {
        return new ProblemException(
                Problem.of(400, "invalid-parameter", "The request has invalid parameters", count(findings, "parameter"))
                        .withErrors(findings),
                Map.of());
    }

    /** 400: one parameter that is wrong. */
    public static ProblemException badParameter(String name, String code, String message) {
        return badParameters(List.of(Finding.parameter(name, code, message)));
    }

    /** 400: one header that is wrong. */
    public static ProblemException badHeader(String name, String code, String message) {
        return badParameters(List.of(Finding.header(name, code, message)));
    }

    /** 401: no credentials where some are needed, or bad ones anywhere. */
    public static ProblemException unauthenticated(String detail) {
        return of(401, "unauthenticated", "A valid key is needed", detail)
                .withHeader("WWW-Authenticate", "Bearer realm=\"offprint\"");
    }

    /** 403: the key is good, but not for this. */
    public static ProblemException forbidden(String detail) {
        return of(403, "forbidden", "This key may not do that", detail);
    }

    /** 404: there is no such thing, or not for this reader. */
    public static ProblemException notFound(String what, String id) {
        return of(404, "not-found", "Not found", "There is no " + what + " " + id + " here.");
    }

    /** 404: there is no thing of this name, but there are those. */
    public static ProblemException notAmong(String what, String name, Collection<String> known) {
        String near = NearestName.to(name, known)
                .map(meant -> " here; did you mean " + meant + "?")
                .orElse(" here, but " + String.join(", ", known) + ".");
        return of(404, "not-found", "Not found", "There is no " + what + " " + name + near)
                .with("alternatives", List.copyOf(known));
    }

    /** 404: nothing is at this path at all. */
    public static ProblemException noSuchPath() {
        return of(404, "not-found", "Not found", "Nothing is at this path. The operations are listed in /openapi.");
    }

    /** 405: the path is known, the method is not; {@code allow} goes into {@code Allow} (RFC 9110 15.5.6). */
    public static ProblemException methodNotAllowed(String method, Collection<String> allow) {
        String methods = String.join(", ", allow);
        return of(
                        405,
                        "method-not-allowed",
                        "This method is not possible here",
                        "There is no " + method + " here, but " + methods + ".")
                .withHeader("Allow", methods);
    }

    /** 406: none of the media types asked for can be made; {@code alternatives} can. */
    public static ProblemException notAcceptable(Collection<String> alternatives) {
        ProblemException problem = of(
                406,
                "not-acceptable",
                "There is no such representation",
                alternatives.isEmpty() ? null : "There is " + String.join(", ", alternatives) + ".");
        return alternatives.isEmpty() ? problem : problem.with("alternatives", List.copyOf(alternatives));
    }

    /** 409: the state of the record forbids it; the detail says what is possible. */
    public static ProblemException conflict(String title, String detail) {
        return of(409, "conflict", title, detail);
    }

    /** 409: the record lacks what this needs; {@code findings} are all of it. */
    public static ProblemException incomplete(String title, List<Finding> findings) {
        String what = findings.size() == 1 ? "1 thing is" : findings.size() + " things are";
        String named = findings.stream()
                .limit(MOST_NAMED)
                .map(Finding::message)
                .collect(Collectors.joining(" ", what + " missing: ", findings.size() > MOST_NAMED ? " …" : ""));
        return new ProblemException(Problem.of(409, "incomplete", title, named).withErrors(findings), Map.of());
    }

    /** 409: another record has this DOI, slug, ISSN or ROR already. */
    public static ProblemException duplicate(String pointer, String what, String existing) {
        String holder = "It belongs to " + existing + ".";
        return new ProblemException(
                Problem.of(409, "duplicate", "There is a record with this " + what + " already", holder)
                        .withErrors(List.of(Finding.at(pointer, "duplicate", holder)))
                        .with("existing", existing),
                Map.of());
    }

    /** 409: a record that the caller is not told of has this DOI or slug already. */
    public static ProblemException taken(String pointer, String what) {
        String holder = "It belongs to a record that readers do not see and that this key is not for.";
        return new ProblemException(
                Problem.of(409, "duplicate", "There is a record with this " + what + " already", holder)
                        .withErrors(List.of(Finding.at(pointer, "duplicate", holder))),
                Map.of());
    }

    /** 409: it is in use; {@code usedBy} are paths of some of what uses it. */
    public static ProblemException inUse(String what, List<String> usedBy, long total) {
        return of(
                        409,
                        "in-use",
                        "The " + what + " is in use",
                        "It is used by " + (total == 1 ? "1 record." : total + " records."))
                .with("usedBy", usedBy);
    }

    /** 410: it was here and has been withdrawn. */
    public static ProblemException gone(String detail) {
        return of(410, "gone", "Withdrawn", detail);
    }

    /** 412: the record has changed since the caller read it; {@code current} is its entity tag now. */
    public static ProblemException stale(String current) {
        return of(
                        412,
                        "edit-conflict",
                        "The record has changed since it was read",
                        "Read it again; its entity tag is now " + current + ".")
                .withHeader("ETag", current);
    }

    /** 413: the body is larger than {@code limit} bytes; the connection ends with the answer. */
    public static ProblemException tooLarge(long limit) {
        return of(413, "payload-too-large", "The body is too large", "At most " + limit + " bytes are taken.");
    }

    /** 416: a range begins after the last of so many bytes. */
    public static ProblemException noSuchBytes(long size) {
        return of(416, "range-not-satisfiable", "There are no such bytes", "The file has " + size + " bytes.")
                .withHeader("Content-Range", "bytes */" + size);
    }

    /** 414: the request target is longer than {@code limit} bytes. */
    public static ProblemException uriTooLong(int limit) {
        return of(
                414,
                "uri-too-long",
                "The URL is too long",
                "At most " + limit + " bytes are taken for path and query together.");
    }

    /** 415: the body's media type is not one of {@code accepted}; told in {@code Accept-Patch} or the like too. */
    public static ProblemException unsupportedMediaType(String method, Collection<String> accepted) {
        String types = String.join(", ", accepted);
        ProblemException problem = of(
                415,
                "unsupported-media-type",
                "The body has a media type that is not taken here",
                accepted.isEmpty() ? null : "Send " + String.join(" or ", accepted) + ".");
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

    /** 422: a parsed body that is not valid, with all that is wrong. {@code what} is its noun with an article. */
    public static ProblemException invalid(String what, List<Finding> findings) {
        return new ProblemException(
                Problem.of(422, "validation", what + " is not valid", count(findings, "member"))
                        .withErrors(findings),
                Map.of());
    }

    /** 422: an Idempotency-Key that came before with another body. */
    public static ProblemException idempotencyConflict() {
        return of(
                422,
                "idempotency-conflict",
                "This Idempotency-Key was used with another body",
                "Use a new key for a new request.");
    }

    /** 428: a write that must say what it changes and did not. */
    public static ProblemException preconditionRequired() {
        return of(
                428,
                "precondition-required",
                "Say which state you are changing",
                "Send If-Match with the entity tag you read, or * to overwrite whatever is there.");
    }

    /** 429: this client has as much at a time as one client gets; asking again after {@code seconds} is worth it. */
    public static ProblemException tooManyRequests(String detail, int seconds) {
        return of(429, "too-many-requests", "Too much at a time", detail)
                .withHeader("Retry-After", Integer.toString(seconds));
    }

    /**
     * 429: the quota of a class of work is used up; it is whole again after {@code seconds}.
     *
     * @param policy the name of the quota's policy
     * @param quota how many requests of a minute
     */
    public static ProblemException quotaExceeded(String policy, int quota, long seconds) {
        return of(
                        429,
                        "quota-exceeded",
                        "You have asked for too much in a minute",
                        "The quota " + policy + " is " + quota + " requests a minute.")
                .with("violated-policies", List.of(policy))
                .withHeader("Retry-After", Long.toString(Math.max(1, seconds)));
    }

    /** 503: not now; asking again after {@code seconds} is worth it. */
    public static ProblemException unavailable(String detail, int seconds) {
        return of(503, "unavailable", "Not available right now", detail)
                .withHeader("Retry-After", Integer.toString(seconds));
    }

    /** 507: the disk has no room for what was sent. */
    public static ProblemException noRoom() {
        return of(
                507,
                "insufficient-storage",
                "There is no room for this",
                "The disk of the service is too full for it. Nothing was kept.");
    }

    /** 431: all headers together have more bytes than this. */
    public static ProblemException headersTooLarge(int longest) {
        return of(
                431,
                "headers-too-large",
                "The headers are too large",
                "All of them together have at most " + longest + " bytes.");
    }

    /** 408: a body that hardly moves. */
    public static ProblemException tooSlow(long seconds) {
        return of(
                        408,
                        "too-slow",
                        "The body came too slowly",
                        "Less than 64 kB of it came within " + seconds + " seconds. Nothing was kept.")
                .withHeader("Connection", "close");
    }

    /** 500: a fault of ours, of which the caller learns nothing but the request id. */
    public static ProblemException internal() {
        return of(
                500,
                "internal",
                "Something went wrong here",
                "The fault is ours and is in the log under this request id.");
    }

    /** Any other status that the framework ends a request with. */
    public static ProblemException of(int status, String type, String title, String detail) {
        return new ProblemException(Problem.of(status, type, title, detail), Map.of());
    }

    private static String count(List<Finding> findings, String noun) {
        return findings.size() == 1 ? "1 " + noun + " is invalid." : findings.size() + " " + noun + "s are invalid.";
    }
}
