package org.offprint.web.harvest.feeds;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.CountingDriver;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.harvest.HarvestedJournal;
import org.offprint.web.site.Browser;

@QuarkusTest
class FeedResourceTest {

    @Test
    void a_journal_feed_contains_the_25_newest_articles_newest_first() {
        HarvestedJournal journal = new HarvestedJournal();
        List<String> articles = new ArrayList<>();
        for (int i = 1; i <= 27; i++) {
            var article = journal.article().put("title", "Number " + i + " <&>");
            article.putObject("dates").put("published", "2025-01-" + (i < 10 ? "0" : "") + i);
            articles.add(journal.published(article));
        }
        journal.withdraw(articles.get(26));
        Response response = given().get("/feeds/journals/" + journal.slug + ".atom");
        assertEquals(200, response.statusCode());
        assertEquals("application/atom+xml;charset=UTF-8", response.contentType());
        XmlPath feed = response.xmlPath();
        List<String> titles = feed.getList("feed.entry.title");
        assertEquals(25, titles.size());
        assertEquals("Number 26 <&>", titles.get(0));
        assertEquals("Number 2 <&>", titles.get(24));
        assertEquals("urn:uuid:" + journal.journal, feed.getString("feed.id"));
        assertEquals("urn:uuid:" + articles.get(25), feed.getString("feed.entry[0].id"));
        String base = "http://localhost:" + RestAssured.port;
        assertEquals(base + "/feeds/journals/" + journal.slug + ".atom", feed.getString("feed.link[0].@href"));
        String page = feed.getString("feed.entry[0].link[0].@href");
        assertEquals(base + "/articles/" + slug(articles.get(25)), page);
        assertTrue(feed.getString("feed.title").startsWith("Harvest & Letters"));
        Instant updated = Instant.parse(feed.getString("feed.updated"));
        feed.<String>getList("feed.entry.updated")
                .forEach(each -> assertTrue(!Instant.parse(each).isAfter(updated), each));
    }

    private static String slug(String article) {
        return given().get("/v1/articles/" + article).path("slug");
    }

    @Test
    void a_feed_entry_contains_the_bibliographic_data_that_aggregators_require() {
        HarvestedJournal journal = new HarvestedJournal();
        String issn = Fixtures.issn();
        var issns = Fixtures.object();
        issns.putArray("issns").addObject().put("type", "electronic").put("value", issn);
        journal.patchJournal(issns);
        String doi = "10.5555/" + Fixtures.unique("feed").replace(' ', '.');
        var article =
                journal.article().put("doi", doi).put("issue", journal.issue).put("abstract", "Short & plain.");
        article.putArray("contributors").addObject().put("given", "Ada").put("family", "Lovelace");
        article.putObject("pages").put("first", "12").put("last", "19");
        article.putObject("dates").put("published", "2025-03-01");
        article.putArray("keywords").add("barns");
        journal.published(article);
        XmlPath feed = given().get("/feeds/journals/" + journal.slug + ".atom").xmlPath();
        assertEquals("Ada Lovelace", feed.getString("feed.entry[0].author.name"));
        assertEquals("Short & plain.", feed.getString("feed.entry[0].summary"));
        assertEquals("barns", feed.getString("feed.entry[0].category.@term"));
        assertEquals(issn, feed.getString("feed.entry[0].eIssn"));
        assertEquals("7", feed.getString("feed.entry[0].volume"));
        assertEquals("2", feed.getString("feed.entry[0].number"));
        assertEquals("12", feed.getString("feed.entry[0].startingPage"));
        assertEquals("19", feed.getString("feed.entry[0].endingPage"));
        assertEquals("2025-03-01", feed.getString("feed.entry[0].publicationDate"));
        assertEquals(doi, feed.getString("feed.entry[0].doi"));
        assertEquals("doi:" + doi, feed.getString("feed.entry[0].identifier"));
        assertEquals("https://doi.org/" + doi, feed.getString("feed.entry[0].link[1].@href"));
    }

