package org.offprint.web.api.registration;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
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
import static org.offprint.web.api.Fixtures.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.CountingDriver;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.registration.RegistrationAttempts;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

@QuarkusTest
class RegistrationTest {

    private static final String JSON = "application/json";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Inject
    MovedClock clock;

    @Inject
    Sql sql;

    @Inject
    RegistrationAttempts attempts;

    private FakeCrossref crossref;
    private String account;
    private String journal;
    private String prefix;

    @BeforeEach
    void begin() throws IOException {
        crossref = new FakeCrossref();
        prefix = "10." + (50_000 + NUMBER.incrementAndGet());
        account = created(asAdmin(), "/v1/registration-accounts", account())
                .get("id")
                .textValue();
        ObjectNode described =
                object().put("title", Fixtures.unique("Registered Journal")).put("language", "en");
        described.putArray("issns").addObject().put("type", "electronic").put("value", Fixtures.issn());
        journal = created(asAdmin(), "/v1/journals", described).get("id").textValue();
        plan("automatic");
    }

    @AfterEach
    void end() {
        assertEquals(List.of(), crossref.violations());
        plan("off");
        asAdmin().put("/v1/registration-accounts/" + account + "/pause");
        crossref.close();
        clock.reset();
    }

    private ObjectNode account() {
        ObjectNode account = object().put("target", "crossref")
                .put("name", "Crossref, Press")
                .put("test", true)
                .put("baseUrl", crossref.url());
        account.putObject("secret").put("value", FakeCrossref.PASSWORD);
        account.putObject("settings")
                .put("login", FakeCrossref.LOGIN)
                .put("depositorName", "Press")
                .put("depositorEmail", "deposits@journal.example")
                .put("crossmarkPolicy", prefix + "/policy")
                .putArray("prefixes")
                .add(prefix);
        return account;
    }

    private void plan(String mode) {
        ObjectNode plans = object();
        ObjectNode plan = plans.putArray("items").addObject();
        plan.put("account", account).put("mode", mode);
        plan.putArray("kinds").add("journal").add("issue").add("article");
        asAdmin()
                .header("If-Match", "*")
                .contentType(JSON)
                .body(plans.toString())
                .put("/v1/journals/" + journal + "/registration-plans")
                .then()
                .statusCode(200)
                .body("items[0].mode", equalTo(mode));
    }

    private ObjectNode article(String suffix) {
        ObjectNode article = object().put("journal", journal)
                .put("title", "On rivers " + suffix)
                .put("language", "en")
                .put("type", "research-article")
                .put("doi", prefix + "/" + suffix);
        article.putArray("contributors")
                .addObject()
                .put("role", "author")
                .put("given", "Ada")
                .put("family", "Lovelace");
        return article;
    }

    private String published(ObjectNode article) {
        String id = created(asAdmin(), "/v1/articles", article).get("id").textValue();
        Fixtures.publish(id);
        return id;
    }

    private JsonNode registration(String article) {
        JsonNode items = body(asAdmin().get("/v1/articles/" + article + "/registrations"))
                .get("items");
        return items.isEmpty() ? object() : items.get(0);
    }

    private String state(String article) {
        return registration(article).path("state").asText();
    }

    private void awaitState(String article, String state) {
        Workers.await(TIMEOUT, "expected state " + state + ", found " + registration(article), () -> state(article)
                .equals(state));
    }

    /**
     * Waits until the registration has this state. Moves the clock forward after the receipt, so that the result is
     * requested.
     */
    private void awaitResult(String article, String state) {
        Workers.await(TIMEOUT, "expected state " + state + ", found " + registration(article), () -> {
            String now = state(article);
            if (now.equals("submitted") || now.equals("unsure")) {
                clock.forward(Duration.ofMinutes(3));
            }
            return now.equals(state);
        });
    }

    @Test
    void a_published_article_and_its_correction_are_registered_with_crossref() {
        String article = published(article("a.1"));
        awaitResult(article, "registered");

        FakeCrossref.RegisteredRecord record = crossref.registered(prefix + "/a.1");
        assertEquals("On rivers a.1", record.title);
        assertTrue(record.resource.startsWith("https://journals.example/articles/"), record.resource);
        JsonNode registration = registration(article);
        assertEquals(1, registration.at("/registered/version").asInt());
        assertEquals(
                "https://doi.org/" + prefix + "/a.1",
                registration.at("/registered/link").asText());
        assertFalse(registration.get("differs").asBoolean());
        assertEquals(1, registration.get("attempts").asInt());
        long first = record.timestamp;

        patch(asAdmin(), "/v1/articles/" + article, object().put("title", "On wide rivers"))
                .then()
                .statusCode(200);
        Fixtures.publish(article);
        Workers.await(
                TIMEOUT,
                "the correction is sent",
                () -> registration(article).get("attempts").asInt() == 2);
        awaitResult(article, "registered");
        assertEquals("On wide rivers", crossref.registered(prefix + "/a.1").title);
        assertTrue(crossref.registered(prefix + "/a.1").timestamp > first);

        String self = registration.at("/links/self").asText();
        asAdmin()
                .get(self + "/attempts")
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("items[0].number", equalTo(2))
                .body("items[0].outcome", equalTo("registered"))
                .body("items[0].version", equalTo(2));
        asAdmin()
                .get(self + "/attempts/1")
                .then()
                .statusCode(200)
                .body("timestamp", equalTo(Long.toString(first)))
                .body("answer", containsString("doi_batch_diagnostic"));
        asAdmin()
                .get(self + "/attempts/1/payload")
                .then()
                .statusCode(200)
                .contentType("application/vnd.crossref.deposit+xml")
                .body(containsString("On rivers a.1"))
                .body(not(containsString(FakeCrossref.PASSWORD)));
        asAdmin().get(self + "/attempts/9/payload").then().statusCode(404);
    }

