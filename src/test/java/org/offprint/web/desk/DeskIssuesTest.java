package org.offprint.web.desk;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests of the pages of issues, and of the history of an article. */
@QuarkusTest
class DeskIssuesTest {

    private static DeskVisitor admin() {
        return DeskVisitor.with(Fixtures.ADMIN_KEY);
    }

    private static String issue(String journal) {
        return created(asAdmin(), "/v1/issues", object().put("journal", journal).put("volume", unique("V")))
                .get("id")
                .textValue();
    }

    private static String articleIn(String journal, String issue, String title) {
        return created(
                        asAdmin(),
                        "/v1/articles",
                        object().put("journal", journal)
                                .put("issue", issue)
                                .put("title", title)
                                .put("language", "en")
                                .put("type", "letter"))
                .get("id")
                .textValue();
    }

    private static JsonNode stored(String path) {
        return Fixtures.body(asAdmin().get(path));
    }

    /** Returns the sections of an issue, each with the titles of its articles. */
    private static String order(String issue) {
        List<String> sections = new ArrayList<>();
        stored("/v1/issues/" + issue + "/contents").path("sections").forEach(section -> {
            if (!section.path("articles").isEmpty()) {
                List<String> titles = new ArrayList<>();
                section.path("articles")
                        .forEach(article -> titles.add(article.path("title").asText()));
                sections.add(section.at("/section/title").asText("-") + ":" + String.join(",", titles));
            }
        });
        return String.join(" ", sections);
    }

    private static Response press(DeskVisitor visitor, String issue, String button, String... more) {
        Element form = visitor.page("/desk/issues/" + issue).selectFirst("form.board");
        for (int i = 0; i < more.length; i += 2) {
            form.select("select[name=\"" + more[i] + "\"] option").removeAttr("selected");
            form.select("select[name=\"" + more[i] + "\"] option[value=\"" + more[i + 1] + "\"]")
                    .attr("selected", "selected");
        }
        return visitor.submit(form, "do", button);
    }

    @Test
    void articles_are_ordered_moved_added_and_removed() {
        ObjectNode body = object().put("title", unique("Journal")).put("language", "en");
        body.putArray("sections").addObject().put("title", "Letters");
        JsonNode made = created(asAdmin(), "/v1/journals", body);
        String journal = made.get("id").textValue();
        String section = made.at("/sections/0/id").textValue();
        String issue = issue(journal);
        String first = articleIn(journal, issue, "First");
        String second = articleIn(journal, issue, "Second");
        String loose = created(
                        asAdmin(),
                        "/v1/articles",
                        object().put("journal", journal)
                                .put("title", "Loose")
                                .put("language", "en")
                                .put("type", "letter"))
                .get("id")
                .textValue();
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        assertEquals("-:First,Second", order(issue));
        press(editor, issue, "up:" + second).then().statusCode(303).header("Location", endsWith("#a-" + second));
        assertEquals("-:Second,First", order(issue));
        press(editor, issue, "down:" + second).then().statusCode(303);
        assertEquals("-:First,Second", order(issue));
        press(editor, issue, "up:" + first).then().statusCode(303);
        assertEquals("-:First,Second", order(issue));
        press(editor, issue, "move:" + second, "section:" + second, section)
                .then()
                .statusCode(303);
        assertEquals("Letters:Second -:First", order(issue));
        Fixtures.await(() -> !editor.page("/desk/issues/" + issue)
                .select("#add option[value=" + loose + "]")
                .isEmpty());
        press(editor, issue, "add", "add", loose, "section", section).then().statusCode(303);
        assertEquals("Letters:Second,Loose -:First", order(issue));
        press(editor, issue, "remove:" + first).then().statusCode(303);
        assertEquals("Letters:Second,Loose", order(issue));
        press(editor, issue, "fly:" + first).then().statusCode(422);
    }

