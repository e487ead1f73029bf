package org.offprint.web.api.contract;

import static org.offprint.web.api.contract.ContractComponents.reference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Adds the responses and headers that follow from general rules of the API, such as 401 and {@code ETag}. */
final class ContractAnswers {

    /** Pattern of paths at which clients read and change one record. */
    private static final String RECORD = "/v1/\\w+/\\{id}";

    /** Pattern of paths to records that appear in published articles. */
    private static final String SHOWN_RECORD = "/v1/((journals|issues|affiliations)/\\{id}|affiliations/\\{id}/merges)";

    /** Path of an article, which is also available in other formats. */
    static final String ARTICLE = "/v1/articles/{id}";

    /** Path prefix of exports, which are created while they are sent. */
    private static final String BULK = "/v1/exports/";

    private static final String EXPORT = "/v1/articles/\\{id}/(exports|exports/\\{format}|linkset)";

    private ContractAnswers() {}

    /** Adds the possible error responses to an operation, and the headers to all of its responses. */
    static void complete(String path, HttpMethod method, Operation operation, boolean isPublic) {
        APIResponses declared = operation.getResponses();
        Map<String, APIResponse> all = new TreeMap<>(declared.getAPIResponses());
        if (method == HttpMethod.POST && operation.getOperationId().startsWith("create") && all.containsKey("200")) {
            all.put(
                    "201",
                    OASFactory.createAPIResponse()
                            .content(all.remove("200").getContent())
                            .description("The record was created. `Location` is its path."));
        }
        failures(path, method, operation, isPublic, all.keySet()).forEach(status -> {
            APIResponse failure = OASFactory.createAPIResponse().ref(ContractComponents.failure(status));
            Prose.keep(all.get(status), failure);
            all.put(status, failure);
        });
        // Previews and exports cannot be cached. Exports are created while they are sent.
        boolean isKept = isPublic && !path.contains("/previews/") && !path.startsWith(BULK);
        addVariants(operation, method, isKept, all);
        all.forEach((status, answer) -> {
            if (answer.getRef() == null) {
                addHeaders(path, method, operation, status, answer, all.keySet());
            }
        });
        APIResponses complete = OASFactory.createAPIResponses();
        all.forEach(complete::addAPIResponse);
        operation.setResponses(complete);
    }

    private static Set<String> failures(
            String path, HttpMethod method, Operation operation, boolean isPublic, Set<String> declared) {
        boolean writes = method != HttpMethod.GET;
        boolean hasBody = operation.getRequestBody() != null;
        boolean edits = takes(operation, "If-Match");
        Map<String, Boolean> possible = new TreeMap<>();
        // All operations reject invalid credentials (401) and limit the number of attempts (429).
        Stream.of("400", "401", "406", "414", "429", "503", "default").forEach(status -> possible.put(status, true));
        possible.put("403", !isPublic);
        possible.put("404", path.contains("{") || declared.contains("404"));
        // If the id is empty or equals a sibling path segment, the request reaches a different path. That path may not
        // support the method.
        possible.put("405", path.contains("{"));
        possible.put("409", writes || declared.contains("409"));
        possible.put("410", declared.contains("410"));
        possible.put("412", edits);
        possible.put("413", hasBody || declared.contains("413"));
        possible.put("415", hasBody);
        possible.put("416", declared.contains("416"));
        possible.put("422", hasBody || takes(operation, "Idempotency-Key"));
        possible.put("428", edits);
        possible.put("507", writes && !declared.contains("507"));
        possible.values().removeIf(can -> !can);
        return possible.keySet();
    }

    /**
     * Adds the alternative success responses that a request can select, for example with {@code Prefer}.
     */
    private static void addVariants(
            Operation operation, HttpMethod method, boolean mayBeKept, Map<String, APIResponse> all) {
        APIResponse created = all.getOrDefault("201", all.get("202"));
        if (created != null && takes(operation, "validateOnly")) {
            all.putIfAbsent(
                    "200",
                    OASFactory.createAPIResponse()
                            .description(
                                    created == all.get("201")
                                            ? "The request is valid. Because of `validateOnly=true`, the record was"
                                                    + " not created."
                                            : "The request is valid. Because of `validateOnly=true`, nothing was"
                                                    + " stored.")
                            .content(created.getContent()));
        }
        if (method != HttpMethod.GET && takes(operation, "Prefer") && all.containsKey("200")) {
            all.put(
                    "204",
                    OASFactory.createAPIResponse()
                            .description("The request succeeded. The body is omitted (`Prefer: return=minimal`)."));
        }
        boolean leadsElsewhere = all.containsKey("303") || all.containsKey("307");
        if (method == HttpMethod.GET && mayBeKept && all.containsKey("200") && !leadsElsewhere) {
            all.put("304", OASFactory.createAPIResponse().description("The client's copy is current."));
        }
    }