    @Test
    void differences_from_the_registered_data_are_listed_with_old_and_new_values() {
        String article = published(article("d.1"));
        awaitResult(article, "registered");
        String self = registration(article).at("/links/self").asText();
        assertTrue(registration(article).at("/links/differences").isMissingNode());
        asAdmin()
                .get(self + "/differences")
                .then()
                .statusCode(200)
                .body("comparison", equalTo("compared"))
                .body("items", empty())
                .body("hasMore", equalTo(false))
                .body("links.attempt", equalTo(self + "/attempts/1"));

        crossref.setWithholdsResults(true);
        ObjectNode change = object().put("title", "On wide rivers, " + "long ".repeat(120) + "and <i>deep</i>");
        change.put("pages", (String) null);
        change.putArray("references").addObject().put("key", "r1").put("text", "Nobody. Nothing. 1999.");
        patch(asAdmin(), "/v1/articles/" + article, change).then().statusCode(200);
        Fixtures.publish(article);
        awaitState(article, "submitted");
        JsonNode registration = registration(article);
        assertTrue(registration.get("differs").asBoolean());
        assertEquals(
                self + "/differences", registration.at("/links/differences").asText());
        JsonNode differences = body(asAdmin().get(self + "/differences"));
        assertEquals("compared", differences.get("comparison").asText());
        assertEquals(
                "/doi_batch/body/journal/journal_article/titles/title",
                differences.at("/items/0/place").asText());
        assertEquals("On rivers d.1", differences.at("/items/0/registered").asText());
        String published = differences.at("/items/0/published").asText();
        assertTrue(published.startsWith("On wide rivers, long") && published.endsWith("…"), published);
        assertEquals(501, published.length());
        JsonNode reference =
                differences.get("items").get(differences.get("items").size() - 1);
        assertEquals(
                "/doi_batch/body/journal/journal_article/citation_list/citation/unstructured_citation",
                reference.get("place").asText());
        assertFalse(reference.has("registered"));
        assertEquals("Nobody. Nothing. 1999.", reference.get("published").asText());

        List<String> counted = statements(self + "/differences");
        assertTrue(counted.size() <= 8, counted.toString());
        asReader().get(self + "/differences").then().statusCode(401);
        as(Fixtures.editorOf(Fixtures.journal()))
                .get(self + "/differences")
                .then()
                .statusCode(403);
        as(Fixtures.editorOf(journal)).get(self + "/differences").then().statusCode(200);
        asAdmin()
                .get("/v1/registrations/" + UUID.randomUUID() + "/differences")
                .then()
                .statusCode(404);

        sql.update(
                "update registration_attempt set payload = null where id in (select attempt"
                        + " from registration_attempt_item i where i.registration = ?::uuid and i.outcome = 'registered')",
                registration.get("id").asText());
        asAdmin()
                .get(self + "/differences")
                .then()
                .statusCode(200)
                .body("comparison", equalTo("file-forgotten"))
                .body("items", empty());
        crossref.setWithholdsResults(false);
        awaitResult(article, "registered");
        patch(asAdmin(), "/v1/articles/" + article, object().put("doi", prefix + "/d.2"))
                .then()
                .statusCode(200);
        Fixtures.publish(article);
        Workers.await(
                TIMEOUT,
                "the registration of the old DOI is held",
                () -> body(asAdmin().get(self)).get("state").asText().equals("held"));
        asAdmin().get(self + "/differences").then().body("comparison", equalTo("nothing-to-send"));
    }

    private static List<String> statements(String path) {
        String request = "counted-" + UUID.randomUUID();
        asAdmin().header("X-Request-Id", request).get(path).then().statusCode(200);
        return CountingDriver.ofRequest(request);
    }