    @Test
    void a_conditional_request_for_a_feed_returns_304_until_an_article_changes() {
        HarvestedJournal journal = new HarvestedJournal();
        String article = journal.published();
        String path = "/feeds/journals/" + journal.slug + ".atom";
        Response first = Fixtures.asReader().get(path);
        String etag = first.header("ETag");
        assertEquals(
                304, Fixtures.asReader().header("If-None-Match", etag).get(path).statusCode());
        assertEquals(
                304,
                Fixtures.asReader()
                        .header("If-Modified-Since", first.header("Last-Modified"))
                        .get(path)
                        .statusCode());
        journal.correct(article);
        assertEquals(
                200, Fixtures.asReader().header("If-None-Match", etag).get(path).statusCode());
    }

    @Test
    void a_feed_is_updated_when_an_article_is_withdrawn() throws InterruptedException {
        HarvestedJournal journal = new HarvestedJournal();
        Client.here().put("/v1/issues/" + journal.issue + "/publication", null).expect(200);
        journal.published(journal.article().put("issue", journal.issue));
        String left = journal.published(journal.article().put("issue", journal.issue));
        List<String> paths =
                List.of("/feeds/journals/" + journal.slug + ".atom", "/feeds/issues/" + journal.issue + ".atom");
        List<Response> before =
                paths.stream().map(path -> Fixtures.asReader().get(path)).toList();
        // HTTP dates have a resolution of one second.
        Thread.sleep(1_000);
        journal.withdraw(left);
        for (int i = 0; i < paths.size(); i++) {
            Response now = Fixtures.asReader()
                    .header("If-Modified-Since", before.get(i).header("Last-Modified"))
                    .get(paths.get(i));
            assertEquals(200, now.statusCode(), paths.get(i));
            assertFalse(now.asString().contains(left), paths.get(i));
            String updated = now.xmlPath().getString("feed.updated");
            assertTrue(updated.compareTo(before.get(i).xmlPath().getString("feed.updated")) > 0, updated);
        }
    }

    @Test
    void an_issue_feed_lists_the_articles_in_the_order_of_the_issue() {
        HarvestedJournal journal = new HarvestedJournal();
        String path = "/feeds/issues/" + journal.issue + ".atom";
        Client.here().delete("/v1/issues/" + journal.issue + "/publication").expect(200);
        given().get(path).then().statusCode(404);
        Client.here().put("/v1/issues/" + journal.issue + "/publication", null).expect(200);
        journal.published(journal.article().put("title", "Third").put("issue", journal.issue));
        journal.published(journal.article()
                .put("title", "Second")
                .put("issue", journal.issue)
                .put("section", journal.section)
                .put("position", 2));
        journal.published(journal.article()
                .put("title", "First")
                .put("issue", journal.issue)
                .put("section", journal.section)
                .put("position", 1));
        XmlPath feed = given().get(path).xmlPath();
        assertEquals(List.of("First", "Second", "Third"), feed.getList("feed.entry.title"));
        assertTrue(feed.getString("feed.title").endsWith(", volume 7, issue 2, 2025"));
    }

    @Test
    void the_feed_of_an_unknown_journal_or_issue_returns_404() {
        given().get("/feeds/journals/no-such-journal.atom").then().statusCode(404);
        given().get("/feeds/issues/x.atom").then().statusCode(404);
        given().get("/feeds/issues/019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f.atom")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        given().get("/feeds/journals/" + new HarvestedJournal().slug).then().statusCode(404);
    }

