package org.offprint.web.desk;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests of the pages for people and API keys. */
@QuarkusTest
class DeskKeysTest {

    private static final String HOSTILE = "\"><script>alert(1)</script>{msg:search}{7*7}";

    private static DeskVisitor admin() {
        return DeskVisitor.with(Fixtures.ADMIN_KEY);
    }

    private static Element form(DeskVisitor visitor, String path) {
        return visitor.page(path).selectFirst("main form[method=post]");
    }

    private static void choose(Element form, String role, String... journals) {
        form.select("[name=role], [name=journals]").removeAttr("checked");
        form.select("[name=role][value=" + role + "]").attr("checked", "");
        for (String journal : journals) {
            // The list shows the first journals of the service only.
            form.append("<input type=checkbox name=journals checked value=" + journal + ">");
        }
    }

    private static JsonNode stored(String path) {
        return Fixtures.body(asAdmin().get(path));
    }

    private static String secret(Response response) {
        response.then().statusCode(200).header("Cache-Control", "no-store");
        return Jsoup.parse(response.asString()).selectFirst("#secret").attr("value");
    }

    private static JsonNode named(String path, String name) {
        for (JsonNode item : stored(path).path("items")) {
            if (item.path("name").asText().equals(name)) {
                return item;
            }
        }
        return null;
    }

