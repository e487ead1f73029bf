package org.offprint.platform.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offprint.ConfiguredService;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.webhooks.Receiver;
import org.offprint.web.api.Fixtures;

/** Tests that a webhook is disabled if its owner loses the required rights. */
@QuarkusTest
@TestProfile(ConfiguredService.class)
class WebhooksOfPeopleTest {

    private static final FakeProvider PROVIDER = FakeProvider.ONE;

    @Inject
    Sql sql;

    private final Receiver receiver = new Receiver();
    private final List<String> made = new ArrayList<>();

    @BeforeAll
    static void start() {
        PROVIDER.start();
    }

    @AfterEach
    void end() {
        made.forEach(path -> asAdmin().header("If-Match", "*").delete(path));
        receiver.close();
    }

    private static SignInBrowser editor(String... journals) {
        SignInBrowser browser = new SignInBrowser().signIn(PROVIDER, "hooks-" + UUID.randomUUID(), "Ines");
        give(browser, journals);
        return browser;
    }

    private static void give(SignInBrowser browser, String... journals) {
        ObjectNode rights = object().put("role", "editor");
        for (String journal : journals) {
            rights.withArray("journals").add(journal);
        }
        asAdmin()
                .contentType("application/json")
                .body(rights.toString())
                .put("/v1/people/" + browser.id() + "/rights")
                .then()
                .statusCode(200);
    }

    private String webhook(RequestSpecification caller, String... journals) {
        ObjectNode wanted = object().put("url", receiver.url());
        wanted.putArray("types").add("article.published");
        for (String journal : journals) {
            wanted.withArray("journals").add(journal);
        }
        JsonNode webhook = Fixtures.created(caller, "/v1/webhooks", wanted);
        made.add(webhook.at("/links/self").textValue());
        return made.get(made.size() - 1);
    }

    private static void await(BooleanSupplier condition) {
        Fixtures.await(condition, Duration.ofSeconds(30));
    }

    private static String published(String journal) {
        String article = Fixtures.article(journal);
        Fixtures.publish(article);
        return article;
    }

    private void awaitDelivered(String article) {
        await(() -> receiver.of(article).size() == 1);
    }

    /**
     * Publishes an article. Asserts that the webhook is disabled because its owner lacks rights, and that its receiver
     * gets no events.
     */
    private void assertNothingMore(String webhook, String journal) {
        int before = receiver.received().size();
        String after = published(journal);
        await(() -> "key".equals(body(asAdmin().get(webhook)).path("reason").textValue()));
        // By now, the follower that creates webhook events has processed the change.
        await(() -> sql.first(
                        "select position >= (select max(position) from change) from follower where name = 'webhooks'",
                        row -> row.getBoolean(1))
                .orElse(false));
        // Test events and retries are not sent to a disabled webhook.
        asAdmin().post(webhook + "/tests");
        assertEquals(List.of(), receiver.of(after));
        assertEquals(before, receiver.received().size());
        assertEquals("disabled", body(asAdmin().get(webhook)).path("state").textValue());
    }

    @Test
    void a_person_without_rights_receives_no_further_webhook_events() {
        String journal = Fixtures.journal();
        SignInBrowser ines = editor(journal);
        String webhook = webhook(ines.requestFromOwnPage());
        awaitDelivered(published(journal));

        asAdmin().delete("/v1/people/" + ines.id() + "/rights").then().statusCode(204);
        assertNothingMore(webhook, journal);
        ines.request().get(webhook).then().statusCode(403);
    }

    @Test
    void a_person_who_loses_the_rights_to_a_journal_receives_no_further_events_of_that_journal() {
        String kept = Fixtures.journal();
        String taken = Fixtures.journal();
        SignInBrowser ines = editor(kept, taken);
        String ofBoth = webhook(ines.requestFromOwnPage(), kept, taken);
        String keptWebhook = webhook(ines.requestFromOwnPage(), kept);
        awaitDelivered(published(taken));

        give(ines, kept);
        assertNothingMore(ofBoth, taken);
        // The webhook for the remaining journal stays active. The disabled webhook becomes active again when it is
        // saved without the lost journal.
        String delivered = published(kept);
        awaitDelivered(delivered);
        assertEquals("active", body(asAdmin().get(keptWebhook)).path("state").textValue());
        ObjectNode wanted = object().put("url", receiver.url()).put("state", "active");
        wanted.putArray("types").add("article.published");
        wanted.putArray("journals").add(kept);
        ines.requestFromOwnPage().get(ofBoth).then().statusCode(404);
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body(wanted.toString())
                .put(ofBoth)
                .then()
                .statusCode(200);
        String again = published(kept);
        await(() -> receiver.of(again).size() == 2);
    }

    @Test
    void a_webhook_for_all_journals_is_disabled_if_the_rights_of_its_owner_are_reduced_to_one_journal() {
        String journal = Fixtures.journal();
        SignInBrowser ines = editor();
        String webhook = webhook(ines.requestFromOwnPage());
        awaitDelivered(published(journal));

        give(ines, journal);
        assertNothingMore(webhook, journal);
    }

    @Test
    void an_erased_person_receives_no_further_webhook_events() {
        String journal = Fixtures.journal();
        SignInBrowser ines = editor(journal);
        String webhook = webhook(ines.requestFromOwnPage());
        awaitDelivered(published(journal));

        asAdmin().delete("/v1/people/" + ines.id()).then().statusCode(204);
        assertNothingMore(webhook, journal);
    }

    @Test
    void a_pending_webhook_retry_is_not_sent_after_the_rights_of_its_owner_are_revoked() {
        String journal = Fixtures.journal();
        SignInBrowser ines = editor(journal);
        String webhook = webhook(ines.requestFromOwnPage());
        receiver.answer(number -> 503, "", Map.of());
        String article = published(journal);
        await(() -> body(asAdmin().get(webhook + "/deliveries?state=failed"))
                        .path("total")
                        .longValue()
                == 1);

        asAdmin().delete("/v1/people/" + ines.id() + "/rights").then().statusCode(204);
        receiver.answer(number -> 204, "", Map.of());
        sql.update(
                "update webhook_delivery set next_at = now() where webhook = cast(? as uuid)",
                webhook.substring(webhook.lastIndexOf('/') + 1));
        assertNothingMore(webhook, journal);
        assertEquals(1, receiver.of(article).size());
        String delivery =
                body(asAdmin().get(webhook + "/deliveries")).at("/items/0/id").textValue();
        asAdmin().post(webhook + "/deliveries/" + delivery + "/attempts");
        asAdmin()
                .contentType("application/json")
                .body("{\"since\": \"2026-01-01T00:00:00Z\"}")
                .post(webhook + "/recoveries");
        assertNothingMore(webhook, journal);
    }

    @Test
    void the_webhook_of_a_revoked_or_expired_key_receives_no_further_events() {
        for (boolean isRevoked : new boolean[] {true, false}) {
            String journal = Fixtures.journal();
            ObjectNode wanted = object().put("name", "Eve").put("role", "editor");
            wanted.putArray("journals").add(journal);
            JsonNode key = Fixtures.created(asAdmin(), "/v1/api-keys", wanted);
            String webhook = webhook(Fixtures.as(key.path("key").textValue()));
            awaitDelivered(published(journal));

            if (isRevoked) {
                asAdmin().delete(key.at("/links/self").textValue()).then().statusCode(204);
            } else {
                assertTrue(sql.update(
                                "update api_key set expires_at = now() where id = cast(? as uuid)",
                                key.path("id").textValue())
                        > 0);
            }
            assertNothingMore(webhook, journal);
        }
    }
}
