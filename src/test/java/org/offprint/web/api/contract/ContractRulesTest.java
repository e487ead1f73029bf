package org.offprint.web.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.record.FileRole;
import org.offprint.platform.webhooks.EventType;
import org.offprint.services.readiness.rules.Indexer;
import org.offprint.services.registration.targets.Target;
import org.offprint.web.api.contract.Contract.Operation;

/**
 * Tests that the committed contract follows rules for a clear API description. The tests read the contract file and
 * need no running service.
 */
class ContractRulesTest {

    /** Names of members whose values must be an enum. */
    private static final Set<String> VOCABULARIES = Set.of("type", "status", "kind", "role", "op", "action", "credit");

    /** Names of members that contain identifiers by convention, with the name of the required schema. */
    private static final Map<String, String> IDENTIFIERS = Map.ofEntries(
            Map.entry("id", "UUID"),
            Map.entry("journal", "UUID"),
            Map.entry("issue", "UUID"),
            Map.entry("section", "UUID"),
            Map.entry("article", "UUID"),
            Map.entry("slug", "Slug"),
            Map.entry("doi", "Doi"),
            Map.entry("funderDoi", "Doi"),
            Map.entry("doiPrefix", "DoiPrefix"),
            Map.entry("orcid", "Orcid"),
            Map.entry("ror", "RorId"),
            Map.entry("isni", "Isni"),
            Map.entry("country", "CountryCode"),
            Map.entry("language", "LanguageTag"),
            Map.entry("languages", "LanguageTag"),
            Map.entry("timeZone", "TimeZoneName"),
            Map.entry("email", "Email"),
            Map.entry("at", "Instant"),
            Map.entry("createdAt", "Instant"),
            Map.entry("updatedAt", "Instant"),
            Map.entry("publishedAt", "Instant"),
            Map.entry("scheduledAt", "Instant"),
            Map.entry("withdrawnAt", "Instant"),
            Map.entry("expiresAt", "Instant"),
            Map.entry("publishedOn", "PartialDate"),
            Map.entry("received", "PartialDate"),
            Map.entry("accepted", "PartialDate"),
            Map.entry("published", "PartialDate"));

    /**
     * Exceptions: members with a name listed above that contain printed text, or terms of a vocabulary that this
     * service does not define.
     */
    private static final Set<String> FREE = Set.of(
            "Journal.doi",
            "JournalInput.doi",
            "Reference.issue",
            "ReferenceInput.issue",
            "Reference.type",
            "ReferenceInput.type",
            "ParsedReference.issue",
            "ParsedReference.type",
            "ArticleIdentifier.type",
            "AuditEntry.action",
            "listAudit.action",
            "AuditParty.id",
            "AuditParty.kind",
            "JournalIdentifier.type",
            "ArticleNote.type",
            "ArticleTranslation.section",
            "ArticleTranslationInput.section",
            "OtherAbstract.type",
            "OtherStatement.type",
            "PublicationEvent.type",
            "FullTextOutline.language",
            "FullTextOutline.languages",
            "Heading.id",
            "Illustration.id",
            "Remark.kind",
            "UnplacedKind.kind",
            "Problem.type",
            "Suggestion.id",
            "ReadinessRule.id",
            "RegistrationDifference.published",
            "WebhookDelivery.type",
            "Problem.accepted");

    /** Response vocabularies that receive no new values within a major version. */
    private static final Set<String> CLOSED = Set.of("ChangeOperation", "ContributorKind", "ReadinessOutcome");

    private static final String SCHEMAS = "#/components/schemas/";

    /** Minimum length of a description in the contract, in words. */
    private static final int LEAST_WORDS = 3;

    private final JsonNode document = ContractChecker.read(Path.of("openapi/openapi.yaml"));
    private final Contract contract = Contract.of(document);
    private final List<String> wrong = new ArrayList<>();

