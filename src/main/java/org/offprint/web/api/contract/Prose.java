package org.offprint.web.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds sentences to descriptions in the OpenAPI document. Descriptions must not influence the rest of the document.
 * Therefore, only this class reads descriptions, and none of its methods returns a description.
 */
final class Prose {

    /** Placeholder descriptions that the generator adds to responses without a description. */
    private static final Set<String> GENERATED = Set.of("OK", "Not Authorized", "Not Allowed");

    private static final String DESCRIPTION = "description";

    private static final String SCHEMAS = "/components/schemas";

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=\\.)\\s+(?=[A-Z`*])");

    private static final Pattern LIMIT = Pattern.compile(",( each)? at most \\d+( \\w+){0,9}\\.$");

    private Prose() {}

    static void add(Operation operation, String sentence) {
        operation.setDescription(joined(operation.getDescription(), sentence));
    }

    static void add(Parameter parameter, String sentence) {
        parameter.setDescription(joined(parameter.getDescription(), sentence));
    }

    static void add(Schema schema, String sentence) {
        schema.setDescription(joined(schema.getDescription(), sentence));
    }

    /** Sets the description of a parameter, unless the parameter already has one. */
    static void addWhereNone(Parameter parameter, String description) {
        if (parameter.getDescription() == null) {
            parameter.setDescription(description);
        }
    }

    /** Sets the description of a schema member, unless the member already has one. */
    static void addWhereNone(Schema member, String description) {
        if (member.getDescription() == null) {
            member.setDescription(description);
        }
    }

    /** Sets the description of a request body to that of its schema, unless the request body already has one. */
    static void addWhereNone(RequestBody body, Schema schema) {
        if (body.getDescription() == null) {
            body.setDescription(schema.getDescription());
        }
    }

    /** Replaces the placeholder description of a response with that of its schema. */
    static void addWhereNone(APIResponse response, Schema schema) {
        addWhereNone(response, schema.getDescription());
    }

    /** Replaces the placeholder description of a response with the given description. */
    static void addWhereNone(APIResponse response, String description) {
        String present = response.getDescription();
        if (response.getRef() == null && (present == null || GENERATED.contains(present))) {
            response.setDescription(description);
        }
    }

    /**
     * Replaces the shared description of a referenced response with the description that the operation declares, if
     * any.
     */
    static void keep(APIResponse declared, APIResponse reference) {
        if (declared != null && !GENERATED.contains(declared.getDescription())) {
            reference.setDescription(declared.getDescription());
        }
    }

    /** Shortens the description of a node of the OpenAPI document to its first sentence, without limits of sizes. */
    static void shorten(ObjectNode node) {
        if (node.path(DESCRIPTION).isTextual()) {
            String sentence = SENTENCE_END.split(node.get(DESCRIPTION).textValue(), 2)[0];
            node.put(DESCRIPTION, LIMIT.matcher(sentence).replaceFirst("."));
        }
    }

    /** Removes the description of a parameter's schema if the parameter has a description. */
    static void removeRepeated(JsonNode parameter) {
        if (parameter.has(DESCRIPTION) && parameter.get("schema") instanceof ObjectNode schema) {
            schema.remove(DESCRIPTION);
        }
    }

    /** Removes the descriptions of schemas to which only references with their own descriptions lead. */
    static void removeUnused(JsonNode contract) {
        JsonNode schemas = contract.at(SCHEMAS);
        Set<String> unused = new HashSet<>(ContractNodes.names(schemas));
        removeUndescribed(contract, unused);
        unused.forEach(name -> ((ObjectNode) schemas.get(name)).remove(DESCRIPTION));
    }

    private static void removeUndescribed(JsonNode node, Set<String> names) {
        if (node.has("$ref") && !node.has(DESCRIPTION)) {
            names.remove(node.get("$ref").asText().replace("#" + SCHEMAS + "/", ""));
        }
        node.forEach(child -> removeUndescribed(child, names));
    }

    private static String joined(String description, String sentence) {
        return description == null ? sentence : description + " " + sentence;
    }
}