    @Test
    void an_order_that_another_editor_has_changed_is_not_overwritten() {
        String journal = Fixtures.journal();
        String issue = issue(journal);
        articleIn(journal, issue, "First");
        String second = articleIn(journal, issue, "Second");
        DeskVisitor admin = admin();
        Element form = admin.page("/desk/issues/" + issue).selectFirst("form.board");
        articleIn(journal, issue, "Third");
        Response stale = admin.submit(form, "do", "up:" + second);
        stale.then().statusCode(409).body(containsString("banner"));
        assertEquals("-:First,Second,Third", order(issue));
        Element again = Jsoup.parse(stale.asString()).selectFirst("form.board");
        admin.submit(again, "do", "up:" + second).then().statusCode(303);
        assertEquals("-:Second,First,Third", order(issue));
    }

    @Test
    void an_issue_is_created_published_with_its_articles_and_hidden() {
        String journal = Fixtures.journal();
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        Document list = editor.page("/desk/issues");
        Element form = list.selectFirst("form[method=post].narrow");
        Response empty = editor.submit(form);
        empty.then().statusCode(422);
        assertEquals(1, Jsoup.parse(empty.asString()).select(".summary li").size());
        form.selectFirst("#volume").attr("value", "14");
        form.selectFirst("#number").attr("value", "1");
        form.selectFirst("#year").attr("value", "2027");
        String location = editor.submit(form).then().statusCode(303).extract().header("Location");
        editor.submit(form).then().statusCode(303).header("Location", location);
        String issue = location.replaceAll(".*/issues/([^?]*).*", "$1");
        String article = articleIn(journal, issue, "Whose mud");
        Element publish = editor.page("/desk/issues/" + issue + "/publish").selectFirst("main form");
        assertEquals(1, publish.select(".row").size());
        editor.submit(publish, "do", "publish").then().statusCode(303);
        assertEquals("published", stored("/v1/issues/" + issue).get("status").textValue());
        assertEquals(
                "published", stored("/v1/articles/" + article).get("status").textValue());
        editor.submit(publish, "do", "publish").then().statusCode(409);
        Element hide = editor.page("/desk/issues/" + issue + "/publish").selectFirst("main form");
        editor.submit(hide, "do", "unpublish").then().statusCode(303);
        assertEquals("draft", stored("/v1/issues/" + issue).get("status").textValue());
        assertTrue(editor.page("/desk/issues?journal=" + journal)
                        .select("a[href$=" + issue + "]")
                        .size()
                == 1);
    }

    @Test
    void only_editors_of_the_journal_see_issues_and_history() {
        String journal = Fixtures.journal();
        String issue = issue(journal);
        String article = articleIn(journal, issue, "Whose mud");
        DeskVisitor other = DeskVisitor.with(Fixtures.editorOf(Fixtures.journal()));
        List<String> paths = List.of(
                "/desk/issues/" + issue,
                "/desk/issues/" + issue + "/publish",
                "/desk/articles/" + article + "/history",
                "/desk/articles/" + article + "/history/1");
        for (boolean isPublished : new boolean[] {false, true}) {
            for (String path : paths) {
                other.get(path).then().statusCode(404);
                DeskVisitor.anonymous()
                        .get(path)
                        .then()
                        .statusCode(303)
                        .header("Location", startsWith("/desk/sign-in"));
            }
            other.post("/desk/issues/" + issue, DeskVisitor.form("do", "remove:" + article, "etag", "*"))
                    .then()
                    .statusCode(404);
            other.post("/desk/issues/" + issue + "/publish", DeskVisitor.form("do", "publish", "revision", "1"))
                    .then()
                    .statusCode(404);
            other.post("/desk/articles/" + article + "/history/1", DeskVisitor.form("revision", "1"))
                    .then()
                    .statusCode(404);
            Element publish = admin().page("/desk/issues/" + issue + "/publish").selectFirst("main form");
            if (!isPublished) {
                admin().submit(publish, "do", "publish").then().statusCode(303);
            }
        }
        admin().get("/desk/issues/unknown").then().statusCode(404);
        admin().get("/desk/articles/" + article + "/history/99").then().statusCode(404);
        admin().get("/desk/articles/" + article + "/history/x").then().statusCode(404);
    }

