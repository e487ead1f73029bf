package org.offprint.web.site.articles;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;
import org.offprint.web.site.Browser;

@QuarkusTest
class ArticlePageTest {

    @Test
    void an_article_page_redirects_requests_for_csl_json_to_the_api_record() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        String page = given().get("/v1/articles/" + article).path("links.landingPage");

        given().redirects()
                .follow(false)
                .accept("application/vnd.citationstyles.csl+json")
                .get(page)
                .then()
                .statusCode(303)
                .header("Location", "/v1/articles/" + article);
    }

    @Test
    void an_article_page_returns_html_to_browsers() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        var record = given().get("/v1/articles/" + article);

        given().accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .get(record.<String>path("links.landingPage"))
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(containsString(record.<String>path("title")))
                .body(containsString("<meta name=\"citation_title\""))
                .body(containsString("<script type=\"application/ld+json\">"));
    }

    @Test
    void the_page_of_a_draft_article_returns_404() {
        String article = Fixtures.article(Fixtures.journal());
        String slug = Fixtures.asAdmin().get("/v1/articles/" + article).path("slug");

        given().get("/articles/" + slug).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void the_page_of_a_withdrawn_article_returns_410() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        String page = given().get("/v1/articles/" + article).path("links.landingPage");
        Fixtures.withdraw(article);

        given().get(page).then().statusCode(410);
    }

    @Test
    void the_page_of_an_older_version_has_a_notice_and_is_excluded_from_search_engines() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        String first = given().get("/v1/articles/" + article).path("title");
        Fixtures.patch(
                Fixtures.asAdmin(), "/v1/articles/" + article, Fixtures.object().put("title", "Put right"));
        Fixtures.publish(article);
        String path = given().get("/v1/articles/" + article).path("links.landingPage");

        Document older = Browser.page(path + "/v1");
        assertEquals(first, older.selectFirst("h1").text());
        assertEquals("noindex, follow", older.selectFirst("meta[name=robots]").attr("content"));
        assertTrue(older.selectFirst("link[rel=canonical]").attr("href").endsWith(path));
        assertTrue(older.selectFirst(".banner a").attr("href").endsWith(path));
        assertNull(older.selectFirst("meta[name=citation_title]"));
        assertEquals("Put right", Browser.page(path).selectFirst("h1").text());
        Browser.get(path + "/v3").then().statusCode(404);
        Browser.get(path + "/v0").then().statusCode(404);
    }

    @Test
    void a_translated_article_has_a_page_per_language_with_links_to_the_other_languages() {
        String article = Fixtures.article(Fixtures.journal());
        ObjectNode patch = Fixtures.object();
        patch.put("abstract", "Of tides.");
        patch.putObject("translations").putObject("es").put("title", "Mareas").put("abstract", "De mareas.");
        Fixtures.patch(Fixtures.asAdmin(), "/v1/articles/" + article, patch);
        Fixtures.publish(article);
        String path = given().get("/v1/articles/" + article).path("links.landingPage");

        Document spanish = Browser.page(path + "/es");
        assertEquals("Mareas", spanish.selectFirst("h1").text());
        assertEquals("De mareas.", spanish.selectFirst("#abstract p").text());
        assertEquals("es", spanish.selectFirst("html").attr("lang"));
        assertEquals(
                List.of("en", "es", "x-default"),
                spanish.select("link[hreflang]").eachAttr("hreflang"));
        assertEquals(
                spanish.select("link[hreflang]").eachAttr("href"),
                Browser.page(path).select("link[hreflang]").eachAttr("href"));
        Browser.get(path + "/fr").then().statusCode(404);
    }

    @Test
    void affiliations_of_authors_are_shown_as_printed_with_a_link_to_the_organization() {
        String name = Fixtures.unique("University of Silt");
        String organization = Fixtures.affiliation(name);
        ObjectNode article = Fixtures.object()
                .put("journal", Fixtures.journal())
                .put("title", "On silt")
                .put("language", "en")
                .put("type", "research-article");
        ArrayNode people = article.putArray("contributors");
        person(people, "editor", "Ed", "Weir").addObject().put("text", "Weir House");
        ArrayNode first = person(people, "author", "太郎", "山田");
        first.addObject().put("id", organization).put("text", "Department of Mud, " + name + ", Pavia");
        first.addObject().put("text", "Delta School");
        ArrayNode second = person(people, "author", "Ann", "Vos");
        second.addObject().put("id", organization).put("text", "Department of Reeds, " + name);
        second.addObject().put("id", organization).put("text", "Department of Mud, " + name + ", Pavia");
        String id = Fixtures.created(Fixtures.asAdmin(), "/v1/articles", article)
                .get("id")
                .textValue();
        Fixtures.publish(id);

        Document page = Browser.page(given().get("/v1/articles/" + id).path("links.landingPage"));
        assertEquals(
                List.of("1 Department of Mud, " + name + ", Pavia", "2 Delta School", "3 Department of Reeds, " + name),
                page.select("ol.affiliations li").eachText());
        assertEquals(List.of(name, name), page.select("ol.affiliations li > a").eachText());
        assertTrue(page.selectFirst("ol.affiliations a").attr("href").endsWith("/affiliations/" + organization));
        assertEquals(
                List.of("1 2", "3 1"),
                page.select("ul.authors sup").stream()
                        .map(numbers -> String.join(" ", numbers.select("a").eachText()))
                        .toList());
        assertEquals(
                List.of("山田太郎", "Ann Vos"),
                page.select("ul.authors li > a:first-child").eachText());
        assertEquals("Weir House", page.selectFirst("small.affiliation").text());
    }

    @Test
    void the_head_of_an_article_page_shows_the_type_once_and_the_dates_of_receipt_and_acceptance() {
        ObjectNode journal =
                Fixtures.object().put("title", Fixtures.unique("Head")).put("language", "en");
        journal.putArray("sections").addObject().put("title", "Research Articles");
        ((ArrayNode) journal.get("sections")).addObject().put("title", "Methods of Research");
        ((ArrayNode) journal.get("sections")).addObject().put("title", "2024");
        JsonNode made = Fixtures.created(Fixtures.asAdmin(), "/v1/journals", journal);
        assertEquals("Research article", head(made, 0).selectFirst("p.kind").text());
        assertEquals(
                "Research article · 2024", head(made, 2).selectFirst("p.kind").text());

        Document page = head(made, 1);
        assertEquals(
                "Research article · Methods of Research",
                page.selectFirst("p.kind").text());
        assertEquals(
                List.of("Received", "Accepted", "Published"),
                page.select("header .facts dt").eachText().subList(0, 3));
        assertEquals(
                List.of("2024-01-05", "2024-03"),
                page.select("header .facts time").eachAttr("datetime").subList(0, 2));
    }

    /** Publishes an article in a section of a journal and returns its page. */
    private static Document head(JsonNode journal, int section) {
        ObjectNode article = Fixtures.object()
                .put("journal", journal.get("id").textValue())
                .put("section", journal.at("/sections/" + section + "/id").textValue())
                .put("title", "On heads")
                .put("language", "en")
                .put("type", "research-article");
        article.putObject("dates").put("received", "2024-01-05").put("accepted", "2024-03");
        String id = Fixtures.created(Fixtures.asAdmin(), "/v1/articles", article)
                .get("id")
                .textValue();
        Fixtures.publish(id);
        return Browser.page(given().get("/v1/articles/" + id).path("links.landingPage"));
    }

    private static ArrayNode person(ArrayNode people, String role, String given, String family) {
        return people.addObject()
                .put("role", role)
                .put("given", given)
                .put("family", family)
                .putArray("affiliations");
    }

    @Test
    void html_markup_in_article_data_is_escaped_on_the_article_page() {
        String hostile = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\"'`{msg:cite}${7*7}";
        String journal = Fixtures.journal();
        ObjectNode article = Fixtures.object()
                .put("journal", journal)
                .put("title", hostile)
                .put("language", "en")
                .put("type", "research-article")
                .put("abstract", hostile)
                .put("subtitle", hostile);
        article.putArray("keywords").add("\"><script>alert(3)</script>");
        article.putArray("contributors")
                .addObject()
                .put("given", "<b onmouseover=alert(4)>")
                .put("family", hostile)
                .putArray("affiliations")
                .addObject()
                .put("text", hostile);
        article.putArray("references").addObject().put("text", hostile);
        article.putObject("statements").put("ethics", hostile);
        String id = Fixtures.created(Fixtures.asAdmin(), "/v1/articles", article)
                .get("id")
                .textValue();
        Fixtures.publish(id);

        Document page = Browser.page(given().get("/v1/articles/" + id).path("links.landingPage"));
        assertEquals(hostile, page.selectFirst("h1").text());
        assertEquals(
                List.of("", "application/ld+json"),
                page.select("script").stream()
                        .map(script -> script.attr("type"))
                        .toList());
        assertEquals(0, page.select("main img").size());
        page.getAllElements().forEach(element -> element.attributes()
                .forEach(attribute -> assertFalse(attribute.getKey().startsWith("on"), attribute.toString())));
        assertFalse(page.select("script[type]").html().contains("<script"));
    }

    @Test
    void export_formats_and_citations_are_available_at_urls_based_on_the_article_page() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        String path = given().get("/v1/articles/" + article).path("links.landingPage");
        given().get(path + ".xml").then().statusCode(409).body("title", containsString("JATS"));
        for (String ending : List.of("bib", "ris", "csl", "jsonld")) {
            given().get(path + "." + ending).then().statusCode(200);
        }
        Browser.get(path + ".pdf").then().statusCode(404);
        Browser.get(path + ".exe").then().statusCode(404);
        assertTrue(Browser.page(path + "/cite").select("p.citation").size() > 5);
        assertEquals(
                1, Browser.page(path + "/cite/vancouver").select("p.citation").size());
        Browser.get(path + "/cite/none").then().statusCode(404);
    }
}
