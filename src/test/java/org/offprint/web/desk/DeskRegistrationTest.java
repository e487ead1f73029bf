package org.offprint.web.desk;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.CountingDriver;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.registration.FakeCrossref;
import org.offprint.web.api.registration.JournalPlans;
import org.offprint.web.api.registration.MovedClock;

/** Tests of the page that lists and sends registrations. */
@QuarkusTest
class DeskRegistrationTest {

    private static final String PATH = "/desk/registration";

    @Inject
    MovedClock clock;

    private FakeCrossref crossref;
    private String account;
    private String journal;

    @BeforeEach
    void begin() throws IOException {
        crossref = new FakeCrossref();
        ObjectNode described =
                object().put("title", Fixtures.unique("Registered")).put("language", "en");
        described.putArray("issns").addObject().put("type", "electronic").put("value", Fixtures.issn());
        journal = created(asAdmin(), "/v1/journals", described).get("id").textValue();
        ObjectNode wanted = object().put("target", "crossref")
                .put("name", "Crossref")
                .put("test", true)
                .put("baseUrl", crossref.url());
        wanted.putObject("secret").put("value", FakeCrossref.PASSWORD);
        wanted.putObject("settings")
                .put("login", FakeCrossref.LOGIN)
                .put("depositorName", "Press")
                .put("depositorEmail", "deposits@journal.example");
        account = created(asAdmin(), "/v1/registration-accounts", wanted)
                .get("id")
                .textValue();
        JournalPlans.set(Client.here(), journal, account, "confirm", "article");
    }

    @AfterEach
    void end() {
        JournalPlans.set(Client.here(), journal, account, "off", "article");
        asAdmin().put("/v1/registration-accounts/" + account + "/pause");
        crossref.close();
        clock.reset();
    }

    private String published(String title) {
        String article = article(title, "Lovelace");
        Fixtures.publish(article);
        return article;
    }

    private String article(String title, String family) {
        ObjectNode article = object().put("journal", journal)
                .put("title", title)
                .put("language", "en")
                .put("type", "research-article")
                .put("doi", "10.5555/" + Fixtures.unique("desk").replaceAll("[^A-Za-z0-9]", ""));
        article.putArray("contributors")
                .addObject()
                .put("role", "author")
                .put("given", "Ada")
                .put("family", family);
        return created(asAdmin(), "/v1/articles", article).get("id").textValue();
    }

    @Test
    void a_record_that_waits_for_confirmation_is_sent_with_one_button() {
        String article = published("Whose mud <script>alert(1)</script>");
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        String path = PATH + "?record=" + article;
        Fixtures.await(() -> !editor.page(path).select("button[value=release]").isEmpty());
        Fixtures.await(() -> editor.page(path).select(".row .what > a").text().startsWith("Whose mud"));
        Document page = editor.page(path);
        assertEquals(1, page.select(".rows .row").size());
        assertEquals(
                "/desk/articles/" + article, page.selectFirst(".row .what > a").attr("href"));
        assertEquals("On hold", page.selectFirst(".row .state").text());
        assertTrue(page.select(".row p").text().contains("requires your confirmation"));
        assertTrue(page.select(".views").text().contains("On hold 1"));
        Element line = editor.page("/desk/articles/" + article).selectFirst("p.registration");
        assertTrue(line.text().contains("On hold"), line.text());
        assertEquals(path, line.selectFirst("a").attr("href"));
        Element form = page.selectFirst("form[action^=" + PATH + "/]");
        editor.submit(form, "act", "release")
                .then()
                .statusCode(303)
                .header("Location", startsWith(path))
                .header("Location", endsWith("done=registering"));
        assertTrue(
                editor.page(path + "&done=registering").select(".status").text().contains("queued"));
        assertTrue(editor.page(path).select("button[value=release]").isEmpty());
        editor.submit(form, "act", "release").then().statusCode(409).body(containsString("not on hold"));
    }