    @Test
    void contract_schemas_are_valid_json_schema_with_anchored_patterns() {
        Schema metaschema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        document.at("/components/schemas").fields().forEachRemaining(schema -> metaschema
                .validate(schema.getValue())
                .forEach(error -> wrong.add(schema.getKey() + " " + error)));
        walk(document, "", (place, node) -> {
            // A schema member may itself be named "pattern".
            String pattern =
                    node.path("pattern").isTextual() ? node.path("pattern").textValue() : "\\S";
            if (!pattern.equals("\\S") && !pattern.matches("\\^.*\\$")) {
                wrong.add(place + " has the pattern " + pattern);
            }
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void every_reference_in_the_contract_resolves_and_every_component_is_used() {
        Set<String> used = new TreeSet<>();
        walk(document, "", (place, node) -> {
            if (node.has("$ref")) {
                String target = node.path("$ref").asText().substring(1);
                used.add(target);
                if (document.at(target).isMissingNode()) {
                    wrong.add(place + " refers to " + target);
                }
            }
        });
        for (String kind : List.of("schemas", "responses", "headers", "parameters")) {
            Contract.names(document.at("/components/" + kind)).stream()
                    .map(name -> "/components/" + kind + "/" + name)
                    .filter(name -> !used.contains(name))
                    .forEach(name -> wrong.add("unused component: " + name));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void every_operation_in_the_contract_lists_its_security_and_all_response_statuses() {
        for (Operation operation : contract.operations()) {
            Set<String> statuses = operation.statuses();
            List<String> expected = new ArrayList<>(List.of("400", "401", "406", "414", "429", "503"));
            if (operation.path().contains("{")) {
                expected.add("404");
            }
            if (!operation.node().path("security").toString().contains("{}")) {
                expected.add("403");
            }
            if (!operation.bodyTypes().isEmpty()) {
                expected.addAll(List.of("413", "415", "422"));
            }
            if (operation.takes("If-Match")) {
                expected.addAll(List.of("409", "412", "428"));
            }
            if (!statuses.containsAll(expected)
                    || statuses.stream().noneMatch(status -> status.matches("[23].."))
                    || operation.node().path("security").isEmpty()) {
                wrong.add(operation + " lists " + statuses + ", expected " + expected);
            }
            operation.node().path("responses").forEach(answer -> {
                JsonNode resolved = contract.resolved(answer);
                if (resolved.path("description").asText().isEmpty()
                        || !resolved.path("headers").has("X-Request-Id")) {
                    wrong.add(operation + " has a response without a description or an X-Request-Id header: " + answer);
                }
            });
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void every_response_in_the_contract_lists_the_required_headers() {
        for (Operation operation : contract.operations()) {
            operation.node().path("responses").fields().forEachRemaining(answer -> {
                Set<String> headers =
                        Contract.names(contract.resolved(answer.getValue()).path("headers"));
                boolean leads = answer.getKey().matches("201|30[1378]");
                boolean isTagged = answer.getKey().equals("304")
                        || operation.takes("If-Match") && answer.getKey().matches("200|412");
                boolean isList = operation.takes("cursor") && answer.getKey().equals("200");
                require(operation, answer.getKey(), headers, leads, "Location");
                require(operation, answer.getKey(), headers, isTagged, "ETag");
                require(operation, answer.getKey(), headers, isList, "Link");
                require(operation, answer.getKey(), headers, answer.getKey().equals("503"), "Retry-After");
                require(operation, answer.getKey(), headers, answer.getKey().equals("401"), "WWW-Authenticate");
            });
        }
        assertEquals(List.of(), wrong);
    }

    private void require(Operation operation, String status, Set<String> headers, boolean needed, String header) {
        if (needed && !headers.contains(header)) {
            wrong.add(operation + " " + status + " does not list " + header);
        }
    }

    @Test
    void contract_members_with_a_closed_vocabulary_are_enums_and_identifiers_use_named_schemas() {
        document.at("/components/schemas")
                .fields()
                .forEachRemaining(
                        schema -> walk(schema.getValue(), schema.getKey(), (place, node) -> node.path("properties")
                                .fields()
                                .forEachRemaining(member -> checkMember(place, member.getKey(), member.getValue()))));
        for (Operation operation : contract.operations()) {
            for (JsonNode parameter : operation.parameters()) {
                boolean isEither = parameter.path("description").asText().matches(".*\\b[Ii]d or (the )?slug.*");
                if (!isEither) {
                    checkMember(operation.id(), parameter.path("name").asText(), parameter.path("schema"));
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private void checkMember(String place, String name, JsonNode schema) {
        JsonNode single = schema.has("items") ? schema.path("items") : schema;
        JsonNode resolved = contract.resolved(single);
        boolean isText = resolved.path("type").asText().equals("string");
        if (!isText || FREE.contains(place + "." + name)) {
            return;
        }
        if (VOCABULARIES.contains(name) && !resolved.has("enum") && !resolved.has(Contract.EXTENSIBLE)) {
            wrong.add(place + "." + name + " is not an enum");
        }
        String expected = IDENTIFIERS.get(name);
        String reference = single.path("$ref").asText().replaceFirst(".*/", "");
        if (expected != null && !reference.equals(expected)) {
            wrong.add(place + "." + name + " does not use the schema " + expected);
        }
    }

    @Test
    void later_versions_can_add_values_to_every_response_vocabulary_that_is_not_closed() {
        Set<String> answered = new TreeSet<>();
        Set<String> sent = new TreeSet<>();
        for (Operation operation : contract.operations()) {
            operation.node().path("responses").forEach(answer -> collect(contract.resolved(answer), answered));
            collect(operation.node().path("requestBody"), sent);
        }
        Set<String> closed = new TreeSet<>();
        int[] open = new int[1];
        for (String name : answered) {
            walk(document.at("/components/schemas/" + name), name, (place, node) -> {
                if (node.path("enum").isArray()) {
                    closed.add(place);
                }
                if (node.has(Contract.EXTENSIBLE)) {
                    open[0]++;
                    if (!node.path("type").asText().equals("string") || sent.contains(name)) {
                        wrong.add(place + " is not a string that occurs only in responses");
                    }
                }
            });
        }
        assertEquals(CLOSED, closed);
        assertTrue(open[0] > 50, open[0] + " open vocabularies");
        walk(document.path("paths"), "", (place, node) -> {
            if (place.contains("/responses/") && node.path("enum").isArray() && node.has("type")) {
                wrong.add(place + " has an enum outside of the component schemas");
            }
        });
        assertEquals(List.of(), wrong);
    }

    /** Adds the names of the component schemas that this part of the contract uses, directly or indirectly. */
    private void collect(JsonNode part, Set<String> names) {
        walk(part, "", (place, node) -> {
            String reference = node.path("$ref").asText();
            if (reference.startsWith(SCHEMAS) && names.add(reference.substring(SCHEMAS.length()))) {
                collect(document.at(reference.substring(1)), names);
            }
        });
    }

    @Test
    void open_vocabularies_list_the_terms_of_the_code() {
        Map<String, Class<?>> vocabularies = Map.of(
                "ArticleType", ArticleType.class,
                "ArticleStatus", ArticleStatus.class,
                "WebhookEventType", EventType.class,
                "RegistrationTarget", Target.class,
                "Indexer", Indexer.class,
                "FileRole", FileRole.class);
        ObjectMapper mapper = new ObjectMapper();
        vocabularies.forEach((name, type) -> {
            JsonNode listed = document.at("/components/schemas/" + name).path(Contract.EXTENSIBLE);
            assertEquals(mapper.valueToTree(type.getEnumConstants()), listed, name);
            JsonNode input = document.at("/components/schemas/" + name + "Input");
            assertEquals(input.isMissingNode() ? listed : input.path("enum"), listed, name);
        });
    }

    @Test
    void the_version_of_the_contract_is_the_version_of_the_build() throws IOException {
        Matcher version = Pattern.compile("<artifactId>offprint</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertTrue(version.find());
        assertEquals(version.group(1), document.at("/info/version").asText());
    }

    @Test
    void the_contract_contains_no_host_name() {
        assertFalse(document.toString().matches("(?s).*(localhost|127\\.0\\.0\\.1).*"));
        assertEquals("[{\"url\":\"/\"}]", document.path("servers").toString());
    }

    @Test
    void every_example_in_the_contract_matches_its_schema() {
        Schemas schemas = Schemas.closed(document);
        int[] examples = new int[1];
        walk(document, "", (place, node) -> {
            boolean isMedia = node.has("schema") && node.has("example");
            Stream<JsonNode> values = isMedia
                    ? Stream.of(node.path("example"))
                    : place.contains("/example") ? Stream.of() : Contract.items(node.path("examples")).stream();
            JsonNode schema = isMedia ? node.path("schema") : node;
            values.forEach(example -> {
                examples[0]++;
                schemas.faults(schema, example).forEach(fault -> wrong.add(place + fault));
            });
        });
        assertEquals(List.of(), wrong);
        assertTrue(examples[0] > 80, examples[0] + " examples");
    }

    @Test
    void every_request_body_and_error_response_in_the_contract_has_an_example() {
        for (Operation operation : contract.operations()) {
            operation.bodyTypes().stream()
                    .filter(type -> operation.example(type).isMissingNode())
                    // A request body with file contents needs no example.
                    .filter(type -> !ContractRecords.takesFiles(operation))
                    .forEach(type -> wrong.add(operation + " has no example of " + type));
        }
        document.at("/components/responses")
                .fields()
                .forEachRemaining(answer -> answer.getValue().path("content").forEach(media -> {
                    if (media.path("example").isMissingNode()) {
                        wrong.add(answer.getKey() + " has no example");
                    }
                }));
        assertEquals(List.of(), wrong);
    }

    @Test
    void every_operation_summary_has_three_to_eight_words() {
        for (Operation operation : contract.operations()) {
            String summary = operation.node().path("summary").asText();
            if (!summary.matches("[A-Z]\\S*( \\S+){2,7}") || summary.endsWith(".")) {
                wrong.add(operation + ": " + summary);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void every_parameter_body_response_and_schema_member_in_the_contract_has_a_description() {
        for (Operation operation : contract.operations()) {
            operation
                    .parameters()
                    .forEach(parameter -> requireDescription(operation + " " + parameter.path("name"), parameter));
            if (!operation.bodyTypes().isEmpty()) {
                requireDescription(operation + " body", operation.node().path("requestBody"));
            }
            operation.node().path("responses").fields().forEachRemaining(answer -> {
                JsonNode own = answer.getValue();
                requireDescription(
                        operation + " " + answer.getKey(), own.has("description") ? own : contract.resolved(own));
            });
        }
        document.at("/components/headers")
                .fields()
                .forEachRemaining(header -> requireDescription(header.getKey(), header.getValue()));
        document.at("/components/schemas").fields().forEachRemaining(schema -> {
            requireDescription(schema.getKey(), schema.getValue());
            walk(schema.getValue(), schema.getKey(), (place, node) -> node.path("properties")
                    .fields()
                    .forEachRemaining(member -> requireDescription(place + "." + member.getKey(), member.getValue())));
        });
        assertEquals(List.of(), wrong);
    }

    private void requireDescription(String place, JsonNode node) {
        String description = node.path("description").asText();
        if (description.strip().split("\\s+").length < LEAST_WORDS) {
            wrong.add(place + " has no description of at least " + LEAST_WORDS + " words: " + description);
        }
    }

    private static void walk(JsonNode node, String place, BiConsumer<String, JsonNode> visitor) {
        if (node.isObject()) {
            visitor.accept(place, node);
            node.fields().forEachRemaining(member -> walk(member.getValue(), place + "/" + member.getKey(), visitor));
        } else {
            for (int i = 0; i < node.size(); i++) {
                walk(node.get(i), place + "/" + i, visitor);
            }
        }
    }
}
