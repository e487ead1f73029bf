package org.offprint.web.api.contract;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Moves parameters that many operations share into the components section, which keeps the document small. */
final class SharedParameters {

    private static final List<String> NAMES =
            List.of("If-Match", "Idempotency-Key", "Prefer", "validateOnly", "cursor", "limit", "view");

    private SharedParameters() {}

    static void extract(OpenAPI contract) {
        contract.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .filter(operation -> operation.getParameters() != null)
                .forEach(operation -> operation.setParameters(operation.getParameters().stream()
                        .map(parameter -> shared(parameter, contract.getComponents()))
                        .toList()));
    }

    /** Returns a reference to the shared parameter, or the parameter itself if it differs from the shared one. */
    private static Parameter shared(Parameter parameter, Components components) {
        String name = parameter.getName();
        if (!NAMES.contains(name)) {
            return parameter;
        }
        if (components.getParameters() == null || !components.getParameters().containsKey(name)) {
            components.addParameter(name, parameter);
        }
        return components.getParameters().get(name).equals(parameter)
                ? OASFactory.createParameter().ref(name)
                : parameter;
    }
}
