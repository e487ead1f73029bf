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
 * Puts the types that resource methods state in place of the classes that carry them: a {@code Body<ArticleInput>} is an
 * article's input, a {@code Reply<ArticleView>} an article, a {@code Given<Doi>} a DOI.
 */
final class StatedTypes {

    /** The generator's names of those classes begin so; each has a member that is the type. */
    private static final Map<String, String> CARRIERS = Map.of("Body", "record", "Reply", "body", "Given", "value");

    private final Map<String, Schema> schemas;
    private final Map<String, Schema> stated = new LinkedHashMap<>();

    private StatedTypes(Map<String, Schema> schemas) {
        this.schemas = schemas;
        schemas.forEach((name, schema) -> CARRIERS.forEach((carrier, member) -> {
            if (name.startsWith(carrier)) {
                member(schema, member).ifPresent(type -> stated.put(name, type));
            }
        }));
    }

    static void putInPlace(OpenAPI contract) {
        StatedTypes types = new StatedTypes(contract.getComponents().getSchemas());
        List<Operation> operations = contract.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .toList();
        operations.stream()
                .flatMap(StatedTypes::contents)
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
            parameter.setSchema(inPlace(of(schema)));
        } else {
            schema.setItems(inPlace(of(schema.getItems())));
        }
    }

    /** The type that a schema carries, or the schema itself where it carries none. */
    private Schema of(Schema schema) {
        Schema type = schema.getRef() == null
                // The generator writes some of them out, in lists.
                ? member(schema, "value")
                        .filter(value -> schema.getProperties().size() == 1)
                        .orElse(null)
                : stated.get(name(schema));
        return type == null ? schema : BaseModel.deepCopy(type, Schema.class);
    }

    private static Optional<Schema> member(Schema schema, String name) {
        return Optional.ofNullable(schema.getProperties()).map(members -> members.get(name));
    }

    /** The terms of a vocabulary stand with the parameter that takes them. */
    private Schema inPlace(Schema schema) {
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
