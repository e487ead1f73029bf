package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.articles.ArticleEditing.read;
import static org.offprint.web.api.articles.ArticleEditing.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.identifiers.SharedData;
import org.offprint.web.api.Fixtures;
import org.offprint.web.site.Browser;

/** Tests that readers get the exact text of a real journal article, from its creation to its retraction. */
@QuarkusTest
class SeedArticleTest {

    private String title;
    private String given;
    private String family;
    private String affiliation;
    private List<String> keywords;
    private String abstractText;
    private List<String> references;
    private String date;

    private String journal;
    private String path;

    @BeforeEach
    void readSeedPage() throws IOException {
        String page = Files.readString(SharedData.present("seed/article.txt"));
        title = page.lines().findFirst().orElseThrow().strip();
        String[] author = between(page, "•", "Keywords:").split(" ", 3);
        given = author[0];
        family = author[1];
        affiliation = author[2];
        keywords = List.of(between(page, "Keywords:", "\n").split(", "));
        abstractText = between(page, "\nAbstract\n", "\nReferences\n");
        references = Arrays.stream(
                        between(page, "\nReferences\n", "\nPublished\n").split("\n\n"))
                .map(String::strip)
                .toList();
        date = page.substring(page.indexOf("\nPublished\n") + 11).strip();
        assertEquals(5, keywords.size());
        assertEquals(10, references.size());
    }

    private static String between(String page, String from, String to) {
        int start = page.indexOf(from) + from.length();
        return page.substring(start, page.indexOf(to, start)).strip();
    }

    private ObjectNode article() {
        ObjectNode article = object().put("journal", journal)
                .put("type", "research-article")
                .put("language", "en")
                .put("title", title)
                .put("abstract", abstractText);
        article.set("keywords", ArticleEditing.list(keywords.toArray(String[]::new)));
        article.putObject("dates").put("published", date);
        ObjectNode author = article.putArray("contributors").addObject();
        author.put("given", given).put("family", family);
        author.putArray("affiliations").addObject().put("text", affiliation);
        references.forEach(
                reference -> article.withArray("references").addObject().put("text", reference));
        return article;
    }

    @Test
    void the_text_of_a_real_article_is_preserved_from_creation_to_retraction() {
        journal = Fixtures.journal();
        the_article_is_created_as_a_draft();
        the_article_is_published();
        the_article_is_shown_on_its_page();
        the_article_is_corrected();
        the_article_is_withdrawn_and_reinstated();
        the_article_is_retracted();
    }

    private void the_article_is_created_as_a_draft() {
        JsonNode made = Fixtures.created(asAdmin(), "/v1/articles", article());
        path = made.at("/links/self").textValue();
        assertEquals("draft", made.get("status").textValue());
        assertEquals(
                "innovative-models-of-educational-cooperation-between-china-and-countries-along",
                made.get("slug").textValue());
        assertWords(made, title);
        assertWords(ArticleEditing.readAsEditor(path), title);
        given().get(path).then().statusCode(404);
        given().get(path + "/versions").then().statusCode(404);
        assertEquals(0, read("/v1/articles?journal=" + journal).get("total").intValue());
        assertEquals(List.of(), ArticleEditing.publicChanges(journal, path));
    }

    private void the_article_is_published() {
        ArticleEditing.publish(path, object())
                .statusCode(200)
                .body("status", equalTo("published"))
                .body("version", equalTo(1));
        JsonNode document = read(path);
        assertWords(document, title);
        assertFalse(document.has("status") || document.has("revision") || document.has("createdAt"));
        assertEquals(document, read("/v1/articles/" + document.get("slug").textValue()));
        assertListed(title);
        given().get(path + "/versions")
                .then()
                .body("items.number", contains(1))
                .body("items.kind", contains("original"))
                .body("items[0]", not(hasKey("by")));
        assertEquals(document, read(path + "/versions/1"));
        assertEquals(List.of("created published 1"), ArticleEditing.publicChanges(journal, path));
    }

    private void the_article_is_shown_on_its_page() {
        Document page = Browser.page(read(path).at("/links/landingPage").textValue());
        assertEquals(title, page.selectFirst("h1").text());
        assertEquals(given + " " + family, page.selectFirst("ul.authors a").text());
        assertEquals(
                List.of(affiliation),
                page.select("ol.affiliations li").stream()
                        .map(item -> item.ownText().strip())
                        .toList());
        assertEquals(keywords, page.select(".keywords li").eachText());
        assertEquals(
                abstractText.replaceAll("\\s+", " "),
                page.select("#abstract p").eachText().stream()
                        .reduce((one, other) -> one + " " + other)
                        .orElse(""));
        assertEquals(
                references.stream().map(text -> text.replaceAll("\\s+", " ")).toList(),
                page.select("#references li").eachText());
        assertEquals(date, page.selectFirst("dl.facts time").attr("datetime"));
    }

