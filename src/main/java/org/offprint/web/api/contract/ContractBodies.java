package org.offprint.web.api.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.offprint.kernel.json.JsonPatches;

/**
 * Adds examples to request and response bodies, and the schemas of JSON Merge Patch and JSON Patch to request bodies.
 */
final class ContractBodies {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ContractBodies() {}

    static void complete(OpenAPI contract) {
        List<Operation> operations = contract.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .toList();
        operations.stream()
                .filter(operation -> operation.getRequestBody() != null)
                .forEach(operation -> complete(operation, contract));
        operations.forEach(ContractBodies::addResponseExample);
        addPatches(contract.getComponents());
    }

    /**
     * Adds examples of successful JSON responses. The example files contain the responses of a new service with sample
     * data, except for the timestamps.
     */
    private static void addResponseExample(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, answer) -> {
            if (status.startsWith("2") && answer.getContent() != null) {
                MediaType json = answer.getContent().getMediaType("application/json");
                if (json != null) {
                    setExample(json, operation.getOperationId() + ".answer");
                }
            }
        });
    }

    private static void complete(Operation operation, OpenAPI contract) {
        operation.getRequestBody().getContent().getMediaTypes().forEach((type, media) -> {
            String id = operation.getOperationId();
            if (type.equals(JsonPatches.MERGE_PATCH)) {
                media.setSchema(OASFactory.createSchema().ref("MergePatch"));
                setExample(media, id + ".merge");
            } else if (type.equals(JsonPatches.JSON_PATCH)) {
                media.setSchema(OASFactory.createSchema().ref("JsonPatch"));
                setExample(media, id + ".operations");
            } else if (type.equals("text/plain")) {
                setExample(media, id + ".text");
            } else {
                setExample(media, id);
                setRequired(operation, media, contract);
            }
        });
    }

    /** Marks a request body as optional if all its members are optional. */
    private static void setRequired(Operation operation, MediaType media, OpenAPI contract) {
        String reference = media.getSchema().getRef();
        if (reference == null) {
            // Bodies without a record schema, such as uploaded files, remain required.
            return;
        }
        Schema schema = contract.getComponents().getSchemas().get(reference.substring(reference.lastIndexOf('/') + 1));
        operation.getRequestBody().setRequired(schema.getRequired() != null);
    }

    /** Sets the example of a media type from the resource {@code /contract/<name>.json}, if that resource exists. */
    private static void setExample(MediaType media, String name) {
        try (InputStream example = ContractBodies.class.getResourceAsStream("/contract/" + name + ".json")) {
            if (example != null) {
                media.setExample(MAPPER.readValue(example, Object.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static void addPatches(Components components) {
        components.addSchema(
                "MergePatch",
                OASFactory.createSchema()
                        .addType(SchemaType.OBJECT)
                        .description("JSON Merge Patch (RFC 7396) with the members to change, in the structure of the"
                                + " record. `null` removes a member. Objects are merged, and lists are replaced as"
                                + " a whole.")
                        .additionalPropertiesBoolean(true));
        Schema operation = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("One operation of a JSON Patch.")
                .addProperty(
                        "op",
                        text("Kind of patch operation.")
                                .enumeration(List.of("add", "remove", "replace", "move", "copy", "test")))
                .addProperty(
                        "path",
                        text("JSON Pointer (RFC 6901) to the member to change.").addExample("/title"))
                .addProperty("from", text("JSON Pointer to the source member of the operations `move` and `copy`."))
                .addProperty(
                        "value",
                        OASFactory.createSchema()
                                .description("New or expected value. Required for the operations `add`, `replace` and"
                                        + " `test`."))
                .required(List.of("op", "path"));
        components.addSchema("JsonPatchOperation", operation);
        components.addSchema(
                "JsonPatch",
                OASFactory.createSchema()
                        .addType(SchemaType.ARRAY)
                        .description("JSON Patch (RFC 6902): a list of operations, which are applied in order. If one"
                                + " operation fails, the record is not changed.")
                        .maxItems(10_000)
                        .items(OASFactory.createSchema().ref("JsonPatchOperation")));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