    @Test
    void an_earlier_state_is_compared_and_restored() {
        String journal = Fixtures.journal();
        String article = articleIn(journal, issue(journal), "The mud of Whitby");
        Fixtures.patch(asAdmin(), "/v1/articles/" + article, object().put("title", "The mud of Ribe"))
                .then()
                .statusCode(200);
        DeskVisitor admin = admin();
        Document history = admin.page("/desk/articles/" + article + "/history");
        assertEquals(2, history.select(".history li").size());
        String undo = history.selectFirst(".history .acts a").attr("href");
        assertEquals("/desk/articles/" + article + "/history/1", undo);
        Document page = admin.page(undo);
        assertEquals("Whitby", page.select("ins").textNodes().get(0).text().strip());
        Element form = page.selectFirst("main form");
        assertEquals(
                "The mud of Ribe",
                stored("/v1/articles/" + article).get("title").textValue());
        Fixtures.patch(asAdmin(), "/v1/articles/" + article, object().put("subtitle", "A letter"))
                .then()
                .statusCode(200);
        Response stale = admin.submit(form);
        stale.then().statusCode(409);
        admin.submit(Jsoup.parse(stale.asString()).selectFirst("main form"))
                .then()
                .statusCode(303);
        JsonNode restored = stored("/v1/articles/" + article);
        assertEquals("The mud of Whitby", restored.get("title").textValue());
        assertTrue(restored.path("subtitle").isMissingNode()
                || restored.path("subtitle").isNull());
        assertEquals(
                0,
                admin.page("/desk/articles/" + article + "/history/1")
                        .select("main form")
                        .size());
    }

    @Test
    void several_articles_are_checked_and_published_separately() {
        String journal = Fixtures.journal();
        String first = Fixtures.article(journal);
        String second = Fixtures.article(journal);
        String published = Fixtures.article(journal);
        Fixtures.publish(published);
        String foreign = Fixtures.article(Fixtures.journal());
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        Fixtures.await(() -> editor.page("/desk/articles")
                        .select("form.bulk [type=checkbox]")
                        .size()
                == 2);
        assertEquals(1, editor.page("/desk/articles/bulk").select(".empty").size());
        Document page = editor.page("/desk/articles/bulk?id=" + first + "&id=" + second + "&id=" + second + "&id="
                + published + "&id=" + foreign + "&id=unknown");
        assertEquals(
                "ready ready unchanged unknown unknown",
                String.join(
                        " ",
                        page.select("[class*=outcome-]").eachAttr("class").stream()
                                .map(each -> each.replace("state outcome-", ""))
                                .toList()));
        assertEquals("draft", stored("/v1/articles/" + first).get("status").textValue());
        Fixtures.patch(asAdmin(), "/v1/articles/" + second, object().put("subtitle", "Changed"))
                .then()
                .statusCode(200);
        Response done = editor.submit(page.selectFirst("main form"));
        done.then().statusCode(200);
        Document outcome = Jsoup.parse(done.asString());
        assertEquals(1, outcome.select(".outcome-published").size());
        assertEquals(1, outcome.select(".outcome-changed").size());
        assertEquals("published", stored("/v1/articles/" + first).get("status").textValue());
        assertEquals("draft", stored("/v1/articles/" + second).get("status").textValue());
        Document again = editor.page(outcome.selectFirst("a[href*=bulk]").attr("href"));
        editor.submit(again.selectFirst("main form")).then().statusCode(200);
        assertEquals("published", stored("/v1/articles/" + second).get("status").textValue());
        editor.post("/desk/articles/bulk", DeskVisitor.form("id", foreign, "revision:" + foreign, "1"))
                .then()
                .statusCode(200);
        assertEquals("draft", stored("/v1/articles/" + foreign).get("status").textValue());
        DeskVisitor.anonymous().get("/desk/articles/bulk?id=" + first).then().statusCode(303);
    }
}
