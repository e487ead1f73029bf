package org.offprint.platform.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.web.api.Workers;

@QuarkusTest
class KeyAuthenticationTest {

    private static final String NEVER_MADE = "offprint_" + "x".repeat(43);

    @Inject
    Keys keys;

    @Test
    void a_caller_without_a_key_is_anonymous_and_cannot_edit() {
        given().get("/test/caller")
                .then()
                .statusCode(200)
                .body("anonymous", equalTo(true))
                .body("editor", equalTo(false))
                .body("admin", equalTo(false))
                .body("editsAll", equalTo(false))
                .body("edits", equalTo(false))
                .body("journals.size()", equalTo(0));
    }

    @Test
    void an_editor_key_is_recognized_with_its_name_and_id() {
        ApiKey.Issued eve = keys.editor();
        with(eve)
                .get("/test/caller")
                .then()
                .statusCode(200)
                .body("anonymous", equalTo(false))
                .body("editor", equalTo(true))
                .body("admin", equalTo(false))
                .body("editsAll", equalTo(true))
                .body("edits", equalTo(true))
                .body("journals", nullValue())
                .body("name", equalTo("Eve"))
                .body("keyId", equalTo(eve.key().id.toString()));
    }

    @Test
    void the_authorization_scheme_is_case_insensitive() {
        String secret = keys.editor().secret();
        for (String scheme : new String[] {"bearer", "BEARER", "Bearer "}) {
            given().header("Authorization", scheme + " " + secret)
                    .get("/test/caller/editor")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void an_editor_of_one_journal_cannot_edit_another_journal() {
        UUID own = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        ApiKey.Issued eve = keys.editorOf(own);
        with(eve)
                .get("/test/caller?journal=" + own)
                .then()
                .body("edits", equalTo(true))
                .body("editsAll", equalTo(false))
                .body("journals", contains(own.toString()));
        with(eve).post("/test/caller/journal?journal=" + own).then().statusCode(200);
        with(eve).post("/test/caller/journal?journal=" + other).then().statusCode(403);
        given().post("/test/caller/journal?journal=" + own).then().statusCode(401);
    }

    @Test
    void an_admin_can_edit_all_journals() {
        ApiKey.Issued ada = keys.admin();
        with(ada)
                .get("/test/caller")
                .then()
                .body("admin", equalTo(true))
                .body("editor", equalTo(true))
                .body("editsAll", equalTo(true));
        with(ada).get("/test/caller/editor").then().statusCode(200);
        with(ada).get("/test/caller/admin").then().statusCode(200);
    }

    @Test
    void a_request_with_an_insufficient_role_returns_403_and_a_request_without_a_key_401() {
        with(keys.editor()).get("/test/caller/admin").then().statusCode(403);
        given().get("/test/caller/admin")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer realm=\"offprint\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/test/caller", "/test/caller/admin", "/nothing/here", "/openapi", "/q/health"})
    void an_unknown_key_returns_401_on_every_url(String path) {
        refused(
                        given().header("Authorization", "Bearer " + NEVER_MADE)
                                .get(path)
                                .then(),
                        path)
                .body("detail", equalTo("The API key is unknown. Check that the key was created in this service."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer short", "Bearer a b", "bearer offprint_!"})
    void a_malformed_key_returns_401_even_on_a_public_url(String header) {
        refused(given().header("Authorization", header).get("/test/caller").then(), "/test/caller");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YWRtaW46YWRtaW4=", "Token abc", "Bearerabc", "", "Digest username=\"x\""})
    void an_unsupported_authorization_scheme_returns_401_without_an_error_code(String header) {
        refused(
                given().header("Authorization", header).get("/test/caller").then(),
                "/test/caller",
                equalTo("Bearer realm=\"offprint\""));
    }

    @Test
    void a_request_with_two_authorization_headers_returns_401() {
        String secret = keys.editor().secret();
        refused(
                given().header("Authorization", "Bearer " + secret, "Bearer " + secret)
                        .get("/test/caller")
                        .then(),
                "/test/caller",
                equalTo("Bearer realm=\"offprint\""));
    }

    @Test
    void a_key_in_the_url_or_in_a_cookie_is_ignored() {
        String secret = keys.admin().secret();
        given().get("/test/caller?journal=" + UUID.randomUUID() + "&access_token=" + secret)
                .then()
                .statusCode(400);
        given().cookie("Authorization", "Bearer " + secret)
                .get("/test/caller")
                .then()
                .body("anonymous", equalTo(true));
    }

    @Test
    void an_invalid_key_returns_401_for_post_and_head_requests() {
        refused(
                given().header("Authorization", "Bearer " + NEVER_MADE)
                        .body("x".repeat(100_000))
                        .post("/test/caller/journal")
                        .then(),
                "/test/caller/journal");
        given().header("Authorization", "Bearer " + NEVER_MADE)
                .head("/test/caller")
                .then()
                .statusCode(401)
                .header("Content-Type", "application/problem+json");
    }

    @Test
    void an_expired_key_is_rejected_even_if_it_is_cached() throws InterruptedException {
        Instant end;
        ApiKey.Issued brief;
        int status;
        long life = 750;
        do {
            // Doubles the lifetime of the key if it expires before its first use on a slow machine.
            life *= 2;
            end = Instant.now().plusMillis(life);
            brief = keys.issue("brief", Role.EDITOR, null, end);
            status = with(brief).get("/test/caller/editor").statusCode();
        } while (status != 200 && Instant.now().isAfter(end) && life < 60_000);
        assertEquals(200, status);
        Thread.sleep(
                Math.max(0, Duration.between(Instant.now(), end.plusMillis(50)).toMillis()));
        refused(with(brief).get("/test/caller").then(), "/test/caller");
    }

    @Test
    void a_revoked_key_is_rejected_immediately() {
        ApiKey.Issued eve = keys.editor();
        with(eve).get("/test/caller/editor").then().statusCode(200);
        keys.revoke(eve.key().id);
        refused(with(eve).get("/test/caller").then(), "/test/caller");
    }

    @Test
    void a_key_revoked_on_another_node_is_rejected_within_five_seconds() {
        ApiKey.Issued eve = keys.editor();
        with(eve).get("/test/caller/editor").then().statusCode(200);
        keys.sql("update api_key set revoked_at = now() where id = '" + eve.key().id + "'");
        long revoked = System.nanoTime();
        long asked;
        boolean taken;
        do {
            Workers.pause(20);
            asked = System.nanoTime();
            taken = with(eve).get("/test/caller").statusCode() != 401;
        } while (taken && asked - revoked < Duration.ofSeconds(5).toNanos());
        assertFalse(taken, "the revoked key is still accepted after five seconds");
    }

    @Test
    void only_a_hash_of_the_key_secret_is_stored() throws Exception {
        ApiKey.Issued eve = keys.editor();
        assertTrue(eve.secret().matches("offprint_[0-9A-Za-z]{43}"), eve.secret());
        assertArrayEquals(
                MessageDigest.getInstance("SHA-256").digest(eve.secret().getBytes(StandardCharsets.UTF_8)),
                (byte[]) keys.single("select hash from api_key where id = ?1", eve.key().id));
        assertEquals(0L, keys.single("select count(*) from api_key k where k::text like ?1", "%" + eve.secret() + "%"));
    }

    @Test
    void the_time_of_the_last_use_of_a_key_is_stored_at_most_once_per_minute() {
        ApiKey.Issued eve = keys.editor();
        String lastUse = "select last_used_at from api_key where id = ?1";
        with(eve).get("/test/caller").then().statusCode(200);
        Workers.await(
                Duration.ofSeconds(60),
                "the time of the last use is stored",
                () -> keys.single(lastUse, eve.key().id) != null);
        Object first = keys.single(lastUse, eve.key().id);
        with(eve).get("/test/caller").then().statusCode(200);
        assertEquals(first, keys.single(lastUse, eve.key().id));
    }

    @Test
    void a_failed_key_lookup_returns_503_without_affecting_anonymous_requests() {
        keys.sql("alter table api_key rename to api_key_away");
        try {
            given().header("Authorization", "Bearer offprint_" + "y".repeat(43))
                    .get("/test/caller")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .header("Content-Type", "application/problem+json")
                    .body("type", equalTo("/problems/unavailable"))
                    .body("instance", equalTo("/test/caller"));
            given().get("/test/caller").then().statusCode(200);
        } finally {
            keys.sql("alter table api_key_away rename to api_key");
        }
    }

    private static RequestSpecification with(ApiKey.Issued key) {
        return given().header("Authorization", "Bearer " + key.secret());
    }

    private static ValidatableResponse refused(ValidatableResponse response, String path) {
        return refused(response, path, equalTo("Bearer realm=\"offprint\", error=\"invalid_token\""));
    }

    private static ValidatableResponse refused(ValidatableResponse response, String path, Matcher<String> challenge) {
        return response.statusCode(401)
                .header("WWW-Authenticate", challenge)
                .header("Cache-Control", "no-store")
                .header("Content-Type", "application/problem+json")
                .body("type", equalTo("/problems/unauthenticated"))
                .body("title", equalTo("A valid API key is required"))
                .body("status", equalTo(401))
                .body("instance", equalTo(path));
    }
}
