package org.offprint.platform.people;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.ConfiguredService;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;

/**
 * Tests sign-in with a fake identity provider that records its requests. This class runs before all other sign-in
 * tests, because its first test needs an unavailable provider.
 */
@QuarkusTest
@TestProfile(ConfiguredService.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserSignInTest {

    private static final FakeProvider PROVIDER = FakeProvider.ONE;

    @Inject
    Sql sql;

    /** Runs first, because the service fetches the metadata of the provider only once. */
    @Test
    @Order(1)
    void a_sign_in_while_the_identity_provider_is_unavailable_returns_503() {
        // The first request for a list may have to wait until the search index of this service is built.
        Fixtures.await(() -> Fixtures.asAdmin().get("/v1/journals").statusCode() == 200, Duration.ofMinutes(1));
        Response redirect = new SignInBrowser().get("/sign-in");
        redirect.then()
                .statusCode(503)
                .contentType("text/html")
                .header("Retry-After", "60")
                .body(containsString("does not respond"));
        Fixtures.asAdmin().get("/v1/me").then().statusCode(200);
        PROVIDER.start();
        new SignInBrowser().begin("/sign-in");
    }

    @Test
    void a_person_who_signs_in_for_the_first_time_has_no_rights() {
        SignInBrowser browser = new SignInBrowser();
        Map<String, String> asked = browser.begin("/sign-in?to=/docs%23/Articles");
        assertEquals("code", asked.get("response_type"));
        assertEquals("S256", asked.get("code_challenge_method"));
        assertEquals("openid profile", asked.get("scope"));
        assertEquals(SignInBrowser.ORIGIN + "/sign-in/done", asked.get("redirect_uri"));
        assertTrue(asked.get("nonce").length() >= 32);
        Response done =
                browser.returnFromProvider(asked, PROVIDER.code(asked, "u-1", claims -> claims.put("name", "Ines Ø")));
        done.then().statusCode(303).header("Location", "/docs#/Articles").header("Cache-Control", "no-store");
        String cookie = done.headers().getList("Set-Cookie").stream()
                .map(header -> header.getValue())
                .filter(value -> value.startsWith(SignInBrowser.SESSION))
                .findFirst()
                .orElseThrow();
        assertTrue(cookie.endsWith("; Path=/; Max-Age=28800; HttpOnly; Secure; SameSite=Lax"), cookie);
        assertEquals(List.of(SignInBrowser.SESSION), List.copyOf(browser.cookies.keySet()));
        browser.request()
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("kind", equalTo("person"))
                .body("name", equalTo("Ines Ø"))
                .body("$", not(hasKey("role")))
                .body("$", not(hasKey("journals")));
        browser.request().get("/v1/imports").then().statusCode(403);
        browser.request().get("/v1/people").then().statusCode(403);
        browser.request().get("/v1/journals").then().statusCode(200).header("Cache-Control", "no-store");
        browser.requestFromOwnPage()
                .contentType("application/json")
                .body("{}")
                .post("/v1/journals")
                .then()
                .statusCode(403);
    }

    @Test
    void the_stored_hash_of_a_session_secret_is_not_accepted_as_the_secret() {
        SignInBrowser browser = new SignInBrowser().signIn(PROVIDER, "u-stored", "Stored");
        String secret = browser.cookies.get(SignInBrowser.SESSION);
        assertEquals(
                1L,
                sql.first(
                                "select count(*) from person_session where hash = sha256(cast(? as bytea))",
                                row -> row.getLong(1),
                                (Object) secret.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .orElseThrow());
    }

    @Test
    void an_id_token_that_was_issued_to_a_different_client_is_rejected() {
        signInWithToken(token -> token.put("azp", "another-client"), false);
        signInWithToken(token -> token.put("azp", 7), false);
        signInWithToken(token -> token.putNull("azp"), false);
        signInWithToken(token -> token.putArray("aud").add("offprint").add("another-client"), false);
        signInWithToken(
                token -> token.put("azp", "another-client")
                        .putArray("aud")
                        .add("offprint")
                        .add("another-client"),
                false);
        signInWithToken(token -> token.put("azp", "offprint"), true);
        signInWithToken(token -> token.putArray("aud").add("offprint"), true);
        signInWithToken(
                token -> token.put("azp", "offprint")
                        .putArray("aud")
                        .add("offprint")
                        .add("another-client"),
                true);
    }

    private static void signInWithToken(Consumer<ObjectNode> claims, boolean isAccepted) {
        SignInBrowser browser = new SignInBrowser();
        Map<String, String> asked = browser.begin("/sign-in");
        Response done = browser.returnFromProvider(asked, PROVIDER.code(asked, "u-azp", claims));
        assertEquals(isAccepted, done.statusCode() == 303, done.asString());
        assertEquals(isAccepted, browser.cookies.containsKey(SignInBrowser.SESSION));
    }

    @Test
    void a_browser_that_opens_the_sign_in_page_many_times_keeps_only_the_newest_sign_ins() {
        SignInBrowser browser = new SignInBrowser();
        Map<String, String> secondToLast = Map.of();
        Map<String, String> last = Map.of();
        for (int i = 0; i < 60; i++) {
            secondToLast = last;
            last = browser.begin("/sign-in");
            assertTrue(browser.cookies.size() <= 5, browser.cookies.keySet().toString());
        }
        browser.request().get("/v1").then().statusCode(200);
        browser.returnFromProvider(secondToLast, PROVIDER.code(secondToLast, "u-tabs", claims -> {}))
                .then()
                .statusCode(303);
        browser.returnFromProvider(last, PROVIDER.code(last, "u-tabs", claims -> {}))
                .then()
                .statusCode(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "//evil.example", "/\\evil.example", "/%0d%0aSet-Cookie:a=b", "x"})
    void a_sign_in_never_redirects_to_another_site(String to) {
        SignInBrowser browser = new SignInBrowser();
        Map<String, String> asked = browser.begin("/sign-in?to=" + to.replace("\\", "%5C"));
        browser.returnFromProvider(asked, PROVIDER.code(asked, "u-to", claims -> {}))
                .then()
                .statusCode(303)
                .header("Location", "/docs");
    }

    @Test
    void a_tampered_sign_in_cookie_does_not_change_the_redirect_target() {
        SignInBrowser browser = new SignInBrowser();
        Map<String, String> asked = browser.begin("/sign-in");
        browser.cookies.put("__Host-offprint-sign-in", "Ly9ldmlsLmV4YW1wbGU.no-invitation");
        browser.returnFromProvider(asked, PROVIDER.code(asked, "u-to", claims -> {}))
                .then()
                .statusCode(303)
                .header("Location", "/docs");
    }

    @Test
    void a_sign_in_code_is_accepted_once_and_only_with_the_state_of_its_browser() {
        SignInBrowser browser = new SignInBrowser();
        Map<String, String> asked = browser.begin("/sign-in");
        Map<String, String> kept = Map.copyOf(browser.cookies);
        String code = PROVIDER.code(asked, "u-code", claims -> {});

        SignInBrowser other = new SignInBrowser();
        refused(other.returnFromProvider(asked, code)); // This browser has no sign-in in progress.
        other.begin("/sign-in");
        refused(other.returnFromProvider(asked, code)); // This browser has a different sign-in in progress.
        assertFalse(other.cookies.containsKey(SignInBrowser.SESSION));

        assertEquals(303, browser.returnFromProvider(asked, code).statusCode());
        refused(browser.returnFromProvider(asked, code)); // The cookie of the sign-in was removed.
        SignInBrowser again = new SignInBrowser();
        again.cookies.putAll(kept);
        refused(again.returnFromProvider(asked, code)); // The provider accepts each code only once.
        assertFalse(again.cookies.containsKey(SignInBrowser.SESSION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?code=x",
                "?state=x",
                "?state=&code=",
                "?state=a&state=b&code=c",
                "?error=access_denied",
                "?code=%00&state=%F0%9F%92%A9"
            })
    void a_sign_in_callback_without_a_valid_code_and_state_is_rejected(String query) {
        for (boolean withState : new boolean[] {false, true}) {
            SignInBrowser browser = new SignInBrowser();
            if (withState) {
                browser.begin("/sign-in");
            }
            Response response = browser.get("/sign-in/done" + query);
            assertTrue(List.of(400, 403).contains(response.statusCode()), response.statusCode() + " " + query);
            assertFalse(browser.cookies.containsKey(SignInBrowser.SESSION));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"q_session_sign-in", "q_session", "q_auth_sign-in_x", "q_auth", "q_session_sign-in_chunk_1"})
    void forged_cookies_of_the_oidc_framework_are_ignored(String name) {
        SignInBrowser browser = new SignInBrowser();
        browser.cookies.put(name, "a.b.c|d|e");
        assertEquals(400, browser.get("/sign-in/done?state=x&code=y").statusCode());
        assertEquals(200, browser.get("/v1/journals").statusCode());
        assertEquals(401, browser.get("/v1/me").statusCode());
    }

    @Test
    void a_tampered_state_cookie_is_rejected() {
        SignInBrowser browser = new SignInBrowser();
        Map<String, String> asked = browser.begin("/sign-in");
        browser.cookies.replaceAll(
                (name, value) -> name.startsWith("q_auth") ? value.substring(0, value.length() - 4) + "AAAA" : value);
        refused(browser.returnFromProvider(asked, PROVIDER.code(asked, "u-state", claims -> {})));
    }

    @Test
    void a_sign_in_cancelled_at_the_provider_returns_403_without_the_error_description() {
        SignInBrowser browser = new SignInBrowser();
        Map<String, String> asked = browser.begin("/sign-in");
        browser.get("/sign-in/done?state=" + asked.get("state")
                        + "&error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E")
                .then()
                .statusCode(403)
                .contentType("text/html")
                .body(containsString("cancelled at the provider"))
                .body(not(containsString("alert")));
        browser.get("/sign-in/done?state=" + asked.get("state") + "&error=server_error")
                .then()
                .statusCode(400);
    }

    @Test
    void invalid_identity_tokens_are_rejected() {
        long now = Instant.now().getEpochSecond();
        List<Consumer<ObjectNode>> forgeries = List.of(
                claims -> claims.put("nonce", UUID.randomUUID().toString()),
                claims -> claims.remove("nonce"),
                claims -> claims.put("iss", "https://evil.example"),
                claims -> claims.put("aud", "another-client"),
                claims -> claims.remove("aud"),
                claims -> claims.put("exp", now - 120),
                claims -> claims.put("iat", now - 7_200).put("exp", now - 3_600),
                claims -> claims.remove("exp"),
                claims -> claims.remove("sub"),
                claims -> claims.put("sub", ""),
                claims -> claims.put("sub", "a\u0000b"),
                claims -> claims.put("sub", "\ud800"),
                claims -> claims.put("sub", "x".repeat(256)));
        for (int i = 0; i < forgeries.size(); i++) {
            SignInBrowser browser = new SignInBrowser();
            Map<String, String> asked = browser.begin("/sign-in");
            Response response = browser.returnFromProvider(asked, PROVIDER.code(asked, "u-forged", forgeries.get(i)));
            assertEquals(400, response.statusCode(), "forgery " + i);
            assertFalse(browser.cookies.containsKey(SignInBrowser.SESSION), "forgery " + i);
        }
        SignInBrowser browser = new SignInBrowser();
        Map<String, String> asked = browser.begin("/sign-in");
        refused(browser.returnFromProvider(asked, PROVIDER.codeOfStranger(asked, "u-forged")));
        assertEquals(0, count("subject = 'u-forged'"));
    }

    @Test
    void a_clock_difference_of_30_seconds_to_the_provider_is_tolerated() {
        long now = Instant.now().getEpochSecond();
        List<Consumer<ObjectNode>> clocks = List.of(
                claims -> claims.put("iat", now - 330).put("exp", now - 30),
                claims -> claims.put("iat", now + 30).put("exp", now + 330).put("nbf", now + 30));
        for (Consumer<ObjectNode> clock : clocks) {
            SignInBrowser browser = new SignInBrowser();
            Map<String, String> asked = browser.begin("/sign-in");
            assertEquals(
                    303,
                    browser.returnFromProvider(asked, PROVIDER.code(asked, "u-clock", clock))
                            .statusCode());
        }
    }

    @Test
    void a_failure_of_the_provider_during_a_sign_in_returns_503() {
        try {
            SignInBrowser browser = new SignInBrowser();
            Map<String, String> asked = browser.begin("/sign-in");
            PROVIDER.failing = 500;
            browser.returnFromProvider(asked, PROVIDER.code(asked, "u-away", claims -> {}))
                    .then()
                    .statusCode(503);
            asked = browser.begin("/sign-in");
            PROVIDER.stop();
            browser.returnFromProvider(asked, "x").then().statusCode(503);
        } finally {
            PROVIDER.failing = null;
            PROVIDER.stop();
            PROVIDER.start();
        }
    }

    @Test
    void names_reported_by_the_provider_are_sanitized_before_they_are_stored() {
        assertEquals("A B", nameOf("u-n1", claims -> claims.put("name", "A\u0000\ud800\n\u202e B")));
        assertEquals("\ud83d\ude00", nameOf("u-n2", claims -> claims.put("name", "\ud83d\ude00")));
        assertEquals("Ada Lovelace", nameOf("u-n3", claims -> claims.put("given_name", "Ada")
                .put("family_name", "Lovelace")));
        assertEquals("ada", nameOf("u-n4", claims -> claims.put("name", " ").put("preferred_username", "ada")));
        assertEquals("u-n5", nameOf("u-n5", claims -> {}));
        assertEquals("u-n6", nameOf("u-n6", claims -> claims.putArray("name").add("Ada")));
        assertEquals(
                200,
                nameOf("u-n7", claims -> claims.put("name", "x".repeat(50_000))).length());
        assertEquals("Ada", nameOf("u-n5", claims -> claims.put("name", "Ada")));
        assertEquals("Ada", nameOf("u-n5", claims -> {}));
    }

    @Test
    void accounts_with_equal_names_belong_to_different_people() {
        SignInBrowser one = new SignInBrowser().signIn(PROVIDER, "u-same-1", "Ada");
        SignInBrowser two = new SignInBrowser().signIn(PROVIDER, "u-same-2", "Ada");
        SignInBrowser again = new SignInBrowser().signIn(PROVIDER, "u-same-1", "Ada King");
        assertNotEquals(one.id(), two.id());
        assertEquals(one.id(), again.id());
    }

    @Test
    void signing_in_replaces_a_session_cookie_that_an_attacker_has_planted() {
        SignInBrowser attacker = new SignInBrowser().signIn(PROVIDER, "u-attacker", "Mallory");
        SignInBrowser victim = new SignInBrowser();
        victim.cookies.putAll(attacker.cookies);
        victim.signIn(PROVIDER, "u-victim", "Victoria");
        assertNotEquals(attacker.cookies.get(SignInBrowser.SESSION), victim.cookies.get(SignInBrowser.SESSION));
        attacker.request().get("/v1/me").then().statusCode(401);
        victim.request().get("/v1/me").then().statusCode(200).body("name", equalTo("Victoria"));
    }

    @Test
    void write_requests_with_a_session_must_originate_from_a_page_of_the_service() {
        SignInBrowser browser = new SignInBrowser().signIn(PROVIDER, "u-csrf", "Ada");
        for (String origin : new String[] {"https://evil.example", "null", "http://api.journal.example", ""}) {
            Response refused = browser.request()
                    .header("Origin", origin)
                    .contentType("application/json")
                    .body("{}")
                    .post("/v1/imports");
            refused.then().statusCode(403).body("title", containsString("does not come from a page"));
        }
        browser.request().post("/sign-out").then().statusCode(403);
        browser.request().delete("/v1/people/" + browser.id()).then().statusCode(403);
        browser.request()
                .header("X-Offprint-Request", "1")
                .delete("/v1/people/" + browser.id())
                .then()
                .statusCode(403)
                .body("detail", containsString("Your role does not permit"));
        // Neither read requests nor requests with an API key need an Origin header.
        browser.request()
                .header("Origin", "https://evil.example")
                .get("/v1/me")
                .then()
                .statusCode(200);
        browser.request()
                .header("Authorization", "Bearer " + Fixtures.ADMIN_KEY)
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("kind", equalTo("key"));
    }

    @Test
    void pages_of_other_sites_cannot_read_responses_to_requests_with_a_session() {
        SignInBrowser browser = new SignInBrowser().signIn(PROVIDER, "u-cors", "Ada");
        Response preflight = browser.request()
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "DELETE")
                .header("Access-Control-Request-Headers", "X-Offprint-Request")
                .options("/v1/people/" + browser.id());
        assertEquals(null, preflight.header("Access-Control-Allow-Credentials"));
        assertEquals("*", preflight.header("Access-Control-Allow-Origin"));
    }

    @Test
    void a_sign_out_request_from_another_site_without_a_session_sets_no_cookie() {
        Response response = new SignInBrowser()
                .request()
                .header("Origin", "https://evil.example")
                .contentType("application/x-www-form-urlencoded")
                .post("/sign-out");
        assertEquals(200, response.statusCode());
        assertEquals(null, response.header("Set-Cookie"));
    }

    @Test
    void the_session_is_rejected_after_sign_out() {
        SignInBrowser browser = new SignInBrowser().signIn(PROVIDER, "u-out", "Ada");
        Map<String, String> kept = Map.copyOf(browser.cookies);
        browser.get("/sign-out").then().statusCode(200).body(containsString("<form method=\"post\""));
        browser.keep(browser.requestFromOwnPage()
                        .contentType("application/x-www-form-urlencoded")
                        .post("/sign-out"))
                .then()
                .statusCode(200)
                .body(containsString("You are signed out"));
        assertEquals(Map.of(), browser.cookies);
        browser.cookies.putAll(kept);
        browser.request().get("/v1/me").then().statusCode(401);
        browser.request().get("/v1/journals").then().statusCode(200);
        browser.requestFromOwnPage().delete("/v1/people/x").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\"", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_session_cookie_with_an_invalid_value_is_ignored(String value) {
        SignInBrowser browser = new SignInBrowser();
        browser.cookies.put(SignInBrowser.SESSION, value);
        browser.request().get("/v1/journals").then().statusCode(200);
        browser.request().get("/v1/me").then().statusCode(401);
    }

    @Test
    void an_expired_session_is_rejected() {
        SignInBrowser browser = new SignInBrowser().signIn(PROVIDER, "u-end", "Ada");
        sql.update(
                "update person_session set expires_at = now() - interval '1 second' where person = cast(? as uuid)",
                browser.id());
        // A sign-in in another browser clears the session cache of the node.
        new SignInBrowser().signIn(PROVIDER, "u-end-2", "Bea");
        browser.request().get("/v1/me").then().statusCode(401);
        assertEquals(
                0L,
                sql.first("select count(*) from person_session where expires_at <= now()", row -> row.getLong(1))
                        .orElseThrow());
    }

    @Test
    void credentials_in_requests_are_not_sent_to_the_identity_provider() {
        SignInBrowser browser = new SignInBrowser();
        Map<String, String> asked = browser.begin("/sign-in");
        String code = PROVIDER.code(asked, "u-sent", claims -> {});
        long now = Instant.now().getEpochSecond();
        String token = PROVIDER.token(Fixtures.object()
                .put("iss", FakeProvider.URL)
                .put("sub", "u-sent")
                .put("aud", "offprint")
                .put("iat", now)
                .put("exp", now + 300));
        PROVIDER.received.clear();
        String editor = Fixtures.editorOf();
        for (String path : new String[] {"/v1/me", "/sign-in", "/sign-in/done?state=x&code=y", "/docs/", "/v1/none"}) {
            for (String secret : new String[] {
                Fixtures.ADMIN_KEY, editor, "offprint_" + "x".repeat(43), "mistyped-secret", token, token + "x"
            }) {
                int status = new SignInBrowser()
                        .request()
                        .header("Authorization", "Bearer " + secret)
                        .get(path)
                        .statusCode();
                boolean isKey = secret.equals(Fixtures.ADMIN_KEY) || secret.equals(editor);
                assertEquals(isKey, status != 401, path + " with " + secret + " is " + status);
            }
        }
        assertEquals(List.of(), PROVIDER.received);

        assertEquals(
                303,
                browser.keep(browser.request()
                                .header("Authorization", "Bearer " + editor)
                                .get("/sign-in/done?state=" + asked.get("state") + "&code=" + code))
                        .statusCode());
        assertEquals(
                List.of("/token"),
                PROVIDER.received.stream().map(FakeProvider.Received::path).toList());
        assertFalse(PROVIDER.received.toString().contains(editor));
        assertTrue(PROVIDER.received.toString().contains("code_verifier"));
    }

    @Test
    void the_api_documentation_page_displays_the_signed_in_person() {
        Fixtures.asReader()
                .get("/sign-in/docs.js")
                .then()
                .statusCode(200)
                .contentType("text/javascript")
                .body(containsString("/v1/me"));
        Fixtures.asReader().get("/docs/").then().statusCode(200).body(containsString("/sign-in/docs.js"));
    }

    @Test
    void successful_and_failed_sign_ins_are_counted_in_the_metrics() {
        new SignInBrowser().signIn(PROVIDER, "u-count", "Ada");
        Fixtures.asAdmin()
                .get("/q/metrics")
                .then()
                .body(containsString("offprint_sign_ins_total{outcome=\"done\"}"))
                .body(containsString("offprint_sign_ins_total{outcome=\"away\"}"));
    }

    private static String nameOf(String subject, Consumer<ObjectNode> claims) {
        SignInBrowser browser = new SignInBrowser();
        Map<String, String> asked = browser.begin("/sign-in");
        Response response = browser.returnFromProvider(asked, PROVIDER.code(asked, subject, claims));
        assertEquals(303, response.statusCode(), response.asString());
        return browser.request().get("/v1/me").then().statusCode(200).extract().path("name");
    }

    private long count(String condition) {
        return sql.first("select count(*) from person where " + condition, row -> row.getLong(1))
                .orElseThrow();
    }

    private static void refused(Response response) {
        response.then().statusCode(400).contentType("text/html").body(containsString("You are not signed in"));
    }
}