    @Test
    void only_administrators_open_the_pages() {
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(Fixtures.journal()));
        DeskVisitor admin = admin();
        String unknown = "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f";
        for (String path : List.of("/desk/people", "/desk/keys", "/desk/people/" + unknown, "/desk/keys/" + unknown)) {
            DeskVisitor.anonymous().get(path).then().statusCode(303);
            editor.get(path).then().statusCode(403);
            editor.post(path, DeskVisitor.form("name", "Mallory", "role", "admin", "do", "revoke"))
                    .then()
                    .statusCode(403);
            admin.get(path).then().statusCode(path.endsWith(unknown) ? 404 : 200);
        }
        for (String id : List.of(unknown, "x")) {
            admin.post("/desk/keys/" + id, DeskVisitor.form("do", "revoke"))
                    .then()
                    .statusCode(404);
            admin.post("/desk/people/" + id, DeskVisitor.form("do", "end"))
                    .then()
                    .statusCode(404);
            admin.get("/desk/keys?replace=" + id).then().statusCode(404);
        }
        assertNull(named("/v1/api-keys", "Mallory"));
        assertEquals(
                2,
                admin.page("/desk")
                        .select("nav a[href=/desk/keys], nav a[href=/desk/people]")
                        .size());
        assertTrue(editor.page("/desk").select("nav a[href=/desk/keys]").isEmpty());
    }

    @Test
    void a_key_is_shown_once_and_a_repeated_form_creates_no_second_key() {
        String journal = Fixtures.journal();
        String name = unique("Ines") + HOSTILE;
        DeskVisitor admin = admin();
        Element form = form(admin, "/desk/keys");
        form.selectFirst("#name").attr("value", name);
        choose(form, "some", journal);
        form.selectFirst("#lastDay")
                .attr("value", LocalDate.now(ZoneOffset.UTC).plusDays(3).toString());
        String secret = secret(admin.submit(form));
        assertEquals(
                journal,
                Fixtures.body(Fixtures.as(secret).get("/v1/me"))
                        .at("/journals/0")
                        .asText());
        JsonNode key = named("/v1/api-keys", name);
        assertEquals(
                LocalDate.now(ZoneOffset.UTC).plusDays(4) + "T00:00:00Z",
                key.path("expiresAt").asText());
        Response again = admin.submit(form);
        again.then().statusCode(409).body(containsString("banner"), not(containsString(secret)));
        assertEquals(name, Jsoup.parse(again.asString()).selectFirst("#name").attr("value"));
        Document page = admin.page("/desk/keys/" + key.path("id").asText());
        assertFalse(page.html().contains(secret));
        assertTrue(page.select("main script").isEmpty());
        assertEquals(name, page.selectFirst("h1").text());
    }

    @Test
    void invalid_fields_keep_the_form() {
        DeskVisitor admin = admin();
        Element form = form(admin, "/desk/keys");
        form.selectFirst("#name").attr("value", "Forgotten journals");
        choose(form, "some");
        form.selectFirst("#lastDay").attr("value", "2020-01-01");
        Response wrong = admin.submit(form);
        wrong.then().statusCode(422);
        Document page = Jsoup.parse(wrong.asString());
        assertEquals(2, page.select(".summary li").size());
        assertEquals("Forgotten journals", page.selectFirst("#name").attr("value"));
        assertTrue(page.selectFirst("[name=role][value=some]").hasAttr("checked"));
        choose(form, "some", Fixtures.journal());
        for (String day : List.of("2020-01-01", "+999999999-12-31", "soon")) {
            form.selectFirst("#lastDay").attr("value", day);
            admin.submit(form).then().statusCode(422);
        }
        assertNull(named("/v1/api-keys", "Forgotten journals"));
    }

    @Test
    void a_key_is_replaced_and_the_old_key_is_revoked() {
        String journal = Fixtures.journal();
        String old = Fixtures.editorOf(journal);
        String id = Fixtures.body(Fixtures.as(old).get("/v1/me")).path("id").asText();
        DeskVisitor admin = admin();
        Element form = form(admin, "/desk/keys?replace=" + id);
        assertEquals("Eve", form.selectFirst("#name").attr("value"));
        assertEquals(List.of(journal), form.select("[name=journals][checked]").eachAttr("value"));
        Response created = admin.submit(form);
        String secret = secret(created);
        Fixtures.as(old).get("/v1/me").then().statusCode(200);
        Element revoke = Jsoup.parse(created.asString()).selectFirst("main form");
        admin.submit(revoke, "do", "revoke")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/desk/keys?done=revoked"));
        Fixtures.as(old).get("/v1/me").then().statusCode(401);
        Fixtures.as(secret).get("/v1/me").then().statusCode(200);
        assertTrue(admin.page("/desk/keys/" + id).select("main form").isEmpty());
        admin.post("/desk/keys/" + id, DeskVisitor.form("do", "fly")).then().statusCode(400);
        assertEquals(
                1,
                admin.page("/desk/keys?state=ended")
                        .select("a[href=/desk/keys/" + id + "]")
                        .size());
    }

    @Test
    void a_person_is_invited_gets_rights_and_is_erased() {
        String name = unique("Mei") + HOSTILE;
        DeskVisitor admin = admin();
        Element form = form(admin, "/desk/people");
        Response empty = admin.submit(form);
        empty.then().statusCode(422);
        form.selectFirst("#name").attr("value", name);
        choose(form, "all");
        assertTrue(secret(admin.submit(form)).contains("/sign-in?invitation="));
        admin.submit(form).then().statusCode(409);
        String id = named("/v1/people?limit=100", name).path("id").asText();
        String path = "/desk/people/" + id;
        assertEquals(name, admin.page(path).selectFirst("h1").text());
        String journal = Fixtures.journal();
        Element rights = form(admin, path);
        choose(rights, "some", journal);
        admin.submit(rights, "do", "give").then().statusCode(303);
        assertEquals(journal, stored("/v1/people/" + id).at("/journals/0").asText());
        choose(rights, "some", "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f");
        admin.submit(rights, "do", "give").then().statusCode(422);
        admin.post(path, DeskVisitor.form("do", "take"))
                .then()
                .statusCode(303)
                .header("Location", endsWith("?done=rightstaken"));
        assertFalse(stored("/v1/people/" + id).has("role"));
        admin.post(path, DeskVisitor.form("do", "end")).then().statusCode(303);
        admin.post(path, DeskVisitor.form("do", "fly")).then().statusCode(400);
        admin.post(path, DeskVisitor.form("do", "erase")).then().statusCode(422).body(containsString("#confirmed"));
        admin.post(path, DeskVisitor.form("do", "erase", "confirmed", "yes"))
                .then()
                .statusCode(303);
        admin.get(path).then().statusCode(404);
    }
}