    private void the_article_is_corrected() {
        String corrected = title.replace("Between China", "between China");
        ArticleEditing.patch(path, object().put("title", corrected))
                .statusCode(200)
                .body("hasUnpublishedChanges", equalTo(true));
        assertWords(read(path), title);
        ArticleEditing.publish(path, object().put("kind", "correction").put("note", "A small letter."))
                .statusCode(200);
        assertWords(read(path), corrected);
        assertWords(read(path + "/versions/1"), title);
        assertWords(read(path + "/versions/2"), corrected);
        assertListed(corrected);
        given().get(path + "/versions")
                .then()
                .body("items.number", contains(2, 1))
                .body("items.kind", contains("correction", "original"))
                .body("items[0].note", equalTo("A small letter."));
        given().get(path + "/versions/1/diff?with=2")
                .then()
                .statusCode(200)
                .body("changes.path", contains("/title"))
                .body("changes[0].value", equalTo(corrected))
                .body("changes[0].fromValue", equalTo(title));
        assertEquals(
                List.of("created published 1", "updated published 2"), ArticleEditing.publicChanges(journal, path));
        title = corrected;
    }

    private void the_article_is_withdrawn_and_reinstated() {
        String reason = "Published twice by mistake.";
        ArticleEditing.withdraw(path, object().put("reason", reason))
                .statusCode(200)
                .body("status", equalTo("withdrawn"));
        for (String gone : List.of("", "/versions", "/versions/1", "/versions/1/diff?with=2")) {
            given().get(path + gone)
                    .then()
                    .statusCode(410)
                    .header("Cache-Control", "max-age=60")
                    .body("reason", equalTo(reason));
        }
        assertEquals(0, read("/v1/articles?journal=" + journal).get("total").intValue());
        assertWords(ArticleEditing.readAsEditor(path), title);
        ArticleEditing.undo(path + "/withdrawal").statusCode(200).body("status", equalTo("published"));
        assertWords(read(path), title);
        assertListed(title);
        assertEquals(
                List.of("created published 1", "updated published 2", "deleted withdrawn 2", "created reinstated 2"),
                ArticleEditing.publicChanges(journal, path));
    }

    private void the_article_is_retracted() {
        ArticleEditing.retract(
                        path,
                        object().put("kind", "retraction")
                                .put("reason", "Not so.")
                                .put("date", "2026-01-02"))
                .statusCode(200);
        for (String marked : List.of("", "/versions/2", "/versions/1")) {
            JsonNode document = read(path + marked);
            assertEquals("Not so.", document.at("/retraction/reason").textValue());
            assertEquals("retraction", document.at("/retraction/kind").textValue());
            assertEquals("2026-01-02", document.at("/retraction/date").textValue());
        }
        assertWords(read(path), title);
        assertListed(title);
        assertEquals(
                "Not so.",
                read("/v1/articles?journal=" + journal)
                        .at("/items/0/retraction/reason")
                        .textValue());
        assertEquals(
                "updated retracted 2",
                ArticleEditing.publicChanges(journal, path).get(4));
    }

    private void assertWords(JsonNode article, String expectedTitle) {
        assertEquals(expectedTitle, article.get("title").textValue());
        assertEquals(given, article.at("/contributors/0/given").textValue());
        assertEquals(family, article.at("/contributors/0/family").textValue());
        assertEquals(
                affiliation, article.at("/contributors/0/affiliations/0/text").textValue());
        assertEquals(affiliation, article.at("/affiliations/0/name").textValue());
        assertEquals(keywords, texts(article.get("keywords")));
        assertEquals(abstractText, article.get("abstract").textValue());
        assertEquals(references, article.get("references").findValuesAsText("text"));
        assertEquals(date, article.at("/dates/published").textValue());
    }

    private void assertListed(String expectedTitle) {
        JsonNode list = read("/v1/articles?journal=" + journal);
        assertEquals(1, list.get("total").intValue());
        JsonNode item = list.at("/items/0");
        assertEquals(expectedTitle, item.get("title").textValue());
        assertEquals(abstractText, item.get("abstract").textValue());
        assertEquals(keywords, texts(item.get("keywords")));
        assertEquals(family, item.at("/contributors/0/family").textValue());
        assertEquals(date, item.at("/dates/published").textValue());
    }
}
