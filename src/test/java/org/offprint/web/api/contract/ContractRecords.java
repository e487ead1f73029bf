package org.offprint.web.api.contract;

import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.Arc;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.contract.Contract.Operation;

/** One published record of each kind, and the requests that refer to these records. */
final class ContractRecords {

    private static String upload;

    private static String webhook;
    private static String account;
    private static String delivery;

    /**
     * Pattern of the record ids in the sample data. The last digit of the fourth group indicates the kind of record.
     */
    private static final String SAMPLE = "01941f29-7c00-7000-800%d-[0-9]{12}";

    static final String FILE_NAME = "words.txt";
    private static final String FILE = "Words.";
    private static final String BOUNDARY = "between-parts";

    private static final String REFERENCE = "ref1";

    private static final String NO_TOKEN = "no-token";

    /** Id that no affiliation has. */
    private static final String NO_ID = "01941f29-7c00-7000-8003-00000000ffff";

    final String journal = Fixtures.journal();
    final String issue = created(
                    asAdmin(),
                    "/v1/issues",
                    object().put("journal", journal).put("volume", "1").put("publishedOn", "2025-12"))
            .get("id")
            .textValue();
    final String affiliation = Fixtures.affiliation(Fixtures.unique("Institute"));
    final String article = Fixtures.article(journal, affiliation);

    private final String person = aPerson();

    /** Affiliation that is merged into {@link #affiliation}. */
    final String merged = Fixtures.affiliation(Fixtures.unique("Institute"));

    final String preview;

    /** Id of a registration that is created on first use. */
    private String registration;

    ContractRecords() {
        asAdmin()
                .contentType("application/json")
                .body("{\"from\":[\"" + merged + "\"]}")
                .post("/v1/affiliations/" + affiliation + "/merges")
                .then()
                .statusCode(200);
        asAdmin()
                .header("If-None-Match", "*")
                .contentType("application/octet-stream")
                .body(FILE.getBytes(StandardCharsets.UTF_8))
                .put("/v1/articles/" + article + "/files/" + FILE_NAME)
                .then()
                .statusCode(201);
        ObjectNode references = object();
        references.putArray("references").addObject().put("key", REFERENCE).put("text", "Nobody. Nothing. 1999.");
        Fixtures.patch(asAdmin(), "/v1/articles/" + article, references).then().statusCode(200);
        Fixtures.publish(article);
        String link = created(asAdmin(), "/v1/articles/" + article + "/previews", object())
                .get("url")
                .textValue();
        preview = link.substring(link.lastIndexOf('/') + 1);
        asAdmin().header("If-Match", "*").contentType("application/json").put("/v1/issues/" + issue + "/publication");
    }

    /**
     * Returns the path of an operation with the id of a suitable record.
     *
     * @throws AssertionError if there is no record for the operation's collection
     */
    String path(Operation operation) {
        String path = path(operation, id(operation)).replace(NO_TOKEN, preview);
        return path.replace(NO_ID, kind(operation).equals("webhooks") ? delivery : merged);
    }

    static String path(Operation operation, String id) {
        return operation
                .path()
                .replace("{id}", id)
                .replace("{name}", FILE_NAME)
                .replace("{number}", "1")
                .replace("{revision}", "1")
                .replace("{format}", "ris")
                .replace("{loser}", NO_ID)
                .replace("{delivery}", NO_ID)
                .replace("{key}", REFERENCE)
                .replace("{token}", NO_TOKEN);
    }

    private String id(Operation operation) {
        return switch (kind(operation)) {
            case "journals" -> journal;
            case "issues" -> issue;
            case "articles" -> article;
            case "affiliations" -> affiliation;
            case "api-keys" ->
                created(asAdmin(), "/v1/api-keys", object().put("name", "A key").put("role", "editor"))
                        .get("id")
                        .textValue();
            case "people" -> operation.id().equals("erasePerson") ? aPerson() : person;
            case "registration-accounts" ->
                operation.id().equals("deleteRegistrationAccount") ? aNewAccount() : anAccount();
            case "registrations" -> aRegistration();
            case "registration-runs" -> aRun();
            case "imports" -> anImport();
            case "uploads" -> anUpload();
            case "webhooks" -> aWebhook();
            default -> {
                if (operation.path().contains("{")) {
                    throw new AssertionError("Add a record for " + operation + " to this class.");
                }
                yield "";
            }
        };
    }

    private static String aPerson() {
        return created(asAdmin(), "/v1/people", object().put("name", "A person").put("role", "editor"))
                .get("id")
                .textValue();
    }

    /** Returns the id of a registration run that has ended. */
    private String aRun() {
        UUID id = Ids.next();
        Arc.container()
                .instance(Sql.class)
                .get()
                .update(
                        "insert into job (id, kind, status, request, by_key, by_name, created_at, ended_at)"
                                + " values (?, 'registration-run', 'done', ?::jsonb, ?, 'Nobody', now(), now())",
                        id,
                        object().put("journal", journal)
                                .put("target", "crossref")
                                .put("account", Ids.next().toString())
                                .toString(),
                        Ids.next());
        return id.toString();
    }

    /**
     * Returns the id of a registration account with an unreachable URL, and creates the account if it does not exist.
     * Tests never send requests to the URL.
     */
    private static String anAccount() {
        if (account == null
                || asAdmin().get("/v1/registration-accounts/" + account).statusCode() != 200) {
            account = aNewAccount();
        }
        return account;
    }

