package org.offprint.web.api.articles;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;

/** Tests the options of all article writes: validation only, idempotency keys, and responses without a body. */
@QuarkusTest
class WriteOptionsTest {

    @Inject
    Sql sql;

    @Test
    void a_request_with_a_secret_rejects_an_idempotency_key() {
        String article = ArticleEditing.draft(ArticleEditing.minimal(Fixtures.journal()));
        ObjectNode webhook = object().put("url", "http://127.0.0.1:9/hook");
        webhook.putArray("types").add("import.finished");
        String hook = Fixtures.created(asAdmin(), "/v1/webhooks", webhook)
                .at("/links/self")
                .textValue();
        ObjectNode account = object().put("target", "doaj").put("name", "DOAJ").put("test", false);
        long before = answers();
        for (String path : List.of(article + "/previews", article + "/confirmations", hook + "/secrets")) {
            assertKeyRejected(path, object());
        }
        account.putObject("secret").put("value", "secret of an account");
        assertKeyRejected("/v1/registration-accounts", account);
        assertEquals(before, answers());
        // Without an idempotency key, the request creates a second secret.
        asAdmin().post(hook + "/secrets").then().statusCode(200);
        asAdmin().header("If-Match", "*").delete(hook).then().statusCode(204);
    }

    private static void assertKeyRejected(String path, ObjectNode body) {
        Fixtures.post(asAdmin().header("Idempotency-Key", UUID.randomUUID().toString()), path, body)
                .then()
                .statusCode(400)
                .body("errors[0].header", equalTo("Idempotency-Key"))
                .body("errors[0].code", equalTo("not-repeatable"));
    }

    /** Returns the number of stored responses. */
    private long answers() {
        return sql.first("select count(*) from idempotent_answer", row -> row.getLong(1))
                .orElseThrow();
    }

    @Test
    void a_request_with_validate_only_runs_all_checks_without_storing_the_article() {
        String journal = Fixtures.journal();
        String path = ArticleEditing.published(ArticleEditing.minimal(journal));
        String draft = ArticleEditing.draft(ArticleEditing.minimal(journal));
        List<Long> before = stored(journal);
        String key = UUID.randomUUID().toString();
        RequestSpecification named = asAdmin().header("Idempotency-Key", key);
        ObjectNode article = ArticleEditing.minimal(journal);
        Fixtures.post(named, "/v1/articles?validateOnly=true", article)
                .then()
                .statusCode(200)
                .header("Location", nullValue())
                .header("ETag", nullValue())
                .body("title", equalTo(article.get("title").textValue()));
        ArticleEditing.patch(path + "?validateOnly=true", object().put("title", "Never"))
                .statusCode(200)
                .body("title", equalTo("Never"));
        ArticleEditing.act(asAdmin(), "PUT", draft + "/publication?validateOnly=true", object())
                .statusCode(200)
                .body("status", equalTo("published"));
        ArticleEditing.act(asAdmin(), "PUT", path + "/withdrawal?validateOnly=true", object().put("reason", "x"))
                .statusCode(200)
                .body("status", equalTo("withdrawn"));
        ArticleEditing.act(asAdmin(), "PUT", path + "/withdrawal?validateOnly=true", object())
                .statusCode(422);
        ArticleEditing.undo(draft + "?validateOnly=true").statusCode(204);
        ArticleEditing.undo(path + "?validateOnly=true").statusCode(409);
        assertEquals(before, stored(journal));
        Fixtures.post(asAdmin().header("Idempotency-Key", key), "/v1/articles", ArticleEditing.minimal(journal))
                .then()
                .statusCode(201);
    }

    /**
     * Returns several counts: revisions, history entries, versions and changes of a journal, and all stored idempotent
     * responses.
     */
    private List<Long> stored(String journal) {
        return sql.first(
                        "select (select sum(revision) from article where journal = ?::uuid) a,"
                                + " (select count(*) from article_history h join article on id = h.article"
                                + "   where journal = ?::uuid) h,"
                                + " (select count(*) from article_version v join article on id = v.article"
                                + "   where journal = ?::uuid) v,"
                                + " (select count(*) from change where journal = ?::uuid) c,"
                                + " (select count(*) from idempotent_answer) i",
                        row -> List.of(
                                row.getLong("a"),
                                row.getLong("h"),
                                row.getLong("v"),
                                row.getLong("c"),
                                row.getLong("i")),
                        journal,
                        journal,
                        journal,
                        journal)
                .orElseThrow();
    }

