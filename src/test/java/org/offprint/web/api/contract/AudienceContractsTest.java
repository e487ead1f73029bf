package org.offprint.web.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.web.api.contract.Contract.Operation;

/** Tests the contracts of the audiences, which are created from the committed contract. */
class AudienceContractsTest {

    private static final JsonNode WHOLE = ContractChecker.read(Path.of("openapi/openapi.yaml"));

    private static final int MAX_YAML = 120_000;
    private static final int MAX_JSON = 90_000;

    @Test
    void every_operation_belongs_to_an_audience() {
        Set<String> contained = new TreeSet<>();
        AudienceContracts.names().forEach(audience -> operations(contract(audience)).stream()
                .map(Operation::id)
                .forEach(contained::add));
        List<String> without = new ArrayList<>();
        for (Operation operation : operations(WHOLE)) {
            String audience = operation.node().path(ContractAudience.EXTENSION).asText();
            if (!AudienceContracts.names().contains(audience) || !contained.contains(operation.id())) {
                without.add(
                        operation + " has the audience '" + audience
                                + "'. Add extensions = @Extension(name = ContractAudience.EXTENSION, value = …) to its @Operation.");
            }
        }
        assertEquals(List.of(), without);
    }

    @Test
    void the_operations_for_readers_are_reads_without_credentials() {
        for (Operation operation : operations(contract(ContractAudience.READERS))) {
            JsonNode whole = operations(WHOLE).stream()
                    .filter(each -> each.id().equals(operation.id()))
                    .findFirst()
                    .orElseThrow()
                    .node();
            assertTrue(operation.isRead() || !operation.takes("Idempotency-Key"), operation.toString());
            assertTrue(whole.path("security").toString().contains("{}"), operation.toString());
        }
    }

    @Test
    void the_contract_for_admins_contains_only_operations_that_require_the_key_of_an_admin() {
        for (Operation operation : operations(contract(ContractAudience.ADMIN))) {
            assertTrue(
                    operation.node().path("description").asText().contains("*Requires the key of an admin.*"),
                    operation.toString());
        }
    }

    @Test
    void the_contract_for_editors_contains_all_operations_except_those_for_admins() {
        Set<String> all = ids(WHOLE);
        all.removeAll(ids(contract(ContractAudience.ADMIN)));
        assertEquals(all, ids(contract(ContractAudience.EDITORS)));
    }

    @Test
    void the_contract_for_readers_is_small() {
        JsonNode contract = contract(ContractAudience.READERS);
        int yaml = AudienceContracts.yaml(contract).getBytes(StandardCharsets.UTF_8).length;
        int json = contract.toString().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(yaml <= MAX_YAML, yaml + " bytes of YAML");
        assertTrue(json <= MAX_JSON, json + " bytes of JSON");
    }

    @Test
    void the_contract_for_readers_omits_members_and_parameters_for_editors() {
        JsonNode contract = contract(ContractAudience.READERS);
        JsonNode article = contract.at("/components/schemas/ArticleView/properties");
        assertTrue(article.has("title"));
        assertTrue(WHOLE.at("/components/schemas/ArticleView/properties").has("hasUnpublishedChanges"));
        assertFalse(article.has("hasUnpublishedChanges"));
        assertFalse(contract.toString().contains(ContractAudience.EXTENSION));
        assertFalse(contract.toString().contains("editors only"));
        Set<String> localized = Set.of("getArticle", "listArticles");
        for (Operation operation : operations(contract)) {
            assertFalse(operation.takes("status"), operation.toString());
            assertEquals(localized.contains(operation.id()), operation.takes("view"), operation.toString());
        }
    }

    @Test
    void examples_of_the_whole_contract_are_valid_according_to_the_contract_for_readers() {
        JsonNode contract = contract(ContractAudience.READERS);
        Schemas schemas = Schemas.of(contract);
        int checked = 0;
        for (Operation operation : operations(contract)) {
            String location =
                    "/" + operation.path().replace("~", "~0").replace("/", "~1") + "/get/responses/200/content";
            JsonNode example =
                    WHOLE.path("paths").at(location).path("application/json").path("example");
            JsonNode schema = operation
                    .node()
                    .at("/responses/200/content")
                    .path("application/json")
                    .path("schema");
            if (!example.isMissingNode() && !schema.isMissingNode()) {
                assertEquals(List.of(), schemas.faults(schema, example), operation.toString());
                checked++;
            }
        }
        assertTrue(checked > 10, checked + " examples");
    }

    @ParameterizedTest
    @ValueSource(strings = {ContractAudience.READERS, ContractAudience.EDITORS, ContractAudience.ADMIN})
    void a_contract_contains_the_components_and_tags_that_its_operations_use(String audience) throws IOException {
        JsonNode contract = contract(audience);
        Set<String> references = new TreeSet<>();
        collect(contract, references);
        Set<String> defined = new TreeSet<>();
        contract.path("components")
                .fields()
                .forEachRemaining(kind -> kind.getValue().fieldNames().forEachRemaining(name -> {
                    if (!kind.getKey().equals("securitySchemes")) {
                        defined.add("#/components/" + kind.getKey() + "/" + name);
                    }
                }));
        assertEquals(references, defined);
        Set<String> tags = Contract.items(contract.path("tags")).stream()
                .map(tag -> tag.path("name").asText())
                .collect(Collectors.toSet());
        assertEquals(
                operations(contract).stream()
                        .map(operation -> operation.node().at("/tags/0").asText())
                        .collect(Collectors.toSet()),
                tags);
        assertEquals(contract, new YAMLMapper().readTree(AudienceContracts.yaml(contract)));
    }

    @Test
    void tags_are_in_the_order_of_work() {
        assertEquals(
                List.of("Service", "Articles", "Issues", "Journals"),
                tags(ContractAudience.READERS).subList(0, 4));
        assertEquals(
                List.of("Service", "Journals", "Affiliations", "Issues", "Articles", "Publishing"),
                tags(ContractAudience.EDITORS).subList(0, 6));
    }

    @Test
    void the_committed_contract_for_readers_is_the_one_that_is_served() throws IOException {
        assertEquals(
                AudienceContracts.yaml(contract(ContractAudience.READERS)),
                Files.readString(Path.of("openapi/readers.yaml")));
    }

    private static List<String> tags(String audience) {
        return Contract.items(contract(audience).path("tags")).stream()
                .map(tag -> tag.path("name").asText())
                .toList();
    }

    private static void collect(JsonNode node, Set<String> references) {
        if (node.isTextual() && node.textValue().startsWith("#/components/")) {
            references.add(node.textValue());
        }
        node.forEach(child -> collect(child, references));
    }

    private static JsonNode contract(String audience) {
        return AudienceContracts.contract(WHOLE, audience);
    }

    private static List<Operation> operations(JsonNode contract) {
        return Contract.of(contract).operations();
    }

    private static Set<String> ids(JsonNode contract) {
        return operations(contract).stream().map(Operation::id).collect(Collectors.toCollection(TreeSet::new));
    }
}
