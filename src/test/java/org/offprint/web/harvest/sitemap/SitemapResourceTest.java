package org.offprint.web.harvest.sitemap;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.offprint.formats.FormatSchemas;
import org.offprint.platform.database.sql.ReplicaReads;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.web.api.Fixtures;
import org.offprint.web.harvest.HarvestedJournal;

@QuarkusTest
class SitemapResourceTest {

    @Inject
    Sql sql;

    @Inject
    ReplicaReads reads;

    @Test
    void robots_txt_contains_the_sitemap_url() {
        Response robots = given().get("/robots.txt");
        assertEquals("text/plain;charset=UTF-8", robots.contentType());
        assertTrue(robots.asString().startsWith("User-agent: *\nDisallow: /search?\n"));
        assertTrue(robots.asString().contains("\nDisallow: /v1/\nAllow: /v1/articles/*/files/\n"));
        assertTrue(robots.asString().contains("\nAllow: /v1/articles?q=\nAllow: /v1/articles?journal=\n"));
        assertTrue(robots.asString().contains("\nSitemap: http://localhost:" + RestAssured.port + "/sitemap.xml\n"));
    }

    @Test
    void the_sitemap_contains_the_landing_page_of_every_published_article() throws Exception {
        HarvestedJournal stock = new HarvestedJournal();
        stock.patchJournal(Fixtures.object().put("articleUrl", "https://journal.example/a?id={id}&x=1"));
        String own = stock.published();
        HarvestedJournal plain = new HarvestedJournal();
        String here = plain.published();
        String withdrawn = plain.published();
        plain.withdraw(withdrawn);
        // Sitemaps requested by other tests are cached by host name, so this test uses a unique host name.
        String host = Fixtures.unique("sitemap").replace(' ', '-') + ".example";
        String base = "http://" + host;
        Response index = given().header("Host", host).get("/sitemap.xml");
        assertEquals("application/xml;charset=UTF-8", index.contentType());
        List<String> all = index.xmlPath().getList("sitemapindex.sitemap.loc");
        List<String> parts =
                all.stream().filter(part -> !part.contains("/journals/")).toList();
        assertEquals(1, parts.size());
        Response part = given().header("Host", host).get(parts.get(0).substring(base.length()));
        if (FormatSchemas.arePresent()) {
            FormatSchemas.assertValid("sitemap.xsd", part.asString());
        }
        List<String> pages = texts("loc", part.asString());
        List<String> changes = texts("lastmod", part.asString());
        assertEquals(pages.size(), changes.size());
        assertTrue(pages.contains("https://journal.example/a?id=" + own + "&amp;x=1"));
        String slug = given().get("/v1/articles/" + here).path("slug");
        int at = pages.indexOf(base + "/articles/" + slug);
        assertTrue(at >= 0);
        String updated = given().get("/v1/articles/" + here).path("updatedAt");
        assertEquals(Instant.parse(updated).truncatedTo(ChronoUnit.SECONDS).toString(), changes.get(at));
        String gone = slugOf(withdrawn);
        assertFalse(pages.stream().anyMatch(page -> page.contains(gone)));
        assertEquals(
                sql.first("select count(*) from published_article where not withdrawn", row -> row.getInt(1))
                        .orElseThrow(),
                pages.size());
    }

    @Test
    void the_sitemap_index_lists_journal_sitemaps_whose_pages_all_return_200() throws Exception {
        HarvestedJournal stock = new HarvestedJournal();
        stock.published();
        HarvestedJournal elsewhere = new HarvestedJournal();
        elsewhere.patchJournal(Fixtures.object().put("articleUrl", "https://journal.example/{id}"));
        String slug = given().get("/v1/journals/" + stock.journal).path("slug");
        String host = Fixtures.unique("sitemap").replace(' ', '-') + ".example";
        String base = "http://" + host;
        List<String> all =
                given().header("Host", host).get("/sitemap.xml").xmlPath().getList("sitemapindex.sitemap.loc");
        assertTrue(all.contains(base + "/sitemaps/journals/" + slug + ".xml"));
        String other = given().get("/v1/journals/" + elsewhere.journal).path("slug");
        assertFalse(all.contains(base + "/sitemaps/journals/" + other + ".xml"));

        Response part = given().header("Host", host).get("/sitemaps/journals/" + slug + ".xml");
        assertEquals("application/xml;charset=UTF-8", part.contentType());
        if (FormatSchemas.arePresent()) {
            FormatSchemas.assertValid("sitemap.xsd", part.asString());
        }
        List<String> pages = texts("loc", part.asString());
        assertTrue(pages.size() > 5, pages.toString());
        for (String page : pages) {
            given().redirects()
                    .follow(false)
                    .accept("text/html")
                    .get(page.substring(base.length()))
                    .then()
                    .statusCode(200);
        }
        given().get("/sitemaps/journals/" + other + ".xml").then().statusCode(404);
        given().get("/sitemaps/journals/none.xml").then().statusCode(404);
    }

    @Test
    void sitemaps_are_split_by_page_count_and_by_size() throws Exception {
        HarvestedJournal stock = new HarvestedJournal();
        stock.copies(sql, stock.published(), 5);
        String draft = stock.article().toString();
        Fixtures.asAdmin()
                .contentType("application/json")
                .body(draft)
                .post("/v1/articles")
                .then()
                .statusCode(201);
        stock.withdraw(stock.published());
        List<String> all = sql.list(
                "select article::text from published_article where not withdrawn order by article",
                row -> row.getString(1));
        List<String> whole = pages(new Sitemaps(reads, 50_000, 50_000_000), 50_000);
        assertEquals(all.size(), whole.size());
        int third = all.size() / 3 + 1;
        assertEquals(whole, pages(new Sitemaps(reads, third, 50_000_000), third));
        // A sitemap entry with the longest possible URL needs more than 400 bytes, so fewer entries fit into this size.
        assertEquals(whole, pages(new Sitemaps(reads, 50_000, 400 * third), third - 1));
    }

    /** Returns the URLs in all sitemaps that the index lists. Fails if a sitemap contains more URLs than allowed. */
    private static List<String> pages(Sitemaps sitemaps, int most) throws Exception {
        String index = text(sitemaps.index("https://here.example", List::of));
        List<String> newest = texts("lastmod", index);
        List<String> parts = texts("loc", index);
        List<String> pages = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String id = parts.get(i).replaceAll("https://here.example/sitemaps/(.*)\\.xml", "$1");
            String part = text(
                    sitemaps.part(UUID.fromString(id), "https://here.example").orElseThrow());
            if (FormatSchemas.arePresent()) {
                FormatSchemas.assertValid("sitemap.xsd", part);
            }
            List<String> found = texts("loc", part);
            assertTrue(!found.isEmpty() && found.size() <= most, found.size() + " pages");
            assertEquals(texts("lastmod", part).stream().max(String::compareTo).orElseThrow(), newest.get(i));
            pages.addAll(found);
        }
        return pages;
    }

    private static List<String> texts(String element, String xml) {
        return Pattern.compile("<" + element + ">([^<]*)</")
                .matcher(xml)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String text(Encoded encoded) {
        return new String(encoded.plain(), StandardCharsets.UTF_8);
    }

    private static String slugOf(String article) {
        return Fixtures.asAdmin().get("/v1/articles/" + article).path("slug");
    }

    @Test
    void an_unknown_sitemap_returns_404() {
        given().get("/sitemaps/ffffffff-ffff-7fff-bfff-ffffffffffff.xml").then().statusCode(404);
        given().get("/sitemaps/x.xml").then().statusCode(404);
    }
}
