package org.offprint.web.api.articles;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.NightlyOnly;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.imports.TestImports;
import org.offprint.web.site.Browser;

/** Tests the parameter {@code include} of the operations that return one article or a list of articles. */
@QuarkusTest
class InclusionTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String FOR_READERS =
            "?include=issue.neighbours,citedBy,related,references&include=files,fullText,relations,metrics,versions,exports,crossmark";

    private String journal;
    private String issue;

    @BeforeEach
    void createIssue() {
        journal = Fixtures.journal();
        issue = Fixtures.created(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal).put("volume", "1").put("year", 2025))
                .get("id")
                .textValue();
        ArticleEditing.publish("/v1/issues/" + issue, object()).statusCode(200);
    }

    private ObjectNode placed(String title, int position) {
        return ArticleEditing.minimal(journal)
                .put("title", title)
                .put("issue", issue)
                .put("position", position);
    }

    private static String doi() {
        return "10.5555/" + Fixtures.unique("included").replace(' ', '.');
    }

    private String citing(String title, String doi) {
        ObjectNode article = ArticleEditing.minimal(journal).put("title", title);
        article.putArray("references").addObject().put("text", "Lovelace A. Notes. https://doi.org/" + doi);
        return ArticleEditing.published(article);
    }

    private static JsonNode read(RequestSpecification caller, String url) {
        Response response = caller.get(url);
        assertEquals(200, response.statusCode(), response.asString());
        return Fixtures.body(response);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void awaitCitations(String path, int number) {
        Fixtures.await(
                () -> read(asReader(), path + "?include=citedBy&fields=doi")
                                .at("/included/citedBy/total")
                                .intValue()
                        == number,
                TIMEOUT);
    }

    @Test
    void readers_get_the_requested_data_about_an_article() {
        String doi = doi();
        String first = ArticleEditing.published(placed("First", 1));
        ObjectNode article = placed("Second", 2).put("doi", doi);
        article.putArray("references").addObject().put("key", "r1").put("text", "Nobody N. Nothing. 1999.");
        article.putArray("relations").addObject().put("type", "isCommentOn").put("article", ArticleEditing.id(first));
        String path = ArticleEditing.published(article);
        String third = ArticleEditing.published(placed("Third", 3));
        String citing = citing("Citing", doi);
        awaitCitations(path, 1);

        JsonNode record = read(asReader(), path + FOR_READERS);

        JsonNode included = record.get("included");
        assertEquals(
                List.of(
                        "issue",
                        "citedBy",
                        "related",
                        "relations",
                        "metrics",
                        "versions",
                        "exports",
                        "references",
                        "files"),
                names(included));
        assertEquals(first, included.at("/relations/items/0/links/self").textValue());
        assertEquals(1, included.at("/metrics/citations").intValue());
        assertTrue(included.at("/metrics/views").isInt());
        assertEquals(read(asReader(), path + "/versions"), included.get("versions"));
        assertEquals(read(asReader(), path + "/exports"), included.get("exports"));
        assertEquals(first, included.at("/issue/neighbours/previous/links/self").textValue());
        assertEquals(third, included.at("/issue/neighbours/next/links/self").textValue());
        assertEquals(citing, included.at("/citedBy/items/0/links/self").textValue());
        assertEquals(path + "/cited-by", included.at("/citedBy/links/all").textValue());
        assertEquals(read(asReader(), path + "/related"), included.get("related"));
        assertEquals(read(asReader(), path + "/references"), included.get("references"));
        assertEquals(read(asReader(), path + "/files"), included.get("files"));
        ((ObjectNode) record).remove("included");
        assertEquals(read(asReader(), path), record);
        JsonNode neighbours =
                read(asReader(), first + "?include=issue.neighbours").at("/included/issue/neighbours");
        assertEquals(List.of("next"), names(neighbours));
        assertEquals(path, neighbours.at("/next/links/self").textValue());
    }

    @Test
    void inclusions_contain_no_unpublished_records() {
        String doi = doi();
        ObjectNode article = placed("Public", 1).put("doi", doi);
        String target = ArticleEditing.published(ArticleEditing.minimal(journal));
        article.putArray("relations").addObject().put("type", "isCommentOn").put("article", ArticleEditing.id(target));
        String path = ArticleEditing.published(article);
        ArticleEditing.withdraw(target, object().put("reason", "x"));
        ArticleEditing.draft(placed("Draft", 2));
        String withdrawn = ArticleEditing.published(placed("Withdrawn", 3));
        ArticleEditing.withdraw(withdrawn, object().put("reason", "x"));
        ObjectNode unpublished = ArticleEditing.minimal(journal);
        unpublished.putArray("references").addObject().put("text", "Notes. https://doi.org/" + doi);
        ArticleEditing.draft(unpublished);
        String retired = citing("Retired", doi);
        awaitCitations(path, 1);
        ArticleEditing.withdraw(retired, object().put("reason", "x"));
        awaitCitations(path, 0);
        JsonNode included = read(asReader(), path + FOR_READERS).get("included");
        assertEquals("{}", included.at("/issue/neighbours").toString());
        assertEquals("[]", included.at("/citedBy/items").toString());
        assertEquals("[]", included.at("/relations/items").toString());
        Fixtures.await(
                () -> read(asReader(), path + "?include=metrics")
                                .at("/included/metrics/citations")
                                .intValue()
                        == 0,
                TIMEOUT);

        ArticleEditing.undo("/v1/issues/" + issue + "/publication").statusCode(200);
        ArticleEditing.published(placed("Neighbour", 2));
        assertEquals(
                "{}",
                read(asReader(), path + "?include=issue.neighbours")
                        .at("/included/issue/neighbours")
                        .toString());
        assertEquals(
                "{}",
                read(asReader(), "/v1/articles?include=issue.neighbours&id=" + ArticleEditing.id(path))
                        .at("/items/0/included/issue/neighbours")
                        .toString());
        String draft = ArticleEditing.draft(placed("Secret", 9));
        asReader().get(draft + "?include=citedBy").then().statusCode(404);
        asReader().get(withdrawn + "?include=citedBy").then().statusCode(410);
    }

    @Test
    void an_entity_tag_changes_if_only_an_inclusion_has_changed() {
        String doi = doi();
        String path = ArticleEditing.published(placed("Cited", 1).put("doi", doi));
        String whole = asReader().get(path).header("ETag");
        Response before = asReader().get(path + "?include=citedBy");
        assertNotEquals(whole, before.header("ETag"));
        asReader()
                .header("If-None-Match", before.header("ETag"))
                .get(path + "?include=citedBy")
                .then()
                .statusCode(304)
                .header("Last-Modified", nullValue());
        asReader()
                .header("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")
                .get(path + "?include=citedBy")
                .then()
                .statusCode(200);

        citing("New", doi);
        awaitCitations(path, 1);

        assertEquals(whole, asReader().get(path).header("ETag"));
        asReader()
                .header("If-None-Match", before.header("ETag"))
                .get(path + "?include=citedBy")
                .then()
                .statusCode(200)
                .body("included.citedBy.total", equalTo(1));
    }

    @Test
    void lists_are_not_served_from_a_cache_if_they_have_inclusions() {
        String path = ArticleEditing.published(placed("Alone", 1));
        String list = "/v1/articles?include=issue.neighbours&id=" + ArticleEditing.id(path);
        for (int i = 0; i < 3; i++) {
            asReader().get(list).then().body("items[0].included.issue.neighbours.next", nullValue());
        }
        ArticleEditing.published(placed("Next", 2));
        asReader()
                .get(list)
                .then()
                .body("items[0].included.issue.neighbours.next.title", equalTo("Next"))
                .header("ETag", notNullValue());
    }

    @Test
    void fields_select_members_of_inclusions_and_otherwise_inclusions_are_complete() {
        String first = ArticleEditing.published(placed("First", 1));
        ArticleEditing.published(placed("Second", 2));
        JsonNode part = read(
                asReader(),
                first + "?include=issue.neighbours,files&fields=title,included.issue.neighbours.next.title");
        assertEquals(Set.of("id", "title", "links", "included"), new HashSet<>(names(part)));
        assertEquals(
                "{\"issue\":{\"neighbours\":{\"next\":{\"title\":\"Second\"}}},\"files\":{\"items\":[]}}",
                part.get("included").toString());
        JsonNode item = read(asReader(), "/v1/articles?include=citedBy&fields=doi&id=" + ArticleEditing.id(first))
                .at("/items/0");
        assertEquals(0, item.at("/included/citedBy/total").intValue());
        for (String url : List.of(first, "/v1/articles")) {
            asReader()
                    .get(url + "?include=citedBy&fields=included.issue.neighbours")
                    .then()
                    .statusCode(400)
                    .body("errors.parameter", equalTo(List.of("fields")));
        }
    }

    @Test
    void list_items_contain_the_requested_data() {
        String doi = doi();
        String first = ArticleEditing.published(placed("First", 1).put("doi", doi));
        String second = ArticleEditing.published(placed("Second", 2));
        for (int i = 0; i < 4; i++) {
            citing("Citing " + i, doi);
        }
        awaitCitations(first, 4);
        String query = "?include=citedBy,issue.neighbours,metrics&sort=title&issue=" + issue;
        JsonNode items = read(asReader(), "/v1/articles" + query).get("items");
        assertEquals(2, items.size());
        assertEquals(4, items.at("/0/included/citedBy/total").intValue());
        assertEquals(3, items.at("/0/included/citedBy/items").size());
        assertEquals(4, items.at("/0/included/metrics/citations").intValue());
        assertEquals(0, items.at("/1/included/citedBy/total").intValue());
        assertEquals(0, items.at("/1/included/metrics/citations").intValue());
        assertEquals(
                second, items.at("/0/included/issue/neighbours/next/links/self").textValue());
        assertEquals(
                first,
                items.at("/1/included/issue/neighbours/previous/links/self").textValue());
        JsonNode own = read(as(Fixtures.editorOf(journal)), "/v1/articles" + query + "&include=usage");
        assertEquals(12, own.at("/items/0/included/usage/months").size());
        assertEquals(4, own.at("/items/0/included/citedBy/total").intValue());
    }

    @Test
    void editors_of_the_journal_also_get_usage_and_the_data_of_the_working_copy() {
        String path = ArticleEditing.published(placed("Public", 1));
        ObjectNode patch = object();
        patch.putArray("references").addObject().put("text", "Lovelace A. Notes. 1843.");
        ArticleEditing.patch(path, patch).statusCode(200);
        Response response =
                as(Fixtures.editorOf(journal)).get(path + "?include=usage,references,files,fullText,citedBy,versions");
        response.then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("included.references.total", equalTo(1))
                .body("included.usage.months.size()", equalTo(12))
                .body("included.versions.items.by", hasItems(notNullValue()));
        asAdmin()
                .get(path + "?include=exports")
                .then()
                .statusCode(400)
                .body("errors.message[0]", containsString("view=public"));
        asAdmin()
                .get(path + "?include=exports&view=public")
                .then()
                .statusCode(200)
                .body("included.exports.items.name", hasItems("jats", "pdf"));
        asAdmin()
                .header("If-Match", response.header("ETag"))
                .contentType("application/merge-patch+json")
                .body("{\"title\":\"Lost\"}")
                .patch(path)
                .then()
                .statusCode(412)
                .body("detail", containsString("`include`"));
        for (RequestSpecification caller : List.of(asReader(), as(Fixtures.editorOf(Fixtures.journal())))) {
            caller.get(path + "?include=usage").then().statusCode(400).body("errors.code[0]", equalTo("not-available"));
        }
        asAdmin().get(path + "?include=usage&view=public").then().statusCode(400);
        asReader().get("/v1/articles?include=usage").then().statusCode(400);
        asReader().get(path + "?include=references").then().body("included.references.total", equalTo(0));
    }

    @Test
    void unknown_and_unavailable_inclusions_are_rejected_with_the_remedy() {
        String path = ArticleEditing.published(placed("Any", 1));
        asReader()
                .get(path + "?include=citedby,,files")
                .then()
                .statusCode(400)
                .body("errors.parameter", equalTo(List.of("include", "include")))
                .body("errors.message[0]", containsString("did you mean citedBy?"));
        asReader()
                .get("/v1/articles?include=references,fullText,related,files,versions,relations,crossmark,exports")
                .then()
                .statusCode(400)
                .body("errors.size()", equalTo(8))
                .body("errors.message", hasItems(containsString("/v1/articles/{id}/references")));
        asReader()
                .accept("application/x-bibtex")
                .get(path + "?include=files")
                .then()
                .statusCode(400)
                .body("errors.parameter", equalTo(List.of("include")));
        asReader().get("/v1/articles?format=csv&include=citedBy").then().statusCode(400);
        asReader()
                .get("/v1/articles/" + ArticleEditing.UNKNOWN + "?include=citedBy")
                .then()
                .statusCode(404);
    }

    @Test
    @NightlyOnly
    void a_list_with_too_many_bytes_of_included_articles_is_rejected_with_the_remedy() {
        String abstractText = "\u6587".repeat(100_000);
        List<String> large = new ArrayList<>();
        for (int i = 1; i <= 36; i++) {
            large.add(ArticleEditing.published(placed("Large " + i, i).put("abstract", abstractText)));
        }
        String list = "/v1/articles?fields=doi&include=issue.neighbours&issue=" + issue;
        asReader()
                .get(list + "&limit=100")
                .then()
                .statusCode(400)
                .body("errors.code", equalTo(List.of("too-large")))
                .body("errors.message[0]", containsString("Request fewer articles"));
        asReader().get(list + "&limit=5").then().statusCode(200).body("items.size()", equalTo(5));
        // Searches of other tests would highlight the long texts.
        large.forEach(path -> Fixtures.withdraw(path.substring(path.lastIndexOf('/') + 1)));
    }

    @Test
    void a_request_for_an_article_counts_in_the_search_quota_only_if_it_has_inclusions() {
        String path = ArticleEditing.published(placed("Any", 1));
        asReader().get(path + "?fields=title").then().header("RateLimit-Policy", nullValue());
        asReader().get(path + "?include=files").then().header("RateLimit-Policy", containsString("\"search\""));
    }

    /** Tests the request that the documentation recommends for an article page of a front end. */
    @Test
    void the_article_page_of_the_site_can_be_rebuilt_from_one_request() {
        String doi = doi();
        String issn = Fixtures.issn();
        byte[] jats = """
                <?xml version="1.0" encoding="UTF-8"?>
                <article article-type="research-article" xml:lang="en"><front>
                <journal-meta><journal-title-group><journal-title>Annals of %1$s</journal-title></journal-title-group>
                <issn pub-type="epub">%1$s</issn></journal-meta>
                <article-meta><article-id pub-id-type="doi">%2$s</article-id>
                <title-group><article-title>Reeds</article-title></title-group>
                <contrib-group><contrib contrib-type="author"><name><surname>Reed</surname>
                <given-names>Ann</given-names></name></contrib></contrib-group>
                <pub-date pub-type="epub"><year>2024</year></pub-date>
                <abstract><p>About reeds.</p></abstract></article-meta></front>
                <body><sec id="s1"><title>Beds</title><p>They grow.</p></sec></body>
                </article>
                """.formatted(issn, doi).getBytes(StandardCharsets.UTF_8);
        JsonNode job = TestImports.done(asAdmin(), "?publish=true", "application/xml", jats);
        String path = TestImports.outcomes(job).get(0).at("/links/self").textValue();
        ObjectNode patch = object();
        String cited = doi();
        ArticleEditing.published(
                ArticleEditing.minimal(journal).put("title", "Cited").put("doi", cited));
        patch.putArray("references").addObject().put("text", "Lovelace A. Cited. https://doi.org/" + cited);
        String commented =
                ArticleEditing.published(ArticleEditing.minimal(journal).put("title", "Commented"));
        patch.putArray("relations").addObject().put("type", "isCommentOn").put("article", ArticleEditing.id(commented));
        ArticleEditing.patch(path, patch).statusCode(200);
        ArticleEditing.publish(path, object()).statusCode(200);
        citing("Citing", doi);
        awaitCitations(path, 1);
        Fixtures.await(
                () -> read(asReader(), path + "/references")
                        .at("/items/0/article")
                        .isObject(),
                TIMEOUT);

        JsonNode record = read(asReader(), path + FOR_READERS);

        String landingPage = record.at("/links/landingPage").textValue();
        Fixtures.await(
                () -> !Browser.page(landingPage).select("#references a.here").isEmpty(), TIMEOUT);
        Document page = Browser.page(landingPage);
        String all = record.toString();
        assertEquals(record.get("title").textValue(), page.selectFirst("h1").text());
        // The page adds a link to each section of the text.
        assertTrue(Browser.get(landingPage)
                .asString()
                .replaceAll("<a class=\"anchor\"[^>]*>#</a>", "")
                .contains(record.at("/included/fullText/html").textValue()));
        assertEquals(
                "Beds", record.at("/included/fullText/outline/contents/0/text").textValue());
        assertEquals(
                record.at("/included/versions/items").size(),
                page.select("#versions li").size());
        assertEquals(
                record.at("/included/metrics/citations").asText(),
                page.select("dl.counts dd").last().text());
        for (Element listed : page.select("#references li, #cited-by li a")) {
            assertTrue(all.contains(listed.ownText().strip()), listed.ownText());
        }
        Set<String> linked = new HashSet<>();
        page.select("main a[href^=/articles/]")
                .forEach(link -> linked.add(link.attr("href").split("[/?#.]")[2]));
        assertEquals(4, linked.size(), linked.toString());
        JsonNode references = record.at("/included/references/items");
        assertFalse(references.isEmpty());
        linked.remove(record.get("slug").textValue());
        linked.remove(record.at("/included/citedBy/items/0/slug").textValue());
        linked.remove(record.at("/included/relations/items/0/slug").textValue());
        String last = linked.iterator().next();
        assertEquals(read(asReader(), "/v1/articles/" + last).get("id"), references.at("/0/article/id"));
    }
}
