package org.offprint.api.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.offprint.api.suggest.SuggestionView;

/** What parameters look like: the service reads them as text, so that it can say itself what is wrong with them. */
final class ContractParameterTypes {

    private static final Set<String> EITHER = Set.of("The id or the slug.", "Of these journals, by id or slug.");

    /** The schemas of values that identify something. */
    private static final Map<String, String> SCHEMAS = Map.ofEntries(
            Map.entry("id", "UUID"),
            Map.entry("journal", "UUID"),
            Map.entry("issue", "UUID"),
            Map.entry("affiliation", "UUID"),
            Map.entry("parent", "UUID"),
            Map.entry("ror", "RorId"),
            Map.entry("doi", "Doi"),
            Map.entry("orcid", "Orcid"),
            Map.entry("slug", "Slug"),
            Map.entry("language", "LanguageTag"),
            Map.entry("section", "UUID"),
            Map.entry("country", "CountryCode"));

    private ContractParameterTypes() {}

    static void complete(Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> {
                if (isList(parameter.getSchema()) && parameter.getExample() instanceof String) {
                    parameter.setExample(List.of(parameter.getExample()));
                }
                type(operation, parameter);
            });
        }
    }

    private static void type(Operation operation, Parameter parameter) {
        String name = parameter.getName();
        Schema schema = parameter.getSchema();
        Schema value = isList(schema) ? schema.getItems() : schema;
        String known = SCHEMAS.get(name);
        if (known != null && !EITHER.contains(String.valueOf(parameter.getDescription()))) {
            value.setType(null);
            value.setRef(known);
        }
        switch (name) {
            case "view" -> schema.setEnumeration(List.of("public"));
            case "after" -> {
                // The id of a record has said so itself.
                if (schema.getFormat() == null) {
                    schema.setPattern("^\\d{1,18}$");
                }
            }
            case "number", "revision", "with" -> parameter.setSchema(number(1, Integer.MAX_VALUE));
            case "type" -> {
                if (operation.getOperationId().equals("listSuggestions")) {
                    value.setEnumeration(List.copyOf(SuggestionView.words()));
                }
            }
            case "year" -> schema.setItems(number(1000, 2999));
            case "Idempotency-Key" -> schema.minLength(1).setMaxLength(255 + 2); // two quotes around it
            default -> {}
        }
    }

    private static boolean isList(Schema schema) {
        return schema.getType() != null && schema.getType().contains(SchemaType.ARRAY);
    }

    private static Schema number(int least, int most) {
        return OASFactory.createSchema()
                .addType(SchemaType.INTEGER)
                .format("int32")
                .minimum(BigDecimal.valueOf(least))
                .maximum(BigDecimal.valueOf(most));
    }
}
