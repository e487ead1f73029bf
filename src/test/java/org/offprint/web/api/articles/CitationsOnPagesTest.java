package org.offprint.web.api.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;
import org.offprint.web.site.Browser;

/** Tests that article pages link references to cited articles in this service, and list citing articles. */
@QuarkusTest
class CitationsOnPagesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private String journal;

    @BeforeEach
    void createJournal() {
        journal = Fixtures.journal();
    }

    /** Published article: id, DOI and page URL. */
    private record Published(String id, String doi, String page) {

        String path() {
            return "/v1/articles/" + id;
        }

        String title() {
            return asReader().get(path()).path("title");
        }
    }

    private Published article(String... references) {
        String id = Fixtures.article(journal);
        String doi = "10.5555/" + Fixtures.unique("cited").replace(' ', '.');
        ObjectNode patch = object().put("doi", doi);
        for (String text : references) {
            patch.withArray("references").addObject().put("text", text);
        }
        Fixtures.patch(asAdmin(), "/v1/articles/" + id, patch).then().statusCode(200);
        Fixtures.publish(id);
        return new Published(id, doi, asReader().get("/v1/articles/" + id).path("links.landingPage"));
    }

    private static String printed(Published cited) {
        return "Lovelace A. " + cited.title() + ". https://doi.org/" + cited.doi();
    }

    private static Document await(String page, String selector) {
        Fixtures.await(() -> !Browser.page(page).select(selector).isEmpty(), TIMEOUT);
        return Browser.page(page);
    }

    @Test
    void article_pages_link_references_to_cited_articles_and_list_citing_articles() {
        Published cited = article();
        // This request caches the page of the cited article before the citing article exists.
        assertTrue(Browser.page(cited.page()).select("#cited-by").isEmpty());
        String etag = asReader().get(cited.path()).header("ETag");
        String pageEtag = Browser.get(cited.page()).header("ETag");
        Published citing = article("Nobody N. Nothing of interest. 1999.", printed(cited));
        Document page = await(citing.page(), "#references a.here");
        assertEquals(1, page.select("#references a.here").size());
        assertEquals(
                cited.page(),
                page.selectFirst("#references li:nth-child(2) a.here").attr("href"));
        assertTrue(page.selectFirst("#references a.here").text().contains(cited.title()));
        Document shown = await(cited.page(), "#cited-by a");
        assertEquals(citing.page(), shown.selectFirst("#cited-by a").attr("href"));
        assertEquals(citing.title(), shown.selectFirst("#cited-by a").text());
        assertNull(shown.selectFirst("#cited-by p"));
        assertEquals(etag, asReader().get(cited.path()).header("ETag"));
        assertTrue(!pageEtag.equals(Browser.get(cited.page()).header("ETag")));
        Fixtures.withdraw(citing.id());
        Fixtures.await(() -> Browser.page(cited.page()).select("#cited-by").isEmpty(), TIMEOUT);
    }

    @Test
    void a_reference_link_set_by_an_editor_is_shown_only_on_the_latest_version_of_an_article() {
        Published cited = article();
        Published citing = article("Something that nobody understands.");
        Browser.page(citing.page());
        String link = citing.path() + "/references/ref1/link";
        asAdmin()
                .contentType("application/json")
                .body("{\"article\":\"" + cited.id() + "\"}")
                .put(link)
                .then()
                .statusCode(200);
        await(citing.page(), "#references a.here");
        asAdmin()
                .contentType("application/json")
                .body("{\"doi\":\"10.5555/elsewhere\"}")
                .put(link)
                .then()
                .statusCode(200);
        await(citing.page(), "#references a[href='https://doi.org/10.5555/elsewhere']");
        assertTrue(Browser.page(citing.page()).select("#references a.here").isEmpty());
        Fixtures.patch(asAdmin(), citing.path(), object().put("title", "Another title"));
        Fixtures.publish(citing.id());
        assertTrue(Browser.page(citing.page() + "/v1")
                .select("#references a[href]")
                .isEmpty());
    }

    @Test
    void an_article_page_lists_ten_citing_articles_and_links_to_the_full_list() {
        Published cited = article();
        List<Published> citing = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            citing.add(article(printed(cited)));
        }
        Fixtures.await(
                () -> Browser.page(cited.page()).select("#cited-by p").text().contains("11"), TIMEOUT);
        Document page = Browser.page(cited.page());
        assertEquals(10, page.select("#cited-by li").size());
        String all = page.selectFirst("#cited-by p a").attr("href");
        assertEquals(cited.page() + "/cited-by", all);
        Fixtures.await(() -> Browser.page(all).select("article.listed").size() == 11, TIMEOUT);
        assertEquals(cited.title(), Browser.page(all).selectFirst("h1").text());
        assertEquals(cited.page(), Browser.page(all).selectFirst("h1 a").attr("href"));
        assertEquals(
                0,
                Browser.page(citing.get(0).page() + "/cited-by")
                        .select("article.listed")
                        .size());
        Browser.get("/articles/no-such-article/cited-by").then().statusCode(404);
    }
}
