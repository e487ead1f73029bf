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
 * Splits schemas that are used in both requests and responses if the two differ. For example, members with a default
 * value are optional in requests but always present in responses. A request must use a known value of a vocabulary, but
 * a response may contain values that later versions add.
 */
final class RequestAndResponseSchemas {

    private static final String REQUEST_SUFFIX = "Input";

    /**
     * OpenAPI extension that lists the known values of a string member. Clients must also accept values that are not
     * listed.
     */
    private static final String EXTENSIBLE = "x-extensible-enum";

    /** Schemas of vocabularies that do not grow within a major version. */
    private static final Set<String> CLOSED = Set.of("ChangeOperation", "ContributorKind", "ReadinessOutcome");

    private final OpenAPI contract;
    private final Map<String, Schema> schemas;

    RequestAndResponseSchemas(OpenAPI contract) {
        this.contract = contract;
        this.schemas = new TreeMap<>(contract.getComponents().getSchemas());
    }

    /**
     * Creates a separate request schema for each type whose responses have more required members or an extensible
     * vocabulary.
     */
    void split() {
        Set<String> sent = reachable(requestSchemas());
        Set<String> answered = reachable(responseSchemas());
        Set<String> both = new LinkedHashSet<>(sent);
        both.retainAll(answered);
        Set<String> promising = new LinkedHashSet<>();
        int before;
        do {
            before = promising.size();
            both.stream()
                    .filter(name -> requiresMoreInResponses(schemas.get(name))
                            || isOpen(name)
                            || references(schemas.get(name)).anyMatch(promising::contains))
                    .forEach(promising::add);
        } while (promising.size() > before);
        sent.removeAll(both);
        promising.forEach(name -> {
            schemas.put(name + REQUEST_SUFFIX, BaseModel.deepCopy(schemas.get(name), Schema.class));
            sent.add(name + REQUEST_SUFFIX);
        });
        sent.forEach(name -> rename(schemas.get(name), promising));
        requestSchemas().toList().forEach(schema -> rename(schema, promising));
        contract.getComponents().setSchemas(schemas);
    }

    /** Replaces the enums of response schemas with {@code x-extensible-enum}, unless the vocabulary is closed. */
    void openVocabularies() {
        Set<String> answered = reachable(responseSchemas());
        answered.removeAll(reachable(requestSchemas()));
        answered.removeAll(CLOSED);
        answered.stream()
                .flatMap(name -> all(schemas.get(name)))
                .filter(schema -> schema.getEnumeration() != null)
                .forEach(schema -> {
                    schema.addExtension(EXTENSIBLE, schema.getEnumeration());
                    schema.setEnumeration(null);
                });
    }

    private boolean isOpen(String name) {
        return !CLOSED.contains(name) && all(schemas.get(name)).anyMatch(schema -> schema.getEnumeration() != null);
    }

    /** Marks the members that are present in every response as required in response schemas. */
    void requireAlwaysPresent() {
        Set<String> answered = reachable(responseSchemas());
        answered.removeAll(reachable(requestSchemas()));
        answered.remove("Problem"); // Skip the schema Problem, whose members depend on the problem type.
        answered.stream()
                .map(schemas::get)
                .filter(schema -> schema.getProperties() != null)
                .forEach(schema -> schema.getProperties().forEach((name, member) -> {
                    if (isAlwaysPresent(member)) {
                        require(schema, name);
                    }
                }));
    }

    /**
     * Replaces {@code default} with a sentence in the description. Code generators treat a member with a default value
     * as required, and generated clients would always have to send it.
     */
    void describeDefaults() {
        Set<String> sent = reachable(requestSchemas());
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
            Prose.add(member, "`" + member.getDefaultValue() + "` is the default.");
        }
        member.setDefaultValue(null);
    }

    /** Removes the type {@code null} from members. Members without a value are omitted from requests and responses. */
    void dropNulls() {
        schemas.values().stream()
                .filter(schema -> schema.getProperties() != null)
                .flatMap(schema -> schema.getProperties().values().stream())
                .filter(member -> member.getType() != null)
                .forEach(member -> member.removeType(SchemaType.NULL));
    }

    /** Removes unused schemas, for example schemas of records that appear only inside another record. */
    void dropUnused() {
        Set<String> used = reachable(requestSchemas());
        used.addAll(reachable(responseSchemas()));
        schemas.keySet().retainAll(used);
        contract.getComponents().setSchemas(schemas);
    }

    private static boolean requiresMoreInResponses(Schema schema) {
        List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
        return schema.getProperties() != null
                && schema.getProperties().entrySet().stream()
                        .anyMatch(member -> isAlwaysPresent(member.getValue()) && !required.contains(member.getKey()));
    }

    /**
     * Returns whether a member is always present in responses. A nullable list or map may be absent, such as the
     * problems of a scheduled publication.
     */
    private static boolean isAlwaysPresent(Schema member) {
        boolean mayBeNull = member.getType() != null && member.getType().contains(SchemaType.NULL);
        boolean many = member.getType() != null
                && (member.getType().contains(SchemaType.ARRAY) || member.getAdditionalPropertiesSchema() != null);
        return !mayBeNull && (many || member.getDefaultValue() != null);
    }

    private Stream<Schema> requestSchemas() {
        return operations()
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .flatMap(body -> schemas(body.getContent()));
    }

    private Stream<Schema> responseSchemas() {
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

    private Set<String> reachable(Stream<Schema> roots) {
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
                .forEach(each -> each.setRef(name(each) + REQUEST_SUFFIX));
    }

    private static Stream<String> references(Schema schema) {
        return all(schema).filter(each -> each.getRef() != null).map(RequestAndResponseSchemas::name);
    }

    /** Returns the given schema and all schemas nested in it. */
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
