package org.offprint.web.site.journals;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.CountingDriver;
import org.offprint.web.api.Fixtures;
import org.offprint.web.site.Browser;

@QuarkusTest
class JournalPageTest {

    private String journal;
    private String home;

    @BeforeEach
    void createJournal() {
        ObjectNode described = object().put("title", Fixtures.unique("Journal"))
                .put("language", "en")
                .put("description", "On tides.\n\nAnd on <b>mud</b>.");
        described.putObject("policies").put("peerReview", "Two readers & an editor.");
        JsonNode made = created(asAdmin(), "/v1/journals", described);
        journal = made.get("id").textValue();
        home = "/journals/" + made.get("slug").textValue();
    }

    private String issue(String volume, String number, String day) {
        String id = created(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal)
                                .put("volume", volume)
                                .put("number", number)
                                .put("year", 2025)
                                .put("publishedOn", day))
                .get("id")
                .textValue();
        return id;
    }

    private static void publishIssue(String id) {
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .put("/v1/issues/" + id + "/publication")
                .then()
                .statusCode(200);
    }

    private String article(String title, String issue) {
        ObjectNode article = object().put("journal", journal)
                .put("title", title)
                .put("language", "en")
                .put("type", "research-article");
        if (issue != null) {
            article.put("issue", issue);
        }
        article.putObject("dates").put("published", "2025-04-05");
        article.putArray("contributors").addObject().put("given", "Ada").put("family", "Lovelace");
        return created(asAdmin(), "/v1/articles", article).get("id").textValue();
    }

    @Test
    void the_home_page_of_a_journal_shows_the_current_issue_and_articles_without_an_issue() {
        String issue = issue("3", "1", "2025-05-01");
        Fixtures.publish(article("Of an issue", issue));
        Fixtures.publish(article("Ahead of issues", null));
        article("Never published", null);
        publishIssue(issue);

        String words = Browser.words(home);

        assertTrue(words.contains("Of an issue"), words);
        assertTrue(words.contains("Ahead of issues"), words);
        assertTrue(words.contains("3(1), 2025"), words);
        assertTrue(words.contains("And on <b>mud</b>."), words);
        assertFalse(words.contains("Never published"), words);
    }

    @Test
    void published_articles_and_journal_changes_appear_on_the_journal_page_immediately() {
        Fixtures.publish(article("The first", null));
        assertTrue(Browser.words(home).contains("The first"));
        Fixtures.publish(article("The second", null));
        assertTrue(Browser.words(home).contains("The second"));
        Fixtures.patch(asAdmin(), "/v1/journals/" + journal, object().put("title", "Called anew"));
        assertEquals("Called anew", Browser.page(home).selectFirst("h1").text());
    }

    @Test
    void an_issue_url_with_an_id_redirects_to_the_url_with_volume_and_number() {
        String issue = issue("3", "1", "2025-05-01");
        Fixtures.publish(article("Of an issue", issue));
        String later = issue("3", "2", "2025-06-01");
        String draft = issue("4", "1", "2025-07-01");
        Browser.get(home + "/issues/3-1").then().statusCode(404);
        publishIssue(issue);
        publishIssue(later);

        Document page = Browser.page(home + "/issues/3-1");
        assertTrue(page.selectFirst("main").text().contains("Of an issue"));
        assertEquals(home + "/issues/3-2", page.selectFirst("a[rel=next]").attr("href"));
        Browser.get(home + "/issues/" + issue)
                .then()
                .statusCode(301)
                .header("Location", endsWith(home + "/issues/3-1"));
        Browser.get(home + "/issues/current").then().statusCode(307).header("Location", endsWith(home + "/issues/3-2"));
        assertEquals(2, Browser.page(home + "/issues").select("ul.issues li").size());
        Browser.get(home + "/issues/4-1").then().statusCode(404);
        Browser.get(home + "/issues/" + draft).then().statusCode(404);
    }

    @Test
    void issue_pages_use_ids_in_urls_if_volume_and_number_are_not_unique() {
        String one = issue("3", "1", "2025-05-01");
        String other = created(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal)
                                .put("volume", "3")
                                .put("number", "1")
                                .put("year", 2024)
                                .put("publishedOn", "2024-05-01"))
                .get("id")
                .textValue();
        publishIssue(one);
        publishIssue(other);

        Browser.page(home + "/issues/" + one);
        Browser.page(home + "/issues/" + other);
        Browser.get(home + "/issues/3-1").then().statusCode(404);
    }

    @Test
    void every_article_is_listed_on_the_journal_page_for_its_publication_year() {
        Fixtures.publish(article("Of that year", null));

        assertEquals(
                home + "/articles/2025",
                Browser.page(home + "/articles").selectFirst("ul.years a").attr("href"));
        assertTrue(Browser.words(home + "/articles/2025").contains("Of that year"));
        Browser.get(home + "/articles/2024").then().statusCode(404);
        Browser.get(home + "/articles/2025/2").then().statusCode(404);
        Browser.get(home + "/articles/x").then().statusCode(404);
    }

    @Test
    void the_about_page_of_a_journal_shows_policies_as_escaped_text() {
        Document about = Browser.page(home + "/about");
        assertTrue(about.selectFirst("main").text().contains("Two readers & an editor."));
        assertTrue(about.selectFirst("main").text().contains("And on <b>mud</b>."));
    }

    @Test
    void a_journal_page_url_with_a_former_slug_redirects_to_the_current_slug() {
        Fixtures.patch(asAdmin(), "/v1/journals/" + journal, object().put("slug", "renamed-" + journal.substring(30)));

        Browser.get(home).then().statusCode(301).header("Location", containsString("/journals/renamed-"));
        Browser.get(home + "/issues").then().statusCode(301).header("Location", endsWith("/issues"));
    }

    @Test
    void the_not_found_page_of_an_unknown_journal_uses_the_requested_language() {
        Browser.get("/journals/none?lang=es")
                .then()
                .statusCode(404)
                .contentType("text/html;charset=UTF-8")
                .header("Cache-Control", "no-store")
                .body(containsString("<html lang=\"es\""));
        Browser.get("/journals/none?lang=xx&utm_source=x").then().statusCode(404);
    }

    @Test
    void links_on_a_page_keep_the_selected_language() {
        Document page = Browser.page(home + "?lang=ar&utm_campaign=x");
        assertEquals("rtl", page.selectFirst("html").attr("dir"));
        assertEquals(home + "/about?lang=ar", page.select("nav.menu a").last().attr("href"));
        assertEquals("ltr", Browser.page(home).selectFirst("html").attr("dir"));
    }

    @Test
    void the_home_page_of_several_journals_shows_covers_new_articles_and_keywords() {
        ObjectNode other = object().put("title", Fixtures.unique("Aa Barn Letters"))
                .put("language", "en")
                .put("publisher", "Barn & Sons");
        other.putArray("subjects").addObject().put("label", "Barns");
        JsonNode made = created(asAdmin(), "/v1/journals", other);
        String cover = "https://barns.example/cover.png";
        String issue = issue("9", "1", "2025-05-01");
        Fixtures.patch(asAdmin(), "/v1/issues/" + issue, object().put("coverUrl", cover))
                .then()
                .statusCode(200);
        publishIssue(issue);
        String keyword = Fixtures.unique("withies");
        String article = Fixtures.article(made.get("id").textValue());
        ObjectNode patch = object().put("title", "Barns of today <i>");
        patch.putArray("keywords").add(keyword);
        Fixtures.patch(asAdmin(), "/v1/articles/" + article, patch);
        Fixtures.publish(article);

        Response response = Browser.get("/");
        Document page = Jsoup.parse(response.asString());
        Element shown = page.selectFirst(
                ".journals li:has(a[href=/journals/" + made.get("slug").textValue() + "])");
        assertEquals("Barn & Sons", shown.selectFirst(".place").text());
        assertEquals("ABL", shown.selectFirst("span.tile").text());
        assertTrue(shown.text().contains("Barns"));
        Element first = page.selectFirst(".journals li:has(a[href=" + home + "])");
        assertEquals(cover, first.selectFirst("img.tile").attr("src"));
        assertTrue(first.selectFirst("p a").attr("href").endsWith("/issues/9-1"));
        assertTrue(page.select(".listed h3").eachText().contains("Barns of today <i>"));
        assertTrue(page.selectFirst(".listed cite") != null);
        assertTrue(CountingDriver.ofRequest(response.header("X-Request-Id")).size() <= 4, "statements");
        Fixtures.withdraw(article);
        assertFalse(Browser.page("/").select(".listed h3").eachText().contains("Barns of today <i>"));
    }
}
