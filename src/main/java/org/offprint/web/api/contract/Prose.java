package org.offprint.web.api.contract;

import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Adds sentences to descriptions. Nothing of the contract is decided by what they say: this is the one class here that
 * reads them, and it gives nothing back.
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

    /** Describes a parameter that its resource leaves undescribed. */
    static void addWhereNone(Parameter parameter, String description) {
        if (parameter.getDescription() == null) {
            parameter.setDescription(description);
        }
    }

    private static String joined(String description, String sentence) {
        return description == null ? sentence : description + " " + sentence;
    }
}
