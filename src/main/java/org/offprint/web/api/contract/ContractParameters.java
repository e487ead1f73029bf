package org.offprint.web.api.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.offprint.web.api.writes.WriteRequest;

/**
 * Describes parameters, with the values that Swagger UI fills in: in paths the record of the sample with which the
 * operation succeeds on a fresh start, and nothing where something may be left out, If-Match apart.
 */
final class ContractParameters {

    /** The record that each operation is tried with, by the operation's name, or by that, a dot and the parameter's. */
    private static final Map<String, String> RECORDS = read();

    /** In the order in which they are asked for; others keep theirs between the first and the rest. */
    private static final List<String> LAST = List.of("view", "validateOnly", "Idempotency-Key", "Prefer");

    /** Values of other parameters beside an id. */
    private static final Map<String, Object> OTHERS = Map.of("number", 1, "with", 2, "revision", 1);

    private ContractParameters() {}

    /** Explains the parameters of an operation, fills in what it needs, and puts them in order. */
    static void complete(Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        operation.getParameters().forEach(parameter -> {
            explain(parameter);
            anchor(parameter);
            fillIn(parameter, operation.getOperationId());
        });
        operation.setParameters(operation.getParameters().stream()
                .sorted(Comparator.comparingInt(ContractParameters::rank))
                .toList());
    }

    /** The pattern of a path is that of a whole part of it, which JSON Schema does not imply. */
    private static void anchor(Parameter parameter) {
        String pattern =
                parameter.getSchema() == null ? null : parameter.getSchema().getPattern();
        if (parameter.getIn() == Parameter.In.PATH && pattern != null && !pattern.startsWith("^")) {
            parameter.getSchema().setPattern("^" + pattern + "$");
        }
    }

    private static int rank(Parameter parameter) {
        if (parameter.getIn() == Parameter.In.PATH) {
            return parameter.getName().equals("id") ? -4 : -3;
        }
        return Boolean.TRUE.equals(parameter.getRequired())
                ? -2
                : parameter.getName().equals("If-Match") ? -1 : LAST.indexOf(parameter.getName()) + 1;
    }

    private static void explain(Parameter parameter) {
        List<Schema.SchemaType> types = parameter.getSchema().getType();
        boolean isList = types != null && types.contains(Schema.SchemaType.ARRAY);
        Prose.addWhereNone(
                parameter,
                switch (parameter.getName()) {
                    case "number" -> "The number of the version, from 1.";
                    case "revision" -> "The revision, as the history names it.";
                    default -> isList ? "Only these; repeat it for several." : "The id.";
                });
        if (types != null
                && types.contains(Schema.SchemaType.INTEGER)
                && parameter.getSchema().getMinimum() == null) {
            // Versions and revisions are counted from 1.
            parameter.getSchema().minimum(BigDecimal.ONE).setMaximum(BigDecimal.valueOf(Integer.MAX_VALUE));
        }
        if (parameter.getName().equals("Idempotency-Key")) {
            // Two quotes may stand around it.
            parameter.getSchema().minLength(1).setMaxLength(WriteRequest.LONGEST_KEY + 2);
        }
        if (parameter.getName().equals("after") && parameter.getSchema().getFormat() == null) {
            // A position in the change log; exports go on after the id of a record, which has a format.
            parameter.getSchema().setPattern("^\\d{1,18}$");
        }
        if (isList && parameter.getExample() instanceof String) {
            parameter.setExample(List.of(parameter.getExample()));
        }
    }

    private static void fillIn(Parameter parameter, String operation) {
        Schema schema = parameter.getSchema();
        String own = RECORDS.get(operation + "." + parameter.getName());
        if (own != null) {
            parameter.setExample(own);
        } else if (parameter.getIn() == Parameter.In.PATH || Boolean.TRUE.equals(parameter.getRequired())) {
            parameter.setExample(
                    parameter.getName().equals("id") ? RECORDS.get(operation) : OTHERS.get(parameter.getName()));
        } else if (parameter.getIn() == Parameter.In.QUERY) {
            parameter.setExample(null);
            Object usual = schema.getDefaultValue();
            if (usual != null && !usual.equals(false)) {
                Prose.add(parameter, usual + " where this is left out.");
            }
            schema.setDefaultValue(null);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> read() {
        try (InputStream records = ContractParameters.class.getResourceAsStream("/contract/records.json")) {
            return new ObjectMapper().readValue(records, Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
