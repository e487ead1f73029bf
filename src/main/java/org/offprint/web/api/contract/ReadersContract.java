package org.offprint.web.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.kernel.record.ContractAudience;

/**
 * Reduces the contract for readers to the content that a front end needs. All responses that are valid according to the
 * whole contract remain valid.
 */
final class ReadersContract {

    private static final String DESCRIPTION = """
        Operations that return published records, for front ends. No key is required.

        This contract omits examples, most limits, and members that only editors receive. Descriptions are shortened to \
        their first sentence. The contract with all operations is at `/openapi`.

        - **Errors** are problem documents (RFC 9457).
        - **Lists**: search with `q`, narrow with filters, and page with the links in `page`.
        - **Caching**: send the `ETag` of a response in `If-None-Match` to get 304 if nothing has changed.
        - **Absent values** are omitted.
        - **New values**: accept unknown members, and unknown values of members with `x-extensible-enum`.
        """;

    /** Keywords of schemas that are not needed to read a response. */
    private static final List<String> LIMITS = List.of(
            "example",
            "examples",
            "format",
            "maxItems",
            "maxLength",
            "maxProperties",
            "maximum",
            "minItems",
            "minLength",
            "minProperties",
            "minimum",
            "pattern",
            "uniqueItems");

    /** Keywords of schemas of parameters that are not needed to send a request. */
    private static final List<String> FORMATS =
            List.of("format", "maxLength", "maximum", "minLength", "minimum", "pattern");

    /** Keywords of a schema that consists of a type. */
    private static final Set<String> PLAIN = Set.of("type", "description");

    /** Keywords of a schema that other schemas can extend. */
    private static final Set<String> OBJECT = Set.of("type", "description", "properties", "required");

    /** Minimum number of members for which an extension is shorter than a repetition. */
    private static final int MIN_SHARED = 5;

    private static final String REFERENCE = "#/components/schemas/";

    private static final String JSON = "application/json";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ReadersContract() {}

    static void reduce(ObjectNode contract) {
        ((ObjectNode) contract.get("info")).put("description", DESCRIPTION);
        contract.putArray("security");
        ObjectNode components = (ObjectNode) contract.get("components");
        components.remove("securitySchemes");
        ContractNodes.forEachOperation(contract, operation -> {
            operation.remove(List.of("security", ContractAudience.EXTENSION));
            reduceResponses(operation);
            reduceParameters(operation, contract);
        });
        components.path("schemas").forEach(ReadersContract::reduceSchema);
        components.path("responses").forEach(response -> reduceResponse((ObjectNode) response));
        ObjectNode schemas = (ObjectNode) components.get("schemas");
        inlinePlainTypes(contract, schemas);
        ContractNodes.forEachOperation(
                contract, operation -> operation.path("parameters").forEach(Prose::removeRepeated));
        components.path("parameters").forEach(Prose::removeRepeated);
        shorten(contract.get("tags"));
        shorten(contract.get("paths"));
        shorten(components);
        shareFacets(schemas);
        extendSchemas(schemas);
        shareParameters(contract, (ObjectNode) components.get("parameters"));
        Prose.removeUnused(contract);
        Prose.share(contract);
        Prose.removeImplied(contract);
    }

    /** Removes 304 (Not Modified), and replaces the error responses by the default response, which describes all errors. */
    private static void reduceResponses(ObjectNode operation) {
        ObjectNode responses = (ObjectNode) operation.get("responses");
        JsonNode failure = responses.get("default");
        responses.retain(ContractNodes.names(responses).stream()
                .filter(status -> status.matches("2..|30[1378]"))
                .toList());
        responses.forEach(response -> reduceResponse((ObjectNode) response));
        responses.set("default", failure);
    }

    /** Removes the headers except {@code Location}, and all media types other than JSON if the response can be JSON. */
    private static void reduceResponse(ObjectNode response) {
        if (response.get("headers") instanceof ObjectNode headers
                && headers.retain("Location").isEmpty()) {
            response.remove("headers");
        }
        if (response.get("content") instanceof ObjectNode content) {
            if (content.has(JSON)) {
                content.retain(JSON);
            } else if (content.size() > 1) {
                content.removeAll();
                content.putObject("*/*").putObject("schema").put("type", "string");
            }
            content.forEach(body -> ((ObjectNode) body).remove(List.of("example", "examples")));
        }
    }

    /** Removes the parameters that only editors can use, and the formats of all other parameters. */
    private static void reduceParameters(ObjectNode operation, JsonNode contract) {
        if (!(operation.get("parameters") instanceof ArrayNode parameters)) {
            return;
        }
        ArrayNode kept = NODES.arrayNode();
        for (JsonNode parameter : parameters) {
            JsonNode resolved = resolve(parameter, contract);
            if (isForReaders(resolved)) {
                kept.add(parameter);
                removeFormats(resolved.path("schema"));
            }
        }
        operation.set("parameters", kept);
        if (kept.isEmpty()) {
            operation.remove("parameters");
        }
    }