    @Test
    void a_json_feed_contains_the_same_entries_as_the_atom_feed() {
        HarvestedJournal journal = new HarvestedJournal();
        String doi = "10.5555/" + Fixtures.unique("json").replace(' ', '.');
        var article = journal.article()
                .put("title", "Barns <&>")
                .put("doi", doi)
                .put("issue", journal.issue)
                .put("abstract", "Short & plain.");
        article.putArray("contributors")
                .addObject()
                .put("given", "Josiah")
                .put("family", "Carberry")
                .put("orcid", "https://orcid.org/0000-0002-1825-0097");
        article.putObject("pages").put("first", "12").put("last", "19");
        article.putArray("keywords").add("barns");
        String id = journal.published(article);
        String untold = journal.published(journal.article().put("title", "Untold"));
        String path = "/feeds/journals/" + journal.slug;
        Response response = given().get(path + ".json");
        assertEquals(200, response.statusCode());
        assertEquals("application/feed+json;charset=UTF-8", response.contentType());
        JsonNode feed = Fixtures.body(response);
        String base = "http://localhost:" + RestAssured.port;
        assertEquals("https://jsonfeed.org/version/1.1", feed.get("version").textValue());
        assertEquals(base + path + ".json", feed.get("feed_url").textValue());
        assertEquals("en", feed.get("language").textValue());
        assertFalse(feed.has("hubs"));
        List<String> ids = new ArrayList<>();
        feed.get("items").forEach(item -> ids.add(item.get("id").textValue()));
        assertEquals(given().get(path + ".atom").xmlPath().getList("feed.entry.id"), ids);
        assertTrue(ids.contains("urn:uuid:" + untold));
        JsonNode item = feed.get("items").get(ids.indexOf("urn:uuid:" + id));
        assertEquals(base + "/articles/" + slug(id), item.get("url").textValue());
        assertEquals("Barns <&>", item.get("title").textValue());
        assertEquals("https://doi.org/" + doi, item.get("external_url").textValue());
        assertEquals("Short & plain.", item.get("summary").textValue());
        assertTrue(item.has("content_html") || item.has("content_text"));
        assertEquals("Josiah Carberry", item.at("/authors/0/name").textValue());
        assertEquals(
                "https://orcid.org/0000-0002-1825-0097",
                item.at("/authors/0/url").textValue());
        assertEquals("barns", item.at("/tags/0").textValue());
        assertEquals("12", item.at("/_prism/startingPage").textValue());
        assertEquals(doi, item.at("/_prism/doi").textValue());
        assertFalse(Instant.parse(item.get("date_modified").textValue()).isAfter(Instant.now()));
        given().header("If-None-Match", response.header("ETag"))
                .get(path + ".json")
                .then()
                .statusCode(304);
        journal.withdraw(id);
        assertFalse(given().get(path + ".json").asString().contains(id));
    }

    @Test
    void feeds_of_both_formats_are_linked_in_the_head_of_journal_pages() {
        HarvestedJournal journal = new HarvestedJournal();
        String path = "/feeds/journals/" + journal.slug;

        assertEquals(
                List.of(path + ".atom", path + ".json"),
                Browser.page("/journals/" + journal.slug)
                        .select("link[type=application/atom+xml], link[type=application/feed+json]")
                        .eachAttr("href"));
    }

    @Test
    void a_json_feed_of_an_issue_is_hidden_until_the_issue_is_published() {
        HarvestedJournal journal = new HarvestedJournal();
        String path = "/feeds/issues/" + journal.issue + ".json";
        Client.here().delete("/v1/issues/" + journal.issue + "/publication").expect(200);
        given().get(path).then().statusCode(404);
        Client.here().put("/v1/issues/" + journal.issue + "/publication", null).expect(200);
        String id = journal.published(journal.article().put("issue", journal.issue));
        Response response = given().get(path);
        assertEquals("urn:uuid:" + id, response.path("items[0].id"));
        assertTrue(CountingDriver.ofRequest(response.header("X-Request-Id")).size() <= 3);
        given().get("/feeds/issues/x.json").then().statusCode(404);
        given().get("/feeds/journals/no-such-journal.json").then().statusCode(404);
    }
}
