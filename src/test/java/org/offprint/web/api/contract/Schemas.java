package org.offprint.web.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.offprint.kernel.json.Json;

/**
 * Schemas of a contract, for validating JSON (JSON Schema 2020-12, including formats). Each schema is compiled once and
 * cached.
 */
final class Schemas {

    /**
     * Pattern that matches the email format in a schema. The format must be removed, because the validator accepts only
     * email addresses in existing domains and rejects addresses at example.org. The schema also checks email addresses
     * with a pattern.
     */
    private static final String ONLY_REAL_ADDRESSES = "\"format\":\"idn-email\",?";

    private final JsonNode definitions;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    private Schemas(JsonNode schemas) {
        this.definitions = schemas;
    }

    /** Returns the schemas of the contract. Members that the contract does not list are allowed. */
    static Schemas of(JsonNode contract) {
        return new Schemas(standingAlone(contract.at("/components/schemas")));
    }

    /** Returns the schemas of the contract, changed to forbid members and values that the contract does not list. */
    static Schemas closed(JsonNode contract) {
        JsonNode schemas = standingAlone(contract.at("/components/schemas"));
        close(schemas);
        return new Schemas(schemas);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && object.path("type").asText().equals("object")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        if (node instanceof ObjectNode object
                && object.path(Contract.EXTENSIBLE).isArray()) {
            object.set("enum", object.remove(Contract.EXTENSIBLE));
        }
        node.forEach(Schemas::close);
    }

    /** Returns the violations of this schema, each with its location, or an empty list if the value is valid. */
    List<String> faults(JsonNode schema, JsonNode value) {
        return compiled
                .computeIfAbsent(schema, this::compile)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> " at " + error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = (ObjectNode) standingAlone(schema);
        whole.set("$defs", definitions);
        return registry.getSchema(whole);
    }

    /**
     * Replaces references to component schemas with references to {@code $defs}, because JSON Schema has no counterpart
     * to the components object of OpenAPI. Also removes the email format.
     */
    private static JsonNode standingAlone(JsonNode schema) {
        return Json.parse(schema.toString()
                .replace("#/components/schemas/", "#/$defs/")
                .replaceAll(ONLY_REAL_ADDRESSES, "")
                .getBytes(StandardCharsets.UTF_8));
    }
}
