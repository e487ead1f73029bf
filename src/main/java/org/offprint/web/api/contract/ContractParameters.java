package org.offprint.web.api.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.web.api.writes.WriteRequest;

/**
 * Describes parameters and sets the example values that Swagger UI prefills. The example of a path parameter is the id
 * of a sample record with which the operation succeeds on a new service. Optional parameters have no example, except
 * If-Match.
 */
final class ContractParameters {

    /**
     * Sample records, keyed by operation id. If an operation has several path parameters, the key is the operation id,
     * a dot and the parameter name.
     */
    private static final Map<String, String> SAMPLE_RECORDS = read();

    /**
     * Names of the parameters that come last in each operation, in this order. The order of all other parameters is
     * unchanged.
     */
    private static final List<String> LAST_PARAMETERS = List.of("view", "validateOnly", "Idempotency-Key", "Prefer");

    /** Ids of the operations that reject an Idempotency-Key, because their responses contain a secret link. */
    private static final Set<String> NOT_REPEATABLE = Set.of("createPreview", "createConfirmation");

    /** Ids of the operations whose parameter {@code view} also selects a language, which readers can use. */
    private static final Set<String> LOCALIZABLE = Set.of("getArticle", "listArticles");

    /** Example values of path parameters that are not ids. */
    private static final Map<String, Object> EXAMPLE_VALUES = Map.of("number", 1, "with", 2, "revision", 1);

    private ContractParameters() {}

    /**
     * Describes the parameters of an operation at the given path, sets their example values, and sorts the parameters.
     */
    static void complete(String path, Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        operation.getParameters().forEach(parameter -> {
            explain(path, parameter);
            anchor(parameter);
            fillIn(parameter, operation.getOperationId());
            if ("view".equals(parameter.getName()) && !LOCALIZABLE.contains(operation.getOperationId())) {
                parameter.addExtension(ContractAudience.EXTENSION, ContractAudience.EDITORS);
            }
        });
        operation.setParameters(operation.getParameters().stream()
                .filter(parameter -> !"Idempotency-Key".equals(parameter.getName())
                        || !NOT_REPEATABLE.contains(operation.getOperationId()))
                .sorted(Comparator.comparingInt(ContractParameters::rank))
                .toList());
    }

    /**
     * Anchors the pattern of a path parameter. A path pattern must match the whole segment, but an unanchored JSON
     * Schema pattern also matches substrings.
     */
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
                : parameter.getName().equals("If-Match") ? -1 : LAST_PARAMETERS.indexOf(parameter.getName()) + 1;
    }

    private static void explain(String path, Parameter parameter) {
        List<Schema.SchemaType> types = parameter.getSchema().getType();
        boolean isList = types != null && types.contains(Schema.SchemaType.ARRAY);
        Prose.addWhereNone(
                parameter,
                switch (parameter.getName()) {
                    case "number" -> (path.contains("/attempts/") ? "Attempt" : "Version") + " number, starting at 1.";
                    case "revision" -> "Revision number from the change history, starting at 1.";
                    case "delivery" -> "Id of the webhook delivery.";
                    default ->
                        isList
                                ? "Filter by this field. Repeat the parameter to match any of several values."
                                : "Id of the " + kind(path) + ".";
                });
        if (types != null
                && types.contains(Schema.SchemaType.INTEGER)
                && parameter.getSchema().getMinimum() == null) {
            limit(parameter.getSchema());
        }
        if (parameter.getName().equals("Idempotency-Key")) {
            // The two extra characters allow quotation marks around the idempotency key.
            parameter.getSchema().minLength(1).setMaxLength(WriteRequest.MAX_KEY_LENGTH + 2);
        }
        if (parameter.getName().equals("after") && parameter.getSchema().getFormat() == null) {
            // In the change log, the parameter `after` is a position. In exports, it is a record id, whose schema has a
            // format.
            parameter.getSchema().setPattern("^\\d{1,18}$");
        }
        if (isList && parameter.getExample() instanceof String) {
            parameter.setExample(List.of(parameter.getExample()));
        }
    }

    /**
     * Sets the limits of an integer schema. Version, revision and attempt numbers start at 1. Only log positions and
     * file sizes are 64-bit integers.
     */
    private static void limit(Schema schema) {
        if ("int64".equals(schema.getFormat())) {
            schema.setMinimum(BigDecimal.ZERO);
        } else {
            schema.minimum(BigDecimal.ONE).setMaximum(BigDecimal.valueOf(Integer.MAX_VALUE));
        }
    }

    /** Returns the name of the record kind that a path addresses, for example {@code registration account}. */
    private static String kind(String path) {
        String collection = path.split("/")[2];
        return switch (collection) {
            case "people" -> "person";
            case "api-keys" -> "API key";
            default -> collection.replaceFirst("s$", "").replace('-', ' ');
        };
    }

    private static void fillIn(Parameter parameter, String operation) {
        Schema schema = parameter.getSchema();
        String own = SAMPLE_RECORDS.get(operation + "." + parameter.getName());
        if (own != null) {
            parameter.setExample(own);
        } else if (parameter.getIn() == Parameter.In.PATH || Boolean.TRUE.equals(parameter.getRequired())) {
            parameter.setExample(
                    parameter.getName().equals("id")
                            ? SAMPLE_RECORDS.get(operation)
                            : EXAMPLE_VALUES.get(parameter.getName()));
        } else if (parameter.getIn() == Parameter.In.QUERY) {
            parameter.setExample(null);
            Object usual = schema.getDefaultValue();
            if (usual != null && !usual.equals(false)) {
                Prose.add(parameter, "`" + usual + "` is the default.");
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
