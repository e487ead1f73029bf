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

/** The failures that operations share, each with an example, and the headers of answers. */
final class ContractComponents {

    private static final String ID = "0190f3c1-7b5e-7c3a-9d2e-3f1a6b8c4d5e";

    /** Headers that are never missing where they are listed. */
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
                        "Parameters or headers are wrong, or the body is not JSON.",
                        Problems.badParameter("limit", "out-of-range", "Give a whole number from 1 to 100.")));
        FAILURES.put(
                "401",
                new Failure(
                        "Unauthenticated",
                        "A key is needed, or the key sent is not known; bad keys are refused on public URLs, too.",
                        Problems.unauthenticated("This key is not known here."),
                        "WWW-Authenticate"));
        FAILURES.put(
                "403",
                new Failure(
                        "Forbidden",
                        "The key is good, but not for this.",
                        Problems.forbidden("It is not for journal " + ID + ".")));
        FAILURES.put(
                "404",
                new Failure("NotFound", "Nothing is there, or not for readers.", Problems.notFound("article", ID)));
        FAILURES.put(
                "405",
                new Failure(
                        "NotAllowed",
                        "This path has other methods, which `Allow` names; so has one whose id is empty.",
                        Problems.methodNotAllowed("PUT", List.of("GET", "HEAD", "OPTIONS", "POST")),
                        "Allow"));
        FAILURES.put(
                "406",
                new Failure(
                        "NotAcceptable",
                        "There is no representation of the types in `Accept`.",
                        Problems.notAcceptable(List.of("application/json"))));
        FAILURES.put(
                "409",
                new Failure(
                        "Conflict",
                        "The state of the record forbids it, another has its identifier, it is in use, or the request"
                                + " with this Idempotency-Key is still being answered.",
                        Problems.duplicate("/doi", "DOI", "/v1/articles/" + ID),
                        "Retry-After"));
        FAILURES.put(
                "410",
                new Failure(
                        "Gone",
                        "It was withdrawn.",
                        Problems.gone("The authors found a mistake that cannot be corrected.")
                                .with("reason", "The authors found a mistake that cannot be corrected.")
                                .with("withdrawnAt", "2025-12-03T09:30:00Z")));
        FAILURES.put(
                "412",
                new Failure(
                        "EditConflict",
                        "The record has changed since the state in `If-Match` was read.",
                        Problems.stale("\"4\""),
                        "ETag"));
        FAILURES.put(
                "416",
                new Failure(
                        "NoSuchBytes",
                        "The file has none of the bytes that `Range` asks for.",
                        Problems.noSuchBytes(1_024),
                        "Content-Range"));
        FAILURES.put("413", new Failure("TooLarge", "The body is too large.", Problems.tooLarge(10_000_000)));
        FAILURES.put("414", new Failure("TooLong", "The URL is too long.", Problems.uriTooLong(8192)));
        FAILURES.put(
                "415",
                new Failure(
                        "UnsupportedMediaType",
                        "The body has a type that is not taken.",
                        Problems.unsupportedMediaType("PUT", List.of("application/json")),
                        "Accept",
                        "Accept-Patch",
                        "Accept-Post"));
        FAILURES.put(
                "422",
                new Failure(
                        "Invalid",
                        "The body can be read but is not valid; `errors` has everything that is wrong with it.",
                        Problems.invalid(
                                "The article",
                                List.of(Finding.at(
                                        "/contributors/0/orcid",
                                        "orcid-checksum",
                                        "The check digit of the ORCID iD is wrong.")))));
        FAILURES.put(
                "428", new Failure("PreconditionRequired", "`If-Match` is needed.", Problems.preconditionRequired()));
        FAILURES.put(
                "429",
                new Failure(
                        "TooManyRequests",
                        "You have as much at a time, or in a minute, as one client gets.",
                        Problems.quotaExceeded("search", 1_200, 60),
                        "Retry-After",
                        "RateLimit-Policy",
                        "RateLimit"));
        FAILURES.put(
                "503",
                new Failure(
                        "Unavailable",
                        "Not now; ask again after the seconds in `Retry-After`.",
                        Problems.unavailable("The database does not answer.", 5),
                        "Retry-After"));
        FAILURES.put("default", new Failure("Failure", "Any other failure.", Problems.noSuchPath()));

        HEADERS.put("ETag", "Names this state, for `If-Match` and `If-None-Match`.");
        HEADERS.put(
                "ETagIfAny",
                "Names this state, for `If-Match` and `If-None-Match`; missing where nothing was stored, and from the"
                        + " lists of editors.");
        HEADERS.put("Last-Modified", "When it last changed, where that is known.");
        HEADERS.put("Location", "The path of what was made, or of where to look.");
        HEADERS.put("Link", "The other pages: `next`, `prev`, `first` (RFC 8288).");
        HEADERS.put("LinkIfAny", "The other pages: `next`, `prev`, `first` (RFC 8288); a file has none.");
        HEADERS.put(
                "Signposts",
                "Where a published article leads to: what to cite, its authors, its terms, its formats, its link set (RFC"
                        + " 8288, FAIR Signposting).");
        HEADERS.put("Monitor", "The changes since it was begun, as `monitor` (RFC 8288, RFC 5989).");
        HEADERS.put("Content-Disposition", "The name of the file (RFC 6266).");
        HEADERS.put("Collection", "The article that this is a file of, as `collection` (RFC 8288, FAIR Signposting).");
        HEADERS.put("Accept-Ranges", "`bytes`: a part is sent to who asks by `Range` (RFC 9110, section 14).");
        HEADERS.put("Content-Range", "Which bytes of how many these are (RFC 9110, section 14.4).");
        HEADERS.put("X-Request-Id", "Names this request in the log of the service; yours, if you sent one.");
        HEADERS.put("Articles-Affected", "How many published articles show it and will follow.");
        HEADERS.put("WWW-Authenticate", "Which credentials are taken (RFC 6750).");
        HEADERS.put("Preference-Applied", "What was done of what `Prefer` asked for: `return=minimal`, `wait=30`.");
        HEADERS.put("Allow", "The methods that the path has (RFC 9110, section 10.2.1).");
        HEADERS.put("Accept-Patch", "The media types of patches that are taken (RFC 5789).");
        HEADERS.put("Accept-Post", "The media types that are taken here.");
        HEADERS.put("Accept", "The media types that are taken here (RFC 9110, section 15.5.16).");
        HEADERS.put(
                "RateLimit-Policy",
                "The quota that the request was counted in: requests `q` in `w` seconds (draft-ietf-httpapi-ratelimit-headers).");
        HEADERS.put(
                "RateLimit",
                "How many requests `r` are left of that quota, and in how many seconds `t` it is whole again.");
        HEADERS.put("Retry-After", "Seconds to wait before asking again.");
    }

    private ContractComponents() {}

    /** The name of the failure with this status. */
    static String failure(String status) {
        return FAILURES.get(status).name();
    }

    /** A reference to the header of this name. */
    static Header reference(String name) {
        return OASFactory.createHeader().ref(name);
    }

    /** Adds all of them. */
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
        return MAPPER.convertValue(problem.toldOf("/v1/articles", "9f2c4e6a8b0d1f3a5c7e9b0d"), Map.class);
    }
}