    private static void removeFormats(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            object.remove(FORMATS);
        }
        schema.forEach(ReadersContract::removeFormats);
    }

    private static boolean isForReaders(JsonNode node) {
        return !node.has(ContractAudience.EXTENSION)
                || node.path(ContractAudience.EXTENSION).asText().equals(ContractAudience.READERS);
    }

    private static JsonNode resolve(JsonNode node, JsonNode contract) {
        return node.has("$ref") ? contract.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static void reduceSchema(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            schema.remove(LIMITS);
            if (schema.get("properties") instanceof ObjectNode members) {
                removeUnreturnedMembers(schema, members);
                members.forEach(ReadersContract::reduceSchema);
            }
            schema.fields().forEachRemaining(keyword -> {
                if (!keyword.getKey().equals("properties")) {
                    reduceSchema(keyword.getValue());
                }
            });
        } else if (node instanceof ArrayNode) {
            node.forEach(ReadersContract::reduceSchema);
        }
    }

    /** Removes the members that only editors receive, and the members that exist only in requests. */
    private static void removeUnreturnedMembers(ObjectNode schema, ObjectNode members) {
        members.retain(ContractNodes.names(members).stream()
                .filter(name -> isForReaders(members.get(name)))
                .filter(name -> !members.get(name).path("writeOnly").asBoolean())
                .toList());
        if (schema.get("required") instanceof ArrayNode required) {
            ArrayNode kept = NODES.arrayNode();
            required.forEach(name -> {
                if (members.has(name.asText())) {
                    kept.add(name);
                }
            });
            schema.set("required", kept);
        }
    }

    /** Moves parameters that several operations have in common into the components. */
    private static void shareParameters(JsonNode contract, ObjectNode shared) {
        Map<JsonNode, Integer> uses = new HashMap<>();
        ContractNodes.forEachOperation(
                contract, operation -> operation.path("parameters").forEach(each -> uses.merge(each, 1, Integer::sum)));
        Map<JsonNode, String> names = new HashMap<>();
        ContractNodes.forEachOperation(contract, operation -> {
            ArrayNode parameters = operation.path("parameters") instanceof ArrayNode list ? list : NODES.arrayNode();
            for (int i = 0; i < parameters.size(); i++) {
                JsonNode parameter = parameters.get(i);
                if (!parameter.has("$ref") && uses.get(parameter) > 1) {
                    String name = names.computeIfAbsent(parameter, added -> addShared(added, shared));
                    parameters.set(i, NODES.objectNode().put("$ref", "#/components/parameters/" + name));
                }
            }
        });
    }

    private static String addShared(JsonNode parameter, ObjectNode shared) {
        String base = parameter.path("name").asText();
        String name = base;
        for (int number = 2; shared.has(name); number++) {
            name = base + number;
        }
        shared.set(name, parameter.deepCopy());
        return name;
    }

    /** Moves the member {@code facets}, which all pages of lists have, into a schema. */
    private static void shareFacets(ObjectNode schemas) {
        String name = "Facets";
        for (String page : ContractNodes.names(schemas)) {
            if (schemas.at("/" + page + "/properties/facets") instanceof ObjectNode facets && facets.has("type")) {
                schemas.set(name, facets.deepCopy());
                facets.removeAll();
                facets.put("$ref", REFERENCE + name);
            }
        }
    }

    /**
     * Rewrites each schema that contains all members of a smaller schema as an extension of the smaller schema. An
     * example is a list item ({@code FoundArticleSummary}), which repeats the members of the record
     * ({@code ArticleSummary}).
     */
    private static void extendSchemas(ObjectNode schemas) {
        JsonNode originals = schemas.deepCopy();
        for (String name : ContractNodes.names(originals)) {
            JsonNode schema = originals.get(name);
            ContractNodes.names(originals).stream()
                    .filter(base -> isExtension(schema, originals.get(base)))
                    .max(Comparator.comparing(
                            base -> originals.get(base).path("properties").size()))
                    .ifPresent(base -> schemas.set(name, extension(schema, base, originals.get(base))));
        }
    }

    private static boolean isExtension(JsonNode schema, JsonNode base) {
        JsonNode members = schema.path("properties");
        JsonNode shared = base.path("properties");
        return OBJECT.containsAll(ContractNodes.names(schema))
                && shared.size() >= MIN_SHARED
                && shared.size() < members.size()
                && ContractNodes.names(shared).stream()
                        .allMatch(name -> shared.get(name).equals(members.get(name)))
                && values(schema.path("required")).containsAll(values(base.path("required")));
    }

    private static ObjectNode extension(JsonNode schema, String name, JsonNode base) {
        ObjectNode extended = ((ObjectNode) schema.deepCopy()).retain("description");
        ObjectNode added = NODES.objectNode().put("type", "object");
        List<JsonNode> required = values(schema.path("required"));
        required.removeAll(values(base.path("required")));
        if (!required.isEmpty()) {
            added.putArray("required").addAll(required);
        }
        ObjectNode members = schema.get("properties").deepCopy();
        added.set("properties", members.remove(ContractNodes.names(base.get("properties"))));
        extended.putArray("allOf")
                .add(NODES.objectNode().put("$ref", REFERENCE + name))
                .add(added);
        return extended;
    }

    private static List<JsonNode> values(JsonNode array) {
        List<JsonNode> values = new ArrayList<>();
        array.forEach(values::add);
        return values;
    }

    /** Replaces references to schemas that consist of a type, such as {@code Slug}, by this type. */
    private static void inlinePlainTypes(JsonNode node, JsonNode schemas) {
        if (node instanceof ObjectNode object && object.path("$ref").isTextual()) {
            JsonNode schema = schemas.path(object.get("$ref").asText().replaceFirst("^" + REFERENCE, ""));
            if (schema.has("type") && PLAIN.containsAll(ContractNodes.names(schema))) {
                object.remove("$ref");
                object.setAll((ObjectNode) ((ObjectNode) schema.deepCopy()).setAll(object.deepCopy()));
            }
        }
        node.forEach(child -> inlinePlainTypes(child, schemas));
    }

    private static void shorten(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Prose.shorten(object);
        }
        node.forEach(ReadersContract::shorten);
    }
}