    private static void addHeaders(
            String path, HttpMethod method, Operation operation, String status, APIResponse answer, Set<String> all) {
        answer.addHeader("X-Request-Id", reference("X-Request-Id"));
        boolean isRead = method == HttpMethod.GET;
        if (isRead
                && path.endsWith("/files/{name}")
                && Set.of("200", "206", "304").contains(status)) {
            answer.addHeader("ETag", reference("ETag"));
            answer.addHeader("Link", reference("Collection"));
            if (!status.equals("304")) {
                answer.addHeader("Content-Disposition", reference("Content-Disposition"));
                answer.addHeader("Accept-Ranges", reference("Accept-Ranges"));
            }
            if (status.equals("206")) {
                answer.addHeader("Content-Range", reference("Content-Range"));
            }
        } else if (isRead && Set.of("200", "304").contains(status)) {
            addHeadersOfReads(path, operation, status, answer);
        }
        if (!isRead && takes(operation, "validateOnly")) {
            // A body can only be omitted if the operation also has a response with a body.
            boolean isMinimal = status.equals("204") && all.contains("200");
            addHeadersOfWrites(path, method, status, answer, isMinimal);
        }
        if (path.endsWith("/webhooks/{id}/secrets") && status.equals("200")) {
            answer.addHeader("ETag", reference("ETag"));
        }
        if (status.equals("201") || Set.of("202", "303", "307", "308").contains(status)) {
            answer.addHeader("Location", reference("Location"));
        }
    }

    private static void addHeadersOfReads(String path, Operation operation, String status, APIResponse answer) {
        if (path.startsWith(BULK)) {
            answer.addHeader("Link", reference("Monitor"));
            answer.addHeader("Content-Disposition", reference("Content-Disposition"));
            return;
        }
        boolean isList = takes(operation, "cursor") || takes(operation, "after");
        if (takes(operation, "view") || takes(operation, "after") || takes(operation, "facets")) {
            // Lists for editors are not cached, so they have no entity tag.
            boolean mayLack = status.equals("200") && !path.matches(".*(}|/contents|/references)");
            answer.addHeader("ETag", reference(mayLack ? "ETagIfAny" : "ETag"));
        }
        if (isList) {
            boolean mayBeFile = path.equals("/v1/articles") || path.endsWith("/cited-by");
            answer.addHeader("Link", reference(mayBeFile ? "LinkIfAny" : "Link"));
        }
        if (path.endsWith("/full-text") || path.endsWith("/packages") || path.endsWith("/related")) {
            answer.addHeader("ETag", reference("ETag"));
        }
        if (path.endsWith("/registration-accounts/{id}")
                || path.endsWith("/registration-plans")
                || path.endsWith("/webhooks/{id}")) {
            answer.addHeader("ETag", reference("ETag"));
        }
        if (path.endsWith("/package")) {
            answer.addHeader("ETag", reference("ETag"));
            if (status.equals("200")) {
                answer.addHeader("Content-Disposition", reference("Content-Disposition"));
            }
        }
        if (Set.of("/v1", "/v1/suggest", "/v1/affiliations/match", "/v1/redirects", "/v1/readiness-rules", "/v1/usage")
                .contains(path)) {
            answer.addHeader("ETag", reference("ETag"));
        }
        if (takes(operation, "Prefer")) {
            answer.addHeader("Preference-Applied", reference("Preference-Applied"));
        }
        addHeadersOfRecords(path, operation, status, answer);
    }

    private static void addHeadersOfRecords(String path, Operation operation, String status, APIResponse answer) {
        if (path.matches(EXPORT)) {
            answer.addHeader("ETag", reference("ETag"));
            answer.addHeader("Last-Modified", reference("Last-Modified"));
        }
        if (path.endsWith("/{format}")) {
            answer.addHeader("Link", reference("Signposts"));
            answer.addHeader("Content-Disposition", reference("Content-Disposition"));
        }
        if (path.equals(ARTICLE)) {
            answer.addHeader("Link", reference("Signposts"));
        }
        if (path.matches(RECORD) && takes(operation, "view")) {
            answer.addHeader("Last-Modified", reference("Last-Modified"));
            if (status.equals("200")) {
                answer.addHeader("Accept-Patch", reference("Accept-Patch"));
            }
        }
    }

    private static void addHeadersOfWrites(
            String path, HttpMethod method, String status, APIResponse answer, boolean isMinimal) {
        boolean deletes = status.equals("204") && !isMinimal;
        // Links to previews and confirmations have no entity tag.
        if (!deletes && !path.matches(".*/(previews|confirmations)")) {
            answer.addHeader("ETag", reference(status.equals("201") ? "ETag" : "ETagIfAny"));
        }
        if (isMinimal || Set.of("201", "202").contains(status)) {
            answer.addHeader("Preference-Applied", reference("Preference-Applied"));
        }
        if (method != HttpMethod.DELETE && path.matches(SHOWN_RECORD)) {
            answer.addHeader("Articles-Affected", reference("Articles-Affected"));
        }
    }

    private static boolean takes(Operation operation, String parameter) {
        List<Parameter> parameters = operation.getParameters();
        return parameters != null && parameters.stream().anyMatch(each -> parameter.equals(each.getName()));
    }
}
