package org.offprint.web.api.registration;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.await;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.patch;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.services.registration.targets.datacite.FakeDataCite;
import org.offprint.services.registration.targets.doaj.FakeDoaj;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;

/**
 * Tests registration runs, which send many articles again or report the data that would be sent. The tests use
 * DataCite, which responds immediately.
 */
@QuarkusTest
class RegistrationRunTest {

    private static final String JSON = "application/json";

    private final String issn = Fixtures.issn();
    private final String suffix = unique("r").toLowerCase().replaceAll("[^a-z0-9]+", "-");
    private final FakeDataCite dataCite = new FakeDataCite();
    private String journal;
    private String account;

    @BeforeEach
    void begin() {
        dataCite.domain = "journals.example";
        ObjectNode described =
                object().put("title", unique("Journal")).put("language", "en").put("publisher", "Road Press");
        described.putArray("issns").addObject().put("type", "electronic").put("value", issn);
        journal = created(asAdmin(), "/v1/journals", described).get("id").textValue();
        ObjectNode datacite = object().put("target", "datacite")
                .put("name", "DataCite, Road Press")
                .put("test", false)
                .put("baseUrl", dataCite.url("").toString());
        datacite.putObject("secret").put("value", FakeDataCite.PASSWORD);
        datacite.putObject("settings").put("login", FakeDataCite.LOGIN);
        account = created(asAdmin(), "/v1/registration-accounts", datacite)
                .get("id")
                .textValue();
        plan(account, "automatic");
    }

    @AfterEach
    void end() {
        plan(account, "off");
        asAdmin().put("/v1/registration-accounts/" + account + "/pause");
        dataCite.close();
    }

    private void plan(String with, String mode) {
        JournalPlans.set(Client.here(), journal, with, mode, "article");
    }

    private ObjectNode article(String name) {
        ObjectNode article = object().put("journal", journal)
                .put("title", "On roads " + name)
                .put("language", "en")
                .put("type", "research-article")
                .put("doi", doi(name));
        article.putArray("contributors")
                .addObject()
                .put("role", "author")
                .put("given", "Ada")
                .put("family", "Lovelace");
        return article;
    }

    private String doi(String name) {
        return "10.12345/" + suffix + "." + name;
    }

    private static String published(ObjectNode article) {
        String id = created(asAdmin(), "/v1/articles", article).get("id").textValue();
        Fixtures.publish(id);
        return id;
    }

    private String registered(String name) {
        String id = published(article(name));
        await(() -> dataCite.dois.containsKey(doi(name)));
        await(() -> state(id).equals("registered"));
        return id;
    }

    private static String state(String article) {
        return body(asAdmin().get("/v1/articles/" + article + "/registrations"))
                .at("/items/0/state")
                .asText();
    }

    private ObjectNode run(String dryRun) {
        ObjectNode run = object().put("journal", journal).put("target", "datacite");
        return dryRun == null ? run : run.put("dryRun", dryRun);
    }

    private static ValidatableResponse begin(RequestSpecification caller, JsonNode run) {
        return caller.contentType(JSON)
                .body(run.toString())
                .post("/v1/registration-runs")
                .then();
    }

    /** Starts a registration run, waits until it ends, and returns its path. */
    private static String done(JsonNode run) {
        String path = begin(asAdmin(), run)
                .statusCode(202)
                .header("Location", startsWith("/v1/registration-runs/"))
                .extract()
                .header("Location");
        String self = path.substring(path.indexOf("/v1/"));
        await(() -> List.of("done", "failed").contains(asAdmin().get(self).<String>path("status")));
        asAdmin().get(self).then().body("status", equalTo("done"));
        return self;
    }

    private int puts(String name) {
        return (int) dataCite.requests().stream()
                .filter(request -> request.startsWith("PUT ") && request.endsWith(doi(name)))
                .count();
    }

    @Test
    void only_editors_of_the_journal_can_start_a_registration_run() {
        begin(asReader(), run(null)).statusCode(401);
        begin(as(Fixtures.editorOf(Fixtures.journal())), run(null)).statusCode(403);
        begin(asAdmin(), run("never")).statusCode(422).body("errors[0].pointer", equalTo("/dryRun"));
        begin(asAdmin(), object()).statusCode(422).body("errors", hasSize(2));
        begin(asAdmin(), run(null).put("journal", UUID.randomUUID().toString()))
                .statusCode(422)
                .body("errors[0].code", equalTo("unknown-journal"));
        begin(asAdmin(), run(null).put("target", "doaj")).statusCode(409);
        begin(asAdmin(), run("test"))
                .statusCode(409)
                .body("title", equalTo("The journal has no plan for the test system"));
        asAdmin().get("/v1/registration-runs/" + UUID.randomUUID()).then().statusCode(404);
        asReader().get("/v1/registration-runs").then().statusCode(401);
        String editor = Fixtures.editorOf(journal);
        String self = begin(as(editor), run("render")).statusCode(202).extract().path("links.self");
        as(editor).get(self).then().statusCode(200);
        as(Fixtures.editorOf(journal)).get(self).then().statusCode(404);
        as(editor).get("/v1/registration-runs").then().statusCode(200).body("total", equalTo(1));
    }

