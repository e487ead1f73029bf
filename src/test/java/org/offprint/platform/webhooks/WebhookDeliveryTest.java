package org.offprint.platform.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.patch;
import static org.offprint.web.api.Fixtures.post;
import static org.offprint.web.api.Fixtures.publish;
import static org.offprint.web.api.Fixtures.withdraw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.nodes.EachRequestToAnotherNode;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.webhooks.Receiver.Received;
import org.offprint.web.api.Fixtures;

/** Tests the delivery of events to webhook receivers, which verify signatures with the Standard Webhooks library. */
@QuarkusTest
class WebhookDeliveryTest {

    private static final List<String> OF_ARTICLES = List.of(
            "article.published",
            "article.updated",
            "article.corrected",
            "article.retracted",
            "article.withdrawn",
            "article.reinstated");

    @Inject
    Sql sql;

    @Inject
    Writes writes;

    @Inject
    Webhooks webhooks;

    private final Receiver receiver = new Receiver();
    private final List<String> made = new ArrayList<>();

    @AfterEach
    void end() {
        made.forEach(path -> asAdmin().header("If-Match", "*").delete(path));
        receiver.close();
    }

    /** Returns the URL of a path, because the service under test has no public URL. */
    /** Asserts that an event links to a path. With two nodes, the link contains the address of either node. */
    private static void assertLink(String path, Received event) {
        URI link = URI.create(event.json().at("/data/link").textValue());
        if (EachRequestToAnotherNode.nodes() == 1) {
            assertEquals("http://localhost:" + RestAssured.port + path, link.toString());
        } else {
            assertEquals(path, link.getPath());
        }
    }

    private record Made(String path, UUID id, String secret) {}

    private Made webhook(RequestSpecification caller, String url, List<String> types, String... journals) {
        ObjectNode wanted = object().put("url", url);
        types.forEach(wanted.putArray("types")::add);
        for (String journal : journals) {
            wanted.withArray("journals").add(journal);
        }
        JsonNode webhook = created(caller, "/v1/webhooks", wanted);
        String path = webhook.at("/links/self").textValue();
        made.add(path);
        return new Made(
                path,
                UUID.fromString(webhook.path("id").textValue()),
                webhook.path("secret").textValue());
    }

    private static void await(BooleanSupplier condition) {
        Fixtures.await(condition, Duration.ofSeconds(30));
    }

    private static JsonNode deliveries(Made webhook, String query) {
        return body(asAdmin().get(webhook.path() + "/deliveries" + query)).path("items");
    }

    private static String test(Made webhook) {
        return body(asAdmin().post(webhook.path() + "/tests")).path("id").textValue();
    }

    private static JsonNode delivery(Made webhook, String event) {
        return body(asAdmin().get(webhook.path() + "/deliveries/" + event));
    }

    private static String state(Made webhook, String event) {
        return delivery(webhook, event).path("state").textValue();
    }

    /** Makes the next attempt of all failed deliveries of a webhook due immediately. */
    private void makeDue(Made webhook) {
        sql.update("update webhook_delivery set next_at = now() where webhook = ? and state = 'failed'", webhook.id());
        // The recovery wakes the delivery worker.
        writes.run(write -> webhooks.recover(webhook.id(), Instant.now(), 1));
    }

