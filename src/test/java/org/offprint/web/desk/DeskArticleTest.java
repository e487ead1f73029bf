package org.offprint.web.desk;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.CountingDriver;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.articles.FullArticle;

/** Tests of the pages that list, create and change articles. */
@QuarkusTest
class DeskArticleTest {

    private static final String HOSTILE = "\"><script>alert(1)</script>{msg:search}{7*7}</textarea><img src=x>";

    private static DeskVisitor admin() {
        return DeskVisitor.with(Fixtures.ADMIN_KEY);
    }

    private static String article(ObjectNode more) {
        ObjectNode article = object().put("journal", Fixtures.journal())
                .put("title", unique("Whose mud"))
                .put("language", "en")
                .put("type", "letter");
        article.setAll(more);
        return created(asAdmin(), "/v1/articles", article).get("id").textValue();
    }

    private static JsonNode stored(String id) {
        return Fixtures.body(asAdmin().get("/v1/articles/" + id));
    }

    private static String patched(String id, String member, String text) {
        Fixtures.patch(asAdmin(), "/v1/articles/" + id, object().put(member, text))
                .then()
                .statusCode(200);
        return id;
    }

    @Test
    void an_editor_sees_only_articles_of_the_own_journals() {
        String own = Fixtures.journal();
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(own));
        String draft = article(object());
        String published = article(object());
        Fixtures.publish(published);
        String mine = Fixtures.article(own);
        for (String foreign : List.of(draft, published, "unknown", "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f")) {
            editor.get("/desk/articles/" + foreign).then().statusCode(404);
            editor.get("/desk/articles/" + foreign + "/title").then().statusCode(404);
            editor.post(
                            "/desk/articles/" + foreign + "/title",
                            DeskVisitor.form("/title", "Mine", "base", "{\"/title\":\"x\"}"))
                    .then()
                    .statusCode(404);
        }
        editor.get("/desk/articles/" + mine).then().statusCode(200);
        editor.get("/desk/articles/" + mine + "/nothing").then().statusCode(404);
        Fixtures.await(() ->
                !editor.page("/desk/articles").select("a[href$=" + mine + "]").isEmpty());
        Document list = editor.page("/desk/articles");
        assertTrue(list.select("a[href$=" + draft + "]").isEmpty());
        Document create = editor.page("/desk/articles/new");
        assertEquals(1, create.select("#journal option").size());
        editor.post(
                        "/desk/articles/new",
                        DeskVisitor.form(
                                "/journal",
                                Fixtures.journal(),
                                "/title",
                                "x",
                                "/type",
                                "letter",
                                "/language",
                                "en",
                                "nonce",
                                "n"))
                .then()
                .statusCode(403)
                .body(containsString("value=\"x\""));
    }

    @Test
    void the_list_filters_and_reports_invalid_filters_in_the_page() {
        String journal = Fixtures.journal();
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        String draft = Fixtures.article(journal);
        String published = Fixtures.article(journal);
        Fixtures.publish(published);
        Fixtures.await(() -> editor.page("/desk/articles").select(".row").size() == 2);
        Document drafts = editor.page("/desk/articles?status=draft&q=&type=&journal=");
        assertEquals(1, drafts.select(".row").size());
        assertEquals(1, drafts.select("a[href$=" + draft + "]").size());
        Response wrong = editor.get("/desk/articles?status=nonsense");
        wrong.then().statusCode(400);
        assertEquals(1, Jsoup.parse(wrong.asString()).select(".summary").size());
        editor.get("/desk/articles?page=99999999999&sort=x&q=" + "%22%3E%3Cscript")
                .then()
                .statusCode(200);
        Document home = editor.page("/desk");
        assertEquals(2, home.select(".row").size());
        assertEquals("1 Draft", home.selectFirst(".counts a").text());
    }

    @Test
    void different_fields_that_editors_save_at_the_same_time_are_all_saved() throws Exception {
        DeskVisitor admin = admin();
        String id = article(object());
        List<String> members = List.of("subtitle", "runningHead", "abstract");
        Element title = admin.section(id, "title");
        Element texts = admin.section(id, "abstract");
        ExecutorService editors = Executors.newFixedThreadPool(members.size());
        try {
            for (int round = 1; round <= 5; round++) {
                String text = "Text " + round;
                List<Callable<Integer>> saves = new ArrayList<>();
                for (String member : members) {
                    Element form = (member.equals("abstract") ? texts : title).clone();
                    String base = form.selectFirst("[name=base]").attr("value");
                    saves.add(() -> admin.post(
                                    form.attr("action"),
                                    DeskVisitor.form(
                                            "base",
                                            baseWith(base, stored(id), member),
                                            "/" + member,
                                            text,
                                            "do",
                                            "save"))
                            .statusCode());
                }
                for (Future<Integer> save : editors.invokeAll(saves)) {
                    assertEquals(303, save.get());
                }
                JsonNode stored = stored(id);
                members.forEach(member -> assertEquals(text, stored.path(member).asText()));
            }
        } finally {
            editors.shutdown();
        }
    }

    /** Returns the base values of a form, with the stored text of a member. */
    private static String baseWith(String base, JsonNode stored, String member) {
        ObjectNode values = (ObjectNode) Json.parse(base.getBytes(StandardCharsets.UTF_8));
        return values.put("/" + member, stored.path(member).textValue()).toString();
    }

    @Test
    void forms_of_all_sections_that_are_sent_unchanged_change_nothing() {
        JsonNode article = created(asAdmin(), "/v1/articles", new FullArticle().json());
        String id = article.get("id").textValue();
        DeskVisitor admin = admin();
        for (String section : FormLayout.ARTICLE.sections()) {
            Element form = admin.section(id, section);
            admin.submit(form).then().statusCode(303).header("Location", endsWith("/" + section + "?done=unchanged"));
        }
        assertEquals(article.get("revision"), stored(id).get("revision"));
        assertEquals(
                FormLayout.ARTICLE.sections().size(),
                admin.page("/desk/articles/" + id).select(".tasks li").size());
    }

    @Test
    void a_changed_field_is_saved_and_everything_else_is_kept() {
        JsonNode before = created(asAdmin(), "/v1/articles", new FullArticle().json());
        String id = before.get("id").textValue();
        DeskVisitor admin = admin();
        Element form = admin.section(id, "contributors");
        DeskVisitor.control(form, "/contributors/0/family").attr("value", "Garrow");
        admin.submit(form).then().statusCode(303).header("Location", endsWith("contributors?done=saved"));
        JsonNode after = stored(id);
        ObjectNode expected = before.at("/contributors/0").deepCopy();
        expected.put("family", "Garrow");
        assertEquals(expected, after.at("/contributors/0"));
        assertEquals(before.get("references"), after.get("references"));
        Element title = admin.section(id, "title");
        DeskVisitor.control(title, "/title").text("The H<sub>2</sub>O of mud");
        admin.submit(title, "do", "next")
                .then()
                .statusCode(303)
                .header("Location", endsWith("contributors?done=saved"));
        assertEquals("The H2O of mud", stored(id).get("title").textValue());
        Element placement = admin.section(id, "placement");
        DeskVisitor.control(placement, "/issue").select("option").removeAttr("selected");
        admin.submit(placement).then().statusCode(303);
        assertNull(stored(id).get("issue"));
        assertEquals(before.at("/section/id"), stored(id).at("/section/id"));
    }

    @Test
    void a_wrong_field_does_not_prevent_its_neighbours_from_being_saved() {
        String id = article(object());
        DeskVisitor admin = admin();
        Element form = admin.section(id, "title");
        DeskVisitor.control(form, "/subtitle").attr("value", "A right subtitle");
        DeskVisitor.control(form, "/language").attr("value", "no language " + HOSTILE);
        Response response = admin.submit(form);
        response.then().statusCode(422).body(not(containsString("<script>alert")));
        Document page = Jsoup.parse(response.asString());
        assertEquals("A right subtitle", stored(id).get("subtitle").textValue());
        Element language = page.selectFirst("[name=/language]");
        assertEquals("no language " + HOSTILE, language.attr("value"));
        assertEquals("true", language.attr("aria-invalid"));
        assertEquals("#" + language.id(), page.selectFirst(".summary a").attr("href"));
        assertTrue(page.title().startsWith("Error: "));
        Element again = page.selectFirst("form.article");
        DeskVisitor.control(again, "/language").attr("value", "fr");
        admin.submit(again).then().statusCode(303);
        assertEquals("fr", stored(id).get("language").textValue());
    }

    @Test
    void members_that_only_one_editor_changed_are_merged() {
        String id = article(object().put("abstract", "Mud."));
        DeskVisitor admin = admin();
        Element form = admin.section(id, "abstract");
        patched(id, "abstract", "Mud of Ribe.");
        DeskVisitor.control(form, "/keywords").text("mud\nreeds");
        admin.submit(form).then().statusCode(303);
        JsonNode after = stored(id);
        assertEquals("Mud of Ribe.", after.get("abstract").textValue());
        assertEquals("reeds", after.at("/keywords/1").textValue());
    }

    @Test
    void a_member_that_both_editors_changed_is_shown_with_all_three_texts() {
        String id = article(object().put("abstract", "the mud of Whitby"));
        DeskVisitor admin = admin();
        Element form = admin.section(id, "abstract");
        patched(id, "abstract", "the mud of Ribe");
        DeskVisitor.control(form, "/abstract").text("the blue mud of Whitby");
        DeskVisitor.control(form, "/keywords").text("mud");
        Response response = admin.submit(form);
        response.then().statusCode(409);
        assertEquals("mud", stored(id).at("/keywords/0").textValue());
        assertEquals("the mud of Ribe", stored(id).get("abstract").textValue());
        Document page = Jsoup.parse(response.asString());
        page.select(".three p .hidden").remove();
        assertEquals(
                List.of("the mud of Whitby", "the mud of Ribe", "the blue mud of Whitby"),
                page.select(".three p").eachText());
        Element both = page.selectFirst("form.article");
        DeskVisitor.control(both, "/abstract").text("the blue mud of Ribe");
        admin.submit(both).then().statusCode(303);
        assertEquals("the blue mud of Ribe", stored(id).get("abstract").textValue());

        Element late = admin.section(id, "abstract");
        patched(id, "abstract", "their mud");
        DeskVisitor.control(late, "/abstract").text("my mud");
        Element conflict = Jsoup.parse(admin.submit(late).asString()).selectFirst("form.article");
        patched(id, "abstract", "their newer mud");
        Response again = admin.submit(conflict);
        again.then().statusCode(409);
        Element theirs = Jsoup.parse(again.asString()).selectFirst("form.article");
        theirs.select("input[value=mine]").removeAttr("checked");
        theirs.select("input[value=theirs]").attr("checked", "");
        admin.submit(theirs).then().statusCode(303);
        assertEquals("their newer mud", stored(id).get("abstract").textValue());
    }

    @Test
    void rows_are_added_moved_and_removed_without_scripts() {
        String id = article(object());
        DeskVisitor admin = admin();
        Element form = admin.section(id, "contributors");
        for (String name : List.of("Garrow", "Lin", "Okafor")) {
            form = next(admin.submit(form, "do", "add:/contributors"));
            form.select("[name$=/family]").last().attr("value", name);
        }
        form = next(admin.submit(form, "do", "up:/contributors/2"));
        form = next(admin.submit(form, "do", "remove:/contributors/0"));
        assertEquals(0, stored(id).get("contributors").size());
        DeskVisitor.control(form, "/contributors/0/orcid").attr("value", "0000-0005-0000-0017");
        Response wrong = admin.submit(form);
        wrong.then().statusCode(422);
        Document page = Jsoup.parse(wrong.asString());
        assertEquals(
                1, page.select("[name=/contributors/0/orcid][aria-invalid]").size());
        form = page.selectFirst("form.article");
        DeskVisitor.control(form, "/contributors/0/orcid").attr("value", "");
        DeskVisitor.control(form, "/contributors/0/affiliations").text("Museum of the Tideline, Scarborough");
        admin.submit(form).then().statusCode(303);
        JsonNode contributors = stored(id).get("contributors");
        assertEquals(List.of("Okafor", "Lin"), contributors.findValuesAsText("family"));
        assertEquals(
                "Museum of the Tideline, Scarborough",
                contributors.at("/0/affiliations/0/text").textValue());
    }

    private static Element next(Response response) {
        assertEquals(200, response.statusCode(), response.asString());
        return Jsoup.parse(response.asString()).selectFirst("form.article");
    }

    @Test
    void translations_need_a_language_each() {
        String id = article(object());
        DeskVisitor admin = admin();
        Element form = next(admin.submit(admin.section(id, "translations"), "do", "add:/translations"));
        DeskVisitor.control(form, "/translations/0/language").attr("value", "fr");
        DeskVisitor.control(form, "/translations/0/title").text("La vase");
        form = next(admin.submit(form, "do", "add:/translations"));
        DeskVisitor.control(form, "/translations/1/language").attr("value", "fr");
        DeskVisitor.control(form, "/translations/1/title").text("Une autre");
        Response twice = admin.submit(form);
        twice.then().statusCode(422).body(containsString("Une autre"));
        form = Jsoup.parse(twice.asString()).selectFirst("form.article");
        DeskVisitor.control(form, "/translations/1/language").attr("value", "es");
        admin.submit(form).then().statusCode(303);
        assertEquals("Une autre", stored(id).at("/translations/es/title").textValue());
        assertEquals("La vase", stored(id).at("/translations/fr/title").textValue());
    }

    @Test
    void a_new_article_is_created_once_however_often_the_form_is_sent() {
        String journal = Fixtures.journal();
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        Element form = editor.page("/desk/articles/new").selectFirst("form.article");
        Response empty = editor.submit(form);
        empty.then().statusCode(422);
        form = Jsoup.parse(empty.asString()).selectFirst("form.article");
        DeskVisitor.control(form, "/title").text("Whose <i>mud</i> is it? " + HOSTILE.substring(2));
        Response first = editor.submit(form);
        Response second = editor.submit(form);
        first.then().statusCode(303);
        assertEquals(first.header("Location"), second.header("Location"));
        Document page = editor.page(first.header("Location"));
        assertEquals(
                "The draft is created. Fill in its parts.",
                page.selectFirst(".status").text());
        assertEquals(0, page.select("main script, main img").size());
    }

    @Test
    void hostile_texts_are_shown_as_text() {
        String id =
                article(object().put("title", HOSTILE).put("subtitle", HOSTILE).put("abstract", HOSTILE));
        DeskVisitor admin = admin();
        for (String path : List.of("", "/title", "/abstract")) {
            Document page = admin.page("/desk/articles/" + id + path);
            assertEquals(0, page.select("main script, main img").size(), path);
            assertTrue(
                    page.selectFirst("a[href$=" + id + "]") == null
                            || page.text().contains("{7*7}"),
                    path);
        }
        Element form = admin.section(id, "title");
        assertEquals(HOSTILE, DeskVisitor.control(form, "/subtitle").attr("value"));
        admin.submit(form).then().statusCode(303).header("Location", endsWith("?done=unchanged"));
    }

    @Test
    void an_invalid_form_is_a_page_and_not_a_server_error() {
        String id = article(object());
        DeskVisitor admin = admin();
        for (String form : List.of(
                "",
                "a=%zz",
                "base=nonsense&/title=x",
                "base=[]&/title=x",
                "base={}&/contributors=&/contributors/99999=7&do=up:/contributors/5",
                "base=%7B%22/title%22:7%7D&/title=x",
                "base=%7B%22/contributors%22:7%7D&/contributors=&/contributors/0=0&/contributors/0/family=x&do=add:/contributors",
                "base=%7B%22/translations%22:%7B%7D%7D&/translations=&do=down:/translations/0",
                "do=:")) {
            int status = admin.post("/desk/articles/" + id + "/title", form).statusCode();
            int other =
                    admin.post("/desk/articles/" + id + "/contributors", form).statusCode();
            int third =
                    admin.post("/desk/articles/" + id + "/translations", form).statusCode();
            for (int each : new int[] {status, other, third}) {
                assertTrue(each < 500, form + " " + each);
            }
        }
    }

    @Test
    void the_number_of_sql_statements_of_a_page_does_not_depend_on_the_data() {
        String small = article(object());
        ObjectNode more = object();
        for (int i = 0; i < 20; i++) {
            more.withArray("contributors").addObject().put("family", "F" + i);
            more.withArray("references").addObject().put("text", "Reference " + i);
        }
        String large = article(more);
        DeskVisitor admin = admin();
        for (String path : List.of("", "/title", "/contributors", "/placement")) {
            int first = statements(admin, "/desk/articles/" + small + path).size();
            assertEquals(
                    first, statements(admin, "/desk/articles/" + large + path).size(), path);
            assertTrue(first < 20, path + " " + first);
        }
        List<String> list = statements(admin, "/desk/articles");
        assertTrue(list.size() < 8, list.toString());
    }

    private static List<String> statements(DeskVisitor visitor, String path) {
        visitor.get(path).then().statusCode(200);
        BackgroundWork.awaitIdle();
        String id = unique("desk").replace(' ', '-');
        visitor.request().header("X-Request-Id", id).get(path).then().statusCode(200);
        List<String> found = new ArrayList<>(CountingDriver.ofRequest(id));
        found.removeIf(statement -> statement.contains("key_session") || statement.contains("api_key"));
        return found;
    }
}