    @Test
    void a_dry_run_in_render_mode_reports_files_and_problems_without_sending_files() {
        String sent = registered("1");
        asAdmin().put("/v1/registration-accounts/" + account + "/pause");
        String waiting = published(article("2"));
        ObjectNode bare = article("3");
        bare.remove("contributors");
        String incomplete = published(bare);
        ObjectNode unnamed = article("4");
        unnamed.remove("doi");
        published(unnamed);
        int calls = dataCite.requests().size();
        String self = done(run("render"));
        asAdmin()
                .get(self)
                .then()
                .body("total", equalTo(4))
                .body("unchanged", equalTo(1))
                .body("created", equalTo(1))
                .body("failed", equalTo(2))
                .body("registrations", nullValue());
        asAdmin()
                .get(self + "/outcomes?outcome=failed")
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("items[0].article", equalTo(incomplete))
                .body("items[0].findings.code", hasItem("author-missing"))
                .body("items[1].findings.code", equalTo(List.of("doi-missing")));
        asAdmin()
                .get(self + "/outcomes")
                .then()
                .body("items[0].article", equalTo(sent))
                .body("items[0].outcome", equalTo("unchanged"))
                .body("items[1].bytes", greaterThan(1000))
                .body("items[1].file", nullValue());
        ObjectNode one = run("render");
        one.putArray("articles").add(waiting);
        asAdmin()
                .get(done(one) + "/outcomes")
                .then()
                .body("total", equalTo(1))
                .body("items[0].file", containsString("\"event\":\"publish\""));
        assertEquals(calls, dataCite.requests().size());
        asAdmin().put("/v1/registration-accounts/" + account + "/pause");
    }

    @Test
    void a_registration_run_sends_registered_articles_again() {
        String first = registered("1");
        registered("2");
        String self = done(run(null));
        await(() -> puts("1") == 2 && puts("2") == 2);
        await(() -> Map.of("registered", 2).equals(asAdmin().get(self).path("registrations")));
        asAdmin().get(self).then().body("updated", equalTo(2)).body("failed", equalTo(0));
        asAdmin().delete(self).then().statusCode(409);
        ObjectNode some = run(null);
        some.putArray("articles").add(first);
        some.putArray("states").add("registered");
        done(some);
        await(() -> puts("1") == 3);
        ObjectNode refused = run(null);
        refused.putArray("states").add("refused");
        asAdmin().get(done(refused)).then().body("total", equalTo(0));
        assertEquals(2, puts("2"));
    }

    private void pause() {
        asAdmin().put("/v1/registration-accounts/" + account + "/pause").then().statusCode(200);
    }

    private void resume() {
        asAdmin()
                .delete("/v1/registration-accounts/" + account + "/pause")
                .then()
                .statusCode(200);
    }

    private static void retitle(String article, String title) {
        patch(asAdmin(), "/v1/articles/" + article, object().put("title", title))
                .then()
                .statusCode(200);
        Fixtures.publish(article);
    }

    private static String self(String article) {
        return body(asAdmin().get("/v1/articles/" + article + "/registrations"))
                .at("/items/0/links/self")
                .asText();
    }

    /**
     * Waits until all published changes are marked for registration. Changes are processed in order, so waiting for the
     * last article is sufficient.
     */
    private void awaitMarked(String name) {
        String last = published(article(name));
        await(() -> List.of("due", "held").contains(state(last)));
    }

    @Test
    void a_requested_deposit_is_sent_only_once_if_the_article_changes_before_sending() {
        String same = registered("1");
        String changed = registered("2");
        pause();
        for (String article : List.of(same, changed)) {
            asAdmin().post(self(article) + "/attempts").then().statusCode(202).body("state", equalTo("due"));
        }
        retitle(same, "On ways");
        retitle(same, "On roads 1");
        plan(account, "confirm");
        retitle(changed, "On lanes");
        awaitMarked("3");
        assertEquals("due", state(same));
        assertEquals("due", state(changed));
        resume();
        await(() -> puts("1") == 2 && puts("2") == 2);
        await(() -> List.of("registered", "registered").equals(List.of(state(same), state(changed))));
        assertTrue(dataCite.dois.get(doi("1")).xml().contains("On roads 1"));
        assertTrue(dataCite.dois.get(doi("2")).xml().contains("On lanes"));

        // The next change requires confirmation again. A reverted change is not sent.
        retitle(same, "On ways");
        await(() -> state(same).equals("held"));
        retitle(same, "On roads 1");
        await(() -> state(same).equals("registered"));
        assertEquals(2, puts("1"));
    }

