package org.offprint.web.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.contract.Contract.Operation;

/**
 * Sends invalid requests to every operation of the contract. Each response must be a problem document that describes
 * the error.
 */
@QuarkusTest
class HttpErrorsTest {

    private static final String TEXT = "text/plain";

    private final List<String> wrong = new ArrayList<>();
    private Contract contract;
    private ContractRecords records;

    @BeforeEach
    void read() {
        contract = Contract.served();
        records = new ContractRecords();
    }

    @Test
    void an_unknown_query_parameter_returns_400_with_the_parameter_name() {
        walk((operation, headers) -> {
            String query = ContractRecords.query(operation);
            JsonNode problem = problem(
                    operation,
                    records.path(operation) + query + (query.isEmpty() ? "?" : "&") + "nonsense=1",
                    headers,
                    records.body(operation),
                    400);
            expect(operation, "nonsense", problem.at("/errors/0/parameter").asText());
        });
    }

    @Test
    void an_unknown_or_malformed_record_id_returns_404() {
        List<String> ids = List.of(UUID.randomUUID().toString(), "no-such-thing", "12", "%C3%A9%20%2F", "a.b");
        walk((operation, headers) -> {
            if (operation.path().contains("{id}")) {
                ids.forEach(id -> problem(
                        operation,
                        ContractRecords.path(operation, id) + ContractRecords.query(operation),
                        headers,
                        records.body(operation),
                        404));
            }
        });
    }

    @Test
    void an_unknown_or_malformed_version_or_revision_number_returns_404() {
        walk((operation, headers) -> {
            String template = operation.path().replaceFirst("\\{(number|revision)}", "*");
            if (template.contains("*")) {
                String path = template.replace("{id}", records.article).replace("{name}", "words.txt");
                List.of("0", "99", "-1", "one", "99999999999")
                        .forEach(number -> problem(
                                operation,
                                path.replace("*", number) + ContractRecords.query(operation),
                                headers,
                                records.body(operation),
                                404));
            }
        });
    }

