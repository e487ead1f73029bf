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

/** Describes bodies: the two kinds of patch, and examples of what is sent and answered. */
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
        operations.forEach(ContractBodies::showAnswer);
        addPatches(contract.getComponents());
    }

    /** Adds the first answer to the example on a fresh start with the sample, the times apart. */
    private static void showAnswer(Operation operation) {
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
                mayBeLeftOut(operation, media, contract);
            }
        });
    }

    /** A body may be left out if everything in it may be. */
    private static void mayBeLeftOut(Operation operation, MediaType media, OpenAPI contract) {
        String reference = media.getSchema().getRef();
        if (reference == null) {
            // A file is no record, and is always there.
            return;
        }
        Schema schema = contract.getComponents().getSchemas().get(reference.substring(reference.lastIndexOf('/') + 1));
        operation.getRequestBody().setRequired(schema.getRequired() != null);
    }

    /** The example of that name, where there is one. */
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
                        .description("The members of the record that are to change, as the record has them (RFC 7396):"
                                + " `null` takes a member out, objects are merged, lists are replaced as a whole.")
                        .additionalPropertiesBoolean(true));
        Schema operation = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("One operation of a JSON patch.")
                .addProperty(
                        "op",
                        text("What to do.").enumeration(List.of("add", "remove", "replace", "move", "copy", "test")))
                .addProperty(
                        "path", text("Where, as a JSON Pointer (RFC 6901).").addExample("/title"))
                .addProperty("from", text("Where from, for move and copy."))
                .addProperty("value", OASFactory.createSchema().description("The value, for add, replace and test."))
                .required(List.of("op", "path"));
        components.addSchema("JsonPatchOperation", operation);
        components.addSchema(
                "JsonPatch",
                OASFactory.createSchema()
                        .addType(SchemaType.ARRAY)
                        .description("What is to be done to the record, in this order, all or nothing (RFC 6902).")
                        .maxItems(10_000)
                        .items(OASFactory.createSchema().ref("JsonPatchOperation")));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