    @Test
    void each_change_to_an_article_sends_a_signed_event_without_the_article() {
        String journal = Fixtures.journal();
        Made webhook = webhook(asAdmin(), receiver.url(), OF_ARTICLES, journal);
        String article = Fixtures.article(journal);
        String path = "/v1/articles/" + article;
        String elsewhere = Fixtures.article(Fixtures.journal());
        publish(elsewhere);
        publish(article);
        patch(asAdmin(), path, object().put("title", "Corrected"));
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"kind\":\"correction\"}")
                .put(path + "/publication")
                .then()
                .statusCode(200);
        patch(asAdmin(), path, object().put("title", "Updated"));
        publish(article);
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"kind\":\"retraction\",\"reason\":\"The data are wrong.\"}")
                .put(path + "/retraction")
                .then()
                .statusCode(200);
        withdraw(article);
        asAdmin().header("If-Match", "*").delete(path + "/withdrawal").then().statusCode(200);
        await(() -> receiver.of(article).size() >= 6);
        List<Received> received = new ArrayList<>(receiver.of(article));
        // The order of delivery is not guaranteed, so the events are sorted by their position.
        received.sort((a, b) -> Long.compare(
                a.json().at("/data/position").longValue(),
                b.json().at("/data/position").longValue()));
        assertEquals(
                List.of(
                        "article.published",
                        "article.corrected",
                        "article.updated",
                        "article.retracted",
                        "article.withdrawn",
                        "article.reinstated"),
                received.stream().map(Received::type).toList());
        Set<String> ids = new HashSet<>();
        for (Received each : received) {
            assertTrue(each.isSignedWith(webhook.secret()));
            assertTrue(each.body().length < 1_000);
            assertEquals("application/json", each.header("content-type"));
            assertEquals("article", each.json().at("/data/kind").textValue());
            assertLink(path, each);
            assertEquals(journal, each.json().at("/data/journal").textValue());
            assertNotNull(Instant.parse(each.json().path("timestamp").textValue()));
            assertFalse(new String(each.body(), StandardCharsets.UTF_8).contains("Corrected"));
            ids.add(each.header("webhook-id"));
        }
        assertEquals(6, ids.size());
        assertEquals(2, received.get(1).json().at("/data/version").intValue());
        assertEquals(List.of(), receiver.of(elsewhere));
        await(() -> deliveries(webhook, "?state=delivered").size() == 6);
        assertEquals(0, deliveries(webhook, "?state=failed").size());
        JsonNode page = body(asAdmin().get(webhook.path() + "/deliveries?limit=4"));
        assertEquals(6, page.path("total").intValue());
        String next = page.at("/page/next").textValue();
        assertEquals(2, body(asAdmin().get(next)).path("items").size());
    }

    @Test
    void changes_to_drafts_send_no_webhook_events() {
        String journal = Fixtures.journal();
        webhook(asAdmin(), receiver.url(), List.of("article.updated", "issue.published", "journal.changed"), journal);
        String draft = Fixtures.article(journal);
        patch(asAdmin(), "/v1/articles/" + draft, object().put("title", "Still a draft"));
        String issue = created(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal).put("volume", "1").put("publishedOn", "2025-12"))
                .path("id")
                .textValue();
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .put("/v1/issues/" + issue + "/publication")
                .then()
                .statusCode(200);
        patch(asAdmin(), "/v1/journals/" + journal, object().put("title", Fixtures.unique("Renamed")));
        await(() -> receiver.received().stream().anyMatch(each -> each.type().equals("journal.changed")));
        await(() -> receiver.received().stream().anyMatch(each -> each.type().equals("issue.published")));
        assertEquals(List.of(), receiver.of(draft));
        assertLink("/v1/issues/" + issue, receiver.of(issue).get(0));
    }

    @Test
    void a_readiness_event_is_sent_only_if_the_set_of_fulfilled_rules_changes() {
        String journal = Fixtures.journal();
        webhook(as(Fixtures.editorOf(journal)), receiver.url(), List.of("readiness.changed"));
        String article = Fixtures.article(journal);
        publish(article);
        awaitReadiness();
        patch(asAdmin(), "/v1/articles/" + article, object().put("subtitle", "Of no rule's concern"));
        publish(article);
        awaitReadiness();
        patch(asAdmin(), "/v1/articles/" + article, object().put("doi", "10.5555/" + article));
        publish(article);
        await(() -> !receiver.of(article).isEmpty());
        awaitReadiness();
        List<Received> received = receiver.received();
        assertEquals(1, received.size());
        JsonNode payload = received.get(0).json();
        assertEquals("readiness.changed", payload.path("type").textValue());
        assertEquals("article", payload.at("/data/kind").textValue());
        assertEquals(journal, payload.at("/data/journal").textValue());
        String link = payload.at("/data/link").textValue();
        assertEquals("/v1/articles/" + article + "/readiness?view=public", link.substring(link.indexOf("/v1/")));
        // Readiness rules of an article can depend on its journal.
        patch(asAdmin(), "/v1/journals/" + journal, object().put("doiPrefix", "10.54321"))
                .then()
                .statusCode(200);
        await(() -> receiver.of(article).size() == 2);
    }

    private void awaitReadiness() {
        await(() -> sql.first(
                        "select position >= (select max(position) from change) from readiness_place",
                        row -> row.getBoolean(1))
                .orElse(false));
    }

    @Test
    void a_failed_webhook_delivery_is_retried_with_the_same_id() {
        Made webhook = webhook(asAdmin(), receiver.url(), List.of("readiness.changed"));
        receiver.answer(number -> number == 1 ? 503 : 200, "Try \0 later.", Map.of("Retry-After", "120"));
        String event = test(webhook);
        await(() -> state(webhook, event).equals("failed"));
        JsonNode failed = delivery(webhook, event);
        assertEquals(503, failed.at("/history/0/status").intValue());
        assertEquals("Try \ufffd later.", failed.at("/history/0/answer").textValue());
        assertEquals(
                "The receiver rejected the event.",
                failed.at("/history/0/problem").textValue());
        Duration until = Duration.between(
                Instant.now(), Instant.parse(failed.path("nextAttemptAt").textValue()));
        assertTrue(until.toSeconds() > 100 && until.toSeconds() <= 120, until.toString());
        assertTrue(body(asAdmin().get(webhook.path())).has("failingSince"));
        makeDue(webhook);
        await(() -> state(webhook, event).equals("delivered"));
        JsonNode delivered = delivery(webhook, event);
        assertEquals(2, delivered.path("attempts").intValue());
        assertEquals(2, delivered.path("history").size());
        assertFalse(delivered.at("/history/1").has("problem"));
        assertTrue(delivered.has("endedAt"));
        assertFalse(body(asAdmin().get(webhook.path())).has("failingSince"));
        List<Received> received = receiver.received();
        assertEquals(2, received.size());
        assertEquals(event, received.get(0).header("webhook-id"));
        assertEquals(event, received.get(1).header("webhook-id"));
        assertTrue(received.stream().allMatch(each -> each.isSignedWith(webhook.secret())));
        assertEquals("webhook.test", received.get(0).type());
        // An editor requests another attempt.
        asAdmin()
                .post(webhook.path() + "/deliveries/" + event + "/attempts")
                .then()
                .statusCode(202);
        await(() -> receiver.received().size() == 3);
        assertEquals(event, receiver.received().get(2).header("webhook-id"));
    }

    @Test
    void recovering_a_webhook_sends_missed_events_and_events_with_too_many_failed_attempts() {
        String journal = Fixtures.journal();
        Made webhook = webhook(asAdmin(), receiver.url(), List.of("article.published"), journal);
        receiver.answer(number -> 500, "", Map.of());
        Instant began = Instant.now().minusSeconds(1);
        String first = Fixtures.article(journal);
        publish(first);
        await(() -> deliveries(webhook, "").size() == 1);
        String event = deliveries(webhook, "").at("/0/id").textValue();
        for (int i = 1; i < 10; i++) {
            int attempts = i;
            await(() -> delivery(webhook, event).path("attempts").intValue() == attempts
                    && state(webhook, event).equals("failed"));
            makeDue(webhook);
        }
        await(() -> state(webhook, event).equals("given-up"));
        assertEquals(10, delivery(webhook, event).path("attempts").intValue());
        assertFalse(delivery(webhook, event).has("nextAttemptAt"));
        // Events that occur while the webhook is disabled are not delivered.
        ObjectNode present = (ObjectNode) body(asAdmin().get(webhook.path()));
        replace(webhook, present.put("state", "disabled"));
        String missed = Fixtures.article(journal);
        publish(missed);
        await(() -> sql.first(
                        "select position >= (select max(position) from change) from follower where name = 'webhooks'",
                        row -> row.getBoolean(1))
                .orElse(false));
        present.remove("revision");
        replace(webhook, present.put("state", "active"));
        assertEquals(1, deliveries(webhook, "").size());
        receiver.answer(number -> 204, "", Map.of());
        JsonNode recovered =
                body(post(asAdmin(), webhook.path() + "/recoveries", object().put("since", began.toString())));
        assertEquals(2, recovered.path("deliveries").intValue());
        await(() -> deliveries(webhook, "?state=delivered").size() == 2);
        assertEquals(1, receiver.of(missed).size());
        assertEquals(11, receiver.of(first).size());
        assertEquals(
                0,
                body(post(asAdmin(), webhook.path() + "/recoveries", object().put("since", began.toString())))
                        .path("deliveries")
                        .intValue());
    }

    private static void replace(Made webhook, JsonNode wanted) {
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body(wanted.toString())
                .put(webhook.path())
                .then()
                .statusCode(200);
    }

    @Test
    void a_webhook_is_disabled_if_its_receiver_returns_410_or_fails_for_five_days() {
        Made gone = webhook(asAdmin(), receiver.url(), List.of("readiness.changed"));
        receiver.answer(number -> 410, "", Map.of());
        String event = test(gone);
        await(() -> state(gone, event).equals("given-up"));
        JsonNode webhook = body(asAdmin().get(gone.path()));
        assertEquals("disabled", webhook.path("state").textValue());
        assertEquals("gone", webhook.path("reason").textValue());
        Made failing = webhook(asAdmin(), receiver.url(), List.of("readiness.changed"));
        receiver.answer(number -> 302, "", Map.of("Location", "http://169.254.169.254/"));
        String other = test(failing);
        await(() -> state(failing, other).equals("failed"));
        assertEquals(
                "Redirects are not followed. Use the final URL.",
                delivery(failing, other).at("/history/0/problem").textValue());
        sql.update("update webhook set failing_since = now() - interval '121 hours' where id = ?", failing.id());
        makeDue(failing);
        await(() -> "failing"
                .equals(body(asAdmin().get(failing.path())).path("reason").textValue()));
    }

    @Test
    void events_are_signed_with_the_old_and_the_new_secret_during_a_secret_rotation() {
        Made webhook = webhook(asAdmin(), receiver.url(), List.of("readiness.changed"));
        String second =
                body(asAdmin().post(webhook.path() + "/secrets")).path("secret").textValue();
        test(webhook);
        await(() -> receiver.received().size() == 1);
        Received received = receiver.received().get(0);
        assertEquals(2, received.header("webhook-signature").split(" ").length);
        assertTrue(received.isSignedWith(webhook.secret()));
        assertTrue(received.isSignedWith(second));
        sql.update("update webhook set former_until = now() where id = ?", webhook.id());
        test(webhook);
        await(() -> receiver.received().size() == 2);
        assertTrue(receiver.received().get(1).isSignedWith(second));
        assertFalse(receiver.received().get(1).isSignedWith(webhook.secret()));
    }

    @Test
    void a_receiver_that_never_responds_does_not_delay_deliveries_to_other_receivers() throws Exception {
        List<Socket> open = new CopyOnWriteArrayList<>();
        try (ServerSocket silent = new ServerSocket(0)) {
            Thread accepting = new Thread(() -> {
                try {
                    while (true) {
                        open.add(silent.accept());
                    }
                } catch (IOException e) {
                    // The test is over and has closed the socket.
                }
            });
            accepting.start();
            Made dead =
                    webhook(asAdmin(), "http://127.0.0.1:" + silent.getLocalPort() + "/", List.of("readiness.changed"));
            Made live = webhook(asAdmin(), receiver.url(), List.of("readiness.changed"));
            for (int i = 0; i < 20; i++) {
                test(dead);
            }
            int mostOfAllNodes = 4 * EachRequestToAnotherNode.nodes();
            await(() -> open.size() == mostOfAllNodes);
            long began = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                test(live);
            }
            await(() -> receiver.received().size() == 20);
            long millis = (System.nanoTime() - began) / 1_000_000;
            assertTrue(millis < 10_000, millis + " ms");
            assertEquals(mostOfAllNodes, open.size());
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void a_webhook_is_disabled_if_the_key_of_its_owner_is_revoked() {
        String journal = Fixtures.journal();
        ObjectNode wanted = object().put("name", "Eve").put("role", "editor");
        wanted.putArray("journals").add(journal);
        JsonNode key = created(asAdmin(), "/v1/api-keys", wanted);
        Made webhook = webhook(as(key.path("key").textValue()), receiver.url(), OF_ARTICLES);
        String first = Fixtures.article(journal);
        publish(first);
        await(() -> receiver.of(first).size() == 1);
        asAdmin().delete(key.at("/links/self").textValue()).then().statusCode(204);
        String second = Fixtures.article(journal);
        publish(second);
        await(() ->
                "key".equals(body(asAdmin().get(webhook.path())).path("reason").textValue()));
        assertEquals(List.of(), receiver.of(second));
    }

    @Test
    void registration_and_import_events_are_sent_only_to_admins_and_to_editors_of_the_journal() {
        String journal = Fixtures.journal();
        String other = Fixtures.journal();
        String editor = Fixtures.editorOf(journal);
        try (Receiver ofEditor = new Receiver();
                Receiver ofOther = new Receiver()) {
            List<String> types = List.of("registration.refused", "import.finished");
            webhook(as(editor), ofEditor.url(), types);
            webhook(as(Fixtures.editorOf(other)), ofOther.url(), types);
            webhook(asAdmin(), receiver.url(), types);
            String id = UUID.randomUUID().toString();
            writes.run(write -> {
                webhooks.notifyEditors(
                        EventType.REGISTRATION_REFUSED,
                        UUID.fromString(journal),
                        EventSubject.of(
                                "registration",
                                UUID.fromString(id),
                                UUID.fromString(journal),
                                "/v1/registrations/" + id));
                return null;
            });
            String article = "{\"title\":\"Imported\",\"journal\":\"" + journal + "\",\"language\":\"en\"}";
            String imported = as(editor)
                    .contentType("application/jsonl")
                    .body(article.getBytes(StandardCharsets.UTF_8))
                    .post("/v1/imports?journal=" + journal)
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");
            await(() -> ofEditor.received().size() == 2 && receiver.received().size() == 2);
            assertEquals(1, ofEditor.of(id).size());
            assertLink("/v1/imports/" + imported, ofEditor.of(imported).get(0));
            assertFalse(ofEditor.of(id).get(0).json().path("data").has("position"));
            assertEquals(List.of(), ofOther.received());
        }
    }

    @Test
    void a_dry_run_and_a_failed_write_send_no_webhook_events() {
        Made webhook = webhook(asAdmin(), receiver.url(), List.of("registration.refused"));
        writes.dryRun(write -> {
            webhooks.notifyEditors(
                    EventType.REGISTRATION_REFUSED,
                    null,
                    EventSubject.of("registration", UUID.randomUUID(), null, "/v1"));
            return null;
        });
        test(webhook);
        await(() -> receiver.received().size() == 1);
        assertEquals(1, deliveries(webhook, "").size());
    }
}
