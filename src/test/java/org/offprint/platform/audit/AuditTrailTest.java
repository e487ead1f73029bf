package org.offprint.platform.audit;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class AuditTrailTest {

    @Inject
    Audit audit;

    @Inject
    AuditTrail trail;

    @Inject
    Sql sql;

    private static JsonPath newest(String query) {
        return asAdmin()
                .get("/v1/audit?limit=1&" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath verified() {
        return verified("/v1/audit/verification", 0);
    }

    /** Verifies all pages of the audit trail, because earlier tests may have written many entries. */
    private static JsonPath verified(String path, int step) {
        JsonPath answer = asAdmin().get(path).then().statusCode(200).extract().jsonPath();
        String next = answer.getString("next");
        return next == null || !answer.getBoolean("whole") || step > 50 ? answer : verified(next, step + 1);
    }

    @Test
    void the_audit_trail_records_the_actor_who_created_or_revoked_an_api_key() {
        String id = created(
                        asAdmin(),
                        "/v1/api-keys",
                        object().put("name", "Audited").put("role", "editor"))
                .get("id")
                .textValue();
        asAdmin()
                .header("X-Request-Id", "audit-test-1")
                .delete("/v1/api-keys/" + id)
                .then()
                .statusCode(204);
        asAdmin()
                .get("/v1/audit?object=" + id)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("total", equalTo(2))
                .body("items", hasSize(2))
                .body("items[0].action", equalTo("api-key.revoked"))
                .body("items[0].actor.kind", equalTo("api-key"))
                .body("items[0].actor.name", equalTo("admin (environment)"))
                .body("items[0].object.kind", equalTo("api-key"))
                .body("items[0].object.id", equalTo(id))
                .body("items[0].object.name", equalTo("Audited"))
                .body("items[0].address", equalTo("127.0.0.0/24"))
                .body("items[0].requestId", equalTo("audit-test-1"))
                .body("items[0].before", matchesPattern("[0-9a-f]{64}"))
                .body("items[0].hash", matchesPattern("[0-9a-f]{64}"))
                .body("items[1].action", equalTo("api-key.created"))
                .body("items[1]", not(hasKey("before")))
                .body("items[1].after", matchesPattern("[0-9a-f]{64}"));
        JsonPath rows = asAdmin().get("/v1/audit?object=" + id).jsonPath();
        assertEquals(rows.getString("items[1].after"), rows.getString("items[0].before"));
        // A second revocation changes nothing and is not audited.
        asAdmin().delete("/v1/api-keys/" + id).then().statusCode(204);
        asAdmin().get("/v1/audit?object=" + id).then().body("total", equalTo(2));
    }

    @Test
    void journal_changes_and_redirects_and_withdrawals_and_merges_and_backups_are_audited() {
        String journal = Fixtures.journal();
        Fixtures.patch(asAdmin(), "/v1/journals/" + journal, object().put("publisher", "Audited Press"))
                .then()
                .statusCode(200);
        // Updates without effect and requests with {@code validateOnly} are not audited.
        Fixtures.patch(asAdmin(), "/v1/journals/" + journal, object().put("publisher", "Audited Press"))
                .then()
                .statusCode(200);
        Fixtures.patch(asAdmin(), "/v1/journals/" + journal + "?validateOnly=true", object().put("publisher", "Tried"))
                .then()
                .statusCode(200);
        asAdmin()
                .get("/v1/audit?object=" + journal)
                .then()
                .body("items.action", equalTo(List.of("journal.changed", "journal.created")));
        asAdmin()
                .header("If-Match", "*")
                .delete("/v1/journals/" + journal)
                .then()
                .statusCode(204);
        assertEquals("journal.deleted", newest("object=" + journal).getString("items[0].action"));

        String other = Fixtures.journal();
        String article = Fixtures.article(other);
        Fixtures.publish(article);
        String editor = Fixtures.editorOf(other);
        as(editor)
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"reason\": \"An error of the publisher.\"}")
                .put("/v1/articles/" + article + "/withdrawal")
                .then()
                .statusCode(200);
        JsonPath withdrawn = newest("object=" + article);
        assertEquals("article.withdrawn", withdrawn.getString("items[0].action"));
        as(editor)
                .header("If-Match", "*")
                .delete("/v1/articles/" + article + "/withdrawal")
                .then()
                .statusCode(200);
        JsonPath reinstated = newest("action=article.reinstated&object=" + article);
        assertEquals(withdrawn.getString("items[0].after"), reinstated.getString("items[0].before"));
        assertEquals(withdrawn.getString("items[0].before"), reinstated.getString("items[0].after"));

        asAdmin().get("/v1/backup").then().statusCode(200);
        JsonPath backup = newest("action=backup");
        assertEquals("backup.taken", backup.getString("items[0].action"));
        assertEquals("backup", backup.getString("items[0].object.kind"));
        assertNull(backup.getString("items[0].object.id"));
        assertTrue(verified().getBoolean("whole"));
    }

    @Test
    void pages_of_the_audit_trail_list_all_matching_entries_newest_first() {
        String object = "pages-" + UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            audit.record(Actor.SERVICE, "test.paged", new AuditedObject("test", object, null), i, i + 1);
        }
        List<Long> positions = new ArrayList<>();
        String path = "/v1/audit?limit=2&object=" + object;
        while (path != null) {
            JsonPath page = asAdmin().get(path).then().statusCode(200).extract().jsonPath();
            assertEquals(5, page.getLong("total"));
            positions.addAll(page.getList("items.position", Long.class));
            path = page.getString("page.next");
        }
        assertEquals(5, positions.size());
        assertEquals(positions.stream().sorted((a, b) -> Long.compare(b, a)).toList(), positions);
        String at = newest("object=" + object).getString("items[0].at");
        asAdmin()
                .get("/v1/audit?actor=service&object=" + object + "&since=" + at)
                .then()
                .body("items", hasSize(1));
        asAdmin().get("/v1/audit?object=" + object + "&until=" + at).then().body("items", hasSize(5));
        asAdmin()
                .get("/v1/audit?action=test&limit=100&object=" + object)
                .then()
                .body("items.action", everyItem(equalTo("test.paged")))
                .body("items.actor.kind", everyItem(equalTo("service")))
                .body("items.address", everyItem(nullValue()));
        asAdmin()
                .get("/v1/audit?actor=" + UUID.randomUUID())
                .then()
                .body("items", hasSize(0))
                .body("total", equalTo(0));
    }

    @Test
    void only_admins_can_read_the_audit_trail() {
        for (String path : List.of("/v1/audit", "/v1/audit/verification")) {
            asReader().get(path).then().statusCode(401);
            as(Fixtures.editorOf(Fixtures.journal())).get(path).then().statusCode(403);
            asAdmin().delete(path).then().statusCode(405);
        }
        asAdmin()
                .get("/v1/audit?since=yesterday&until=2026-01-01&actor=é&limit=0")
                .then()
                .statusCode(400)
                .body("errors.parameter", equalTo(List.of("actor", "since", "until", "limit")));
        asAdmin()
                .get("/v1/audit/verification?afterPosition=-1&position=1")
                .then()
                .statusCode(400)
                .body("errors.parameter", equalTo(List.of("afterPosition", "hash")));
        asAdmin()
                .get("/v1/audit/verification?afterPosition=999999999999999999")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown-value"));
    }

    @Test
    void the_documented_sql_query_recomputes_the_hash_of_an_audit_entry() throws Exception {
        String object = "words-" + UUID.randomUUID();
        audit.record(Actor.SERVICE, "test.hashed", new AuditedObject("test", object, "no part of it"), null, "after");
        String documentation = Files.readString(Path.of("docs/audit.md"));
        String query = documentation.substring(documentation.indexOf("```sql") + 6);
        query = query.substring(0, query.indexOf("```"));
        assertEquals(List.of(), sql.list(query, row -> row.getLong(1)));
        String explained = query;
        long last = newest("object=" + object).getLong("items[0].position");
        tamper(
                "update audit set address = '192.0.2.0/24' where position = " + last,
                () -> assertEquals(List.of(last), sql.list(explained, row -> row.getLong(1))));
        byte[] after = MessageDigest.getInstance("SHA-256").digest("\"after\"".getBytes(StandardCharsets.UTF_8));
        assertEquals(HexFormat.of().formatHex(after), newest("object=" + object).getString("items[0].after"));
    }

    @Test
    void audit_rows_cannot_be_updated_or_deleted_in_the_database() {
        audit.record(Actor.SERVICE, "test.kept", AuditedObject.only("test"), null, null);
        for (String statement : List.of(
                "update audit set actor = null",
                "delete from audit",
                "truncate audit",
                "update audit_start set position = 1",
                "delete from audit_start",
                "insert into audit_start (only_row, position, hash) values (true, 1, '')")) {
            SqlException refused = assertThrows(SqlException.class, () -> sql.update(statement), statement);
            assertEquals("42501", SqlException.stateOf(refused), statement);
        }
    }

    @Test
    void verification_detects_a_changed_or_deleted_audit_row() {
        String object = "broken-" + UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            audit.record(Actor.SERVICE, "test.broken", new AuditedObject("test", object, null), null, i);
        }
        JsonPath whole = verified();
        assertTrue(whole.getBoolean("whole"));
        assertNull(whole.getString("next"));
        long middle = newest("object=" + object).getLong("items[0].position") - 1;
        tamper("update audit set action = 'test.other' where position = " + middle, () -> {
            AuditTrail.Check check = trail.check(middle - 2, Long.MAX_VALUE).orElseThrow();
            assertEquals(middle, check.broken());
            assertEquals(middle - 1, check.last());
        });
        tamper(
                "delete from audit where position = " + middle,
                () -> assertEquals(
                        middle,
                        trail.check(middle - 2, Long.MAX_VALUE).orElseThrow().broken()));
        assertTrue(verified().getBoolean("whole"));
    }

    /** Changes rows with the rights of the database owner, runs the verification, and rolls back the changes. */
    private void tamper(String statement, Runnable look) {
        assertThrows(IllegalStateException.class, () -> QuarkusTransaction.requiringNew()
                .run(() -> {
                    sql.update("alter table audit disable trigger user");
                    sql.update(statement);
                    look.run();
                    throw new IllegalStateException("rolled back");
                }));
    }

    @Test
    void verification_compares_the_audit_trail_with_a_hash_that_was_recorded_earlier() {
        audit.record(Actor.SERVICE, "test.noted", AuditedObject.only("test"), null, null);
        JsonPath verification = verified();
        audit.record(Actor.SERVICE, "test.noted", AuditedObject.only("test"), null, null);
        String query = "?position=" + verification.getLong("last") + "&hash=";
        asAdmin()
                .get("/v1/audit/verification" + query + verification.getString("hash"))
                .then()
                .body("whole", equalTo(true))
                .body("matches", equalTo(true));
        asAdmin()
                .get("/v1/audit/verification" + query + "0".repeat(64))
                .then()
                .body("whole", equalTo(false))
                .body("matches", equalTo(false));
    }

    @Test
    void changes_that_are_rolled_back_are_not_audited() {
        String object = "rolled-back-" + UUID.randomUUID();
        assertThrows(IllegalStateException.class, () -> QuarkusTransaction.requiringNew()
                .run(() -> {
                    audit.record(Actor.SERVICE, "test.undone", new AuditedObject("test", object, null), null, 1);
                    throw new IllegalStateException("rolled back");
                }));
        asAdmin().get("/v1/audit?object=" + object).then().body("total", equalTo(0));
        assertTrue(verified().getBoolean("whole"));
    }

    @Test
    void entries_of_concurrent_writers_form_a_single_audit_chain() throws Exception {
        String object = "at-once-" + UUID.randomUUID();
        int writers = 6;
        int rows = 10;
        CyclicBarrier together = new CyclicBarrier(writers);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                futures.add(threads.submit(() -> {
                    together.await();
                    for (int row = 0; row < rows; row++) {
                        QuarkusTransaction.requiringNew().run(() -> {
                            audit.record(Actor.SERVICE, "test.at-once", new AuditedObject("test", object, null), 1, 2);
                            audit.record(Actor.SERVICE, "test.at-once", new AuditedObject("test", object, null), 2, 3);
                        });
                    }
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(2L * writers * rows, trail.count(new AuditTrail.Filter(null, null, object, null, null)));
        assertTrue(verified().getBoolean("whole"));
    }

    @Test
    void erasing_a_person_replaces_the_name_in_the_audit_trail_with_a_pseudonym() {
        UUID person = UUID.randomUUID();
        Actor ada = Actor.person(person, "Ada\u0000 Example\uD800");
        audit.record(ada, "test.signed-in", AuditedObject.of(Actor.PERSON, person, ada.name()), null, null);
        JsonPath before = newest("actor=" + person);
        assertEquals("Ada? Example?", before.getString("items[0].actor.name"));
        audit.eraseName(person);
        audit.record(ada, "test.signed-in", AuditedObject.only("test"), null, null);
        asAdmin()
                .get("/v1/audit?actor=" + person)
                .then()
                .body("items.actor.id", everyItem(equalTo(person.toString())))
                .body("items.actor.name", everyItem(startsWith("erased person ")))
                .body("items.hash", hasItem(before.getString("items[0].hash")));
        assertTrue(verified().getBoolean("whole"));
        assertEquals(
                0,
                sql.list("select from audit_name where name like 'Ada%'", row -> 1)
                        .size());
    }

    @Test
    void audit_entries_past_the_retention_period_are_deleted_by_day() {
        audit.record(Actor.SERVICE, "test.old", AuditedObject.only("test"), null, null);
        assertEquals(0, trail.shorten(Instant.now()));
        // The deletion is rolled back, because other tests need their rows.
        assertThrows(IllegalStateException.class, () -> QuarkusTransaction.requiringNew()
                .run(() -> {
                    long rows = trail.count(new AuditTrail.Filter(null, null, null, null, null));
                    AuditTrail.Check before = trail.check(null, Long.MAX_VALUE).orElseThrow();
                    assertEquals(rows, trail.shortenDayWithin(Instant.now().plus(Duration.ofDays(2))));
                    AuditTrail.Check after = trail.check(null, Long.MAX_VALUE).orElseThrow();
                    assertNull(after.broken());
                    assertEquals(0, after.rows());
                    assertEquals(before.last(), after.last());
                    assertArrayEquals(before.hash(), after.hash());
                    throw new IllegalStateException("rolled back");
                }));
        assertNotEquals(0, verified().getLong("rows"));
    }

    @Test
    void recording_a_malformed_audit_action_throws_an_exception() {
        ObjectNode state = object();
        for (String action : List.of("revoked", "api key.revoked", "api-key.", "API.revoked", "a.b\n")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> audit.record(Actor.SERVICE, action, AuditedObject.only("test"), state, state));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> audit.record(Actor.SERVICE, "a.b", new AuditedObject("test", "a\nb", null), state, state));
    }
}
