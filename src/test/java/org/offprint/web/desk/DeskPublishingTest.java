package org.offprint.web.desk;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.articles.FullArticle;

/** Tests of the pages that publish, schedule, withdraw and retract articles. */
@QuarkusTest
class DeskPublishingTest {

    private static final DeskVisitor NOBODY = DeskVisitor.anonymous();

    private static DeskVisitor admin() {
        return DeskVisitor.with(Fixtures.ADMIN_KEY);
    }

    private static String draft(String journal) {
        return created(
                        asAdmin(),
                        "/v1/articles",
                        object().put("journal", journal)
                                .put("title", unique("Whose mud"))
                                .put("language", "en")
                                .put("type", "letter"))
                .get("id")
                .textValue();
    }

    private static JsonNode stored(String id) {
        return Fixtures.body(asAdmin().get("/v1/articles/" + id));
    }

    private static Element form(DeskVisitor visitor, String id, String page) {
        return visitor.page("/desk/articles/" + id + "/" + page).selectFirst("form[action$=/" + page + "]");
    }

    @Test
    void an_article_is_published_from_the_page_that_shows_what_readers_will_see() {
        DeskVisitor admin = admin();
        String id = draft(Fixtures.journal());
        Document first = admin.page("/desk/articles/" + id + "/publish");
        assertTrue(first.text().contains("This is the first version."), first.text());
        assertNull(first.selectFirst("#kind"));
        admin.submit(form(admin, id, "publish"), "do", "now")
                .then()
                .statusCode(303)
                .header("Location", endsWith(id + "?done=published"));
        asReader().get("/v1/articles/" + id).then().statusCode(200);
        Document same = admin.page("/desk/articles/" + id + "/publish");
        assertTrue(same.text().contains("There is nothing to publish."), same.text());
        assertNull(same.selectFirst("button[value=now]"));
        assertEquals(0, same.select(".change").size());

        Fixtures.patch(asAdmin(), "/v1/articles/" + id, object().put("subtitle", "A <b>tidal</b> question"))
                .then()
                .statusCode(200);
        Document changed = admin.page("/desk/articles/" + id + "/publish");
        assertEquals(List.of("Subtitle"), changed.select(".change h3").eachText());
        assertEquals(
                "Added: A <b>tidal</b> question",
                changed.selectFirst(".change ins").text());
        Element form = form(admin, id, "publish");
        form.selectFirst("#note").text("The subtitle was missing.");
        admin.submit(form, "do", "now").then().statusCode(303);
        JsonNode versions = Fixtures.body(asAdmin().get("/v1/articles/" + id + "/versions"));
        assertEquals("correction", versions.at("/items/0/kind").textValue(), versions.toString());
        assertEquals("The subtitle was missing.", versions.at("/items/0/note").textValue());
    }

    @Test
    void the_page_shows_only_members_that_differ_from_the_published_version() {
        String id = created(asAdmin(), "/v1/articles", new FullArticle().json())
                .get("id")
                .textValue();
        Fixtures.publish(id);
        DeskVisitor admin = admin();
        Fixtures.patch(asAdmin(), "/v1/articles/" + id, object().put("runningHead", "Mud, again"))
                .then()
                .statusCode(200);
        Document page = admin.page("/desk/articles/" + id + "/publish");
        assertEquals(List.of("Running head"), page.select(".change h3").eachText());
        List<String> remarks = page.select(".advice li > span").eachText();
        assertEquals(remarks.stream().distinct().toList(), remarks);
    }

    @Test
    void an_article_that_changed_after_the_page_was_opened_is_not_published() {
        DeskVisitor admin = admin();
        String id = draft(Fixtures.journal());
        Element form = form(admin, id, "publish");
        Fixtures.patch(asAdmin(), "/v1/articles/" + id, object().put("subtitle", "New"))
                .then()
                .statusCode(200);
        Response stale = admin.submit(form, "do", "now");
        stale.then().statusCode(409).body(containsString("has changed since you opened this page"));
        assertEquals("draft", stored(id).get("status").textValue());
        Element again = Jsoup.parse(stale.asString()).selectFirst("form[action$=/publish]");
        admin.submit(again, "do", "now").then().statusCode(303);
        assertEquals("published", stored(id).get("status").textValue());
    }

    @Test
    void a_publication_is_scheduled_in_the_time_zone_of_the_journal_and_cancelled() {
        String journal = created(
                        asAdmin(),
                        "/v1/journals",
                        object().put("title", unique("Tides"))
                                .put("language", "en")
                                .put("timeZone", "Europe/London"))
                .get("id")
                .textValue();
        DeskVisitor admin = admin();
        String id = draft(journal);
        Element form = form(admin, id, "publish");
        for (String time : new String[] {"", "25:00", "01:30"}) {
            form.selectFirst("#day").attr("value", "2028-03-26");
            form.selectFirst("#time").attr("value", time);
            Response wrong = admin.submit(form, "do", "later");
            wrong.then().statusCode(422);
            assertEquals(
                    "#day",
                    Jsoup.parse(wrong.asString()).selectFirst(".summary a").attr("href"));
        }
        form.selectFirst("#time").attr("value", "08:00");
        admin.submit(form, "do", "later").then().statusCode(303).header("Location", endsWith("?done=scheduled"));
        assertEquals("2028-03-26T07:00:00Z", stored(id).get("scheduledAt").textValue());
        Element scheduled = form(admin, id, "publish");
        assertNotNull(scheduled.selectFirst("button[value=cancel]"));
        admin.submit(scheduled, "do", "cancel")
                .then()
                .statusCode(303)
                .header("Location", endsWith("?done=unscheduled"));
        assertNull(stored(id).get("scheduledAt"));
    }

