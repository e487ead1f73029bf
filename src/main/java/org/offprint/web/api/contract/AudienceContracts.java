package org.offprint.web.api.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.kernel.record.ContractAudience;

/**
 * Creates the contract of one audience from the whole OpenAPI document. The contract contains the operations of the
 * audience and the components that these operations use.
 */
final class AudienceContracts {

    /** Value of {@code x-audience} of the operations in each contract. Editors also use the operations of readers. */
    private static final Map<String, Set<String>> OPERATIONS = new LinkedHashMap<>();

    static {
        OPERATIONS.put(ContractAudience.READERS, Set.of(ContractAudience.READERS));
        OPERATIONS.put(ContractAudience.EDITORS, Set.of(ContractAudience.READERS, ContractAudience.EDITORS));
        OPERATIONS.put(ContractAudience.ADMIN, Set.of(ContractAudience.ADMIN));
    }

    private static final String COMPONENTS = "#/components/";

    private static final ObjectMapper YAML = new YAMLMapper()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS);

    private AudienceContracts() {}

    /** Returns the names of the audiences that have a contract. */
    static Set<String> names() {
        return OPERATIONS.keySet();
    }

    static ObjectNode contract(JsonNode whole, String audience) {
        ObjectNode contract = whole.deepCopy();
        keepOperations(contract, OPERATIONS.get(audience));
        if (audience.equals(ContractAudience.READERS)) {
            ReadersContract.reduce(contract);
        } else {
            ObjectNode info = (ObjectNode) contract.get("info");
            info.put(
                    "description",
                    "Contract for the audience `" + audience + "`. The contract with all operations is at `/openapi`."
                            + "\n\n" + info.path("description").asText());
        }
        keepUsedTags(contract, audience);
        keepUsedComponents(contract);
        return contract;
    }

    static String yaml(JsonNode contract) {
        try {
            return YAML.writeValueAsString(contract);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keepOperations(ObjectNode contract, Set<String> audiences) {
        ObjectNode paths = (ObjectNode) contract.get("paths");
        for (String path : ContractNodes.names(paths)) {
            ObjectNode item = (ObjectNode) paths.get(path);
            item.retain(ContractNodes.names(item).stream()
                    .filter(method -> audiences.contains(
                            item.get(method).path(ContractAudience.EXTENSION).asText()))
                    .toList());
            if (item.isEmpty()) {
                paths.remove(path);
            }
        }
    }

    /** Removes unused tags. For editors and admins, sorts the tags in the order in which the paths use them. */
    private static void keepUsedTags(ObjectNode contract, String audience) {
        Set<String> used = new LinkedHashSet<>();
        ContractNodes.forEachOperation(
                contract, operation -> operation.path("tags").forEach(tag -> used.add(tag.asText())));
        Map<String, JsonNode> tags = new LinkedHashMap<>();
        contract.path("tags").forEach(tag -> tags.put(tag.path("name").asText(), tag));
        List<String> order = new ArrayList<>(audience.equals(ContractAudience.READERS) ? tags.keySet() : used);
        order.retainAll(used);
        ArrayNode kept = contract.putArray("tags");
        order.forEach(name -> kept.add(tags.get(name)));
    }

    /** Removes the components to which the operations do not refer, directly or through other components. */
    private static void keepUsedComponents(ObjectNode contract) {
        Set<String> used = new LinkedHashSet<>();
        addReferences(contract.path("paths"), contract, used);
        ObjectNode components = (ObjectNode) contract.get("components");
        for (String kind : ContractNodes.names(components)) {
            ObjectNode section = (ObjectNode) components.get(kind);
            // Operations refer to security schemes by name.
            if (!kind.equals("securitySchemes")) {
                section.retain(ContractNodes.names(section).stream()
                        .filter(name -> used.contains(COMPONENTS + kind + "/" + name))
                        .toList());
            }
            if (section.isEmpty()) {
                components.remove(kind);
            }
        }
    }

    /** Adds all references within a node, including those in {@code discriminator.mapping}. */
    private static void addReferences(JsonNode node, JsonNode contract, Set<String> used) {
        if (node.isTextual()) {
            String text = node.textValue();
            if (text.startsWith(COMPONENTS) && used.add(text)) {
                addReferences(contract.at(text.substring(1)), contract, used);
            }
        }
        node.forEach(child -> addReferences(child, contract, used));
    }
}
