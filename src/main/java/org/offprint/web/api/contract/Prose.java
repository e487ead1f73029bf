package org.offprint.web.api.contract;

import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Adds sentences to descriptions. The content of descriptions must not influence the OpenAPI document. This class is
 * the only one that reads them, and it does not return them.
 */
final class Prose {

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

    private static String joined(String description, String sentence) {
        return description == null ? sentence : description + " " + sentence;
    }
}
