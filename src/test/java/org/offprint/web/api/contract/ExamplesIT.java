package org.offprint.web.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.SharedPostgresPrograms;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.contract.Contract.Operation;

/**
 * Tests that the example requests in the contract succeed and return the example responses. The test starts a new
 * service with the sample data. The test sends every operation in the order of the Swagger UI page, with the values
 * that Swagger UI fills in. All operations must succeed, and creating a record must succeed twice. Except for times and
 * new ids, responses must equal the responses in the contract. The test also sends the requests in the guide for
 * front-end developers.
 *
 * <p>Some operations are excluded. Preview links contain tokens that differ for each service. Background jobs process
 * imports and the search index. Resumable uploads and form uploads require a file chosen on the page. Webhooks require
 * an encryption key.
 */
class ExamplesIT {

    private static final Path EXAMPLES = Path.of("src/main/resources/contract");
    private static final Path FRONT_END_GUIDE = Path.of("docs/front-ends.md");

    /** Request in the guide for front-end developers, with the language and the text of its response. */
    private static final Pattern GUIDE_EXAMPLE =
            Pattern.compile("```http\n(.*?)\n```\n\n```(json|text)\n(.*?)```", Pattern.DOTALL);

    private static final String REWRITE =
            "./mvnw -q package -DskipTests && ./mvnw -q failsafe:integration-test -Dit.test=ExamplesIT -Dexamples.write";

    private static final Pattern NEW_ID =
            Pattern.compile("(?!01941f29-7c00-7000-)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\"(?!2099)\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\"");

    private final Path data = TestDatabase.temporaryDirectory();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, JsonNode> answers = new TreeMap<>();

    /** Ids of created records, keyed by collection, for operations that have no example id. */
    private final Map<String, String> made = new HashMap<>();

    @AfterEach
    void removeDirectory() {
        RestAssured.reset();
        TestDatabase.deleteTree(data);
    }

    @Test
    void every_example_request_succeeds_and_returns_the_example_response() throws IOException {
        SharedPostgresPrograms.linkInto(data);
        Map<String, String> environment =
                Map.of("OFFPRINT_SAMPLE_DATA", "true", "OFFPRINT_ADMIN_KEY", Client.ADMIN_KEY);
        try (ServiceProcess service = ServiceProcess.start(data, environment)) {
            RestAssured.port = URI.create(service.awaitRest().url()).getPort();
            readFrontEndGuide();
            List<Operation> operations = Contract.served().operations().stream()
                    .filter(each -> !each.path().contains("{token}") && !isOfJobs(each))
                    .toList();
            // The sample data contain no API keys, so the test reads API keys only after it has created some.
            operations.stream().filter(each -> each.isRead() && !isOfKeys(each)).forEach(this::read);
            operations.stream().filter(each -> !each.isRead()).forEach(this::write);
            operations.stream().filter(each -> each.isRead() && isOfKeys(each)).forEach(this::read);
        }
        assertEquals(List.of(), wrong);
        if (System.getProperty("examples.write") != null) {
            rewrite();
        }
        answers.forEach((operation, answer) -> assertEquals(
                pretty(answer),
                pretty(shown(operation)),
                "The contract shows a different response to " + operation
                        + ". If the change is intended, update the contract with\n  " + REWRITE));
    }

    /** Sends the requests in the guide for front-end developers, and compares the responses with the shown members. */
    private void readFrontEndGuide() throws IOException {
        Matcher examples = GUIDE_EXAMPLE.matcher(Files.readString(FRONT_END_GUIDE));
        int found = 0;
        while (examples.find()) {
            found++;
            String[] request = examples.group(1).split("\n\n", 2);
            String[] line = request[0].split("[ \n]", 3);
            Map<String, String> headers = new HashMap<>(Map.of("Accept", "*/*"));
            if (request.length > 1) {
                headers.put("Content-Type", "application/json");
            }
            HttpResponse<byte[]> answer = Contract.send(
                    line[0], line[1], headers, request.length > 1 ? request[1].getBytes(StandardCharsets.UTF_8) : null);
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            String expected = examples.group(3);
            if (examples.group(2).equals("text")) {
                assertEquals(expected.strip(), text.strip(), line[1]);
            } else {
                JsonNode members = Json.parse(expected.getBytes(StandardCharsets.UTF_8));
                assertEquals(members.path("status").asInt(200), answer.statusCode(), line[1] + "\n" + text);
                compareMembers(line[1], members, Json.parse(answer.body()));
            }
        }
        assertEquals(11, found);
    }

