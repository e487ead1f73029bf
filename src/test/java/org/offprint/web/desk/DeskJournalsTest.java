package org.offprint.web.desk;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests of the pages that list and create journals and change their settings. */
@QuarkusTest
class DeskJournalsTest {

    private static final String HOSTILE = "\"><script>alert(1)</script>{msg:search}{7*7}</textarea><img src=x>";

    private static DeskVisitor admin() {
        return DeskVisitor.with(Fixtures.ADMIN_KEY);
    }

    private static JsonNode stored(String id) {
        return Fixtures.body(asAdmin().get("/v1/journals/" + id));
    }

    private static Element form(DeskVisitor visitor, String journal, String section) {
        return visitor.page("/desk/journals/" + journal + "/" + section).selectFirst("form.article");
    }

    private static Element form(Response response, int status) {
        assertEquals(status, response.statusCode(), response.asString());
        return Jsoup.parse(response.asString()).selectFirst("form.article");
    }

    /** Creates a journal in which every member has a value that a form shows. */
    private static JsonNode fullJournal() {
        ObjectNode journal = object().put("title", unique("Tidal") + HOSTILE)
                .put("subtitle", "Mud")
                .put("abbreviation", "J. Tid.")
                .put("slug", unique("tidal").replace(' ', '-'))
                .put("publisher", HOSTILE)
                .put("publisherPlace", "Whitby")
                .put("language", "en")
                .put("timeZone", "Europe/London")
                .put("doiPrefix", "10.5555")
                .put("url", "https://journal.example/")
                .put("description", "Aims.\n\nScope.")
                .put("articleUrl", "https://journal.example/articles/{slug}")
                .put("issueUrl", "https://journal.example/issues/{id}")
                .put("announcesIssues", true)
                .put("continues", Fixtures.journal());
        journal.putArray("issns").addObject().put("type", "electronic").put("value", Fixtures.issn());
        journal.putArray("identifiers").addObject().put("type", "nlm-ta").put("value", "J Tid");
        journal.putArray("languages").add("en").add("fr");
        journal.putObject("doi")
                .put("pattern", "{journal}.{sequence}")
                .put("issuePattern", "{journal}.{volume}.{issue}")
                .put("mint", "onPublication")
                .put("title", "10.5555/" + unique("title").replace(' ', '-'))
                .putArray("prefixes")
                .add("10.5556");
        journal.putObject("license").put("url", "CC-BY-4.0");
        journal.putObject("contact").put("name", "Office").put("email", "office@journal.example");
        journal.putArray("subjects").addObject().put("label", "Archaeology");
        ObjectNode policies = journal.putObject("policies");
        List.of("peerReview", "openAccess", "copyright", "charges", "ethics", "dataSharing", "archiving")
                .forEach(policy -> policies.put(policy, "About " + policy));
        ObjectNode section = journal.putArray("sections").addObject().put("title", "Letters");
        section.putObject("translations").putObject("fr").put("title", "Lettres");
        journal.putObject("translations")
                .putObject("fr")
                .put("title", "La vase")
                .put("description", "Objectifs");
        return created(asAdmin(), "/v1/journals", journal);
    }