    @Test
    void creating_an_article_again_with_the_same_idempotency_key_returns_the_first_response() {
        String journal = Fixtures.journal();
        String key = UUID.randomUUID().toString();
        ObjectNode article = ArticleEditing.minimal(journal);
        Response first = Fixtures.post(asAdmin().header("Idempotency-Key", key), "/v1/articles", article);
        first.then().statusCode(201);
        String path = body(first).at("/links/self").textValue();
        ArticleEditing.patch(path, object().put("title", "Changed meanwhile")).statusCode(200);
        Response again = Fixtures.post(asAdmin().header("Idempotency-Key", "\"" + key + "\""), "/v1/articles", article);
        assertSame(first, again);
        Fixtures.post(asAdmin().header("Idempotency-Key", key), "/v1/articles", article.put("title", "Other"))
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/idempotency-conflict"));
        Response other =
                Fixtures.post(as(Fixtures.editorOf(journal)).header("Idempotency-Key", key), "/v1/articles", article);
        assertNotEquals(first.header("Location"), other.header("Location"));
        assertEquals(
                2,
                body(asAdmin().get("/v1/articles?journal=" + journal))
                        .get("total")
                        .intValue());
    }

    @Test
    void an_article_action_repeated_with_its_idempotency_key_is_executed_once() {
        String journal = Fixtures.journal();
        String path = ArticleEditing.draft(ArticleEditing.minimal(journal));
        assertDoneOnce("PUT", path + "/publication", "\"r1\"", "{}");
        assertDoneOnce("PUT", path + "/withdrawal", "\"r2\"", "{\"reason\":\"x\"}");
        assertDoneOnce("DELETE", path + "/withdrawal", "\"r3\"", "");
        assertDoneOnce("PUT", path + "/retraction", "\"r4\"", "{\"kind\":\"removal\",\"reason\":\"x\"}");
        assertDoneOnce("DELETE", path + "/retraction", "\"r5\"", "");
        assertDoneOnce("POST", path + "/history/1/restoration", "\"r6\"", "");
        assertEquals(
                List.of(
                        "created published 1",
                        "deleted withdrawn 1",
                        "created reinstated 1",
                        "updated retracted 1",
                        "updated retraction-lifted 1"),
                ArticleEditing.publicChanges(journal, path));
    }

    private static void assertDoneOnce(String method, String path, String ifMatch, String json) {
        String key = UUID.randomUUID().toString();
        Response[] answers = new Response[2];
        for (int i = 0; i < 2; i++) {
            RequestSpecification request =
                    asAdmin().header("Idempotency-Key", key).header("If-Match", ifMatch);
            answers[i] = (json.isEmpty() ? request : ArticleEditing.send(request, json)).request(method, path);
            assertEquals(200, answers[i].statusCode(), method + " " + path + " " + answers[i].asString());
        }
        assertSame(answers[0], answers[1]);
    }

    private static void assertSame(Response first, Response again) {
        assertEquals(first.statusCode(), again.statusCode());
        assertEquals(first.header("Location"), again.header("Location"));
        assertEquals(first.header("ETag"), again.header("ETag"));
        assertEquals(first.asString(), again.asString());
    }

    @Test
    void an_idempotency_key_of_a_rejected_request_can_be_used_again() {
        String journal = Fixtures.journal();
        String key = UUID.randomUUID().toString();
        ObjectNode wrong = ArticleEditing.minimal(journal).put("title", "");
        Fixtures.post(asAdmin().header("Idempotency-Key", key), "/v1/articles", wrong)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/title"));
        Fixtures.post(asAdmin().header("Idempotency-Key", key), "/v1/articles", ArticleEditing.minimal(journal))
                .then()
                .statusCode(201);
    }

    @Test
    void an_article_write_that_prefers_a_minimal_response_returns_no_body() {
        String journal = Fixtures.journal();
        Response made = Fixtures.post(
                asAdmin().header("Prefer", "return=minimal"), "/v1/articles", ArticleEditing.minimal(journal));
        made.then()
                .statusCode(201)
                .header("Preference-Applied", "return=minimal")
                .header("ETag", ArticleEditing.revision(1))
                .body(emptyString());
        String path = made.header("Location").replaceFirst("^https?://[^/]+", "");
        ArticleEditing.act(asAdmin().header("Prefer", "return=minimal"), "PUT", path + "/publication", object())
                .statusCode(204)
                .header("ETag", ArticleEditing.revision(2))
                .body(emptyString());
        assertEquals(1, ArticleEditing.read(path).get("version").intValue());
    }
}