    @Test
    void a_change_that_does_not_affect_the_deposited_data_is_not_sent() {
        String article = published(article("same"));
        awaitResult(article, "registered");
        ObjectNode reachable = object();
        reachable
                .putArray("contributors")
                .addObject()
                .put("role", "author")
                .put("given", "Ada")
                .put("family", "Lovelace")
                .put("email", "ada@journal.example");
        patch(asAdmin(), "/v1/articles/" + article, reachable).then().statusCode(200);
        Fixtures.publish(article);
        String after = published(article("later"));
        awaitResult(after, "registered");
        assertEquals(1, crossref.registered(prefix + "/same").deposits);
        assertEquals(1, registration(article).get("attempts").asInt());
    }

    @Test
    void a_retraction_notice_is_deposited_after_the_retracted_article_is_registered() {
        crossref.setWithholdsResults(true);
        String article = published(article("r.1"));
        awaitState(article, "submitted");
        ObjectNode notice = article("r.2").put("title", "Retraction of rivers").put("type", "retraction");
        notice.putArray("relations").addObject().put("type", "isRetractionOf").put("article", article);
        String retraction = published(notice);
        awaitState(retraction, "due");
        crossref.setWithholdsResults(false);
        awaitResult(article, "registered");
        awaitResult(retraction, "registered");
        assertEquals(List.of("retraction"), crossref.registered(prefix + "/r.2").updates);
        assertEquals(
                List.of(prefix + "/r.1", prefix + "/r.2"), crossref.deposited().subList(0, 2));
    }

    @Test
    void a_withdrawn_article_is_retired_at_crossref_and_registered_again_when_reinstated() {
        String article = published(article("w"));
        awaitResult(article, "registered");
        Fixtures.withdraw(article);
        awaitResult(article, "retired");
        assertTrue(registration(article).get("withdrawn").asBoolean());
        assertEquals(2, crossref.registered(prefix + "/w").deposits);
        reinstate(article);
        awaitResult(article, "registered");
        assertEquals(3, crossref.registered(prefix + "/w").deposits);
    }

    @Test
    void a_withdrawal_or_reinstatement_that_is_undone_before_sending_is_not_sent() {
        String article = published(article("w.2"));
        awaitResult(article, "registered");
        String pause = "/v1/registration-accounts/" + account + "/pause";
        asAdmin().put(pause).then().statusCode(200);
        Fixtures.withdraw(article);
        awaitState(article, "retiring");
        reinstate(article);
        awaitState(article, "registered");
        assertFalse(registration(article).get("differs").asBoolean());
        Fixtures.withdraw(article);
        awaitState(article, "retiring");
        asAdmin().delete(pause).then().statusCode(200);
        awaitResult(article, "retired");
        asAdmin().put(pause).then().statusCode(200);
        reinstate(article);
        awaitState(article, "due");
        Fixtures.withdraw(article);
        awaitState(article, "retired");
        asAdmin().delete(pause).then().statusCode(200);
        assertEquals(2, registration(article).get("attempts").asInt());
        assertEquals(2, crossref.registered(prefix + "/w.2").deposits);
    }

    private static void reinstate(String article) {
        asAdmin()
                .header("If-Match", "*")
                .delete("/v1/articles/" + article + "/withdrawal")
                .then()
                .statusCode(200);
    }

    @Test
    void removing_the_references_of_an_article_also_removes_the_references_at_crossref() {
        ObjectNode funded = article("f");
        funded.putArray("references").addObject().put("key", "r1").put("text", "Nobody. Nothing. 1999.");
        String article = published(funded);
        awaitResult(article, "registered");
        assertTrue(crossref.registered(prefix + "/f").parts.containsKey("citation_list"));
        ObjectNode bare = object();
        bare.putArray("references");
        patch(asAdmin(), "/v1/articles/" + article, bare).then().statusCode(200);
        Fixtures.publish(article);
        Workers.await(TIMEOUT, "the reference list is removed", () -> {
            clock.forward(Duration.ofMinutes(2));
            return !crossref.registered(prefix + "/f").parts.containsKey("citation_list");
        });
        awaitResult(article, "registered");
    }

    @Test
    void registration_resumes_automatically_after_a_three_day_outage_of_crossref() {
        crossref.setDown(true);
        String article = published(article("out.1"));
        String other = published(article("out.2"));
        Workers.await(
                TIMEOUT,
                "the first failure",
                () -> registration(article).path("code").asText().equals("busy"));
        for (int hour = 0; hour < 72; hour += 2) {
            clock.forward(Duration.ofHours(2));
            Workers.pause(30);
        }
        int calls = crossref.calls();
        assertTrue(calls < 60, "Too many calls: " + calls);
        awaitState(article, "due");
        assertTrue(registration(article).get("message").asText().contains("more than a day"));
        asAdmin()
                .get("/v1/registration-accounts/" + account)
                .then()
                .body("state", equalTo("active"))
                .body("failingSince", notNullValue());
        crossref.setDown(false);
        clock.forward(Duration.ofHours(8));
        awaitResult(article, "registered");
        awaitResult(other, "registered");
        asAdmin()
                .get("/v1/registration-accounts/" + account)
                .then()
                .body("failingSince", nullValue())
                .body("succeededAt", notNullValue());
    }

