package org.offprint.web.desk;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests of the first steps of administrators. {@code .ci/desk} starts an empty service and performs all steps. */
@QuarkusTest
class DeskWelcomeTest {

    private static final String JOURNAL = "/desk/welcome/journal";
    private static final String EDITOR = "/desk/welcome/editor";

    private static JsonNode journals(String title) {
        String words = URLEncoder.encode("\"" + title + "\"", StandardCharsets.UTF_8);
        return body(asAdmin().urlEncodingEnabled(false).get("/v1/journals?q=" + words))
                .get("items");
    }

    private static Document invalid(Response response) {
        response.then().statusCode(422);
        return Jsoup.parse(response.asString());
    }

    @Test
    void only_administrators_see_the_first_steps() {
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf());
        for (String path : new String[] {"/desk/welcome", JOURNAL, "/desk/welcome/records", EDITOR}) {
            DeskVisitor.anonymous()
                    .get(path)
                    .then()
                    .statusCode(303)
                    .header("Location", containsString("/desk/sign-in"));
            editor.get(path).then().statusCode(303).header("Location", endsWith("/desk"));
        }
        String title = unique("Of an editor");
        String form = DeskVisitor.form("title", title, "language", "en");
        editor.post(JOURNAL, form).then().statusCode(303).header("Location", endsWith("/desk"));
        DeskVisitor.anonymous().post(JOURNAL, form).then().statusCode(401);
        DeskVisitor.anonymous()
                .post(EDITOR, DeskVisitor.form("name", "x"))
                .then()
                .statusCode(401);
        assertEquals(0, journals(title).size());
        DeskVisitor admin = DeskVisitor.with(Fixtures.ADMIN_KEY);
        admin.get("/desk/welcome/unknown").then().statusCode(404);
        assertEquals(1, admin.page("/desk").select("a[href=/desk/welcome]").size());
        assertEquals(0, editor.page("/desk").select("a[href=/desk/welcome]").size());
    }

    @Test
    void a_journal_is_created_once_and_errors_are_next_to_their_fields() {
        DeskVisitor admin = DeskVisitor.with(Fixtures.ADMIN_KEY);
        String title = unique("Annals <script>alert(1)</script>");
        Element form = admin.page(JOURNAL).selectFirst("main form");
        form.selectFirst("#language").attr("value", "x y");
        form.selectFirst("#printIssn").attr("value", "1234-5678");
        form.selectFirst("#doiPrefix").attr("value", "11.1");
        Document page = invalid(admin.submit(form));
        assertEquals(
                4, page.select(".summary li a").size(), page.select(".summary").text());
        for (String name : new String[] {"title", "language", "printIssn", "doiPrefix"}) {
            Element control = page.getElementById(name);
            assertEquals("true", control.attr("aria-invalid"), name);
            assertTrue(control.attr("aria-describedby").endsWith(name + "-error"), name);
        }
        assertEquals("1234-5678", page.selectFirst("#printIssn").attr("value"));
        Element corrected = page.selectFirst("main form");
        String issn = Fixtures.issn();
        corrected.selectFirst("#title").attr("value", title);
        corrected.selectFirst("#language").attr("value", "pt-BR");
        corrected.selectFirst("#printIssn").attr("value", issn);
        corrected.selectFirst("#doiPrefix").attr("value", "10.5555");
        for (int i = 0; i < 2; i++) {
            admin.submit(corrected)
                    .then()
                    .statusCode(303)
                    .header("Location", containsString("/desk/welcome?done=journalcreated"));
        }
        JsonNode created = journals(title);
        assertEquals(1, created.size());
        assertEquals("print", created.at("/0/issns/0/type").textValue());
        assertEquals(issn, created.at("/0/issns/0/value").textValue());
        assertEquals("pt-BR", created.at("/0/language").textValue());
        assertTrue(created.at("/0/license/url").textValue().contains("/by/4.0/"));
        Document next = admin.page("/desk/welcome?done=journalcreated");
        assertEquals(3, next.select("nav.steps li").size());
        assertTrue(next.select("nav.steps li").first().hasClass("done"));
        assertEquals(0, admin.page(JOURNAL).select("main script").size());
    }

    @Test
    void existing_articles_are_imported_after_a_trial_or_published_at_once() {
        Document page = DeskVisitor.with(Fixtures.ADMIN_KEY).page("/desk/welcome/records");
        // Other tests have created journals, so the journal must be chosen on the import page.
        assertEquals(1, page.select(".save a[href=/desk/imports]").size());
        assertEquals(1, page.select(".save a[href=" + EDITOR + "]").size());
    }

    @Test
    void the_key_of_a_new_editor_is_shown_once() {
        DeskVisitor admin = DeskVisitor.with(Fixtures.ADMIN_KEY);
        String journal = Fixtures.journal();
        Document missing = invalid(admin.post(EDITOR, DeskVisitor.form("name", " ", "journal", journal)));
        assertEquals("#name", missing.selectFirst(".summary a").attr("href"));
        invalid(admin.post(EDITOR, DeskVisitor.form("name", "Ines", "journal", "no-id")));
        String name = unique("Ines");
        Response response = admin.post(EDITOR, DeskVisitor.form("name", name, "journal", journal));
        response.then().statusCode(200).header("Cache-Control", "no-store");
        String key = Jsoup.parse(response.asString()).selectFirst("#secret").attr("value");
        Document again = admin.page(EDITOR);
        assertFalse(again.outerHtml().contains(key));
        assertTrue(again.select("nav.steps li").last().hasClass("done"));
        assertTrue(again.select("main").text().contains(name));
        DeskVisitor ines = DeskVisitor.with(key);
        ines.get("/desk").then().statusCode(200).body(containsString(name));
        ines.get("/desk/welcome").then().statusCode(303);
        assertEquals(
                1,
                ines.page("/desk/articles/new")
                        .select("select[name=/journal] option")
                        .size());
    }

    @Test
    void editors_without_a_journal_read_whom_to_ask() {
        String journal = Fixtures.journal();
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        editor.get("/desk").then().statusCode(200).body(not(containsString("Ask an administrator")));
        asAdmin()
                .header("If-Match", "*")
                .delete("/v1/journals/" + journal)
                .then()
                .statusCode(204);
        Document page = editor.page("/desk");
        assertTrue(page.select("main .empty").text().contains("Ask an administrator of this service"));
        assertTrue(page.select("main .empty code").text().startsWith("Eve, "));
        assertEquals(0, page.select("main a.button").size());
    }
}
