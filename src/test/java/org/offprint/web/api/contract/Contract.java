package org.offprint.web.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.offprint.kernel.json.Json;

/**
 * Contract that the service returns, for tests that iterate over its operations. Contains an HTTP client that sends
 * requests unchanged.
 */
final class Contract {

    static final String ANY_STATE = "*";

    /** Schema extension that lists the known values of a member to which later versions can add values. */
    static final String EXTENSIBLE = "x-extensible-enum";

    /** Timeout of a request. A request without a response by then fails its test. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final JsonNode document;

    private Contract(JsonNode document) {
        this.document = document;
    }

    static Contract of(JsonNode document) {
        return new Contract(document);
    }

    static Contract served() {
        return new Contract(
                Json.parse(send("GET", "/openapi.json", Map.of(), null).body()));
    }

    /** Operation of the contract: HTTP method in upper case, path template, OpenAPI object and resolved parameters. */
    record Operation(String method, String path, JsonNode node, List<JsonNode> parameters) {

        String id() {
            return node.path("operationId").asText();
        }

        boolean isRead() {
            return method.equals("GET");
        }

        boolean takes(String parameter) {
            return parameters().stream()
                    .anyMatch(each -> each.path("name").asText().equals(parameter));
        }

        /** Returns the media types of the request body, or an empty set if the operation has no request body. */
        Set<String> bodyTypes() {
            return names(node.path("requestBody").path("content"));
        }

        boolean needsBody() {
            return node.path("requestBody").path("required").asBoolean();
        }

        /** Returns the media types of all responses, or only JSON if no response has a body. */
        Set<String> answerTypes() {
            Set<String> types = new TreeSet<>();
            node.path("responses").forEach(answer -> types.addAll(names(answer.path("content"))));
            return types.isEmpty() ? Set.of("application/json") : types;
        }

        JsonNode example(String type) {
            return node.path("requestBody").path("content").path(type).path("example");
        }

        /** Returns the response statuses listed in the contract, except {@code default}. */
        Set<String> statuses() {
            Set<String> statuses = names(node.path("responses"));
            statuses.remove("default");
            return statuses;
        }

        @Override
        public String toString() {
            return id() + " (" + method + " " + path + ")";
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths").fields().forEachRemaining(path -> path.getValue()
                .fields()
                .forEachRemaining(method -> operations.add(new Operation(
                        method.getKey().toUpperCase(),
                        path.getKey(),
                        method.getValue(),
                        items(method.getValue().path("parameters")).stream()
                                .map(this::resolved)
                                .toList()))));
        return operations;
    }

    /** Returns the methods that the {@code Allow} header must list for this path (RFC 9110, section 10.2.1). */
    Set<String> methods(String path) {
        Set<String> methods = new TreeSet<>();
        document.path("paths").path(path).fieldNames().forEachRemaining(name -> methods.add(name.toUpperCase()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return methods;
    }

    /** Returns the component that a reference object names, or the object itself if it is not a reference object. */
    JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }

    JsonNode document() {
        return document;
    }

    static List<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /**
     * Sends exactly this request without following redirects, and returns the response.
     *
     * @throws AssertionError if the response deviates from the contract
     */
    static HttpResponse<byte[]> send(String method, String target, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + target))
                .timeout(TIMEOUT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            ContractChecker.check(Exchange.of(body, answer));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        return answer.body().length == 0 ? MissingNode.getInstance() : Json.parse(answer.body());
    }
}