    @Test
    void a_rejected_crossref_password_blocks_the_account_after_one_attempt() {
        ObjectNode receiver = object().put("url", "http://127.0.0.1:9/hook");
        receiver.putArray("types")
                .add("registration.blocked")
                .add("registration.registered")
                .add("account.paused");
        String webhook = created(asAdmin(), "/v1/webhooks", receiver).get("id").textValue();
        crossref.setRefusesPassword(true);
        String article = published(article("p.1"));
        awaitState(article, "blocked");
        assertEquals(Set.of("registration.blocked", "account.paused"), deliveredTypes(webhook));
        String other = published(article("p.2"));
        awaitState(other, "due");
        assertEquals(1, crossref.calls());
        asAdmin()
                .get("/v1/registration-accounts/" + account)
                .then()
                .body("state", equalTo("blocked"))
                .body("reason", equalTo("credentials"));
        asAdmin()
                .post("/v1/registration-accounts/" + account + "/checks")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(false));

        crossref.setRefusesPassword(false);
        asAdmin()
                .post("/v1/registration-accounts/" + account + "/checks")
                .then()
                .body("accepted", equalTo(true));
        asAdmin()
                .delete("/v1/registration-accounts/" + account + "/pause")
                .then()
                .statusCode(200)
                .body("state", equalTo("active"));
        awaitResult(article, "registered");
        awaitResult(other, "registered");
        assertEquals(
                Set.of("registration.blocked", "account.paused", "registration.registered"), deliveredTypes(webhook));
        asAdmin()
                .header("If-Match", "*")
                .delete("/v1/webhooks/" + webhook)
                .then()
                .statusCode(204);
    }

    private static Set<String> deliveredTypes(String webhook) {
        Set<String> types = new HashSet<>();
        body(asAdmin().get("/v1/webhooks/" + webhook + "/deliveries"))
                .get("items")
                .forEach(delivery -> types.add(delivery.get("type").textValue()));
        return types;
    }

    @Test
    void a_doi_conflict_at_crossref_is_stored_as_a_registration_with_a_warning() {
        crossref.setResult(prefix + "/c", "Warning|Added with conflict: in conflict with DOI 10.1/x");
        String article = published(article("c"));
        awaitResult(article, "warned");
        JsonNode registration = registration(article);
        assertEquals("conflict", registration.get("code").asText());
        assertFalse(registration.get("differs").asBoolean());
        asAdmin()
                .get("/v1/registrations?journal=" + journal + "&state=warned")
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("items[0].id", equalTo(registration.get("id").asText()))
                .body("facets.code[0].value", equalTo("conflict"));
    }

    @Test
    void a_journal_title_owned_by_another_publisher_blocks_registrations_of_the_journal() {
        crossref.setResult(
                prefix + "/t.1", "Failure|ISSN \"12345678\" title/issn: Rivers is owned by publisher: 10.9999");
        String article = published(article("t.1"));
        awaitResult(article, "blocked");
        assertEquals("title-not-yours", registration(article).get("code").asText());
        String other = published(article("t.2"));
        awaitState(other, "due");
        Workers.pause(300);
        assertEquals("due", state(other));
        crossref.clearResult(prefix + "/t.1");
        asAdmin()
                .delete("/v1/registration-accounts/" + account + "/pause")
                .then()
                .statusCode(200);
        awaitResult(article, "registered");
        awaitResult(other, "registered");
    }

    @Test
    void an_editor_can_request_another_attempt_for_a_rejected_record() {
        crossref.setResult(prefix + "/x", "Failure|ORCID invalid checksum https://orcid.org/1");
        String article = published(article("x"));
        awaitResult(article, "refused");
        String self = registration(article).at("/links/self").asText();
        asAdmin()
                .get(self)
                .then()
                .body("code", equalTo("orcid"))
                .body("findings[0]", containsString("checksum"))
                .body("answer", containsString("record_diagnostic"));
        crossref.clearResult(prefix + "/x");
        asAdmin().post(self + "/attempts").then().statusCode(202).body("state", equalTo("due"));
        awaitResult(article, "registered");
    }

    @Test
    void an_article_change_made_during_a_submission_is_sent_after_the_result_arrives() {
        crossref.setWithholdsResults(true);
        String article = published(article("two"));
        awaitState(article, "submitted");
        String self = registration(article).at("/links/self").asText();
        asAdmin().post(self + "/attempts").then().statusCode(409);
        asAdmin().put(self + "/hold").then().statusCode(409);
        patch(asAdmin(), "/v1/articles/" + article, object().put("title", "Second version"))
                .then()
                .statusCode(200);
        Fixtures.publish(article);
        clock.forward(Duration.ofHours(80));
        Workers.await(
                TIMEOUT,
                "the missing result is reported",
                () -> registration(article).path("code").asText().equals("no-result"));
        assertEquals("submitted", state(article));
        crossref.setWithholdsResults(false);
        clock.forward(Duration.ofHours(25));
        Workers.await(TIMEOUT, "the second version is sent", () -> {
            if (state(article).equals("submitted")) {
                clock.forward(Duration.ofMinutes(2));
            }
            return state(article).equals("registered")
                    && registration(article).get("attempts").asInt() == 2;
        });
        assertEquals("Second version", crossref.registered(prefix + "/two").title);
        assertEquals(2, registration(article).at("/registered/version").asInt());
    }

    @Test
    void a_file_that_crossref_accepted_without_a_response_is_not_sent_twice() {
        for (FakeCrossref.Fault fault :
                List.of(FakeCrossref.Fault.TAKES_AND_CUTS, FakeCrossref.Fault.GATEWAY, FakeCrossref.Fault.TOO_LONG)) {
            String suffix = fault.name().toLowerCase(Locale.ROOT);
            crossref.fail(fault);
            String article = published(article(suffix));
            awaitState(article, "unsure");
            awaitResult(article, "registered");
            assertEquals(1, crossref.registered(prefix + "/" + suffix).deposits);
            assertEquals(1, registration(article).get("attempts").asInt());
        }
    }

    @Test
    void a_deposit_that_crossref_lost_is_sent_again_after_an_hour() {
        crossref.fail(FakeCrossref.Fault.CUTS);
        String article = published(article("lost"));
        awaitState(article, "unsure");
        clock.forward(Duration.ofMinutes(50));
        Workers.pause(300);
        assertEquals("unsure", state(article));
        clock.forward(Duration.ofMinutes(45));
        awaitResult(article, "registered");
        assertEquals(2, registration(article).get("attempts").asInt());
        assertEquals(1, crossref.registered(prefix + "/lost").deposits);
    }

    @Test
    void another_node_takes_over_the_deposit_of_a_failed_node() {
        crossref.setWithholdsResults(true);
        String article = published(article("gone"));
        awaitState(article, "submitted");
        // Simulates the database state after a process was killed while it was sending a file.
        sql.update(
                "update registration_attempt set state = 'sending', sent_at = null,"
                        + " claimed_until = clock_timestamp() - interval '1 second'"
                        + " where account = ?::uuid",
                account);
        sql.update("update registration set state = 'sending' where account = ?::uuid", account);
        clock.forward(Duration.ofSeconds(20));
        awaitState(article, "submitted");
        crossref.setWithholdsResults(false);
        awaitResult(article, "registered");
        assertEquals(1, crossref.registered(prefix + "/gone").deposits);
    }

    @Test
    void a_worker_renews_only_its_claims_on_files_that_it_is_sending() {
        crossref.setWithholdsResults(true);
        String article = published(article("claim"));
        awaitState(article, "submitted");
        UUID worker = UUID.randomUUID();
        UUID attempt = sql.first(
                        "update registration_attempt set state = 'sending', sent_at = null, claimed_by = ?,"
                                + " claimed_until = clock_timestamp() + interval '20 seconds' where account = ?::uuid"
                                + " returning id",
                        row -> Sql.uuid(row, "id"),
                        worker,
                        account)
                .orElseThrow();
        sql.update("update registration set state = 'sending' where account = ?::uuid", account);
        attempts.renew(worker, List.of(UUID.randomUUID()));
        assertTrue(claimedSeconds(attempt) < 21, "a worker renews only claims on files that it is sending");
        attempts.renew(UUID.randomUUID(), List.of(attempt));
        assertTrue(claimedSeconds(attempt) < 21, "another worker does not renew the claim");
        attempts.renew(worker, List.of(attempt));
        assertTrue(claimedSeconds(attempt) > 50, "the worker renews its claim");
        crossref.setWithholdsResults(false);
        sql.update("update registration_attempt set claimed_until = clock_timestamp() where id = ?", attempt);
        clock.forward(Duration.ofSeconds(20));
        awaitResult(article, "registered");
        assertEquals(1, crossref.registered(prefix + "/claim").deposits);
    }

    private double claimedSeconds(UUID attempt) {
        return sql.first(
                        "select extract(epoch from claimed_until - clock_timestamp()) from registration_attempt where id = ?",
                        row -> row.getDouble(1),
                        attempt)
                .orElseThrow();
    }

    @Test
    void a_record_that_stops_being_ready_during_its_submission_is_put_on_hold() {
        crossref.setWithholdsResults(true);
        String article = published(article("lacks"));
        awaitState(article, "submitted");
        ObjectNode other = account();
        other.remove("secret");
        ((ObjectNode) other.get("settings")).putArray("prefixes").add("10.4444");
        asAdmin()
                .header("If-Match", "*")
                .contentType(JSON)
                .body(other.toString())
                .put("/v1/registration-accounts/" + account)
                .then()
                .statusCode(200);
        patch(asAdmin(), "/v1/articles/" + article, object().put("title", "It lacks"))
                .then()
                .statusCode(200);
        Fixtures.publish(article);
        Workers.await(TIMEOUT, "the change is processed", () -> hasNothingToSend(prefix + "/lacks"));
        crossref.setWithholdsResults(false);
        awaitResult(article, "held");
        JsonNode registration = registration(article);
        assertEquals("not-ready", registration.get("hold").asText());
        assertEquals(1, registration.at("/registered/version").asInt());
        assertEquals(1, crossref.registered(prefix + "/lacks").deposits);
    }

    private boolean hasNothingToSend(String doi) {
        return sql.first(
                        "select 1 from registration where identifier = ? and wanted_hash = '' and attempts > 0",
                        row -> true,
                        doi)
                .isPresent();
    }

    @Test
    void changing_a_doi_during_its_submission_puts_the_former_registration_on_hold() {
        crossref.setWithholdsResults(true);
        String article = published(article("former"));
        awaitState(article, "submitted");
        patch(asAdmin(), "/v1/articles/" + article, object().put("doi", prefix + "/latter"))
                .then()
                .statusCode(200);
        Fixtures.publish(article);
        Workers.await(TIMEOUT, "the change is processed", () -> hasNothingToSend(prefix + "/former"));
        crossref.setWithholdsResults(false);
        Workers.await(TIMEOUT, "both are settled", () -> {
            clock.forward(Duration.ofMinutes(2));
            JsonNode items = body(asAdmin().get("/v1/articles/" + article + "/registrations"))
                    .get("items");
            return items.size() == 2
                    && items.at("/0/hold").asText().equals("editor")
                    && items.at("/1/state").asText().equals("registered");
        });
        assertEquals(1, crossref.registered(prefix + "/former").deposits);
        assertEquals(1, crossref.registered(prefix + "/latter").deposits);
        asAdmin()
                .get("/v1/registrations?journal=" + journal + "&hold=editor")
                .then()
                .body("items[0].message", containsString("alias"))
                .body("items[0].registered.link", equalTo("https://doi.org/" + prefix + "/former"));
    }

    @Test
    void deposits_are_retried_after_invalid_receipts_and_busy_responses() {
        crossref.fail(FakeCrossref.Fault.NO_RECEIPT);
        crossref.fail(FakeCrossref.Fault.REDIRECTS);
        crossref.fail(FakeCrossref.Fault.BUSY);
        String article = published(article("again"));
        for (String code : List.of("unreadable", "unreadable", "busy")) {
            Workers.await(
                    TIMEOUT,
                    code,
                    () -> registration(article).path("code").asText().equals(code));
            if (!code.equals("busy")) {
                int attempts = registration(article).get("attempts").asInt();
                clock.forward(Duration.ofMinutes(8));
                Workers.await(
                        TIMEOUT,
                        "another attempt",
                        () -> registration(article).get("attempts").asInt() > attempts);
            }
        }
        clock.forward(Duration.ofMinutes(100));
        Workers.pause(300);
        assertEquals("due", state(article), "Retry-After requests a delay of two hours");
        clock.forward(Duration.ofMinutes(30));
        awaitResult(article, "registered");
    }

    @Test
    void a_deposit_uses_a_higher_timestamp_than_an_earlier_deposit_by_another_depositor() {
        crossref.register(prefix + "/ts", 29991231235959999L);
        String article = published(article("ts"));
        Workers.await(TIMEOUT, "expected state registered, found " + registration(article), () -> {
            if (state(article).equals("submitted")) {
                clock.forward(Duration.ofMinutes(2));
            }
            return state(article).equals("registered");
        });
        assertEquals(29991231235959999L + 1, crossref.registered(prefix + "/ts").timestamp);
    }

    @Test
    void an_existing_crossref_registration_can_be_adopted() {
        plan("confirm");
        crossref.register(prefix + "/old", 29991231235959000L);
        String article = published(article("old"));
        awaitState(article, "held");
        String self = registration(article).at("/links/self").asText();
        asAdmin().put(self + "/adoption").then().statusCode(200).body("state", equalTo("due"));
        awaitResult(article, "registered");
        assertEquals(29991231235959001L, crossref.registered(prefix + "/old").timestamp);

        String unknown = published(article("new"));
        awaitState(unknown, "held");
        asAdmin()
                .put(registration(unknown).at("/links/self").asText() + "/adoption")
                .then()
                .statusCode(409);
    }

    @Test
    void a_peer_review_is_not_deposited_as_a_journal_article() {
        ObjectNode review = article("review");
        review.put("type", "peer-review");
        String id = published(review);
        awaitState(id, "held");
        JsonNode registration = registration(id);
        assertEquals("not-ready", registration.get("hold").asText());
        assertTrue(registration.get("message").asText().startsWith("The article is not a peer review."));
        asAdmin()
                .post(registration.at("/links/self").asText() + "/attempts")
                .then()
                .statusCode(202);
        awaitState(id, "held");
        assertEquals("not-ready", registration(id).get("hold").asText());
        assertEquals(0, crossref.calls());
        patch(asAdmin(), "/v1/articles/" + id, object().put("type", "article-commentary"))
                .then()
                .statusCode(200);
        Fixtures.publish(id);
        awaitResult(id, "registered");
    }

    @Test
    void the_migration_reports_peer_reviews_that_are_registered_as_journal_articles() throws IOException {
        String review = published(article("old-review"));
        String other = published(article("no-review"));
        awaitResult(review, "registered");
        awaitResult(other, "registered");
        sql.update("update published_article set type = 'peer-review' where article = ?::uuid", review);
        try (InputStream in = getClass()
                .getResourceAsStream("/db/migration/V44__Hold_peer_reviews_registered_as_journal_articles.sql")) {
            sql.update(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        JsonNode registration = registration(review);
        assertEquals("held", registration.get("state").asText());
        assertEquals("not-ready", registration.get("hold").asText());
        assertTrue(registration.get("message").asText().contains("ask Crossref's support"));
        assertEquals(registration.get("message"), registration.at("/findings/0"));
        assertEquals(1, registration.at("/registered/version").asInt());
        assertEquals("registered", state(other));
        asAdmin()
                .get("/v1/registrations?hold=not-ready&journal=" + journal)
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(registration.get("id").asText())));
        ObjectNode newReview = article("new-review");
        newReview.put("type", "peer-review");
        String held = published(newReview);
        awaitState(held, "held");
        assertEquals(registration.get("message"), registration(held).get("message"));
        assertEquals(1, crossref.registered(prefix + "/old-review").deposits);
    }

    @Test
    void a_record_that_is_not_ready_is_put_on_hold_until_the_problem_is_fixed() {
        ObjectNode article = article("ready");
        article.put("doi", "10.4444/foreign." + NUMBER.get());
        String id = published(article);
        awaitState(id, "held");
        JsonNode registration = registration(id);
        assertEquals("not-ready", registration.get("hold").asText());
        assertTrue(registration.get("message").asText().contains("prefix"), registration.toString());
        assertEquals(0, crossref.calls());
        asAdmin()
                .delete(registration.at("/links/self").asText() + "/hold")
                .then()
                .statusCode(409);
        ObjectNode wider = account();
        wider.remove("secret");
        ((ObjectNode) wider.get("settings")).remove("prefixes");
        asAdmin()
                .header("If-Match", "*")
                .contentType(JSON)
                .body(wider.toString())
                .put("/v1/registration-accounts/" + account)
                .then()
                .statusCode(200)
                .body("secret.set", equalTo(true));
        awaitResult(id, "registered");
    }

    @Test
    void many_article_changes_caused_by_a_journal_change_require_one_confirmation() {
        List<String> articles = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            articles.add(published(article("m." + i)));
        }
        articles.forEach(article -> awaitResult(article, "registered"));
        patch(asAdmin(), "/v1/journals/" + journal, object().put("title", Fixtures.unique("New Title")))
                .then()
                .statusCode(200);
        Workers.await(TIMEOUT, "all are held", () -> articles.stream()
                .allMatch(article -> registration(article).path("hold").asText().equals("mass-change")));
        articles.forEach(article -> assertEquals(
                1, crossref.registered(registration(article).get("identifier").asText()).deposits));
        asAdmin()
                .delete(registration(articles.get(3)).at("/links/self").asText() + "/hold")
                .then()
                .statusCode(200);
        articles.forEach(article -> awaitResult(article, "registered"));
    }

    @Test
    void a_registration_plan_in_confirm_mode_requires_an_editor_to_confirm_each_registration() {
        plan("confirm");
        String article = published(article("ok"));
        awaitState(article, "held");
        String self = registration(article).at("/links/self").asText();
        String own = Fixtures.editorOf(journal);
        String other = Fixtures.editorOf(Fixtures.journal());
        as(own).get(self + "/differences").then().statusCode(200).body("comparison", equalTo("nothing-registered"));
        asReader().get(self).then().statusCode(401);
        as(other).get(self).then().statusCode(403);
        as(other).delete(self + "/hold").then().statusCode(403);
        as(other).get("/v1/registrations").then().statusCode(200).body("total", equalTo(0));
        as(own).put(self + "/release").then().statusCode(403);
        as(own).get("/v1/articles/" + article + "/registrations").then().statusCode(200);
        as(other).get("/v1/articles/" + article + "/registrations").then().statusCode(403);
        as(own).delete(self + "/hold").then().statusCode(200).body("state", equalTo("due"));
        awaitResult(article, "registered");
        as(own).put(self + "/hold").then().statusCode(200).body("hold", equalTo("editor"));
        asAdmin().put(self + "/release").then().statusCode(200).body("state", equalTo("released"));
        as(own).post(self + "/attempts").then().statusCode(409);
    }

    @Test
    void an_issue_with_a_doi_is_registered_separately_from_its_articles() {
        ObjectNode issue = object().put("journal", journal)
                .put("volume", "1")
                .put("number", "2")
                .put("doi", prefix + "/issue");
        String id = created(asAdmin(), "/v1/issues", issue).get("id").textValue();
        asAdmin()
                .header("If-Match", "*")
                .contentType(ContentType.JSON)
                .put("/v1/issues/" + id + "/publication")
                .then()
                .statusCode(200);
        Workers.await(TIMEOUT, "the issue is registered", () -> {
            JsonNode items =
                    body(asAdmin().get("/v1/issues/" + id + "/registrations")).get("items");
            String state = items.isEmpty() ? "" : items.get(0).get("state").asText();
            if (state.equals("submitted")) {
                clock.forward(Duration.ofMinutes(2));
            }
            return state.equals("registered");
        });
        assertTrue(crossref.registered(prefix + "/issue").resource.contains("/issues/"));
        asAdmin().get("/v1/journals/" + journal + "/registrations").then().statusCode(200);
    }

    @Test
    void the_account_password_never_appears_in_responses_or_unencrypted_in_the_database() {
        String article = published(article("secret"));
        awaitResult(article, "registered");
        for (String path : List.of(
                "/v1/registration-accounts",
                "/v1/registration-accounts/" + account,
                "/v1/articles/" + article + "/registrations",
                registration(article).at("/links/self").asText() + "/attempts",
                "/q/metrics")) {
            asAdmin().get(path).then().statusCode(200).body(not(containsString(FakeCrossref.PASSWORD)));
        }
        byte[] sealed = sql.first(
                        "select sealed from registration_secret where account = ?::uuid",
                        row -> row.getBytes(1),
                        account)
                .orElseThrow();
        assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains(FakeCrossref.PASSWORD));
        asAdmin()
                .get("/v1/registration-accounts/" + account)
                .then()
                .body("secret.set", equalTo(true))
                .body("secret.value", nullValue());
    }

    @Test
    void a_restored_database_sends_no_deposits_until_an_admin_resumes_the_account() {
        sql.update("update registration_account set store = gen_random_uuid() where id = ?::uuid", account);
        String article = published(article("restored"));
        awaitState(article, "due");
        asAdmin()
                .get("/v1/registration-accounts/" + account)
                .then()
                .body("state", equalTo("paused"))
                .body("reason", equalTo("restored"));
        Workers.pause(300);
        assertEquals(0, crossref.calls());
        assertNull(crossref.registered(prefix + "/restored"));
        asAdmin()
                .delete("/v1/registration-accounts/" + account + "/pause")
                .then()
                .statusCode(200);
        awaitResult(article, "registered");
    }

    @Test
    void an_invalid_registration_account_reports_all_errors_together() {
        ObjectNode wrong = object().put("target", "nowhere")
                .put("name", "")
                .put("baseUrl", "ftp://x")
                .put("odd", 1);
        asAdmin()
                .contentType(JSON)
                .body(wrong.toString())
                .post("/v1/registration-accounts")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/target", "/name", "/baseUrl", "/odd"));
        asAdmin()
                .header("If-Match", "\"r7\"")
                .contentType(JSON)
                .body(account().toString())
                .put("/v1/registration-accounts/" + account)
                .then()
                .statusCode(412);
        asAdmin()
                .header("If-Match", "*")
                .contentType(JSON)
                .body(account().put("test", false).toString())
                .put("/v1/registration-accounts/" + account)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/test"));
        as(Fixtures.editorOf(journal)).get("/v1/registration-accounts").then().statusCode(403);
        asReader().get("/v1/registration-accounts").then().statusCode(401);
        asAdmin().get("/v1/registration-accounts/" + journal).then().statusCode(404);
        String own = created(asAdmin(), "/v1/registration-accounts", account())
                .get("id")
                .textValue();
        asAdmin()
                .header("If-Match", "*")
                .delete("/v1/registration-accounts/" + own)
                .then()
                .statusCode(204);
        asAdmin().get("/v1/registration-accounts/" + own).then().statusCode(404);
        asAdmin()
                .header("If-Match", "*")
                .contentType(JSON)
                .body("{\"items\":[{\"account\":\"" + own + "\",\"mode\":\"automatic\",\"kinds\":[\"article\"]}]}")
                .put("/v1/journals/" + journal + "/registration-plans")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/items/0/account"));
    }
}
