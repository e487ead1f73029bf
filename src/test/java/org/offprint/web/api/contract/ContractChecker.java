package org.offprint.web.api.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks responses against the committed contract. The operation, status, media type, headers and body must match the
 * contract. A body may contain only members that the contract lists.
 */
public final class ContractChecker {

    /**
     * Media types of list formats without an enclosing element. A list without records is an empty file in these
     * formats.
     */
    private static final Set<String> UNENCLOSED_LISTS =
            Set.of("application/x-bibtex", "application/x-research-info-systems", "application/jsonl");

    /**
     * Paths that are not part of the contract: paths of operations that exist only in tests, and paths outside {@code
     * /v1}.
     */
    private static final Pattern OUTSIDE_CONTRACT = Pattern.compile("/v1/manners(/.*)?|(?!/v1(/|$)).*");

    /**
     * Response headers that the contract must list, because they contain information for clients. The HTTP standard
     * defines all other headers.
     */
    private static final Set<String> LISTED_HEADERS = Set.of(
            "etag",
            "link",
            "location",
            "last-modified",
            "retry-after",
            "www-authenticate",
            "articles-affected",
            "accept",
            "accept-patch",
            "accept-post",
            "preference-applied",
            "x-request-id");

    /**
     * Matches messages about missing members of list items. Members may be missing if the request has the parameter
     * or the body member {@code fields}. A schema cannot express this exception.
     */
    private static final Pattern MISSING_IN_ITEM = Pattern.compile(" at /items/\\d+.*: required property .* not found");

    /** Matches messages about missing members of a record that is not a list, under the same condition. */
    private static final Pattern MISSING_IN_RECORD = Pattern.compile(" at .*: required property .* not found");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ContractChecker COMMITTED = new ContractChecker(read(Path.of("openapi/openapi.yaml")));

    private final JsonNode document;
    private final Schemas answers;
    private final List<Route> routes = new ArrayList<>();

    private record Route(Pattern pattern, int literals, JsonNode item) {}

    ContractChecker(JsonNode document) {
        this.document = document;
        this.answers = Schemas.closed(document);
        document.path("paths").fields().forEachRemaining(path -> {
            String literal = path.getKey().replaceAll("\\{\\w+}", "");
            Pattern pattern =
                    Pattern.compile(path.getKey().replace("{name}", ".+").replaceAll("\\{\\w+}", "[^/]+") + "/?");
            routes.add(new Route(pattern, literal.length(), path.getValue()));
        });
        routes.sort(Comparator.comparingInt(Route::literals).reversed());
    }

    /** Returns a checker for the contract that is committed with the code. The contract file is read only once. */
    static ContractChecker committed() {
        return COMMITTED;
    }

