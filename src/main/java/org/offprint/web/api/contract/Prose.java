package org.offprint.web.api.contract;

import java.util.Set;
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

    private static String joined(String description, String sentence) {
        return description == null ? sentence : description + " " + sentence;
    }
}
