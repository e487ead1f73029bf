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

/** The schemas of a contract, ready to hold JSON against (JSON Schema 2020-12, formats included); compiled once each. */
final class Schemas {

    /** The validator takes addresses in domains that exist, and nothing at example.org; ours have a pattern, too. */
    private static final String ONLY_REAL_ADDRESSES = "\"format\":\"idn-email\",?";

    private final JsonNode definitions;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    private Schemas(JsonNode schemas) {
        this.definitions = schemas;
    }

    /** The schemas as they stand. */
    static Schemas of(JsonNode contract) {
        return new Schemas(standingAlone(contract.at("/components/schemas")));
    }

    /** The same, but members that are not listed are refused. */
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
        node.forEach(Schemas::close);
    }

    /** What is wrong with this value by this schema, each with its place; empty if nothing is. */
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

    /** OpenAPI keeps schemas in a place that JSON Schema does not know. */
    private static JsonNode standingAlone(JsonNode schema) {
        return Json.parse(schema.toString()
                .replace("#/components/schemas/", "#/$defs/")
                .replaceAll(ONLY_REAL_ADDRESSES, "")
                .getBytes(StandardCharsets.UTF_8));
    }
}