    /** Reads a contract from a YAML file. */
    public static JsonNode read(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks a response against the committed contract.
     * @throws AssertionError if the response deviates from the contract; the message lists all deviations
     */
    public static void check(Exchange exchange) {
        if (System.getProperty("openapi.write") != null) {
            return; // This run rewrites the contract.
        }
        List<String> breaches = committed().breaches(exchange);
        if (!breaches.isEmpty()) {
            throw new AssertionError(exchange + " is not as openapi/openapi.yaml says: " + String.join("; ", breaches));
        }
    }

    /** Returns all deviations of this response from the contract. */
    List<String> breaches(Exchange exchange) {
        String path = exchange.path();
        if (OUTSIDE_CONTRACT.matcher(path).matches()) {
            return List.of();
        }
        Optional<JsonNode> operation = operation(exchange.method(), path);
        if (operation.isEmpty()) {
            return isRefusal(exchange) ? List.of() : List.of("there is no such operation");
        }
        JsonNode answer = resolved(operation.get().path("responses").path(Integer.toString(exchange.status())));
        if (answer.isMissingNode()) {
            return List.of("the status " + exchange.status() + " is not listed");
        }
        List<String> breaches = new ArrayList<>();
        checkParameters(operation.get(), exchange, breaches);
        checkHeaders(answer.path("headers"), exchange, breaches);
        checkBody(answer.path("content"), exchange, breaches);
        return breaches;
    }

    /**
     * Returns whether this response is allowed although the contract lists no such operation: a response to OPTIONS, or
     * a client error.
     */
    private static boolean isRefusal(Exchange exchange) {
        return exchange.method().equals("OPTIONS")
                || Set.of(400, 401, 404, 405, 413, 414).contains(exchange.status());
    }

    private Optional<JsonNode> operation(String method, String path) {
        String name = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        return routes.stream()
                .filter(route ->
                        route.pattern().matcher(path).matches() && route.item().has(name))
                .findFirst()
                .map(route -> route.item().path(name));
    }

    /** Checks that the contract lists every query parameter that the service accepted. */
    private void checkParameters(JsonNode operation, Exchange exchange, List<String> breaches) {
        if (exchange.status() >= 400) {
            return;
        }
        List<String> listed = new ArrayList<>();
        operation
                .path("parameters")
                .forEach(
                        parameter -> listed.add(resolved(parameter).path("name").asText()));
        exchange.parameters().stream()
                .filter(name -> !listed.contains(name))
                .forEach(name -> breaches.add("the parameter " + name + " is accepted but not listed"));
    }

    private void checkHeaders(JsonNode listed, Exchange exchange, List<String> breaches) {
        Map<String, String> sent = exchange.headers();
        listed.fields().forEachRemaining(header -> {
            JsonNode stated = resolved(header.getValue());
            String value = sent.get(header.getKey().toLowerCase(Locale.ROOT));
            if (value == null && stated.path("required").asBoolean()) {
                breaches.add("the header " + header.getKey() + " is missing");
            } else if (value != null) {
                boolean isNumber =
                        stated.path("schema").path("type").asText().equals("integer") && value.matches("\\d{1,9}");
                JsonNode node = isNumber
                        ? JsonNodeFactory.instance.numberNode(Integer.parseInt(value))
                        : TextNode.valueOf(value);
                answers.faults(stated.path("schema"), node)
                        .forEach(fault -> breaches.add("the header " + header.getKey() + fault));
            }
        });
        List<String> known = new ArrayList<>();
        listed.fieldNames().forEachRemaining(name -> known.add(name.toLowerCase(Locale.ROOT)));
        sent.keySet().stream()
                .filter(name -> LISTED_HEADERS.contains(name) && !known.contains(name))
                .forEach(name -> breaches.add("the header " + name + " is sent but not listed"));
    }

    private void checkBody(JsonNode content, Exchange exchange, List<String> breaches) {
        byte[] body = exchange.plainBody();
        boolean isBare = exchange.method().equals("HEAD")
                || body.length == 0 && exchange.headers().containsKey("preference-applied");
        if (isBare) {
            return;
        }
        String type = exchange.headers().getOrDefault("content-type", "none").replaceAll("\\s*;.*", "");
        boolean isEmptyFile = body.length == 0 && (content.has("*/*") || UNENCLOSED_LISTS.contains(type));
        if (content.isMissingNode() || body.length == 0) {
            if (!isEmptyFile && (body.length > 0 || content.size() > 0)) {
                breaches.add(body.length > 0 ? "the response has a body" : "the response body is missing");
            }
            return;
        }
        JsonNode media = content.path(content.has(type) ? type : "*/*");
        if (media.isMissingNode()) {
            breaches.add("the media type " + type + " is not listed");
        } else if (type.endsWith("json")) {
            try {
                JsonNode json = MAPPER.readTree(body);
                Pattern missing = json.path("items").isArray() ? MISSING_IN_ITEM : MISSING_IN_RECORD;
                answers.faults(media.path("schema"), json).stream()
                        .filter(fault -> !exchange.selectsMembers()
                                || !missing.matcher(fault).matches())
                        .forEach(fault -> breaches.add("the body" + fault));
            } catch (JsonProcessingException e) {
                breaches.add("the body is not JSON");
            } catch (IOException e) {
                throw new UncheckedIOException(new String(body, StandardCharsets.UTF_8), e);
            }
        }
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
