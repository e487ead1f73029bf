package org.offprint.platform.people;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offprint.ConfiguredService;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.imports.TestImports;

/** Tests that a running import stops if the key or person that started it loses the required rights. */
@QuarkusTest
@TestProfile(ConfiguredService.class)
class WithdrawnRightsTest {

    private static final FakeProvider PROVIDER = FakeProvider.ONE;

    /** Number of records whose import takes several seconds. */
    private static final int MANY = 6_000;

    @Inject
    Sql sql;

    @BeforeAll
    static void start() {
        PROVIDER.start();
    }

    private static ObjectNode record(String journal) {
        return object().put("journal", journal)
                .put("title", "On withdrawn rights")
                .put("language", "en")
                .put("type", "research-article");
    }

    /** Returns {@code count} records, which are assigned to the given journals in rotation. */
    private static byte[] records(int count, String... journals) {
        JsonNode[] records = new JsonNode[count];
        Arrays.setAll(records, i -> record(journals[i % journals.length]));
        return TestImports.lines(records);
    }

    private static String send(RequestSpecification caller, byte[] file) {
        Response accepted = TestImports.send(caller, "?publish=true", TestImports.JSONL, file);
        assertEquals(202, accepted.statusCode(), accepted.asString());
        return accepted.header("Location");
    }

    private static JsonNode get(String path) {
        return body(asAdmin().get(path));
    }

    private static void awaitFirstRecords(String path) {
        Fixtures.await(() -> get(path).path("processed").longValue() > 0);
        assertEquals("running", get(path).path("status").textValue());
    }

    /** Creates an API key of an editor of these journals, and returns the response. */
    private static JsonNode key(String... journals) {
        ObjectNode wanted = object().put("name", "Eve").put("role", "editor");
        for (String journal : journals) {
            wanted.withArray("journals").add(journal);
        }
        return Fixtures.created(asAdmin(), "/v1/api-keys", wanted);
    }

    private static RequestSpecification as(JsonNode key) {
        return Fixtures.as(key.path("key").textValue());
    }

    private static ValidatableResponse give(String person, String... journals) {
        ObjectNode rights = object().put("role", "editor");
        for (String journal : journals) {
            rights.withArray("journals").add(journal);
        }
        return asAdmin()
                .contentType("application/json")
                .body(rights.toString())
                .put("/v1/people/" + person + "/rights")
                .then()
                .statusCode(200);
    }

    private static SignInBrowser editor(String... journals) {
        SignInBrowser browser = new SignInBrowser().signIn(PROVIDER, "jobs-" + UUID.randomUUID(), "Ines");
        give(browser.id(), journals);
        return browser;
    }

    private long articles(String journal) {
        return sql.first("select count(*) from article where journal = cast(? as uuid)", row -> row.getLong(1), journal)
                .orElseThrow();
    }

    /** Asserts that the import has failed because of missing rights, and that no records are imported afterwards. */
    private void assertStopped(String path, String journal) throws InterruptedException {
        JsonNode stopped = get(path);
        assertEquals("failed", stopped.path("status").textValue(), stopped.toString());
        assertTrue(stopped.path("problem").textValue().contains("revoked or has expired"), stopped.toString());
        assertTrue(stopped.path("processed").longValue() < MANY, stopped.toString());
        long articles = articles(journal);
        assertEquals(stopped.path("created").longValue(), articles);
        Thread.sleep(1_500); // A batch takes less than a second.
        assertEquals(articles, articles(journal));
        assertEquals(stopped, get(path));
    }

    @Test
    void revoking_a_key_stops_and_lists_its_running_import() throws InterruptedException {
        String journal = Fixtures.journal();
        JsonNode key = key(journal);
        String path = send(as(key), records(MANY, journal));
        awaitFirstRecords(path);
        String keyPath = key.at("/links/self").textValue();
        asAdmin()
                .delete(keyPath)
                .then()
                .statusCode(200)
                .body("stopped.kind", contains("import"))
                .body("stopped.links.self", contains(path));
        assertStopped(path, journal);
        asAdmin().delete(keyPath).then().statusCode(204);
        assertEquals(
                "api-key.revoked",
                get("/v1/audit?object=" + key.path("id").textValue())
                        .at("/items/0/action")
                        .textValue());
    }

