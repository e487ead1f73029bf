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
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.CountingDriver;
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
    void a_translated_article_has_a_page_with_both_languages_side_by_side() {
        String article = Fixtures.article(Fixtures.journal());
        ObjectNode patch = Fixtures.object();
        patch.put("title", "Tides").put("abstract", "Of tides.");
        patch.putObject("translations").putObject("ar").put("title", "المد").put("abstract", "عن <المد>.");
        Fixtures.patch(Fixtures.asAdmin(), "/v1/articles/" + article, patch);
        String translation = "<sub-article article-type=\"translation\" id=\"a1\" xml:lang=\"ar\"><front-stub/><body>"
                + "<sec id=\"as1\"><title>أوتاد</title><p>انظر <xref ref-type=\"sec\" rid=\"as2\">٢</xref>.</p></sec>"
                + "<sec id=\"as2\"><title>نهاية</title><p>نهاية.</p></sec></body></sub-article></article>";
        String path = withText(article, JATS.replace("</article>", translation));

        String beside = Browser.page(path)
                .selectFirst(".translations a[href$=/en/beside/ar]")
                .attr("href");
        assertEquals(
                path + "/ar/beside/en",
                Browser.page(path + "/ar")
                        .selectFirst(".translations a[href*=beside]")
                        .attr("href")
                        .replaceAll("\\?.*", ""));
        Response response = Browser.get(beside);
        Document page = Jsoup.parse(response.asString());
        assertEquals("Tides", page.selectFirst("h1").text());
        assertEquals("المد", page.selectFirst("header .subtitle").text());
        assertEquals("noindex, follow", page.selectFirst("meta[name=robots]").attr("content"));
        assertTrue(page.selectFirst("link[rel=canonical]").attr("href").endsWith(path));
        assertEquals(
                List.of("Of tides.", "عن <المد>."),
                page.select(".pair").get(0).select("p").eachText());
        assertEquals(
                List.of("On <stakes>", "أوتاد"),
                page.selectFirst(".pair:has(h2)").select("h2").eachText());
        assertEquals("rtl", page.selectFirst(".pair > :last-child").attr("dir"));
        assertEquals(
                List.of(path + "#r1", "#b-as2"),
                List.of(
                        page.selectFirst("a[role=doc-biblioref]").attr("href"),
                        page.selectFirst("[lang=ar] a[href^=#]").attr("href")));
        List<String> ids = page.select("[id]").eachAttr("id");
        assertEquals(ids.size(), ids.stream().distinct().count(), ids::toString);
        assertTrue(CountingDriver.ofRequest(response.header("X-Request-Id")).size() <= 3, "statements");
        Browser.get(path + "/en/beside/es").then().statusCode(404);
        Browser.get(path + "/en/beside/en").then().statusCode(404);
        Browser.get(path + "/es/beside/ar").then().statusCode(404);
        Fixtures.withdraw(article);
        Browser.get(beside).then().statusCode(410);
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

    /** Full text with two sections, a footnote, a reference, and a table whose cells span rows and columns. */
    private static final String JATS = """
            <article xmlns:mml="http://www.w3.org/1998/Math/MathML" xml:lang="en"><front><article-meta/></front><body>
            <sec id="s1"><title>On &lt;stakes&gt;</title><p>See <xref ref-type="bibr" rid="r1">1</xref>.<fn><p>A note.</p></fn></p>
            <table-wrap id="t1"><label>Table 1</label><caption><title>Stakes</title></caption>
            <table><thead><tr><th rowspan="2">Place</th><th colspan="2">Stakes, all</th></tr>
            <tr><th>old</th><th>new</th></tr></thead>
            <tbody><tr><td>=SUM(A1)</td><td>-3.5</td><td><inline-formula><mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math></inline-formula></td></tr></tbody></table></table-wrap></sec>
            <sec id="s2"><title>End</title><p>End.</p></sec></body>
            <back><ref-list><ref id="r1"><mixed-citation>A work.</mixed-citation></ref></ref-list></back></article>""";

    /** Publishes an article with a full text and returns its path. */
    private static String withText(String article) {
        return withText(article, JATS);
    }

    private static String withText(String article, String jats) {
        Fixtures.asAdmin()
                .header("If-None-Match", "*")
                .contentType("application/xml")
                .body(jats.getBytes(StandardCharsets.UTF_8))
                .put("/v1/articles/" + article + "/files/text.xml?role=jats")
                .then()
                .statusCode(201);
        Fixtures.publish(article);
        return "/articles/" + given().get("/v1/articles/" + article).path("slug");
    }

    @Test
    void sections_of_a_full_text_have_links_and_tables_can_be_downloaded_as_csv() {
        String article = Fixtures.article(Fixtures.journal());
        String path = withText(article);

        Document page = Browser.page(path);
        assertEquals(
                List.of("#s1", "#s2"),
                page.select(".text a.anchor").eachAttr("href").subList(0, 2));
        assertEquals(
                "Link to section: On <stakes>",
                page.selectFirst("h2 + a.anchor").attr("aria-label"));
        assertEquals("On <stakes>", page.selectFirst("#s1 > h2").text());
        assertEquals("Table 1", page.selectFirst(".illustrations a[href=#t1]").text());
        assertEquals(
                "Link zum Abschnitt: On <stakes>",
                Browser.page(path + "?lang=de").selectFirst("a.anchor").attr("aria-label"));
        String csv = page.selectFirst("#t1 .tools a[download]").attr("href");
        assertEquals(path + "/tables/t1.csv", csv);
        Element inArabic = Browser.page(path + "?lang=ar").selectFirst("#t1 .tools a");
        assertEquals("ar rtl", inArabic.attr("lang") + " " + inArabic.attr("dir"));
        String table = "\uFEFFPlace,\"Stakes, all\",\"Stakes, all\"\r\nPlace,old,new\r\n'=SUM(A1),-3.5,$x^{2}$\r\n";
        var response = Browser.get(csv);
        response.then()
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .header("Content-Disposition", containsString("-t1.csv\""))
                .header("Cache-Control", containsString("public"));
        assertEquals(table, new String(response.asByteArray(), StandardCharsets.UTF_8));
        given().header("If-None-Match", response.header("ETag")).get(csv).then().statusCode(304);
        assertTrue(CountingDriver.ofRequest(response.header("X-Request-Id")).size() <= 2, "a table");
        Browser.get(path + "/tables/t9.csv").then().statusCode(404);
        Browser.get(path + "/es/tables/t1.csv").then().statusCode(404);
        Browser.get(path + "/v2/tables/t1.csv").then().statusCode(404);

        Fixtures.patch(
                Fixtures.asAdmin(), "/v1/articles/" + article, Fixtures.object().put("title", "Newer"));
        Fixtures.publish(article);
        assertEquals(
                path + "/v1/tables/t1.csv",
                Browser.page(path + "/v1").selectFirst("#t1 .tools a").attr("href"));
        assertEquals(table, new String(Browser.get(path + "/v1/tables/t1.csv").asByteArray(), StandardCharsets.UTF_8));
        Fixtures.withdraw(article);
        Browser.get(csv).then().statusCode(410);
        Browser.get(path + "/v1/tables/t1.csv").then().statusCode(410);
    }

    @Test
    void a_table_of_a_draft_is_not_found() {
        String article = Fixtures.article(Fixtures.journal());
        String slug = Fixtures.asAdmin().get("/v1/articles/" + article).path("slug");

        Browser.get("/articles/" + slug + "/tables/t1.csv").then().statusCode(404);
    }

    @Test
    void the_side_column_shows_usage_the_version_and_a_mail_link_for_problems() {
        ObjectNode journal =
                Fixtures.object().put("title", Fixtures.unique("Side")).put("language", "en");
        journal.putObject("contact").put("name", "Office").put("email", "office@side.example");
        String id = Fixtures.created(Fixtures.asAdmin(), "/v1/journals", journal)
                .get("id")
                .textValue();
        String article = Fixtures.article(id);
        Fixtures.publish(article);
        Fixtures.patch(
                Fixtures.asAdmin(), "/v1/articles/" + article, Fixtures.object().put("title", "A & B?"));
        Fixtures.publish(article);
        String path = "/articles/" + given().get("/v1/articles/" + article).path("slug");

        Document page = Browser.page(path);
        assertEquals(List.of("0", "0"), page.select(".side .counts dd").eachText());
        assertTrue(page.selectFirst(".side ul").text().startsWith("Version 2 · "), page.selectFirst(".side ul")::text);
        String mail = page.selectFirst(".side a[href^=mailto]").attr("href");
        assertEquals(
                "mailto:office@side.example?subject=Report%20a%20problem%20on%20this%20page%3A%20A%20%26%20B%3F"
                        + "&body=%0D%0A%0D%0A" + "http://localhost:" + RestAssured.port + path,
                mail);
        assertTrue(
                page.selectFirst("#version-citation").text().contains("Version 2, "),
                page.selectFirst("#version-citation")::text);
        assertTrue(page.selectFirst("#version-citation").text().endsWith(path + "/v2"));
        assertTrue(Browser.page(path + "/v1")
                .selectFirst("#version-citation")
                .text()
                .endsWith(path + "/v1"));
        assertNull(page.selectFirst(".side a[href*=crossmark]"));

        String silent = Fixtures.article(Fixtures.journal());
        Fixtures.publish(silent);
        assertTrue(Browser.page(
                        "/articles/" + given().get("/v1/articles/" + silent).path("slug"))
                .selectFirst(".side li a")
                .attr("href")
                .endsWith("/about"));
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