    /** Checks that a response contains the expected members and the expected first items of its lists. */
    private static void compareMembers(String place, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            expected.properties()
                    .forEach(each ->
                            compareMembers(place + " " + each.getKey(), each.getValue(), actual.path(each.getKey())));
        } else if (expected.isArray() && !expected.isEmpty() && actual.isArray()) {
            for (int i = 0; i < expected.size(); i++) {
                compareMembers(place + " " + i, expected.get(i), actual.path(i));
            }
        } else {
            assertEquals(expected, actual, place);
        }
    }

    /**
     * Returns whether the response to the operation cannot be reproduced. Responses about jobs, usage and the search
     * index depend on background progress. People are created by sign-in providers. The sample data do not use
     * registration, DOI minting or iD confirmation.
     */
    private static boolean isOfJobs(Operation operation) {
        return ContractRecords.kind(operation).matches("audit|imports|search-index|uploads|webhooks|people|me|usage.*")
                || operation.path().matches(".*/(registration[^/]*|usage|confirmations|doi|doi-preview)(/.*)?")
                || operation.path().startsWith("/r51")
                || operation.bodyTypes().contains("multipart/form-data")
                // The sample data contain no imported article.
                || operation.id().equals("getSource")
                // The service of this test has no typesetting program. PrintIT tests the operation.
                || operation.id().equals("getArticlePdf");
    }

    private static boolean isOfKeys(Operation operation) {
        return ContractRecords.kind(operation).equals("api-keys");
    }

    private void read(Operation operation) {
        boolean isPublic = operation.node().path("security").size() > 1;
        // Request two records, because the example of a list in the contract has two items and limit=2 in its URLs.
        keep(operation, send(operation, isPublic, null, operation.takes("limit") ? Map.of("limit", "2") : Map.of()));
    }

    private void write(Operation operation) {
        boolean makes = operation.method().equals("POST") && !operation.path().contains("{");
        List<String> types = new ArrayList<>();
        operation.node().at("/requestBody/content").fieldNames().forEachRemaining(types::add);
        String first = types.isEmpty() ? null : types.get(0);
        HttpResponse<byte[]> answer = send(operation, false, first, Map.of());
        keep(operation, answer);
        if (makes) {
            String id = Contract.json(answer).path("id").asText();
            if (!id.isEmpty()) {
                made.put(ContractRecords.kind(operation), id);
            }
            send(operation, false, first, Map.of());
        }
        types.stream().skip(1).forEach(type -> send(operation, false, type, Map.of()));
    }

    private HttpResponse<byte[]> send(
            Operation operation, boolean isAnonymous, String type, Map<String, String> query) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", accepted(operation));
        if (!isAnonymous) {
            headers.put("Authorization", "Bearer " + Client.ADMIN_KEY);
        }
        if (type != null) {
            headers.put("Content-Type", type);
        }
        String path = operation.path();
        Map<String, String> asked = new LinkedHashMap<>(query);
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").textValue();
            String value = example(operation, name);
            switch (parameter.path("in").textValue()) {
                case "path" ->
                    path = path.replace(
                            "{" + name + "}", value != null ? value : made.get(ContractRecords.kind(operation)));
                case "query" -> asked.compute(name, (key, given) -> given != null ? given : encoded(value));
                default -> headers.compute(name, (key, given) -> value);
            }
        }
        StringBuilder target = new StringBuilder(path);
        asked.forEach((name, value) -> target.append(target.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(value));
        byte[] body = type == null ? null : body(operation.example(type)).getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> answer = Contract.send(operation.method(), target.toString(), headers, body);
        if (answer.statusCode() >= 400) {
            wrong.add(operation + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer;
    }

    /**
     * Returns the request body to send. The example of a file is a string with the file content, which is sent
     * unchanged.
     */
    private static String body(JsonNode example) {
        return example.isTextual() ? example.asText() : example.toString();
    }

    /**
     * Returns the media type that Swagger UI requests: the first media type of a successful response, or the type of
     * problem documents if no successful response has a body.
     */
    private static String accepted(Operation operation) {
        if (operation.id().equals("getExport")) {
            return "*/*"; // The path contains the format.
        }
        JsonNode answers = operation.node().path("responses");
        return answers.properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .flatMap(answer -> answer.getValue().path("content").properties().stream())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("application/problem+json");
    }

    /** Returns the URL-encoded value, or null if the value is null. */
    private static String encoded(String value) {
        return value == null ? null : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String example(Operation operation, String name) {
        return operation.parameters().stream()
                .filter(each -> each.path("name").textValue().equals(name))
                .map(each -> each.has("example") ? each.get("example") : each.at("/schema/default"))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private void keep(Operation operation, HttpResponse<byte[]> answer) {
        boolean isJson = answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.matches(".*[/+]json\\b.*"))
                .isPresent();
        // Parsed references depend on the model, which changes over time.
        // Readiness depends on the current date and on a follower of the change log.
        boolean isOfTheMoment = operation
                .id()
                .matches(
                        "(parse|match|list|accept)References|get[A-Za-z]+Readiness|listReadinessRules|list[A-Za-z]+ByRule");
        if (answer.statusCode() < 300 && isJson && !isOfTheMoment) {
            answers.put(operation.id(), shown(answer.body()));
        }
    }

    /** Returns a response as shown in the contract, with constants in place of variable values. */
    private static JsonNode shown(byte[] answer) {
        String text = TIME.matcher(new String(answer, StandardCharsets.UTF_8)).replaceAll("\"2026-01-05T09:00:00Z\"");
        // An article published by this test gets the current date in the time zone of its journal.
        for (int day = -1; day <= 1; day++) {
            text = text.replace("\"" + LocalDate.now(ZoneOffset.UTC).plusDays(day) + "\"", "\"2026-01-05\"");
        }
        text = text.replaceAll("offprint_[0-9A-Za-z]{43}", "offprint_" + "x".repeat(43))
                .replaceAll("cursor=[^\"&]+", "cursor=x")
                .replaceAll("(/previews/)[0-9A-Za-z_-]+(?:/[0-9A-Za-z_-]+)?", "$1x")
                .replaceAll("http://localhost:\\d+", "https://offprint.example");
        // The article record in a package contains the publication time, so the size and hash of the record vary.
        text = text.replaceAll(
                "\"data/article.json\",\"size\":\\d+,\"sha256\":\"[0-9a-f]{64}\"",
                "\"data/article.json\",\"size\":2048,\"sha256\":\"" + "0".repeat(64) + "\"");
        Map<String, String> ids = new HashMap<>();
        text = NEW_ID.matcher(text)
                .replaceAll(found -> ids.computeIfAbsent(
                        found.group(), id -> "01941f29-7c00-7000-8009-%012d".formatted(ids.size() + 1)));
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode shown(String operation) {
        try {
            return Json.parse(Files.readAllBytes(EXAMPLES.resolve(operation + ".answer.json")));
        } catch (IOException e) {
            throw new AssertionError(
                    "The contract shows no response to " + operation + ". Update the contract with\n  " + REWRITE);
        }
    }

    private void rewrite() throws IOException {
        assertTrue(Files.isDirectory(EXAMPLES));
        for (Map.Entry<String, JsonNode> answer : answers.entrySet()) {
            Files.writeString(EXAMPLES.resolve(answer.getKey() + ".answer.json"), pretty(answer.getValue()) + "\n");
        }
    }

    private static String pretty(JsonNode tree) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
