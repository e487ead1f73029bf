package org.offprint.web.api.contract;

import io.smallrye.openapi.model.BaseModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Replaces wrapper classes with the types that they wrap. For example, {@code Body<ArticleInput>} becomes {@code
 * ArticleInput}, {@code Reply<ArticleView>} becomes {@code ArticleView}, and {@code ParameterValue<Doi>} becomes {@code
 * Doi}.
 */
final class WrapperTypes {

    /** Name of the member that contains the wrapped type, keyed by wrapper class. */
    private static final Map<String, String> WRAPPERS =
            Map.of("Body", "record", "Reply", "body", "ParameterValue", "value");

    private final Map<String, Schema> schemas;
    private final Map<String, Schema> stated = new LinkedHashMap<>();

    private WrapperTypes(Map<String, Schema> schemas) {
        this.schemas = schemas;
        schemas.forEach((name, schema) -> WRAPPERS.forEach((carrier, member) -> {
            if (name.startsWith(carrier)) {
                member(schema, member).ifPresent(type -> stated.put(name, type));
            }
        }));
    }

    static void unwrapAll(OpenAPI contract) {
        WrapperTypes types = new WrapperTypes(contract.getComponents().getSchemas());
        List<Operation> operations = contract.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .toList();
        operations.stream()
                .flatMap(WrapperTypes::contents)
                .filter(Objects::nonNull)
                .flatMap(content -> content.getMediaTypes().values().stream())
                .filter(media -> media.getSchema() != null)
                .forEach(media -> media.setSchema(types.of(media.getSchema())));
        operations.stream()
                .filter(operation -> operation.getParameters() != null)
                .flatMap(operation -> operation.getParameters().stream())
                .forEach(types::putInto);
        types.stated.keySet().forEach(contract.getComponents()::removeSchema);
    }

    private static Stream<Content> contents(Operation operation) {
        Stream<Content> answers = operation.getResponses() == null
                ? Stream.of()
                : operation.getResponses().getAPIResponses().values().stream().map(answer -> answer.getContent());
        return operation.getRequestBody() == null
                ? answers
                : Stream.concat(Stream.of(operation.getRequestBody().getContent()), answers);
    }

    private void putInto(Parameter parameter) {
        Schema schema = parameter.getSchema();
        if (schema.getItems() == null) {
            parameter.setSchema(withInlineTerms(of(schema)));
        } else {
            schema.setItems(withInlineTerms(of(schema.getItems())));
        }
    }

    /** Returns the type that a wrapper schema wraps, or the schema itself if it is not a wrapper. */
    private Schema of(Schema schema) {
        Schema type = schema.getRef() == null
                // An inline schema can also be a wrapper, because the generator inlines some schemas of list items.
                ? member(schema, "value")
                        .filter(value -> schema.getProperties().size() == 1)
                        .orElse(null)
                : stated.get(name(schema));
        return type == null ? schema : BaseModel.deepCopy(type, Schema.class);
    }

    private static Optional<Schema> member(Schema schema, String name) {
        return Optional.ofNullable(schema.getProperties()).map(members -> members.get(name));
    }

    /**
     * Returns an inline schema that lists the terms if the type is a vocabulary. The terms then appear as the accepted
     * values of the query parameter.
     */
    private Schema withInlineTerms(Schema schema) {
        Schema named = schema.getRef() == null ? null : schemas.get(name(schema));
        if (named == null || named.getEnumeration() == null) {
            return schema;
        }
        return BaseModel.deepCopy(named, Schema.class).type(List.of(SchemaType.STRING));
    }

    private static String name(Schema reference) {
        return reference.getRef().substring(reference.getRef().lastIndexOf('/') + 1);
    }
}
