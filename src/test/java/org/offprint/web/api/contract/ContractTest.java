package org.offprint.web.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.web.api.contract.Contract.Operation;

/** Compares the contract that the code generates with the committed contract and the served contract. */
@QuarkusTest
@TestProfile(MinimalServiceProfile.class)
class ContractTest {

    private static final Path COMMITTED = Path.of("openapi/openapi.yaml");
    private static final Path COMMITTED_FOR_READERS = Path.of("openapi/readers.yaml");
    private static final String REWRITE = "./mvnw -q test -Dtest=ContractTest -Dopenapi.write";

    @Test
    void the_committed_contract_matches_the_code() throws IOException {
        assertCommitted(text("/openapi"), COMMITTED);
    }

    @Test
    void the_committed_contract_for_readers_matches_the_code() throws IOException {
        JsonNode contract =
                AudienceContracts.contract(new YAMLMapper().readTree(text("/openapi")), ContractAudience.READERS);
        assertCommitted(AudienceContracts.yaml(contract), COMMITTED_FOR_READERS);
    }

    private static void assertCommitted(String generated, Path file) throws IOException {
        if (System.getProperty("openapi.write") != null) {
            Files.writeString(file, generated);
        }
        String committed = Files.exists(file) ? Files.readString(file) : "";
        if (!generated.equals(committed)) {
            throw new AssertionError(file + " differs from the generated contract, first at line "
                    + firstDifference(committed, generated)
                    + ". If the change is intended, update the contract with\n  "
                    + REWRITE);
        }
    }

    private static String firstDifference(String committed, String served) {
        List<String> before = committed.lines().toList();
        List<String> now = served.lines().toList();
        int line = 0;
        while (line < Math.min(before.size(), now.size()) && before.get(line).equals(now.get(line))) {
            line++;
        }
        return line + 1 + ": " + (line < now.size() ? now.get(line).strip() : "its end");
    }

    @Test
    void the_contract_is_served_as_yaml_and_json_without_a_host_name() {
        assertEquals(text("/openapi"), text("/openapi.yaml"));
        JsonNode document = Contract.served().document();
        assertEquals("3.1.0", document.path("openapi").asText());
        assertEquals("[{\"url\":\"/\"}]", document.path("servers").toString());
        assertTrue(!document.toString().contains("localhost"));
    }

    @Test
    void every_operation_in_the_contract_has_an_id_a_summary_and_a_description() {
        Set<String> ids = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        for (Operation operation : Contract.served().operations()) {
            JsonNode node = operation.node();
            boolean named = operation.id().matches("[a-z]+([A-Z][a-z]+)+") && ids.add(operation.id());
            boolean isDescribed = node.path("summary").asText().length() > 5
                    && node.path("description").asText().endsWith(".")
                            | node.path("description").asText().endsWith(".*");
            if (!named || !isDescribed || node.path("tags").size() != 1) {
                wrong.add(operation + " lacks an id, a summary, a description or a tag");
            }
            operation.parameters().stream()
                    .filter(each -> each.path("description").asText().isEmpty())
                    .forEach(each -> wrong.add(operation + " does not describe the parameter " + each.path("name")));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void every_tag_in_the_contract_has_a_description() {
        Contract contract = Contract.served();
        Set<String> used = new HashSet<>();
        contract.operations()
                .forEach(operation ->
                        used.add(operation.node().path("tags").path(0).asText()));
        Set<String> explained = new HashSet<>();
        Contract.items(contract.document().path("tags")).stream()
                .filter(tag -> !tag.path("description").asText().isEmpty())
                .forEach(tag -> explained.add(tag.path("name").asText()));
        assertEquals(used, explained);
    }

    @Test
    void record_schemas_in_the_contract_require_members_that_are_always_present() {
        JsonNode schemas = Contract.served().document().path("components").path("schemas");
        for (String kind : List.of("Journal", "Issue", "Article", "Affiliation")) {
            for (String form : List.of(kind + "Input", kind + "View")) {
                assertTrue(!schemas.path(form).path("properties").has("body"), form);
                assertTrue(schemas.path(form).path("properties").size() > 10, form);
            }
        }
        assertTrue(schemas.path("RetractionInput").path("properties").has("reason"));
        Set<String> required = new HashSet<>();
        schemas.path("ArticleView").path("required").forEach(name -> required.add(name.asText()));
        assertTrue(required.containsAll(
                Set.of("id", "slug", "title", "type", "language", "journal", "contributors", "keywords", "links")));
        assertEquals(
                "[\"print\",\"electronic\",\"linking\"]",
                schemas.path("IssnTypeInput").path("enum").toString());
        assertEquals(
                "[\"journal\",\"type\",\"language\"]",
                schemas.path("ArticleInput").path("required").toString());
    }

    private static String text(String path) {
        HttpResponse<byte[]> answer = Contract.send("GET", path, Map.of(), null);
        assertEquals(200, answer.statusCode());
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
