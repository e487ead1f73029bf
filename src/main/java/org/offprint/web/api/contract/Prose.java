package org.offprint.web.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds sentences to descriptions in the OpenAPI document. Descriptions must not influence the rest of the document.
 * Therefore, only this class reads descriptions, and none of its methods returns a description.
 */
final class Prose {

    /** Placeholder descriptions that the generator adds to responses without a description. */
    private static final Set<String> GENERATED = Set.of("OK", "Not Authorized", "Not Allowed");

    private static final String DESCRIPTION = "description";

    private static final String SCHEMAS = "/components/schemas";

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=\\.)\\s+(?=[A-Z`*])");

    private static final Pattern LIMIT = Pattern.compile(",( each)? at most \\d+( \\w+){0,9}\\.$");

    /** Words without a meaning of their own, without the plural ending. */
    private static final Set<String> FUNCTION_WORDS =
            Set.of("", "a", "an", "and", "as", "at", "by", "for", "from", "in", "it", "of", "on", "the", "to", "with");

    private static final Pattern EXAMPLE = Pattern.compile(", for example [^,]+((, [^,]+){0,9} (or|and) [^,]+)?\\.$");

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

    /** Sets the description of a parameter, unless the parameter already has one. */
    static void addWhereNone(Parameter parameter, String description) {
        if (parameter.getDescription() == null) {
            parameter.setDescription(description);
        }
    }

    /** Sets the description of a schema member, unless the member already has one. */
    static void addWhereNone(Schema member, String description) {
        if (member.getDescription() == null) {
            member.setDescription(description);
        }
    }

    /** Sets the description of a request body to that of its schema, unless the request body already has one. */
    static void addWhereNone(RequestBody body, Schema schema) {
        if (body.getDescription() == null) {
            body.setDescription(schema.getDescription());
        }
    }

    /** Replaces the placeholder description of a response with that of its schema. */
    static void addWhereNone(APIResponse response, Schema schema) {
        addWhereNone(response, schema.getDescription());
    }

    /** Replaces the placeholder description of a response with the given description. */
    static void addWhereNone(APIResponse response, String description) {
        String present = response.getDescription();
        if (response.getRef() == null && (present == null || GENERATED.contains(present))) {
            response.setDescription(description);
        }
    }

    /**
     * Replaces the shared description of a referenced response with the description that the operation declares, if
     * any.
     */
    static void keep(APIResponse declared, APIResponse reference) {
        if (declared != null && !GENERATED.contains(declared.getDescription())) {
            reference.setDescription(declared.getDescription());
        }
    }

    /**
     * Shortens the description of a node of the OpenAPI document to its first sentence, without limits of sizes and
     * without examples at the end of the sentence.
     */
    static void shorten(ObjectNode node) {
        if (node.path(DESCRIPTION).isTextual()) {
            String sentence = SENTENCE_END.split(node.get(DESCRIPTION).textValue(), 2)[0];
            String unlimited = LIMIT.matcher(sentence).replaceFirst(".");
            node.put(DESCRIPTION, EXAMPLE.matcher(unlimited).replaceFirst("."));
        }
    }

    /** Removes the descriptions within a parameter's schema if the parameter has a description. */
    static void removeRepeated(JsonNode parameter) {
        if (parameter.has(DESCRIPTION)) {
            parameter.path("schema").findParents(DESCRIPTION).forEach(Prose::remove);
        }
    }

    /**
     * Removes the descriptions of schemas to which only references with their own descriptions lead, and of schemas of
     * responses, which also have a description.
     */
    static void removeUnused(JsonNode contract) {
        JsonNode schemas = contract.at(SCHEMAS);
        Set<String> unused = new HashSet<>(ContractNodes.names(schemas));
        references(contract).forEach((name, references) -> {
            if (references.stream().anyMatch(each -> !each.has(DESCRIPTION))) {
                unused.remove(name);
            }
        });
        unused.forEach(name -> remove(schemas.get(name)));
    }

    /** Moves the description of all references to a schema into the schema if these references have the same one. */
    static void share(JsonNode contract) {
        JsonNode schemas = contract.at(SCHEMAS);
        references(contract).forEach((name, references) -> {
            Set<JsonNode> descriptions =
                    references.stream().map(each -> each.path(DESCRIPTION)).collect(Collectors.toSet());
            JsonNode shared = descriptions.iterator().next();
            if (references.size() > 1 && descriptions.size() == 1 && shared.isTextual()) {
                ((ObjectNode) schemas.get(name)).set(DESCRIPTION, shared);
                references.forEach(Prose::remove);
            }
        });
    }

    /**
     * Removes the descriptions that consist of words in the names of the member and its schema, such as "Title of the
     * journal." for the member {@code title} of {@code JournalRef}.
     */
    static void removeImplied(JsonNode contract) {
        contract.at(SCHEMAS).fields().forEachRemaining(schema -> {
            removeImplied(schema.getValue(), schema.getKey());
            schema.getValue()
                    .path("properties")
                    .fields()
                    .forEachRemaining(
                            member -> removeImplied(member.getValue(), schema.getKey() + " " + member.getKey()));
        });
    }

    private static void removeImplied(JsonNode node, String names) {
        Set<String> words = words(node.path(DESCRIPTION).asText());
        words.removeAll(FUNCTION_WORDS);
        if (words(names).containsAll(words)) {
            remove(node);
        }
    }

    /** Returns the words of a text or of names in camel case, in lower case and without the plural ending. */
    private static Set<String> words(String text) {
        return Stream.of(text.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .toLowerCase(Locale.ROOT)
                        .split("[^a-z0-9]+"))
                .map(word -> word.replaceFirst("s$", ""))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static void remove(JsonNode node) {
        ((ObjectNode) node).remove(DESCRIPTION);
    }

    /** Returns the references to each schema, without the references in responses. */
    private static Map<String, List<JsonNode>> references(JsonNode contract) {
        Map<String, List<JsonNode>> references = new TreeMap<>();
        addReferences(contract, references);
        return references;
    }

    private static void addReferences(JsonNode node, Map<String, List<JsonNode>> references) {
        String reference = node.path("$ref").asText();
        if (reference.startsWith("#" + SCHEMAS)) {
            references
                    .computeIfAbsent(reference.substring(SCHEMAS.length() + 2), name -> new ArrayList<>())
                    .add(node);
        }
        node.fields().forEachRemaining(child -> {
            boolean isOfResponse =
                    child.getKey().equals("schema") && child.getValue().has("$ref");
            if (!isOfResponse) {
                addReferences(child.getValue(), references);
            }
        });
        if (node.isArray()) {
            node.forEach(child -> addReferences(child, references));
        }
    }

    private static String joined(String description, String sentence) {
        return description == null ? sentence : description + " " + sentence;
    }
}
