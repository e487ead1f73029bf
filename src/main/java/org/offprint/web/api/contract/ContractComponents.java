package org.offprint.web.api.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problem;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;

/** Shared error responses of the API, each with an example, and shared response headers. */
final class ContractComponents {

    private static final String ID = "0190f3c1-7b5e-7c3a-9d2e-3f1a6b8c4d5e";

    /** Response headers that are present in every response for which the OpenAPI document lists them. */
    private static final Set<String> ALWAYS_SENT =
            Set.of("ETag", "Location", "Link", "X-Request-Id", "WWW-Authenticate");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private record Failure(String name, String description, ProblemException example, String... headers) {}

    private static final Map<String, Failure> FAILURES = new LinkedHashMap<>();
    private static final Map<String, String> HEADERS = new LinkedHashMap<>();

    static {
        FAILURES.put(
                "400",
                new Failure(
                        "BadRequest",
                        "A parameter or header is invalid, or the body is not JSON. Each entry of `errors` names"
                                + " the `parameter` or `header` to correct.",
                        Problems.badParameter("limit", "out-of-range", "Must be a whole number from 1 to 100.")));
        FAILURES.put(
                "401",
                new Failure(
                        "Unauthenticated",
                        "The request has no valid credentials. Send `Authorization: Bearer <key>` with a valid"
                                + " key. An unknown key is rejected on public URLs too.",
                        Problems.unauthenticated("The credentials are not valid. Check the key, or sign in again."),
                        "WWW-Authenticate"));
        FAILURES.put(
                "403",
                new Failure(
                        "Forbidden",
                        "The key is valid but does not allow this operation, for example because it does not"
                                + " include the journal.",
                        Problems.forbidden("You are not an editor of journal " + ID + ".")));
        FAILURES.put(
                "404",
                new Failure(
                        "NotFound",
                        "The record does not exist or is not visible to the client.",
                        Problems.notFound("article", ID)));
        FAILURES.put(
                "405",
                new Failure(
                        "NotAllowed",
                        "The path does not support this method. `Allow` lists the supported methods. A path with"
                                + " an empty id also returns 405.",
                        Problems.methodNotAllowed("PUT", List.of("GET", "HEAD", "OPTIONS", "POST")),
                        "Allow"));
        FAILURES.put(
                "406",
                new Failure(
                        "NotAcceptable",
                        "None of the media types in `Accept` is available. `alternatives` lists the available"
                                + " types.",
                        Problems.notAcceptable(List.of("application/json"))));
        FAILURES.put(
                "409",
                new Failure(
                        "Conflict",
                        "The change conflicts with the current state of the record, or other records (`usedBy`) refer"
                                + " to the record. Also returned if another record (`existing`) has the same identifier."
                                + " Also returned while the first request with the same `Idempotency-Key` is in progress."
                                + " Repeat the request after `Retry-After` seconds.",
                        Problems.duplicate("/doi", "DOI", "/v1/articles/" + ID),
                        "Retry-After"));
        FAILURES.put(
                "410",
                new Failure(
                        "Gone",
                        "The record was withdrawn.",
                        Problems.gone("The authors found a mistake that cannot be corrected.")
                                .with("slug", "a-tide-table-of-1703-again")
                                .with("reason", "The authors found a mistake that cannot be corrected.")
                                .with("withdrawnAt", "2025-12-03T09:30:00Z")));
        FAILURES.put(
                "408",
                new Failure(
                        "TooSlow",
                        "The body arrived too slowly. `detail` states the timeout. Nothing was stored. Send the"
                                + " request again.",
                        Problems.tooSlow(60)));
        FAILURES.put(
                "412",
                new Failure(
                        "EditConflict",
                        "The record has changed since the `ETag` in `If-Match` was read. Read the record again"
                                + " and send the current `ETag` in `If-Match`.",
                        Problems.stale("\"4\""),
                        "ETag"));
        FAILURES.put(
                "416",
                new Failure(
                        "NoSuchBytes",
                        "The range in `Range` is outside the file.",
                        Problems.rangeNotSatisfiable(1_024),
                        "Content-Range"));
        FAILURES.put(
                "413",
                new Failure(
                        "TooLarge",
                        "The request body is too large. `detail` states the limit.",
                        Problems.tooLarge(10_000_000)));
        FAILURES.put(
                "414",
                new Failure(
                        "TooLong",
                        "The URL is too long. `limits` in the response of `GET /v1` states the maximum length.",
                        Problems.uriTooLong(8192)));
        FAILURES.put(
                "415",
                new Failure(
                        "UnsupportedMediaType",
                        "The media type in `Content-Type` is not supported. `accepted` lists the supported media"
                                + " types.",
                        Problems.unsupportedMediaType("PUT", List.of("application/json")),
                        "Accept",
                        "Accept-Patch",
                        "Accept-Post"));
        FAILURES.put(
                "422",
                new Failure(
                        "Invalid",
                        "The body is well-formed JSON but contains invalid members. Each entry of `errors`"
                                + " points to an invalid member. Nothing was stored.",
                        Problems.invalid(
                                "The article",
                                List.of(Finding.at(
                                        "/contributors/0/orcid",
                                        "orcid-checksum",
                                        "The check digit of the ORCID iD \"0000-0002-1825-0098\" is wrong. For these"
                                                + " digits it must be 7, not 8.")))));
        FAILURES.put(
                "428",
                new Failure(
                        "PreconditionRequired",
                        "The `If-Match` header is missing. Send `If-Match` with the `ETag` that you read, or"
                                + " with `*` to overwrite any version.",
                        Problems.preconditionRequired()));
        FAILURES.put(
                "429",
                new Failure(
                        "TooManyRequests",
                        "The client has too many concurrent requests, or has exceeded its quota per minute."
                                + " Repeat the request after the number of seconds in `Retry-After`.",
                        Problems.quotaExceeded("search", 1_200, 60),
                        "Retry-After",
                        "RateLimit-Policy",
                        "RateLimit"));
        FAILURES.put(
                "503",
                new Failure(
                        "Unavailable",
                        "The service is temporarily unavailable. Repeat the request after the number of seconds"
                                + " in `Retry-After`.",
                        Problems.unavailable("The database does not answer.", 5),
                        "Retry-After"));
        FAILURES.put(
                "507",
                new Failure(
                        "InsufficientStorage",
                        "The disk of the service or of its database has no space for the data. Nothing was stored.",
                        Problems.insufficientStorage()));
        FAILURES.put(
                "default", new Failure("Failure", "An error without a separate description.", Problems.unknownPath()));

        HEADERS.put("ETag", "Entity tag of the record's current state, for use in `If-Match` and `If-None-Match`.");
        HEADERS.put(
                "ETagIfAny",
                "Entity tag of the record's current state, for use in `If-Match` and `If-None-Match`."
                        + " Dry runs and lists of working copies have no entity tag.");
        HEADERS.put("Last-Modified", "Time of the last change to the record. Omitted if the time is unknown.");
        HEADERS.put("Location", "Path of the created record, or target of the redirect.");
        HEADERS.put("Link", "Links to other pages of the list: `next`, `prev` and `first` (RFC 8288).");
        HEADERS.put(
                "LinkIfAny",
                "Links to other pages of the list: `next`, `prev` and `first` (RFC 8288). Omitted if the"
                        + " response is a file.");
        HEADERS.put(
                "Signposts",
                "Links of a published article: citation URL, authors, licence, formats and link set (RFC"
                        + " 8288, FAIR Signposting).");
        HEADERS.put(
                "Monitor",
                "Link with the relation `monitor` to the changes since the export started (RFC 8288, RFC" + " 5989).");
        HEADERS.put("Content-Disposition", "File name of the downloaded content (RFC 6266).");
        HEADERS.put("Canonical", "Link with the relation `canonical` to the page of the article (RFC 6596).");
        HEADERS.put(
                "Collection",
                "Link with the relation `collection` to the article that the file belongs to (RFC 8288,"
                        + " FAIR Signposting).");
        HEADERS.put(
                "tdm-reservation",
                "Whether the rights to text and data mining are reserved: `0` or `1` (W3C TDMRep). Omitted if the"
                        + " rightsholder has not declared this.");
        HEADERS.put("tdm-policy", "URL of the policy for text and data mining. Only with `tdm-reservation: 1`.");
        HEADERS.put(
                "Accept-Ranges",
                "`bytes` means that clients can request parts of the file with `Range` (RFC 9110," + " section 14).");
        HEADERS.put(
                "Content-Range", "Byte range of this response and total size of the file (RFC 9110, section 14.4).");
        HEADERS.put(
                "X-Request-Id",
                "Id of this request in the service log. If the client sent `X-Request-Id`, its value is"
                        + " returned.");
        HEADERS.put("Articles-Affected", "Number of published articles that show the record and will be updated.");
        HEADERS.put("WWW-Authenticate", "Authentication schemes that the service accepts (RFC 6750).");
        HEADERS.put(
                "Preference-Applied",
                "Preferences from `Prefer` that were applied, for example `return=minimal` or `wait=30`.");
        HEADERS.put("Allow", "Methods that the path supports (RFC 9110, section 10.2.1).");
        HEADERS.put("Accept-Patch", "Patch media types that the path accepts (RFC 5789).");
        HEADERS.put("Accept-Post", "Media types that `POST` requests to the path accept.");
        HEADERS.put("Accept", "Media types that requests to the path accept (RFC 9110, section 15.5.16).");
        HEADERS.put(
                "RateLimit-Policy",
                "Quota that counted the request: at most `q` requests in `w` seconds"
                        + " (draft-ietf-httpapi-ratelimit-headers).");
        HEADERS.put(
                "RateLimit",
                "`r` is the number of requests that remain in the quota. `t` is the number of seconds"
                        + " until the full quota is available again.");
        HEADERS.put("Retry-After", "Number of seconds to wait before the request is repeated.");
    }

