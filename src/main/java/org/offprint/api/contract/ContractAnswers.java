package org.offprint.api.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.offprint.http.problem.Finding;
import org.offprint.http.problem.Problem;
import org.offprint.http.problem.ProblemException;
import org.offprint.http.problem.Problems;

/** Which answers an operation can give, by rule, and their headers. */
final class ContractAnswers {

    private static final String ID = "0190f3c1-7b5e-7c3a-9d2e-3f1a6b8c4d5e";
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
                        Problems.duplicate("/doi", "DOI", "/v1/articles/" + ID)));
        FAILURES.put("410", new Failure("Gone", "It was withdrawn.", Problems.gone("It was withdrawn on 2025-12-03.")));
        FAILURES.put(
                "412",
                new Failure(
                        "EditConflict",
                        "The record has changed since the state in `If-Match` was read.",
                        Problems.stale("\"4\""),
                        "ETag"));
        FAILURES.put("413", new Failure("TooLarge", "The body is too large.", Problems.tooLarge(10_000_000)));
        FAILURES.put(
                "415",
                new Failure(
                        "UnsupportedMediaType",
                        "The body has a type that is not taken.",
                        Problems.unsupportedMediaType("PUT", List.of("application/json"))));
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
                "503",
                new Failure(
                        "Unavailable",
                        "Not now; ask again after the seconds in `Retry-After`.",
                        Problems.unavailable("The database does not answer.", 5),
                        "Retry-After"));
        FAILURES.put("default", new Failure("Failure", "Any other failure.", Problems.noSuchPath()));

        HEADERS.put("ETag", "Names this state, for `If-Match` and `If-None-Match`.");
        HEADERS.put("Last-Modified", "When it last changed, where that is known.");
        HEADERS.put("Location", "The path of what was made, or of where to look.");
        HEADERS.put("Link", "The other pages: `next`, `prev`, `first` (RFC 8288).");
        HEADERS.put("X-Request-Id", "Names this request in the log of the service; yours, if you sent one.");
        HEADERS.put("Articles-Affected", "How many published articles show it and will follow.");
        HEADERS.put("WWW-Authenticate", "Which credentials are taken (RFC 6750).");
        HEADERS.put("Retry-After", "Seconds to wait before asking again.");
    }

    private ContractAnswers() {}

    /** Adds every failure and every header, for {@link #complete} to refer to. */
    static void addComponents(Components components) {
        HEADERS.forEach((name, description) -> components.addHeader(
                name,
                OASFactory.createHeader()
                        .description(description)
                        .schema(OASFactory.createSchema()
                                .addType(
                                        name.matches("Retry-After|Articles-Affected")
                                                ? Schema.SchemaType.INTEGER
                                                : Schema.SchemaType.STRING))));
        FAILURES.values().forEach(failure -> components.addResponse(failure.name(), response(failure)));
    }

    private static APIResponse response(Failure failure) {
        APIResponse response = OASFactory.createAPIResponse().description(failure.description());
        response.addHeader("X-Request-Id", header("X-Request-Id"));
        for (String name : failure.headers()) {
            response.addHeader(name, header(name));
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

    /** Adds to an operation the failures it can end in and the headers of its answers. */
    static void complete(String path, HttpMethod method, Operation operation, boolean isPublic) {
        APIResponses declared = operation.getResponses();
        Map<String, APIResponse> all = new TreeMap<>(declared.getAPIResponses());
        failures(path, method, operation, isPublic, all.containsKey("410"))
                .forEach(status -> all.put(
                        status,
                        OASFactory.createAPIResponse().ref(FAILURES.get(status).name())));
        addVariants(operation, method, isPublic, all);
        all.forEach((status, answer) -> {
            if (answer.getRef() == null) {
                addHeaders(path, method, operation, status, answer);
            }
        });
        APIResponses complete = OASFactory.createAPIResponses();
        all.forEach(complete::addAPIResponse);
        operation.setResponses(complete);
    }

    private static Set<String> failures(
            String path, HttpMethod method, Operation operation, boolean isPublic, boolean canBeGone) {
        boolean writes = method != HttpMethod.GET;
        boolean hasBody = operation.getRequestBody() != null;
        boolean edits = takes(operation, "If-Match");
        Map<String, Boolean> possible = new TreeMap<>();
        Stream.of("400", "401", "406", "503", "default").forEach(status -> possible.put(status, true));
        possible.put("403", !isPublic);
        possible.put("404", path.contains("{"));
        possible.put("409", writes);
        possible.put("410", canBeGone);
        possible.put("412", edits);
        possible.put("413", hasBody);
        possible.put("415", hasBody);
        possible.put("422", hasBody || takes(operation, "Idempotency-Key"));
        possible.put("428", edits);
        possible.values().removeIf(can -> !can);
        return possible.keySet();
    }

    /** Answers of another status that the request can ask for. */
    private static void addVariants(
            Operation operation, HttpMethod method, boolean isPublic, Map<String, APIResponse> all) {
        APIResponse created = all.get("201");
        if (created != null && takes(operation, "validateOnly")) {
            all.put(
                    "200",
                    OASFactory.createAPIResponse()
                            .description("It would be made; nothing was stored, as you asked for.")
                            .content(created.getContent()));
        }
        if (takes(operation, "Prefer") && all.containsKey("200")) {
            all.put("204", OASFactory.createAPIResponse().description("Done; there is no body, as you asked for."));
        }
        if (method == HttpMethod.GET && isPublic && all.containsKey("200")) {
            all.put("304", OASFactory.createAPIResponse().description("You have it already."));
        }
    }

    private static void addHeaders(
            String path, HttpMethod method, Operation operation, String status, APIResponse answer) {
        answer.addHeader("X-Request-Id", header("X-Request-Id"));
        boolean isRead = method == HttpMethod.GET;
        boolean isState = takes(operation, "If-Match") || takes(operation, "view") || takes(operation, "validateOnly");
        if (isState && Set.of("200", "201", "204", "304").contains(status) && method != HttpMethod.DELETE) {
            answer.addHeader("ETag", header("ETag"));
        }
        if (isRead && status.equals("200") && path.endsWith("s/{id}") && isState) {
            answer.addHeader("Last-Modified", header("Last-Modified"));
        }
        if (isRead && status.equals("200") && (takes(operation, "cursor") || takes(operation, "after"))) {
            answer.addHeader("Link", header("Link"));
        }
        if (status.equals("201") || Set.of("303", "307", "308").contains(status)) {
            answer.addHeader("Location", header("Location"));
        }
        if (status.equals("200") && path.matches("/v1/(journals|issues|affiliations)/\\{id}") && !isRead) {
            answer.addHeader("Articles-Affected", header("Articles-Affected"));
        }
    }

    private static boolean takes(Operation operation, String parameter) {
        List<Parameter> parameters = operation.getParameters();
        return parameters != null && parameters.stream().anyMatch(each -> parameter.equals(each.getName()));
    }

    private static Header header(String name) {
        return OASFactory.createHeader().ref(name);
    }
}