    @Test
    void an_import_stops_when_its_key_expires() throws InterruptedException {
        String journal = Fixtures.journal();
        JsonNode key = key(journal);
        String path = send(as(key), records(MANY, journal));
        awaitFirstRecords(path);
        sql.update(
                "update api_key set expires_at = now() where id = cast(? as uuid)",
                key.path("id").textValue());
        TestImports.ended(path);
        assertStopped(path, journal);
    }

    @Test
    void an_import_that_is_queued_after_its_key_was_revoked_imports_nothing() {
        String journal = Fixtures.journal();
        JsonNode key = key(journal);
        as(key).get("/v1/me").then().statusCode(200);
        // The key is revoked only in the database, so the node still accepts it. This simulates a request that is
        // received shortly before the revocation.
        sql.update(
                "update api_key set revoked_at = now() where id = cast(? as uuid)",
                key.path("id").textValue());
        String path = send(as(key), records(10, journal));
        JsonNode ended = TestImports.ended(path);
        assertEquals("failed 0 0 0 0", TestImports.summary(ended));
        assertEquals(0, articles(journal));
    }

    @Test
    void removing_the_rights_of_a_person_stops_and_lists_the_running_import() throws InterruptedException {
        String journal = Fixtures.journal();
        SignInBrowser ines = editor(journal);
        String path = send(ines.requestFromOwnPage(), records(MANY, journal));
        awaitFirstRecords(path);
        asAdmin()
                .delete("/v1/people/" + ines.id() + "/rights")
                .then()
                .statusCode(200)
                .body("stopped.links.self", contains(path));
        assertStopped(path, journal);
    }

    @Test
    void erasing_a_person_stops_the_running_import_and_erases_the_name_in_its_articles() throws InterruptedException {
        String journal = Fixtures.journal();
        SignInBrowser ines = editor(journal);
        String id = ines.id();
        String path = send(ines.requestFromOwnPage(), records(MANY, journal));
        awaitFirstRecords(path);
        asAdmin().delete("/v1/people/" + id).then().statusCode(200).body("stopped.links.self", contains(path));
        assertStopped(path, journal);
        assertEquals(
                List.of(NameErasure.ERASED),
                sql.list(
                        "select distinct by_name from article_history where by_key = cast(? as uuid)",
                        row -> row.getString("by_name"),
                        id));
        asAdmin().get(path).then().body("by", equalTo(NameErasure.ERASED));
    }

    @Test
    void an_import_continues_with_the_journals_that_remain_after_a_person_loses_a_journal() {
        String kept = Fixtures.journal();
        String lost = Fixtures.journal();
        SignInBrowser ines = editor(kept, lost);
        int count = 2_000;
        String path = send(ines.requestFromOwnPage(), records(count, kept, lost));
        awaitFirstRecords(path);
        give(ines.id(), kept).body("journals", contains(kept)).body("$", not(hasKey("stopped")));
        long created = articles(lost);
        JsonNode ended = TestImports.ended(path);
        assertEquals("done", ended.path("status").textValue(), ended.toString());
        assertEquals(created, articles(lost));
        assertEquals(count / 2, articles(kept));
        assertEquals(count / 2 - created, ended.path("failed").longValue());
        asAdmin()
                .get(path + "/outcomes?outcome=failed&limit=1")
                .then()
                .body("items[0].problems[0].code", equalTo("forbidden"));
    }

    @Test
    void an_import_stops_if_its_person_loses_all_journals_of_the_import_but_keeps_other_rights() {
        String journal = Fixtures.journal();
        String other = Fixtures.journal();
        SignInBrowser ines = editor(journal);
        String path = send(ines.requestFromOwnPage(), records(MANY, journal));
        awaitFirstRecords(path);
        give(ines.id(), other);
        long created = articles(journal);
        JsonNode ended = TestImports.ended(path);
        assertEquals("failed", ended.path("status").textValue(), ended.toString());
        assertEquals(created, articles(journal));
        asAdmin().get(path).then().body("problem", containsString("lost the required rights"));
    }
}
