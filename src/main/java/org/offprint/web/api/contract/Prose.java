package org.offprint.web.api.contract;

import java.util.Set;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds sentences to descriptions. The content of descriptions must not influence the OpenAPI document. This class is
 * the only one that reads them, and it does not return them.
 */
final class Prose {

    /** Descriptions that the generator adds to responses without one. */
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

    /** Sets the description of a parameter that has none. */
    static void addWhereNone(Parameter parameter, String description) {
        if (parameter.getDescription() == null) {
            parameter.setDescription(description);
        }
    }

    /** Describes a member of a schema that has no description of its own. */
    static void addWhereNone(Schema member, String description) {
        if (member.getDescription() == null) {
            member.setDescription(description);
        }
    }

    /** Describes a request body that has no description by its schema. */
    static void addWhereNone(RequestBody body, Schema schema) {
        if (body.getDescription() == null) {
            body.setDescription(schema.getDescription());
        }
    }

    /** Describes a response that only has the generated description by its schema. */
    static void addWhereNone(APIResponse response, Schema schema) {
        addWhereNone(response, schema.getDescription());
    }

    /** Describes a response that only has the generated description. */
    static void addWhereNone(APIResponse response, String description) {
        String present = response.getDescription();
        if (response.getRef() == null && (present == null || GENERATED.contains(present))) {
            response.setDescription(description);
        }
    }

    /** Replaces the shared description of a reference with that of the response that an operation declares, if any. */
    static void keep(APIResponse declared, APIResponse reference) {
        if (declared != null && !GENERATED.contains(declared.getDescription())) {
            reference.setDescription(declared.getDescription());
        }
    }

    private static String joined(String description, String sentence) {
        return description == null ? sentence : description + " " + sentence;
    }
}
