package org.offprint.web.api.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class WebhookResourceTest {

    private static final String PATH = "/v1/webhooks";

    /** Webhook URL on which no server listens. Tests cause no events of the subscribed types. */
    private static final String URL = "http://127.0.0.1:9/hook";

    @Inject
    Sql sql;

    private final List<String> made = new ArrayList<>();

    @AfterEach
    void delete() {
        made.forEach(id -> asAdmin().header("If-Match", "*").delete(PATH + "/" + id));
    }

    private static ObjectNode wanted(String... journals) {
        ObjectNode webhook = object().put("url", URL);
        webhook.putArray("types").add("import.finished").add("readiness.changed");
        for (String journal : journals) {
            webhook.withArray("journals").add(journal);
        }
        return webhook;
    }

    @Test
    void creating_a_webhook_without_a_public_url_returns_a_warning_with_the_base_of_links() {
        JsonNode created = webhook(asAdmin(), wanted());
        String warning = created.path("warning").asText();
        assertTrue(warning.contains("http://localhost:" + io.restassured.RestAssured.port + "/"), warning);
        assertTrue(warning.contains("OFFPRINT_PUBLIC_URL"), warning);
        assertFalse(body(asAdmin().get(created.at("/links/self").textValue())).has("warning"));
    }

    private JsonNode webhook(RequestSpecification caller, JsonNode wanted) {
        JsonNode webhook = created(caller, PATH, wanted);
        made.add(webhook.path("id").textValue());
        return webhook;
    }

    private static Map<String, String> faults(Response answer) {
        assertEquals(422, answer.statusCode(), answer.asString());
        Map<String, String> faults = new TreeMap<>();
        body(answer)
                .path("errors")
                .forEach(error -> faults.put(
                        error.path("pointer").textValue(), error.path("code").textValue()));
        return faults;
    }

    private static Response put(RequestSpecification caller, String id, String tag, JsonNode webhook) {
        return caller.header("If-Match", tag)
                .contentType("application/json")
                .body(webhook.toString())
                .put(PATH + "/" + id);
    }

    @Test
    void a_webhook_secret_is_returned_only_once_and_stored_encrypted() {
        JsonNode webhook = webhook(asAdmin(), wanted());
        String secret = webhook.path("secret").textValue();
        assertTrue(secret.matches("whsec_[A-Za-z0-9+/]{43}="), secret);
        String id = webhook.path("id").textValue();
        JsonNode read = body(asAdmin().get(PATH + "/" + id));
        assertFalse(read.has("secret"));
        assertEquals("active", read.path("state").textValue());
        assertEquals(URL, read.path("url").textValue());
        assertFalse(asAdmin().get(PATH).asString().contains("whsec_"));
        byte[] stored = sql.first(
                        "select secret from webhook where id = ?", row -> row.getBytes(1), UUID.fromString(id))
                .orElseThrow();
        assertFalse(new String(stored, StandardCharsets.ISO_8859_1).contains(secret.substring(6)));
        Response repeated = post(asAdmin().header("Idempotency-Key", "a"), PATH, wanted());
        assertEquals(400, repeated.statusCode());
    }

    @Test
    void a_validate_only_request_does_not_store_a_webhook() {
        int before = body(asAdmin().get(PATH)).path("items").size();
        Response checked = post(asAdmin(), PATH + "?validateOnly=true", wanted());
        assertEquals(200, checked.statusCode());
        assertFalse(body(checked).has("secret"));
        assertEquals(before, body(asAdmin().get(PATH)).path("items").size());
    }

    @Test
    void creating_an_invalid_webhook_reports_all_errors_together() {
        ObjectNode webhook = object().put("url", "ftp://receiver.example")
                .put("state", "asleep")
                .put("secret", "mine");
        webhook.putArray("types").add("article.published").add("article.read");
        webhook.putArray("journals").add(UUID.randomUUID().toString());
        assertEquals(
                Map.of(
                        "/url", "url-scheme",
                        "/state", "unknown-value",
                        "/secret", "decided-by-the-service",
                        "/types/1", "unknown-value",
                        "/journals/0", "unknown-journal"),
                faults(post(asAdmin(), PATH, webhook)));
        assertEquals(Map.of("/url", "required", "/types", "required"), faults(post(asAdmin(), PATH, object())));
        ObjectNode fragment = wanted().put("url", "https://receiver.example/#x").put("description", "x".repeat(501));
        assertEquals(
                Map.of("/url", "receiver-address", "/description", "size"), faults(post(asAdmin(), PATH, fragment)));
    }

    @Test
    void editors_can_create_and_read_only_webhooks_of_their_own_journals() {
        String own = Fixtures.journal();
        String other = Fixtures.journal();
        String editor = Fixtures.editorOf(own);
        ObjectNode foreign = wanted(own, other);
        foreign.withArray("types").add("account.paused");
        assertEquals(
                Map.of("/journals/1", "not-yours", "/types/2", "for-admins"), faults(post(as(editor), PATH, foreign)));
        JsonNode all = webhook(as(editor), wanted());
        assertEquals(own, all.at("/journals/0").textValue());
        assertEquals(1, all.path("journals").size());
        String ofAdmin = webhook(asAdmin(), wanted()).path("id").textValue();
        String ofBoth = webhook(asAdmin(), wanted(own, other)).path("id").textValue();
        String ofOwn = webhook(asAdmin(), wanted(own)).path("id").textValue();
        List<String> seen = new ArrayList<>();
        body(as(editor).get(PATH))
                .path("items")
                .forEach(item -> seen.add(item.path("id").textValue()));
        assertEquals(List.of(all.path("id").textValue()), seen);
        for (String hidden : List.of(ofAdmin, ofBoth, ofOwn, UUID.randomUUID().toString(), "no-id")) {
            String path = PATH + "/" + hidden;
            assertEquals(404, as(editor).get(path).statusCode());
            assertEquals(404, as(editor).get(path + "/deliveries").statusCode());
            assertEquals(404, as(editor).get(path + "/deliveries/" + ofAdmin).statusCode());
            assertEquals(404, as(editor).post(path + "/secrets").statusCode());
            assertEquals(404, as(editor).post(path + "/tests").statusCode());
            assertEquals(404, as(editor).header("If-Match", "*").delete(path).statusCode());
            assertEquals(404, put(as(editor), hidden, "*", wanted()).statusCode());
        }
        assertEquals(401, asReader().get(PATH).statusCode());
        assertEquals(401, post(asReader(), PATH, wanted()).statusCode());
        assertEquals(
                404, asAdmin().get(PATH + "/" + ofOwn + "/deliveries/" + ofOwn).statusCode());
        assertEquals(404, asAdmin().get(PATH + "/" + ofOwn + "/deliveries/none").statusCode());
    }

    @Test
    void an_editor_of_all_journals_cannot_manage_the_webhook_of_an_admin() {
        String editor = Fixtures.editorOf();
        String path = PATH + "/" + webhook(asAdmin(), wanted()).path("id").textValue();
        assertEquals(404, as(editor).post(path + "/secrets").statusCode());
        assertEquals(404, as(editor).get(path).statusCode());
        assertEquals(404, as(editor).get(path + "/deliveries").statusCode());
        assertEquals(404, as(editor).header("If-Match", "*").delete(path).statusCode());
        assertFalse(as(editor).get(PATH).asString().contains(path));

        // A webhook of another editor remains manageable, until an admin writes it.
        String shared = webhook(as(Fixtures.editorOf()), wanted()).path("id").textValue();
        assertEquals(200, as(editor).post(PATH + "/" + shared + "/secrets").statusCode());
        assertEquals(200, put(asAdmin(), shared, "*", wanted()).statusCode());
        assertEquals(404, as(editor).post(PATH + "/" + shared + "/secrets").statusCode());
    }

    @Test
    void replacing_a_webhook_requires_the_etag_of_the_current_revision() {
        String id = webhook(asAdmin(), wanted()).path("id").textValue();
        Response read = asAdmin().get(PATH + "/" + id);
        ObjectNode webhook =
                ((ObjectNode) body(read)).put("description", "The catalogue").put("state", "disabled");
        assertEquals(
                428,
                asAdmin()
                        .contentType("application/json")
                        .body(wanted().toString())
                        .put(PATH + "/" + id)
                        .statusCode());
        Response changed = put(asAdmin(), id, read.header("ETag"), webhook);
        assertEquals(200, changed.statusCode(), changed.asString());
        assertEquals("disabled", body(changed).path("state").textValue());
        assertEquals("editor", body(changed).path("reason").textValue());
        assertEquals(2, body(changed).path("revision").intValue());
        assertEquals(412, put(asAdmin(), id, read.header("ETag"), wanted()).statusCode());
        for (String action : List.of("/tests", "/recoveries")) {
            Response refused = asAdmin()
                    .contentType("application/json")
                    .body("{\"since\":\"2026-01-01T00:00:00Z\"}")
                    .post(PATH + "/" + id + action);
            assertEquals(409, refused.statusCode(), action);
        }
        Response active = put(asAdmin(), id, changed.header("ETag"), wanted());
        assertEquals("active", body(active).path("state").textValue());
        assertFalse(body(active).has("reason"));
        assertFalse(body(active).has("description"));
        assertEquals(
                412,
                asAdmin().header("If-Match", "\"1\"").delete(PATH + "/" + id).statusCode());
        assertEquals(
                204,
                asAdmin()
                        .header("If-Match", active.header("ETag"))
                        .delete(PATH + "/" + id)
                        .statusCode());
        assertEquals(404, asAdmin().get(PATH + "/" + id).statusCode());
    }

    @Test
    void rotating_a_webhook_secret_returns_the_expiry_of_the_former_secret() {
        JsonNode webhook = webhook(asAdmin(), wanted());
        String path = PATH + "/" + webhook.path("id").textValue();
        JsonNode rotated = body(asAdmin().post(path + "/secrets"));
        assertTrue(rotated.path("secret").textValue().startsWith("whsec_"));
        assertFalse(rotated.path("secret").equals(webhook.path("secret")));
        assertTrue(rotated.has("formerSecretUntil"));
        assertNull(body(asAdmin().get(path)).get("secret"));
    }

    @Test
    void a_webhook_recovery_requires_a_start_time_in_the_past() {
        String path = PATH + "/" + webhook(asAdmin(), wanted()).path("id").textValue() + "/recoveries";
        assertEquals(Map.of("/since", "required"), faults(post(asAdmin(), path, object())));
        assertEquals(
                Map.of("/since", "in-the-future"),
                faults(post(asAdmin(), path, object().put("since", "2099-01-01T00:00:00Z"))));
        assertEquals(
                0,
                body(post(asAdmin(), path, object().put("since", "2026-01-01T00:00:00Z")))
                        .path("deliveries")
                        .intValue());
    }
}