    @Test
    void an_editor_opens_only_the_settings_of_the_own_journals() {
        String own = Fixtures.journal();
        String other = Fixtures.journal();
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(own));
        for (String path : List.of("/desk/journals", "/desk/journals/" + other + "/identity")) {
            DeskVisitor.anonymous()
                    .get(path)
                    .then()
                    .statusCode(303)
                    .header("Location", containsString("/desk/sign-in"));
        }
        for (String foreign : List.of(other, "unknown", "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f")) {
            editor.get("/desk/journals/" + foreign).then().statusCode(404);
            editor.get("/desk/journals/" + foreign + "/identity").then().statusCode(404);
            editor.post(
                            "/desk/journals/" + foreign + "/identity",
                            DeskVisitor.form("/title", "Mine", "base", "{\"/title\":\"x\"}"))
                    .then()
                    .statusCode(404);
        }
        editor.get("/desk/journals/" + own + "/nothing").then().statusCode(404);
        editor.get("/desk/journals/" + own)
                .then()
                .statusCode(303)
                .header("Location", endsWith("/desk/journals/" + own + "/identity"));
        Fixtures.await(() ->
                !editor.page("/desk/journals").select("a[href*=" + own + "]").isEmpty());
        Document list = editor.page("/desk/journals");
        assertTrue(list.select("a[href*=" + other + "]").isEmpty());
        assertTrue(
                list.select("main form[method=post], nav a[href='/desk/keys']").isEmpty());
        editor.post("/desk/journals", DeskVisitor.form("/title", "Mine", "/language", "en", "nonce", "n"))
                .then()
                .statusCode(403)
                .body(containsString("value=\"Mine\""));
    }

    @Test
    void forms_that_are_sent_unchanged_change_nothing() {
        JsonNode journal = fullJournal();
        String id = journal.get("id").textValue();
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(id));
        for (String section : FormLayout.JOURNAL.sections()) {
            Element form = form(editor, id, section);
            assertTrue(form.select("script, img").isEmpty());
            editor.submit(form).then().statusCode(303).header("Location", endsWith(section + "?done=unchanged"));
        }
        assertEquals(journal.get("revision"), stored(id).get("revision"));
    }

    @Test
    void settings_are_changed_and_other_data_are_kept() {
        JsonNode journal = fullJournal();
        String id = journal.get("id").textValue();
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(id));
        Element sections = form(editor, id, "sections");
        sections = form(editor.submit(sections, "do", "add:/sections"), 200);
        DeskVisitor.control(sections, "/sections/1/title").attr("value", "Editorials");
        sections = form(editor.submit(sections, "do", "up:/sections/1"), 200);
        editor.submit(sections).then().statusCode(303);
        JsonNode after = stored(id).get("sections");
        assertEquals(List.of("Editorials", "Letters"), List.of(text(after, "/0/title"), text(after, "/1/title")));
        assertEquals(journal.at("/sections/0/id"), after.at("/1/id"));
        assertEquals("Lettres", text(after, "/1/translations/fr/title"));

        Element identity = form(editor, id, "identity");
        DeskVisitor.control(identity, "/subtitle").attr("value", "");
        DeskVisitor.control(identity, "/contact/name").attr("value", "");
        DeskVisitor.control(identity, "/contact/email").attr("value", "");
        identity.select("[name=/continues] option").removeAttr("selected");
        editor.submit(identity).then().statusCode(303);
        for (String member : List.of("subtitle", "contact", "continues")) {
            assertFalse(stored(id).hasNonNull(member), member);
        }
        Element addresses = form(editor, id, "addresses");
        addresses.select("[name=/announcesIssues]").removeAttr("checked");
        editor.submit(addresses).then().statusCode(303);
        assertFalse(stored(id).path("announcesIssues").asBoolean());
    }

    private static String text(JsonNode node, String pointer) {
        return node.at(pointer).asText();
    }

    @Test
    void an_invalid_field_keeps_its_text_and_the_other_fields_are_saved() {
        String id = Fixtures.journal();
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(id));
        Element form = form(editor, id, "identity");
        DeskVisitor.control(form, "/publisher").attr("value", "Tidal Press");
        DeskVisitor.control(form, "/contact/email").attr("value", "no address");
        form = form(editor.submit(form, "do", "add:/issns"), 200);
        DeskVisitor.control(form, "/issns/0/value").attr("value", "2049-3631");
        form.select("[name=/issns/0/type] option[value=print]").attr("selected", "selected");
        Response wrong = editor.submit(form);
        form = form(wrong, 422);
        assertEquals("Tidal Press", text(stored(id), "/publisher"));
        assertEquals("no address", DeskVisitor.control(form, "/contact/email").attr("value"));
        assertEquals("2049-3631", DeskVisitor.control(form, "/issns/0/value").attr("value"));
        assertEquals(
                List.of("#f-issns-0-value", "#f-contact-email"),
                Jsoup.parse(wrong.asString()).select(".summary a").eachAttr("href"));
        editor.post("/desk/journals/" + id + "/identity", DeskVisitor.form("base", "[1"))
                .then()
                .statusCode(400);
    }

    @Test
    void a_setting_that_both_editors_changed_is_shown_with_all_three_texts() {
        String id = Fixtures.journal();
        DeskVisitor admin = admin();
        Element form = form(admin, id, "policies");
        ObjectNode theirs = object();
        theirs.putObject("policies").put("ethics", "their ethics").put("charges", "none");
        Fixtures.patch(asAdmin(), "/v1/journals/" + id, theirs).then().statusCode(200);
        DeskVisitor.control(form, "/policies/ethics").text("my ethics");
        DeskVisitor.control(form, "/policies/archiving").text("everything");
        Response response = admin.submit(form);
        Element conflict = form(response, 409);
        assertEquals("everything", text(stored(id), "/policies/archiving"));
        assertEquals("none", text(stored(id), "/policies/charges"));
        assertEquals("their ethics", text(stored(id), "/policies/ethics"));
        assertEquals(1, conflict.select(".three").size());
        assertEquals(
                "my ethics",
                DeskVisitor.control(conflict, "/policies/ethics").wholeText().strip());
        admin.submit(conflict).then().statusCode(303);
        assertEquals("my ethics", text(stored(id), "/policies/ethics"));
    }

    @Test
    void an_administrator_creates_a_journal_once() {
        DeskVisitor admin = admin();
        Element form = admin.page("/desk/journals").selectFirst("main form[method=post]");
        Response empty = admin.submit(form);
        empty.then().statusCode(422);
        form = Jsoup.parse(empty.asString()).selectFirst("main form[method=post]");
        assertEquals(2, form.select("[aria-invalid]").size());
        DeskVisitor.control(form, "/title").attr("value", "Journal of Mud");
        DeskVisitor.control(form, "/language").attr("value", "de");
        String location = admin.submit(form).then().statusCode(303).extract().header("Location");
        assertEquals(location, admin.submit(form).header("Location"));
        Document page = admin.page(location.replaceFirst("^https?://[^/]*", ""));
        assertEquals("de", page.selectFirst(".crumbs a[lang]").attr("lang"));
        assertTrue(page.select(".status").hasText());
    }
}
