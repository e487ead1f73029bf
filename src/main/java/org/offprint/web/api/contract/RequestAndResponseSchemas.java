package org.offprint.web.api.contract;

import io.smallrye.openapi.model.BaseModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Separates the schemas that clients send from those that they get. A list, a map or a member with a default may be
 * left out of what is sent and is always there in what is answered, so a schema of both kinds with such a member
 * becomes two.
 */
final class RequestAndResponseSchemas {

    private static final String SENT = "Input";

    private final OpenAPI contract;
    private final Map<String, Schema> schemas;

    RequestAndResponseSchemas(OpenAPI contract) {
        this.contract = contract;
        this.schemas = new TreeMap<>(contract.getComponents().getSchemas());
    }

    /** Makes schemas of their own for requests where answers promise more. */
    void split() {
        Set<String> sent = reached(bodies());
        Set<String> answered = reached(answers());
        Set<String> both = new LinkedHashSet<>(sent);
        both.retainAll(answered);
        Set<String> promising = new LinkedHashSet<>();
        int before;
        do {
            before = promising.size();
            both.stream()
                    .filter(name -> promisesMore(schemas.get(name))
                            || references(schemas.get(name)).anyMatch(promising::contains))
                    .forEach(promising::add);
        } while (promising.size() > before);
        sent.removeAll(both);
        promising.forEach(name -> {
            schemas.put(name + SENT, BaseModel.deepCopy(schemas.get(name), Schema.class));
            sent.add(name + SENT);
        });
        sent.forEach(name -> rename(schemas.get(name), promising));
        contract.getComponents().setSchemas(schemas);
    }

    /** Requires in answers what only a client may leave out. */
    void requireWhatIsAlwaysThere() {
        Set<String> answered = reached(answers());
        answered.removeAll(reached(bodies()));
        answered.remove("Problem"); // of which each kind has its own members
        answered.stream()
                .map(schemas::get)
                .filter(schema -> schema.getProperties() != null)
                .forEach(schema -> schema.getProperties().forEach((name, member) -> {
                    if (isAlwaysThere(member)) {
                        require(schema, name);
                    }
                }));
    }

    /**
     * Describes defaults in words: whoever reads {@code default} as the schema of an answer takes the member for one
     * that is always there, and makes clients that must send it.
     */
    void describeDefaults() {
        Set<String> sent = reached(bodies());
        schemas.forEach((name, schema) -> {
            if (schema.getProperties() != null) {
                schema.getProperties().values().stream()
                        .filter(member -> member.getDefaultValue() != null)
                        .forEach(member -> describeDefault(member, sent.contains(name)));
            }
        });
    }

    private static void describeDefault(Schema member, boolean isSent) {
        if (isSent) {
            Prose.add(member, "`" + member.getDefaultValue() + "` where it is left out.");
        }
        member.setDefaultValue(null);
    }

    /** Drops null from the types of members: none is ever sent or answered, as what is null is left out. */
    void dropNulls() {
        schemas.values().stream()
                .filter(schema -> schema.getProperties() != null)
                .flatMap(schema -> schema.getProperties().values().stream())
                .filter(member -> member.getType() != null)
                .forEach(member -> member.removeType(SchemaType.NULL));
    }

    /** Drops what nothing refers to, such as records that only ever appear within another. */
    void dropUnused() {
        Set<String> used = reached(bodies());
        used.addAll(reached(answers()));
        schemas.keySet().retainAll(used);
        contract.getComponents().setSchemas(schemas);
    }

    private static boolean promisesMore(Schema schema) {
        List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
        return schema.getProperties() != null
                && schema.getProperties().entrySet().stream()
                        .anyMatch(member -> isAlwaysThere(member.getValue()) && !required.contains(member.getKey()));
    }

    /** A list or a map that its record lets be null, such as what is wrong with a schedule, may be missing. */
    private static boolean isAlwaysThere(Schema member) {
        boolean mayBeNull = member.getType() != null && member.getType().contains(SchemaType.NULL);
        boolean many = member.getType() != null
                && (member.getType().contains(SchemaType.ARRAY) || member.getAdditionalPropertiesSchema() != null);
        return !mayBeNull && (many || member.getDefaultValue() != null);
    }

    private Stream<Schema> bodies() {
        return operations()
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .flatMap(body -> schemas(body.getContent()));
    }

    private Stream<Schema> answers() {
        return Stream.concat(
                        operations().flatMap(operation -> operation.getResponses().getAPIResponses().values().stream()),
                        contract.getComponents().getResponses().values().stream())
                .filter(answer -> answer.getContent() != null)
                .flatMap(answer -> schemas(answer.getContent()));
    }

    private Stream<Operation> operations() {
        return contract.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream());
    }

    private static Stream<Schema> schemas(Content content) {
        return content.getMediaTypes().values().stream()
                .map(media -> media.getSchema())
                .filter(Objects::nonNull);
    }

    private Set<String> reached(Stream<Schema> roots) {
        Set<String> reached = new LinkedHashSet<>();
        List<String> waiting = new ArrayList<>(
                roots.flatMap(RequestAndResponseSchemas::references).toList());
        while (!waiting.isEmpty()) {
            String name = waiting.remove(waiting.size() - 1);
            if (reached.add(name)) {
                references(schemas.get(name)).forEach(waiting::add);
            }
        }
        return reached;
    }

    private static void rename(Schema schema, Set<String> renamed) {
        all(schema)
                .filter(each -> each.getRef() != null && renamed.contains(name(each)))
                .toList()
                .forEach(each -> each.setRef(name(each) + SENT));
    }

    private static Stream<String> references(Schema schema) {
        return all(schema).filter(each -> each.getRef() != null).map(RequestAndResponseSchemas::name);
    }

    /** This schema and every one written within it. */
    static Stream<Schema> all(Schema schema) {
        Stream<Schema> within = Stream.of(
                        schema.getProperties() == null
                                ? List.<Schema>of()
                                : schema.getProperties().values(),
                        orNone(schema.getOneOf()),
                        orNone(schema.getAnyOf()),
                        orNone(schema.getAllOf()),
                        schema.getItems() == null ? List.<Schema>of() : List.of(schema.getItems()),
                        schema.getAdditionalPropertiesSchema() == null
                                ? List.<Schema>of()
                                : List.of(schema.getAdditionalPropertiesSchema()))
                .flatMap(Collection::stream);
        return Stream.concat(Stream.of(schema), within.flatMap(RequestAndResponseSchemas::all));
    }

    private static Collection<Schema> orNone(List<Schema> schemas) {
        return schemas == null ? List.of() : schemas;
    }

    private static String name(Schema reference) {
        return reference.getRef().substring(reference.getRef().lastIndexOf('/') + 1);
    }

    static void require(Schema schema, String member) {
        List<String> required = new ArrayList<>(schema.getRequired() == null ? List.of() : schema.getRequired());
        if (!required.contains(member)) {
            required.add(member);
            schema.setRequired(schema.getProperties().keySet().stream()
                    .filter(required::contains)
                    .toList());
        }
    }
}