    @Test
    void the_page_filters_by_state_and_journal() {
        String article = published("On rivers");
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        Fixtures.await(() -> editor.page(PATH).select(".rows .row").size() == 1);
        assertEquals(
                1,
                editor.page(PATH + "?state=held&journal=" + journal)
                        .select(".row")
                        .size());
        Document none = editor.page(PATH + "?state=registered&record=" + article);
        assertEquals(0, none.select(".row").size());
        assertFalse(none.select(".empty").isEmpty());
        editor.get(PATH + "?lang=ar").then().statusCode(200).body(containsString("dir=\"rtl\""));
    }

    @Test
    void a_chosen_journal_is_selected_and_keeps_the_other_filters() {
        String slug = Fixtures.body(asAdmin().get("/v1/journals/" + journal))
                .get("slug")
                .textValue();
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal, Fixtures.journal()));
        for (String given : List.of(journal, slug)) {
            Document page = editor.page(PATH + "?state=held&journal=" + given + "&record=" + journal);
            assertEquals(journal, page.selectFirst("#journal option[selected]").attr("value"));
            Element form = page.selectFirst("form.filters");
            assertEquals("held", form.selectFirst("[name=state]").attr("value"));
            assertEquals(journal, form.selectFirst("[name=record]").attr("value"));
            assertEquals(PATH, page.selectFirst("main a[href=" + PATH + "]").attr("href"));
        }
        Document all = editor.page(PATH);
        assertTrue(
                all.select("#journal option[selected], main form [type=hidden]").isEmpty());
        assertTrue(all.select("main a[href=" + PATH + "]").isEmpty());
    }

    @Test
    void a_rejected_record_shows_the_message_of_the_service_and_can_be_sent_again() {
        String article = article("Rejected", "Lovelace");
        String doi = doi(article);
        crossref.setResult(doi, "Failure|ORCID invalid checksum <https://orcid.org/1>");
        JournalPlans.set(Client.here(), journal, account, "automatic", "article");
        Fixtures.publish(article);
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        Element row = awaitState(editor, article, "Rejected");
        assertTrue(row.text().contains("The service rejected an ORCID iD. Correct the contributor"), row.text());
        assertTrue(row.text().contains("Message from Crossref: ORCID invalid checksum <https://orcid.org/1>"));
        assertFalse(row.text().contains("Correct the contributor that the message names"), row.text());
        assertLeadsToField(editor, row, "/desk/articles/" + article + "/contributors#f-contributors", "Contributors");
        crossref.clearResult(doi);
        assertEquals("Try again: Rejected", row.selectFirst("button").text());
        editor.submit(row.selectFirst("form"), "act", "send")
                .then()
                .statusCode(303)
                .header("Location", PATH + "?record=" + article + "&done=registering");
        row = awaitState(editor, article, "Registered");
        assertTrue(row.select("button, ul").isEmpty(), row.text());
        assertEquals("Rejected", crossref.registered(doi).title());
    }

    @Test
    void a_record_that_is_not_ready_names_each_missing_field() {
        JournalPlans.set(Client.here(), journal, account, "automatic", "article");
        String article = article("Not ready", "Love?lace");
        Fixtures.publish(article);
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        Element row = awaitState(editor, article, "On hold");
        assertTrue(row.text().contains("cannot be sent yet"), row.text());
        assertEquals(1, row.select("ul li").size(), row.html());
        assertTrue(row.selectFirst("ul li").text().startsWith("Every person has a family name"), row.text());
        assertLeadsToField(editor, row, "/desk/articles/" + article + "/contributors#f-contributors", "Contributors");
        assertTrue(row.select("button").isEmpty());
        String id = registration(article);
        editor.post(PATH + "/" + id, "act=release")
                .then()
                .statusCode(409)
                .body(containsString("The record lacks required fields"));
        Element form = editor.section(article, "contributors");
        DeskVisitor.control(form, "/contributors/0/family").val("Lovelace");
        editor.submit(form).then().statusCode(303);
        Fixtures.publish(article);
        awaitState(editor, article, "Registered");
    }

    @Test
    void a_record_that_waits_for_a_retry_is_sent_now() {
        JournalPlans.set(Client.here(), journal, account, "automatic", "article");
        crossref.setDown(true);
        String article = published("Delayed");
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        Fixtures.await(() -> editor.page(PATH + "?record=" + article).text().contains("will be sent again"));
        Element row = editor.page(PATH + "?record=" + article).selectFirst(".row");
        assertEquals("Queued", row.selectFirst(".state").text());
        assertEquals("Send now", row.selectFirst("button").ownText());
        crossref.setDown(false);
        editor.submit(row.selectFirst("form"), "act", "send").then().statusCode(303);
        awaitState(editor, article, "Registered");
    }

    @Test
    void more_than_50_registrations_are_shown_on_several_pages() {
        List<String> articles = new ArrayList<>();
        for (int i = 0; i < 53; i++) {
            articles.add(published("Article " + i));
        }
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        Fixtures.await(() -> editor.page(PATH).select(".views").text().contains("On hold 53"));
        Document first = editor.page(PATH + "?state=held&done=registering");
        assertEquals(50, first.select(".row").size());
        assertTrue(first.select(".pages [rel=prev]").isEmpty());
        String next = first.selectFirst(".pages [rel=next]").attr("href");
        assertTrue(next.startsWith(PATH + "?") && next.contains("state=held") && !next.contains("done="), next);
        Document second = editor.page(next);
        assertEquals(3, second.select(".row").size());
        assertTrue(second.select(".pages [rel=next]").isEmpty());
        assertEquals(
                53,
                Stream.concat(first.select(".row form").stream(), second.select(".row form").stream())
                        .map(form -> form.attr("action").replaceFirst("\\?.*", ""))
                        .distinct()
                        .count());
        assertTrue(second.select(".views").text().contains("On hold 53"));
        assertEquals(
                50,
                editor.page(second.selectFirst(".pages [rel=prev]").attr("href"))
                        .select(".row")
                        .size());
        String location = editor.submit(second.selectFirst(".row form"), "act", "release")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        assertEquals(next + "&done=registering", location);
        assertTrue(editor.page(location).select(".row").size() <= 3);
        editor.get(next.replace("state=held", "state=due")).then().statusCode(400);
    }

    @Test
    void the_number_of_sql_statements_does_not_depend_on_the_number_of_registrations() {
        String article = published("Counted");
        for (int i = 0; i < 9; i++) {
            published("Counted " + i);
        }
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        Fixtures.await(() -> editor.page(PATH).select(".row .what > a").text().split("Counted").length == 11);
        List<String> one = statements(editor, PATH + "?journal=" + journal + "&record=" + article);
        List<String> all = statements(editor, PATH + "?journal=" + journal);
        assertEquals(one.size(), all.size(), one + " " + all);
        assertTrue(all.size() < 8, all.toString());
        List<String> held = statements(editor, PATH + "?state=held&journal=" + journal);
        assertEquals(all.size() + 2, held.size(), held.toString());
        List<String> home = statements(editor, DeskPages.HOME);
        assertTrue(home.size() < 30, home.toString());
    }

    private static List<String> statements(DeskVisitor visitor, String path) {
        visitor.get(path).then().statusCode(200);
        BackgroundWork.awaitIdle();
        String id = Fixtures.unique("registrations").replace(' ', '-');
        visitor.request().header("X-Request-Id", id).get(path).then().statusCode(200);
        List<String> found = new ArrayList<>(CountingDriver.ofRequest(id));
        found.removeIf(statement -> statement.contains("key_session") || statement.contains("api_key"));
        return found;
    }

    @Test
    void only_editors_of_the_journal_see_and_send_registrations() {
        String article = published("Published title");
        Fixtures.patch(asAdmin(), "/v1/articles/" + article, object().put("title", "Unpublished title"))
                .then()
                .statusCode(200);
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        String path = PATH + "?record=" + article;
        Fixtures.await(() -> editor.page(path).select(".row").text().contains("Unpublished title"));
        String action =
                editor.page(PATH).selectFirst("form[action^=" + PATH + "/]").attr("action");
        DeskVisitor other = DeskVisitor.with(Fixtures.editorOf(Fixtures.journal()));
        for (String each : List.of(PATH, path, PATH + "?journal=" + journal)) {
            String shown = other.page(each).outerHtml();
            assertFalse(shown.contains("Unpublished title") || shown.contains(doi(article)), shown);
        }
        other.post(action, "act=release").then().statusCode(403).body(not(containsString("Unpublished")));
        editor.get(action).then().statusCode(303).header("Location", path);
        other.get(action).then().statusCode(403).body(not(containsString("Unpublished")));
        DeskVisitor anonymous = DeskVisitor.anonymous();
        anonymous.get(PATH).then().statusCode(303).header("Location", startsWith("/desk/sign-in"));
        anonymous.get(action).then().statusCode(303).header("Location", startsWith("/desk/sign-in"));
        anonymous.post(action, "act=release").then().statusCode(401);
        for (DeskVisitor each : List.of(editor, anonymous)) {
            each.request()
                    .header("Origin", "https://evil.example")
                    .contentType("application/x-www-form-urlencoded")
                    .body("act=release")
                    .post(action)
                    .then()
                    .statusCode(403);
        }
        assertEquals("On hold", editor.page(path).selectFirst(".row .state").text());
        String draft = article("Draft", "Lovelace");
        assertTrue(editor.page(PATH + "?record=" + draft).select(".row").isEmpty());
    }

    @Test
    void unknown_registrations_and_invalid_parameters_are_rejected() {
        String article = published("Invalid");
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        awaitState(editor, article, "On hold");
        String id = PATH + "/" + registration(article);
        for (String form : List.of("act=delete", "", "act=", "x=1")) {
            editor.post(id, form).then().statusCode(400);
        }
        for (String unknown : List.of("x", UUID.randomUUID().toString())) {
            editor.post(PATH + "/" + unknown, "act=send").then().statusCode(404);
            editor.get(PATH + "/" + unknown).then().statusCode(404);
        }
        for (String query : List.of("state=x", "cursor=x", "record=x", "journal=unknown-journal")) {
            editor.get(PATH + "?" + query).then().statusCode(400);
        }
    }

    private static String registration(String article) {
        return Fixtures.body(asAdmin().get("/v1/articles/" + article + "/registrations"))
                .at("/items/0/id")
                .asText();
    }

    private static String doi(String article) {
        return Fixtures.body(asAdmin().get("/v1/articles/" + article))
                .get("doi")
                .textValue();
    }

    /**
     * Waits until the only registration of an article has a state. Moves the clock forward, so that a failed attempt is
     * repeated, and a result is requested.
     */
    private Element awaitState(DeskVisitor editor, String article, String state) {
        Fixtures.await(() -> {
            Element row = editor.page(PATH + "?record=" + article).selectFirst(".row");
            String now = row == null ? "" : row.selectFirst(".state").text();
            if (List.of("Awaiting result", "Queued").contains(now)) {
                clock.forward(Duration.ofMinutes(3));
            }
            return now.equals(state);
        });
        return editor.page(PATH + "?record=" + article).selectFirst(".row");
    }

    private static void assertLeadsToField(DeskVisitor editor, Element row, String address, String field) {
        Element link = row.selectFirst("ul a");
        assertEquals("Correct the field “" + field + "”", link.ownText());
        assertEquals(address, link.attr("href"));
        String[] parts = address.split("#");
        assertEquals(1, editor.page(parts[0]).select("[id=" + parts[1] + "]").size());
    }
}
