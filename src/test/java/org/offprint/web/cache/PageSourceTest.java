package org.offprint.web.cache;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.http.Header;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.CountingDriver;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.site.Browser;

/**
 * Tests pages that are stored in the page file and no longer in memory. The responses for these pages must equal the
 * responses for pages in memory. A page must be rendered again after each change to its content.
 */
@QuarkusTest
class PageSourceTest {

    private static final List<String> DIFFERENT_HEADERS =
            List.of("X-Request-Id", "Date", "RateLimit", "RateLimit-Policy");

    @Inject
    PageSource pages;

    private String journal;
    private String article;
    private String page;

    @BeforeEach
    void publish() {
        journal = Fixtures.journal();
        article = Fixtures.article(journal);
        Fixtures.publish(article);
        page = pageOf(article);
        BackgroundWork.awaitIdle();
    }

    private static String pageOf(String article) {
        return given().get("/v1/articles/" + article).path("links.landingPage");
    }

    /** Returns the page from the page file if it is up to date, otherwise the newly rendered page. */
    private Response withoutMemory(String path) {
        pages.removeAll();
        return Browser.get(path);
    }

    private static boolean isRendered(Response response) {
        return !CountingDriver.ofRequest(response.header("X-Request-Id")).isEmpty();
    }

    /** Stores the page in the page file. */
    private void storePage() {
        Fixtures.await(() -> {
            Browser.get(page);
            return !isRendered(withoutMemory(page));
        });
    }

    private String text() {
        Response response = withoutMemory(page);
        assertEquals(200, response.statusCode());
        return response.asString();
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = response.headers().asList().stream()
                .collect(Collectors.toMap(
                        header -> header.getName().toLowerCase(Locale.ROOT),
                        Header::getValue,
                        (a, b) -> a + b,
                        TreeMap::new));
        DIFFERENT_HEADERS.forEach(name -> headers.remove(name.toLowerCase(Locale.ROOT)));
        return headers;
    }

    @Test
    void a_page_in_the_file_has_the_same_response_as_in_memory() {
        storePage();
        Response fromFile = withoutMemory(page);
        Response fromMemory = Browser.get(page);

        assertFalse(isRendered(fromFile));
        assertEquals(fromMemory.asString(), fromFile.asString());
        assertEquals(headers(fromMemory), headers(fromFile));
        pages.removeAll();
        given().accept("text/html")
                .header("If-None-Match", fromFile.header("ETag"))
                .get(page)
                .then()
                .statusCode(304);
    }

    @Test
    void each_interface_language_has_its_own_page_in_the_file() {
        storePage();
        Browser.get(page + "?lang=de");
        Response german = withoutMemory(page + "?lang=de");

        assertFalse(isRendered(german));
        assertTrue(german.asString().contains("<html lang=\"de\""));
        assertTrue(text().contains("<html lang=\"en\""));
    }

    @Test
    void clients_with_credentials_get_a_newly_rendered_page() {
        storePage();
        pages.removeAll();
        assertTrue(isRendered(asAdmin().accept("text/html").get(page)));
    }

    @Test
    void clients_without_gzip_support_get_the_decompressed_page_from_the_file() {
        storePage();
        pages.removeAll();
        Response plain = given().config(RestAssured.config()
                        .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()))
                .accept("text/html")
                .get(page);
        assertFalse(isRendered(plain));
        assertFalse(plain.headers().hasHeaderWithName("Content-Encoding"));
        assertEquals(text(), plain.asString());
    }

    @Test
    void a_page_in_the_file_is_rendered_again_after_a_new_version_is_published() {
        storePage();
        String subtitle = unique("Subtitle");
        Client.here()
                .patch("/v1/articles/" + article, object().put("subtitle", subtitle))
                .expect(200);
        assertFalse(text().contains(subtitle), "before the publication");
        Fixtures.publish(article);
        assertTrue(text().contains(subtitle));
        assertTrue(text().contains("href=\"" + page + "/v1\""), "link to the first version");
    }

    @Test
    void a_page_in_the_file_is_rendered_again_after_a_retraction() {
        storePage();
        ObjectNode retraction = object().put("kind", "retraction").put("reason", "The figures were drawn.");
        Client.here().put("/v1/articles/" + article + "/retraction", retraction).expect(200);
        assertTrue(text().contains("The figures were drawn."));
        Client.here().delete("/v1/articles/" + article + "/retraction").expect(200);
        assertFalse(text().contains("The figures were drawn."));
    }

    @Test
    void a_page_in_the_file_returns_410_after_its_article_is_withdrawn() {
        storePage();
        Fixtures.withdraw(article);
        assertEquals(410, withoutMemory(page).statusCode());
    }

    @Test
    void a_page_in_the_file_is_rendered_again_after_its_journal_is_renamed() {
        storePage();
        String title = unique("Renamed journal");
        Fixtures.patch(asAdmin(), "/v1/journals/" + journal, object().put("title", title))
                .then()
                .statusCode(200);
        Fixtures.await(() -> text().contains(title));
        assertTrue(Browser.page(page).title().contains(title));
    }

    @Test
    void a_page_in_the_file_is_rendered_again_after_a_citing_article_is_published_or_withdrawn() {
        String doi = "10.5555/" + unique("cited").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        Fixtures.patch(asAdmin(), "/v1/articles/" + article, object().put("doi", doi))
                .then()
                .statusCode(200);
        Fixtures.publish(article);
        BackgroundWork.awaitIdle();
        storePage();

        ObjectNode citing = object().put("journal", journal)
                .put("title", unique("Citing article"))
                .put("language", "en")
                .put("type", "research-article");
        citing.putArray("references")
                .addObject()
                .put("text", "A cited article.")
                .put("doi", doi);
        String id =
                Fixtures.created(asAdmin(), "/v1/articles", citing).get("id").textValue();
        Fixtures.publish(id);
        Fixtures.await(() -> text().contains(citing.get("title").textValue()));

        storePage();
        Fixtures.withdraw(id);
        assertFalse(text().contains(citing.get("title").textValue()));
    }

    @Test
    void a_change_to_an_unrelated_article_does_not_remove_a_page_from_the_file() {
        storePage();
        Fixtures.publish(Fixtures.article(journal));
        assertFalse(isRendered(withoutMemory(page)));
    }

    @Test
    void pages_are_rendered_again_after_the_cache_is_cleared() {
        storePage();
        pages.clear();
        assertTrue(isRendered(Browser.get(page)));
    }

    @Test
    void a_page_that_is_rendered_while_the_cache_is_cleared_is_not_stored() {
        PageSource.Snapshot before = pages.snapshot();
        assertTrue(isStored("/articles/before", before));

        pages.clear();

        assertFalse(isStored("/articles/before", before));
        assertTrue(isStored("/articles/before", pages.snapshot()));
    }

    /** Stores a page with the given snapshot, and returns whether the cache contains the page afterwards. */
    private boolean isStored(String url, PageSource.Snapshot snapshot) {
        Encoded html = Encoded.ofGzip(Encoded.compress("<p>Page</p>".getBytes(StandardCharsets.US_ASCII)));
        pages.store(
                url,
                new PageSource.CachedPage(
                        html,
                        "\"v1\"",
                        null,
                        PageSource.reply(html, "\"v1\"", null),
                        "default-src 'self'",
                        "/articles/{slug}",
                        null,
                        Set.of(),
                        false,
                        snapshot));
        return pages.find(url).isPresent();
    }
}