    private static String aNewAccount() {
        ObjectNode described = object().put("target", "crossref")
                .put("name", "Nowhere")
                .put("test", true)
                .put("baseUrl", "http://127.0.0.1:1");
        described.putObject("settings").put("depositorName", "Nobody").put("depositorEmail", "nobody@journal.example");
        return created(asAdmin(), "/v1/registration-accounts", described)
                .get("id")
                .textValue();
    }

    /**
     * Returns the id of a registration of an article in the journal. The registration waits for confirmation and has
     * one attempt.
     */
    private synchronized String aRegistration() {
        if (registration == null) {
            registration = SentRegistration.of(journal, aNewAccount());
        }
        return registration;
    }

    private static String anImport() {
        return asAdmin()
                .contentType("application/jsonl")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports?validateOnly=true")
                .then()
                .extract()
                .path("id");
    }

    /**
     * Returns the id of a webhook, and creates the webhook if it does not exist. The webhook subscribes to an event
     * type that tests do not trigger.
     */
    private static synchronized String aWebhook() {
        if (webhook != null && asAdmin().get("/v1/webhooks/" + webhook).statusCode() == 200) {
            return webhook;
        }
        ObjectNode wanted = object().put("url", "http://127.0.0.1:9/");
        wanted.putArray("types").add("account.paused");
        webhook = created(asAdmin(), "/v1/webhooks", wanted).get("id").textValue();
        delivery = asAdmin()
                .post("/v1/webhooks/" + webhook + "/tests")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        return webhook;
    }

    /**
     * Starts an upload, deletes the previous upload, and returns the id of the new upload. Each API key may have only a
     * few open uploads, which other tests also need.
     */
    private static synchronized String anUpload() {
        if (upload != null) {
            asAdmin().delete("/v1/uploads/" + upload);
        }
        upload = asAdmin()
                .header("Upload-Length", FILE.length())
                .post("/v1/uploads")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return upload;
    }

    /** Returns the name of the collection that an operation belongs to. */
    static String kind(Operation operation) {
        String[] path = operation.path().split("/");
        return path.length == 2 ? "service" : path[2];
    }

    /** Returns the required query parameters of an operation, and {@code validateOnly} if the operation supports it. */
    static String query(Operation operation) {
        return (operation.takes("validateOnly") ? "?validateOnly=true" : "")
                + (operation.takes("text") ? "?text=University" : "")
                + (operation.takes("with") ? "?with=1" : "")
                + (operation.takes("rule") ? "?rule=cr-01" : "")
                + (operation.takes("orcid") && operation.takes("ror") && !operation.takes("limit")
                        ? "?orcid=0000-0002-1825-0097"
                        : "")
                + (operation.id().equals("listSuggestions") ? "?q=soil" : "");
    }

    static Map<String, String> headers(Operation operation, String key) {
        Map<String, String> headers = new HashMap<>();
        if (key != null) {
            headers.put("Authorization", "Bearer " + key);
        }
        if (operation.takes("If-Match")) {
            headers.put("If-Match", Contract.ANY_STATE);
        }
        if (operation.takes("Upload-Length")) {
            headers.put("Upload-Length", "10");
        }
        if (operation.takes("Upload-Offset")) {
            headers.put("Upload-Offset", "0");
        }
        type(operation)
                .ifPresent(type -> headers.put("Content-Type", type + (isForm(type) ? "; boundary=" + BOUNDARY : "")));
        return headers;
    }

    static Optional<String> type(Operation operation) {
        return operation.bodyTypes().stream().reduce((first, second) -> second);
    }

    /** Returns whether an operation accepts file contents of any media type. */
    static boolean takesFiles(Operation operation) {
        return operation.bodyTypes().stream().anyMatch(type -> isForm(type) || type.endsWith("octet-stream"));
    }

    private static boolean isForm(String type) {
        return type.equals("multipart/form-data");
    }

    /**
     * Returns a valid request body. If the operation replaces a record, the body is the current record. Otherwise the
     * body is the example in the contract.
     */
    byte[] body(Operation operation) {
        if (type(operation).isEmpty()) {
            return null;
        }
        if (operation.id().startsWith("replace")) {
            HttpResponse<byte[]> present = Contract.send(
                    "GET", path(operation), Map.of("Authorization", "Bearer " + Fixtures.ADMIN_KEY), null);
            return present.body();
        }
        String type = type(operation).get();
        if (isForm(type)) {
            return ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + FILE_NAME
                            + "\"\r\n\r\n" + FILE + "\r\n--" + BOUNDARY + "--\r\n")
                    .getBytes(StandardCharsets.UTF_8);
        }
        return takesFiles(operation) && operation.example(type).isMissingNode()
                ? FILE.getBytes(StandardCharsets.UTF_8)
                : example(operation, type);
    }

    /**
     * Returns the example request body in the contract, with the ids of the sample data replaced by the ids of these
     * records.
     */
    byte[] example(Operation operation, String type) {
        JsonNode example = operation.example(type);
        if (example.isMissingNode()) {
            throw new AssertionError("Add an example body of " + operation + " as " + type);
        }
        if (example instanceof ObjectNode record && record.has("journal")) {
            record.remove(List.of("issue", "section"));
        }
        if (operation.id().equals("mergeAffiliations")) {
            return ("{\"from\":[\"" + merged + "\"]}").getBytes(StandardCharsets.UTF_8);
        }
        // The example of a file is a string with the file content, which is sent unchanged.
        return (example.isTextual() ? example.asText() : example.toString())
                .replaceAll(SAMPLE.formatted(0), journal)
                .replaceAll(SAMPLE.formatted(2), issue)
                .replaceAll(SAMPLE.formatted(3), affiliation)
                .replaceAll(SAMPLE.formatted(4), article)
                .getBytes(StandardCharsets.UTF_8);
    }
}
