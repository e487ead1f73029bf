package org.offprint.web.api.contract;

import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.offprint.platform.http.requests.Routes;
import org.offprint.web.api.ResponseHeaders;

/**
 * Adds responses and headers that follow from general rules of the API, such as status 401 and the {@code ETag} header.
 */
final class ContractAnswers {

    private static final Set<String> ENTITY_TAGS = Set.of("ETag", "ETagIfAny");

    /** Response headers that resource methods declare, keyed by operation id. */
    private final Map<String, ResponseHeaders> declaredHeaders =
            Routes.resourceClasses(CDI.current().getBeanManager()).stream()
                    .flatMap(resource -> Stream.of(resource.getMethods()))
                    .filter(method -> method.isAnnotationPresent(ResponseHeaders.class))
                    .collect(Collectors.toMap(
                            method -> method.getAnnotation(org.eclipse.microprofile.openapi.annotations.Operation.class)
                                    .operationId(),
                            method -> method.getAnnotation(ResponseHeaders.class)));

    /** Adds the possible error responses to an operation, and the response headers to all of its responses. */
    void complete(String path, HttpMethod method, Operation operation, boolean isPublic) {
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
        List<String> headers = headers(method, operation);
        boolean isConditional =
                method == HttpMethod.GET && isPublic && headers.stream().anyMatch(ENTITY_TAGS::contains);
        addVariants(operation, method, isConditional, all);
        all.forEach((status, answer) -> {
            if (answer.getRef() == null) {
                addHeaders(method, operation, headers, status, answer, all.keySet());
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
        // Any operation can reject invalid credentials (401) or exceed a rate limit (429).
        Stream.of("400", "401", "406", "414", "429", "503", "default").forEach(status -> possible.put(status, true));
        possible.put("403", !isPublic);
        possible.put("404", path.contains("{") || declared.contains("404"));
        // A request with an empty id, or with an id that equals a sibling path segment, matches a different path, which
        // may not support the method.
        possible.put("405", path.contains("{"));
        possible.put("408", declared.contains("408"));
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
            Operation operation, HttpMethod method, boolean isConditional, Map<String, APIResponse> all) {
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
        if (isConditional && all.containsKey("200")) {
            all.put("304", OASFactory.createAPIResponse().description("The client's copy is current."));
        }
    }

    /**
     * Returns the headers that the operation declares for successful responses. If it declares none, the headers are
     * derived from its parameters.
     */
    private List<String> headers(HttpMethod method, Operation operation) {
        ResponseHeaders declared = declaredHeaders.get(operation.getOperationId());
        if (declared != null) {
            return List.of(declared.value());
        }
        List<String> headers = new ArrayList<>();
        if (method != HttpMethod.GET) {
            headers.add("ETag");
            return headers;
        }
        if (takes(operation, "view") || takes(operation, "after") || takes(operation, "facets")) {
            // Lists for editors are not cached, so their responses have no entity tag.
            headers.add("ETagIfAny");
        }
        if (takes(operation, "cursor") || takes(operation, "after")) {
            headers.add("Link");
        }
        if (takes(operation, "Prefer")) {
            headers.add("Preference-Applied");
        }
        return headers;
    }

    private void addHeaders(
            HttpMethod method,
            Operation operation,
            List<String> headers,
            String status,
            APIResponse answer,
            Set<String> all) {
        ResponseHeaders declared = declaredHeaders.get(operation.getOperationId());
        add(answer, "X-Request-Id");
        if (method != HttpMethod.GET && takes(operation, "validateOnly")) {
            // If status 200 is also possible, status 204 is its variant without a body (Prefer: return=minimal).
            boolean isMinimal = status.equals("204") && all.contains("200");
            addHeadersOfWrites(headers, status, answer, isMinimal);
        } else if (status.equals("304")) {
            headers.forEach(name -> add(answer, name.equals("ETagIfAny") ? "ETag" : name));
        } else if (status.matches("20[06]") && (method == HttpMethod.GET || declared != null)) {
            headers.forEach(name -> add(answer, name));
            if (declared != null) {
                Stream.of(declared.withBody()).forEach(name -> add(answer, name));
            }
            if (status.equals("206")) {
                add(answer, "Content-Range");
            }
        }
        if (Set.of("201", "202", "303", "307", "308").contains(status)) {
            add(answer, "Location");
        }
    }

    private static void addHeadersOfWrites(List<String> headers, String status, APIResponse answer, boolean isMinimal) {
        boolean deletes = status.equals("204") && !isMinimal;
        if (!deletes && headers.contains("ETag")) {
            add(answer, status.equals("201") ? "ETag" : "ETagIfAny");
        }
        if (isMinimal || Set.of("201", "202").contains(status)) {
            add(answer, "Preference-Applied");
        }
        headers.stream().filter(name -> !name.equals("ETag")).forEach(name -> add(answer, name));
    }

    /**
     * Adds a reference to a header component to a response. Several components can describe the same header, for
     * example {@code Link}.
     */
    private static void add(APIResponse answer, String component) {
        String header =
                switch (component) {
                    case "ETagIfAny" -> "ETag";
                    case "LinkIfAny", "Signposts", "Monitor", "Collection", "Canonical" -> "Link";
                    default -> component;
                };
        answer.addHeader(header, ContractComponents.reference(component));
    }

    private static boolean takes(Operation operation, String parameter) {
        List<Parameter> parameters = operation.getParameters();
        return parameters != null && parameters.stream().anyMatch(each -> parameter.equals(each.getName()));
    }
}
