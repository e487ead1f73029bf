package org.offprint.web.desk;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.web.api.Fixtures;

/** Tests of signing in to the desk with an API key, and of the rights on its pages. */
@QuarkusTest
class DeskEntryTest {

    private static final String UNKNOWN = "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/desk",
                "/desk/articles?status=draft",
                "/desk/articles/new",
                "/desk/articles/" + UNKNOWN,
                "/desk/articles/" + UNKNOWN + "/abstract"
            })
    void anonymous_visitors_are_led_to_the_sign_in_page_and_back(String path) {
        Response response = DeskVisitor.anonymous().get(path);
        response.then().statusCode(303).header("Cache-Control", "no-store");
        Document page = DeskVisitor.anonymous().page(response.header("Location"));
        assertEquals(path, page.selectFirst("input[name=to]").attr("value"));
    }

    @Test
    void a_pasted_key_becomes_a_session_that_does_not_contain_the_key() {
        Response response = DeskVisitor.anonymous()
                .post(
                        "/desk/sign-in",
                        DeskVisitor.form("key", " " + Fixtures.ADMIN_KEY + "\n", "to", "/desk/articles"));
        response.then().statusCode(303).header("Location", containsString("/desk/articles"));
        String cookie = response.header("Set-Cookie");
        assertTrue(
                cookie.matches(
                        "__Host-offprint-desk=[\\w-]{43}; Path=/; Max-Age=28800; HttpOnly; Secure;" + " SameSite=Lax"),
                cookie);
        Response page = DeskVisitor.with(Fixtures.ADMIN_KEY).get("/desk");
        page.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("X-Robots-Tag", "noindex")
                .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'self'"))
                .body(not(containsString(Fixtures.ADMIN_KEY)));
        assertEquals(1, page.headers().getList("Content-Security-Policy").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "offprint_0000000000000000000000000000000000000000000"})
    void an_unknown_key_is_refused_beside_its_field(String key) {
        Response response = DeskVisitor.anonymous().post("/desk/sign-in", DeskVisitor.form("key", key));
        response.then().statusCode(422);
        Document page = Jsoup.parse(response.asString());
        assertTrue(page.title().startsWith("Error: "), page.title());
        assertEquals("#key", page.selectFirst(".summary a").attr("href"));
        assertEquals("key-hint key-error", page.selectFirst("#key").attr("aria-describedby"));
    }

    @Test
    void a_target_outside_the_desk_is_ignored() {
        for (String to : new String[] {"//evil.example", "/desk/\\evil", "https://evil.example", "/deskevil", "/v1"}) {
            DeskVisitor.anonymous()
                    .post("/desk/sign-in", DeskVisitor.form("key", Fixtures.ADMIN_KEY, "to", to))
                    .then()
                    .statusCode(303)
                    .header("Location", "/desk");
        }
    }

    @Test
    void a_session_ends_by_signing_out_and_with_its_key() {
        JsonNode key =
                created(asAdmin(), "/v1/api-keys", object().put("name", "Ines").put("role", "editor"));
        String secret = key.get("key").textValue();
        DeskVisitor first = DeskVisitor.with(secret);
        assertTrue(first.page("/desk").text().contains("Ines"));
        first.post("/desk/sign-out", "").then().statusCode(303).header("Clear-Site-Data", "\"storage\"");
        first.get("/desk").then().statusCode(303);
        DeskVisitor second = DeskVisitor.with(secret);
        asAdmin().delete("/v1/api-keys/" + key.get("id").textValue()).then().statusCode(204);
        second.get("/desk").then().statusCode(303);
        DeskVisitor.anonymous()
                .post("/desk/sign-in", DeskVisitor.form("key", secret))
                .then()
                .statusCode(422);
    }

    @Test
    void the_session_of_a_key_is_not_accepted_by_the_api() {
        DeskVisitor visitor = DeskVisitor.with(Fixtures.ADMIN_KEY);
        visitor.get("/desk").then().statusCode(200);
        visitor.request().accept("*/*").get("/v1/me").then().statusCode(401);
        visitor.request().get("/deskevil").then().statusCode(404);
    }

    @Test
    void a_key_without_editing_rights_cannot_sign_in() {
        String key = created(
                        asAdmin(), "/v1/api-keys", object().put("name", "Front").put("role", "usage"))
                .get("key")
                .textValue();
        DeskVisitor.anonymous()
                .post("/desk/sign-in", DeskVisitor.form("key", key))
                .then()
                .statusCode(422);
    }

    @Test
    void forms_from_other_sites_are_refused() {
        DeskVisitor visitor = DeskVisitor.with(Fixtures.ADMIN_KEY);
        for (String path : new String[] {"/desk/sign-in", "/desk/sign-out", "/desk/articles/new"}) {
            for (DeskVisitor each : new DeskVisitor[] {visitor, DeskVisitor.anonymous()}) {
                each.request()
                        .header("Origin", "https://evil.example")
                        .contentType("application/x-www-form-urlencoded")
                        .body(DeskVisitor.form("key", Fixtures.ADMIN_KEY, "/title", "Evil"))
                        .post(path)
                        .then()
                        .statusCode(403);
            }
        }
    }

    @Test
    void a_form_that_is_sent_after_the_end_of_the_session_keeps_its_text() {
        Response response = DeskVisitor.anonymous()
                .post(
                        "/desk/articles/" + UNKNOWN + "/abstract",
                        DeskVisitor.form("/abstract", "Mud & <b>reeds</b>\r\nnew"));
        response.then().statusCode(401).header("Cache-Control", "no-store");
        Document page = Jsoup.parse(response.asString());
        assertEquals(
                "Mud & <b>reeds</b>\nnew",
                page.selectFirst("form[action$=/abstract] input[name=/abstract]")
                        .attr("value")
                        .replace("\r", ""));
        assertEquals("/desk/sign-in", page.selectFirst("a[target=_blank]").attr("href"));
        assertFalse(page.select("dd b").hasText());
    }

    @Test
    void the_language_is_chosen_once_and_remembered() {
        DeskVisitor visitor = DeskVisitor.with(Fixtures.ADMIN_KEY);
        Response arabic = visitor.get("/desk?lang=ar");
        Document page = Jsoup.parse(arabic.asString());
        assertEquals("rtl", page.selectFirst("html").attr("dir"));
        String cookie = arabic.header("Set-Cookie").split(";")[0];
        Response later = DeskVisitor.anonymous()
                .request()
                .header("Cookie", visitor.cookie() + "; " + cookie)
                .get("/desk/articles");
        later.then().statusCode(200).header("Content-Language", "ar");
        visitor.request()
                .header("Accept-Language", "fr;q=0.9")
                .get("/desk")
                .then()
                .header("Content-Language", "fr");
        visitor.request().header("Accept-Language", ";;;").get("/desk").then().statusCode(200);
    }
}