    private ContractComponents() {}

    /** Returns the component name of the error response with the given status. */
    static String failure(String status) {
        return FAILURES.get(status).name();
    }

    /** Returns a reference to the header component with the given name. */
    static Header reference(String name) {
        if (!HEADERS.containsKey(name)) {
            throw new IllegalArgumentException("The OpenAPI document has no header component " + name + ".");
        }
        return OASFactory.createHeader().ref(name);
    }

    /** Adds all shared error responses and headers to the components of the OpenAPI document. */
    static void addTo(Components components) {
        HEADERS.forEach((name, description) -> components.addHeader(
                name,
                OASFactory.createHeader()
                        .description(description)
                        .required(ALWAYS_SENT.contains(name) ? true : null)
                        .schema(OASFactory.createSchema()
                                .addType(
                                        name.matches("Retry-After|Articles-Affected")
                                                ? Schema.SchemaType.INTEGER
                                                : Schema.SchemaType.STRING))));
        FAILURES.values().forEach(failure -> components.addResponse(failure.name(), response(failure)));
    }

    private static APIResponse response(Failure failure) {
        APIResponse response = OASFactory.createAPIResponse().description(failure.description());
        response.addHeader("X-Request-Id", reference("X-Request-Id"));
        for (String name : failure.headers()) {
            response.addHeader(name, reference(name));
        }
        return response.content(OASFactory.createContent()
                .addMediaType(
                        "application/problem+json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("Problem"))
                                .example(example(failure.example().problem()))));
    }

    private static Object example(Problem problem) {
        return MAPPER.convertValue(problem.forRequest("/v1/articles", "9f2c4e6a8b0d1f3a5c7e9b0d"), Map.class);
    }
}