    @Test
    void errors_of_the_options_are_shown_and_the_options_are_kept() {
        DeskVisitor admin = admin();
        String id = draft(Fixtures.journal());
        Element form = form(admin, id, "publish");
        form.selectFirst("#publishedOn").attr("value", "yesterday");
        Response wrong = admin.submit(form, "do", "now");
        wrong.then().statusCode(422);
        Document page = Jsoup.parse(wrong.asString());
        assertEquals("#publishedOn", page.selectFirst(".summary a").attr("href"));
        assertEquals("yesterday", page.selectFirst("#publishedOn").attr("value"));
        form.selectFirst("#day").attr("value", "2001-01-01");
        form.selectFirst("#time").attr("value", "08:00");
        form.selectFirst("#publishedOn").attr("value", "");
        admin.submit(form, "do", "later").then().statusCode(422);
        admin.submit(form, "do", "nonsense").then().statusCode(200);
        for (String sent : List.of("", "do=now", "do=now&revision=-1", "do=now&revision=x&kind=y", "do=cancel")) {
            int status = admin.post("/desk/articles/" + id + "/publish", sent).statusCode();
            assertTrue(status < 500, sent + " " + status);
        }
        assertEquals("draft", stored(id).get("status").textValue());
    }

    @Test
    void an_article_is_withdrawn_with_a_reason_and_published_again() {
        DeskVisitor admin = admin();
        String id = draft(Fixtures.journal());
        Document draft = admin.page("/desk/articles/" + id + "/withdraw");
        assertNull(draft.selectFirst("main button"));
        Fixtures.publish(id);
        Element form = form(admin, id, "withdraw");
        form.selectFirst("#reason").text("Published by mistake & <i>twice</i>.");
        Response unsure = admin.submit(form);
        unsure.then().statusCode(422);
        Document page = Jsoup.parse(unsure.asString());
        assertEquals("#confirmed", page.selectFirst(".summary a").attr("href"));
        assertEquals(
                "Published by mistake & <i>twice</i>.",
                page.selectFirst("#reason").text());
        form.selectFirst("#confirmed").attr("checked", "");
        form.selectFirst("#reason").text("");
        Response silent = admin.submit(form);
        silent.then().statusCode(422);
        assertEquals(
                "#reason",
                Jsoup.parse(silent.asString()).selectFirst(".summary a").attr("href"));
        form.selectFirst("#reason").text("Published by mistake.");
        admin.submit(form).then().statusCode(303).header("Location", endsWith("?done=withdrawdone"));
        asReader().get("/v1/articles/" + id).then().statusCode(410);
        Document overview = admin.page("/desk/articles/" + id);
        assertTrue(overview.selectFirst(".banner").text().endsWith("Published by mistake."));
        assertNull(overview.selectFirst("a[href$=/publish]"));
        Document publish = admin.page("/desk/articles/" + id + "/publish");
        assertEquals(1, publish.select(".summary").size());
        admin.submit(form(admin, id, "withdraw"), "do", "undo")
                .then()
                .statusCode(303)
                .header("Location", endsWith("?done=withdrawundone"));
        asReader().get("/v1/articles/" + id).then().statusCode(200);
        JsonNode entries = Fixtures.body(asAdmin().get("/v1/audit?object=" + id));
        assertEquals("article.reinstated", entries.at("/items/0/action").textValue(), entries.toString());
    }

    @Test
    void an_article_is_retracted_and_the_notice_is_removed() {
        DeskVisitor admin = admin();
        String id = draft(Fixtures.journal());
        Fixtures.publish(id);
        Element form = form(admin, id, "retract");
        form.selectFirst("#reason").text("The data were invented.");
        form.selectFirst("#confirmed").attr("checked", "");
        form.selectFirst("#notice").attr("value", "no DOI");
        admin.submit(form).then().statusCode(422);
        form.selectFirst("#notice").attr("value", "");
        admin.submit(form).then().statusCode(303).header("Location", endsWith("?done=retractdone"));
        assertEquals(
                "The data were invented.", stored(id).at("/retraction/reason").textValue());
        assertEquals("retraction", stored(id).at("/retraction/kind").textValue());
        admin.submit(form).then().statusCode(409);
        admin.submit(form(admin, id, "retract"), "do", "undo").then().statusCode(303);
        assertNull(stored(id).get("retraction"));
    }

    @Test
    void only_editors_of_the_journal_publish_and_withdraw() {
        String id = draft(Fixtures.journal());
        Fixtures.publish(id);
        DeskVisitor other = DeskVisitor.with(Fixtures.editorOf(Fixtures.journal()));
        for (String page : List.of("publish", "withdraw", "retract")) {
            String path = "/desk/articles/" + id + "/" + page;
            String sent = DeskVisitor.form("do", "now", "revision", "1", "reason", "x", "confirmed", "yes");
            NOBODY.get(path).then().statusCode(303);
            NOBODY.post(path, sent).then().statusCode(401);
            other.get(path).then().statusCode(404);
            other.post(path, sent).then().statusCode(404);
            admin().get("/desk/articles/unknown/" + page).then().statusCode(404);
        }
    }
}