    @Test
    void an_unsupported_method_returns_405_with_the_allowed_methods() {
        walk((operation, headers) -> {
            String path = records.path(operation);
            String allowed = String.join(", ", contract.methods(operation.path()));
            for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
                // The last segment of this path is also a valid slug, so GET reads an article.
                boolean isSlug = operation.id().equals("getArticleBatch") && method.equals("GET");
                if (!isSlug && !contract.methods(operation.path()).contains(method)) {
                    HttpResponse<byte[]> answer = Contract.send(method, path, headers, null);
                    check(operation + " by " + method, answer, path, 405);
                    expect(
                            operation,
                            allowed,
                            answer.headers().firstValue("Allow").orElse(""));
                }
            }
            HttpResponse<byte[]> options = Contract.send("OPTIONS", path, Map.of(), null);
            expect(operation, 204, options.statusCode());
            expect(operation, allowed, options.headers().firstValue("Allow").orElse(""));
        });
    }

    @Test
    void an_unsupported_accept_header_returns_406_with_the_supported_media_types() {
        walk((operation, headers) -> {
            JsonNode responses = operation.node().at("/responses");
            if (responses.has("307") || responses.has("303")) {
                return; // A redirect has no body whose media type could be negotiated.
            }
            if (responses.at("/200/content").has("*/*")) {
                return; // A file is always returned with its own media type.
            }
            headers.put("Accept", "image/png");
            JsonNode problem = problem(
                    operation,
                    records.path(operation) + ContractRecords.query(operation),
                    headers,
                    records.body(operation),
                    406);
            Set<String> alternatives = new HashSet<>();
            problem.path("alternatives").forEach(type -> alternatives.add(type.asText()));
            Set<String> documented = Contract.names(responses.at("/200/content"));
            expect(
                    operation,
                    true,
                    (documented.isEmpty() ? Set.of("application/json") : documented).containsAll(alternatives));
            expect(operation, false, alternatives.isEmpty());
        });
    }

    @Test
    void a_request_body_of_an_unsupported_media_type_returns_415_with_the_accepted_types() {
        walk((operation, headers) -> {
            if (!operation.bodyTypes().isEmpty() && !ContractRecords.takesFiles(operation)) {
                headers.put("Content-Type", operation.bodyTypes().contains(TEXT) ? "image/png" : TEXT);
                JsonNode problem = problem(operation, records.path(operation), headers, bytes("text"), 415);
                expect(
                        operation,
                        operation.bodyTypes(),
                        Set.copyOf(Contract.items(problem.path("accepted")).stream()
                                .map(JsonNode::asText)
                                .toList()));
            }
        });
    }

    @Test
    void a_malformed_json_body_returns_400_with_line_and_column() {
        walk((operation, headers) -> {
            Set<String> types = new TreeSet<>(operation.bodyTypes());
            types.remove(TEXT);
            for (String type : ContractRecords.takesFiles(operation) ? Set.<String>of() : types) {
                headers.put("Content-Type", type);
                JsonNode problem = problem(operation, records.path(operation), headers, bytes("{\n\"a\": ]"), 400);
                expect(
                        operation,
                        "/problems/malformed-json",
                        problem.path("type").asText());
                expect(operation, true, problem.path("detail").asText().contains("line 2, column"));
            }
        });
    }

    @Test
    void a_missing_request_body_is_rejected_only_if_the_contract_requires_a_body() {
        walk((operation, headers) -> {
            HttpResponse<byte[]> answer = Contract.send(
                    operation.method(),
                    records.path(operation) + ContractRecords.query(operation),
                    headers,
                    new byte[0]);
            // An operation that stores a file accepts an empty body as an empty file.
            boolean isFile =
                    ContractRecords.takesFiles(operation) && operation.path().matches(".*\\{(name|id)}");
            if (operation.needsBody() && !isFile) {
                // If the service treats a missing body as an empty object, required members are missing.
                int status = answer.statusCode() == 422 ? 422 : 400;
                check(operation + " without a body", answer, records.path(operation), status);
            } else {
                // The article of this test was not imported and has no full text.
                boolean isMissing =
                        operation.id().matches("getSource|get(Version)?FullText") && answer.statusCode() == 404;
                expect(operation, true, answer.statusCode() < 400 || answer.statusCode() == 409 || isMissing);
            }
        });
    }

    private void walk(BiConsumer<Operation, Map<String, String>> step) {
        contract.operations()
                .forEach(operation -> step.accept(operation, ContractRecords.headers(operation, Fixtures.ADMIN_KEY)));
        assertEquals(List.of(), wrong);
    }

    private JsonNode problem(Operation operation, String target, Map<String, String> headers, byte[] body, int status) {
        HttpResponse<byte[]> answer = Contract.send(operation.method(), target, headers, body);
        check(operation + " at " + target, answer, target, status);
        return Contract.json(answer);
    }

    private void check(String what, HttpResponse<byte[]> answer, String target, int status) {
        JsonNode problem = Contract.json(answer);
        boolean right = answer.statusCode() == status
                && header(answer, "Content-Type").equals("application/problem+json")
                && header(answer, "Cache-Control").equals("no-store")
                && problem.path("type").asText().startsWith("/problems/")
                && !problem.path("title").asText().isEmpty()
                && problem.path("status").asInt() == status
                && problem.path("instance").asText().equals(target.split("\\?")[0])
                && problem.path("requestId").asText().equals(header(answer, "X-Request-Id"));
        if (!right) {
            wrong.add(what + " should be " + status + " but is " + answer.statusCode() + " "
                    + header(answer, "Cache-Control") + " " + problem);
        }
    }

    private void expect(Operation operation, Object expected, Object found) {
        if (!expected.equals(found)) {
            wrong.add(operation + " should have " + expected + " but has " + found);
        }
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
