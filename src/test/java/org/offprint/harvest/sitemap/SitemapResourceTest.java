package org.offprint.harvest.sitemap;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.api.Fixtures;
import org.offprint.database.Sql;
import org.offprint.export.Schemas;
import org.offprint.harvest.Stock;

@QuarkusTest
class SitemapResourceTest {

    @Inject
    Sql sql;

    @Test
    void robots_are_told_where_the_sitemap_is() {
        Response robots = given().get("/robots.txt");
        assertEquals("text/plain;charset=UTF-8", robots.contentType());
        assertTrue(robots.asString().startsWith("User-agent: *\n"));
        assertTrue(robots.asString().contains("\nSitemap: http://localhost:" + RestAssured.port + "/sitemap.xml\n"));
    }

    @Test
    void the_index_leads_to_the_landing_page_of_every_published_article() throws Exception {
        Stock stock = new Stock();
        stock.patchJournal(Fixtures.object().put("articleUrl", "https://journal.example/a?id={id}&x=1"));
        String own = stock.published();
        Stock plain = new Stock();
        String here = plain.published();
        String withdrawn = plain.published();
        plain.withdraw(withdrawn);
        String base = "http://localhost:" + RestAssured.port;
        // What other tests asked for is kept under another host's name.
        Response index = given().get("/sitemap.xml");
        assertEquals("application/xml;charset=UTF-8", index.contentType());
        List<String> parts = index.xmlPath().getList("sitemapindex.sitemap.loc");
        assertEquals(1, parts.size());
        Response part = given().get(parts.get(0).substring(base.length()));
        if (Schemas.arePresent()) {
            Schemas.assertValid("sitemap.xsd", part.asString());
        }
        XmlPath sitemap = part.xmlPath();
        List<String> pages = sitemap.getList("urlset.url.loc");
        assertTrue(pages.contains("https://journal.example/a?id=" + own + "&x=1"));
        String slug = given().get("/v1/articles/" + here).path("slug");
        int at = pages.indexOf(base + "/articles/" + slug);
        assertTrue(at >= 0);
        String updated = given().get("/v1/articles/" + here).path("updatedAt");
        assertEquals(
                Instant.parse(updated).truncatedTo(ChronoUnit.SECONDS).toString(),
                sitemap.getString("urlset.url[" + at + "].lastmod"));
        assertFalse(pages.stream().anyMatch(page -> page.contains(slugOf(withdrawn))));
        assertEquals(
                sql.first("select count(*) from published_article where not withdrawn", row -> row.getInt(1))
                        .orElseThrow(),
                pages.size());
    }

    private static String slugOf(String article) {
        return Fixtures.asAdmin().get("/v1/articles/" + article).path("slug");
    }

    @Test
    void there_is_no_sitemap_after_the_last_article() {
        given().get("/sitemaps/ffffffff-ffff-7fff-bfff-ffffffffffff.xml").then().statusCode(404);
        given().get("/sitemaps/x.xml").then().statusCode(404);
    }
}