    @Test
    void a_registration_run_sends_an_article_only_once_if_the_article_changes_before_sending() {
        String article = registered("1");
        pause();
        String self = done(run(null));
        retitle(article, "On ways");
        retitle(article, "On roads 1");
        awaitMarked("2");
        assertEquals("due", state(article));
        resume();
        await(() -> Map.of("registered", 1).equals(asAdmin().get(self).path("registrations")));
        await(() -> puts("2") == 1);
        assertEquals(2, puts("1"));
    }

    private void replaceAccount(String secret, Integer filesPerSecond) {
        ObjectNode datacite = object().put("target", "datacite")
                .put("name", "DataCite, Road Press")
                .put("test", false)
                .put("baseUrl", dataCite.url("").toString());
        datacite.putObject("secret").put("value", secret);
        datacite.putObject("settings").put("login", FakeDataCite.LOGIN).put("filesPerSecond", filesPerSecond);
        asAdmin()
                .header("If-Match", "*")
                .contentType(JSON)
                .body(datacite.toString())
                .put("/v1/registration-accounts/" + account)
                .then()
                .statusCode(filesPerSecond != null && filesPerSecond == 0 ? 422 : 200);
    }

    @Test
    void deposits_stop_after_a_wrong_password_and_respect_the_rate_limit() {
        pause();
        replaceAccount("wrong", 0);
        replaceAccount("wrong", 5);
        for (int i = 1; i <= 8; i++) {
            published(article("w" + i));
        }
        awaitMarked("w9");
        resume();
        await(() -> asAdmin()
                .get("/v1/registration-accounts/" + account)
                .path("state")
                .equals("blocked"));
        assertEquals(1, dataCite.requests().size());

        replaceAccount(FakeDataCite.PASSWORD, 5);
        long began = System.nanoTime();
        resume();
        await(() -> dataCite.dois.size() == 9);
        // The rate limit allows five files at once, then one file every 200 ms.
        long millis = (System.nanoTime() - began) / 1_000_000;
        assertTrue(millis >= 500, "Nine files took " + millis + " ms.");
    }

    @Test
    void cancelling_a_registration_run_cancels_deposits_that_only_the_run_requested() {
        String article = registered("1");
        asAdmin().put("/v1/registration-accounts/" + account + "/pause").then().statusCode(200);
        String self = done(run(null));
        assertEquals("due", state(article));
        asAdmin().delete(self).then().statusCode(204);
        assertEquals("registered", state(article));
        asAdmin().delete(self).then().statusCode(409);
        plan(account, "confirm");
        String waiting = published(article("2"));
        await(() -> state(waiting).equals("held"));
        String other = done(run(null));
        assertEquals("due", state(waiting));
        asAdmin().delete(other).then().statusCode(204);
        assertEquals("held", state(waiting));
        assertEquals(1, puts("1"));
    }

    @Test
    void a_dry_run_in_compare_mode_reports_differences_from_the_registered_data() {
        registered("1");
        String self = done(run("compare"));
        asAdmin()
                .get(self + "/outcomes")
                .then()
                .body("items[0].outcome", equalTo("updated"))
                // The fake DataCite server returns only the DOI, so the title differs.
                .body("items[0].differs", hasItem("/title"));
        assertTrue(dataCite.requests().contains("GET /dois/" + doi("1")));
        assertEquals(1, puts("1"));
    }

    @Test
    void an_article_is_sent_to_doaj_when_published_or_corrected_and_deleted_when_withdrawn() {
        try (FakeDoaj doaj = new FakeDoaj(issn)) {
            ObjectNode key = object().put("target", "doaj")
                    .put("name", "DOAJ")
                    .put("test", false)
                    .put("baseUrl", doaj.url("/api/v4").toString());
            key.putObject("secret").put("value", FakeDoaj.KEY);
            String other = created(asAdmin(), "/v1/registration-accounts", key)
                    .get("id")
                    .textValue();
            plan(other, "automatic");
            String article = published(article("d"));
            await(() -> doaj.articles.size() == 1);
            await(() -> state(article).equals("registered"));
            patch(asAdmin(), "/v1/articles/" + article, object().put("title", "On ways"))
                    .then()
                    .statusCode(200);
            Fixtures.publish(article);
            await(() -> doaj.articles.toString().contains("On ways"));
            await(() -> state(article).equals("registered"));
            Fixtures.withdraw(article);
            await(() -> doaj.articles.isEmpty());
            await(() -> state(article).equals("retired"));
            plan(other, "off");
            asAdmin().put("/v1/registration-accounts/" + other + "/pause");
        }
    }
}
