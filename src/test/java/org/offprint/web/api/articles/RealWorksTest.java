package org.offprint.web.api.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.NightlyOnly;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.SharedData;
import org.offprint.kernel.json.Json;
import org.offprint.web.api.Fixtures;

/** Tests that real works from Crossref are stored and returned unchanged, with the markup that publishers deposited. */
@QuarkusTest
class RealWorksTest {

    private static final int MOST = Nightly.or(20, 100);

    @NightlyOnly
    @Test
    void real_crossref_works_are_published_and_returned_unchanged() throws IOException {
        List<JsonNode> works = SharedData.lines("crossref-works/works.jsonl.gz").stream()
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .filter(work -> work.at("/title/0").asText().length() > 3
                        && work.get("type").asText().equals("journal-article"))
                .collect(Collectors.toList());
        // Works with markup and many members come first, because these works cover the most cases.
        works.sort((a, b) -> Long.compare(weight(b), weight(a)));
        String journal = Fixtures.journal();
        for (JsonNode work : works.subList(0, MOST)) {
            ObjectNode article = article(work, journal);
            Response made = Fixtures.post(asAdmin(), "/v1/articles", article);
            assertEquals(201, made.statusCode(), article + " returned " + made.asString());
            String path = Fixtures.body(made).at("/links/self").textValue();
            ArticleEditing.publish(path, object()).statusCode(200);
            assertSame(article, work, ArticleEditing.read(path));
            ObjectNode present = ArticleEditing.readAsEditor(path);
            ArticleEditing.put(path, "*", present).statusCode(200);
            assertEquals(present, ArticleEditing.readAsEditor(path));
        }
        assertEquals(
                MOST,
                ArticleEditing.read("/v1/articles?journal=" + journal)
                        .get("total")
                        .intValue());
    }

    private static long weight(JsonNode work) {
        String texts = work.path("title").toString() + work.path("abstract").asText();
        return texts.chars().filter(c -> c == '<').count() * 10
                + work.path("reference").size();
    }

    private static void assertSame(ObjectNode article, JsonNode work, JsonNode read) {
        for (String name : List.of("doi", "dates", "pages", "references", "subtitle", "license", "funding")) {
            assertEquals(article.path(name), read.path(name), name);
        }
        assertEquals(
                words(work.at("/title/0").asText()),
                words(escaped(read.get("title").textValue())));
        assertEquals(
                words(work.path("abstract").asText()),
                words(escaped(read.path("abstract").asText())));
        assertEquals(
                article.get("contributors").size(), read.get("contributors").size());
        for (int i = 0; i < read.get("contributors").size(); i++) {
            for (String name : List.of("given", "family", "name", "orcid")) {
                String pointer = "/contributors/" + i + "/" + name;
                assertEquals(article.at(pointer), read.at(pointer), pointer);
            }
        }
        assertEquals(0, read.findValues("email").size());
    }

    /**
     * Returns the text without tags, MathML annotations, white space, invisible operators, commas, parentheses and
     * vertical bars. Plain text converted from MathML may contain commas, parentheses and vertical bars as separators
     * and fences.
     */
    private static String words(String markup) {
        return markup.replaceAll("(?s)<mml:annotation.*?</mml:annotation[^>]*>", "")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("[\\s\u2061-\u2064(),|]+", "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static ObjectNode article(JsonNode work, String journal) {
        ObjectNode article = object().put("journal", journal).put("type", "research-article");
        article.put("language", work.path("language").asText("en"))
                .put("doi", work.get("DOI").asText());
        text(article, "title", work.at("/title/0").asText());
        if (work.hasNonNull("abstract")) {
            text(article, "abstract", work.get("abstract").asText());
        }
        String subtitle = work.at("/subtitle/0").asText();
        if (!subtitle.isBlank()) {
            article.put("subtitle", subtitle);
        }
        article.putObject("dates").put("published", date(work.at("/issued/date-parts/0")));
        String[] pages = work.path("page").asText().split("-", 2);
        if (!pages[0].isBlank()) {
            article.putObject("pages").put("first", pages[0]);
            if (pages.length == 2) {
                ((ObjectNode) article.get("pages")).put("last", pages[1]);
            }
        }
        article.putArray("contributors");
        work.path("author")
                .forEach(author -> contributor(article.withArray("contributors").addObject(), author));
        article.putArray("references");
        work.path("reference")
                .forEach(reference -> reference(article.withArray("references").addObject(), reference));
        article.putArray("funding");
        work.path("funder")
                .forEach(funder -> funder(article.withArray("funding").addObject(), funder));
        return article;
    }

    private static void text(ObjectNode article, String name, String text) {
        article.put(text.contains("<") || text.contains("&") ? name + "Html" : name, text);
    }

    private static String date(JsonNode parts) {
        StringBuilder date = new StringBuilder();
        parts.forEach(part -> date.append(date.isEmpty() ? "" : "-").append(String.format("%02d", part.asInt())));
        return date.toString();
    }

    private static void contributor(ObjectNode contributor, JsonNode author) {
        contributor.put("kind", author.has("name") ? "organization" : "person");
        for (String name : List.of("name", "given", "family", "suffix")) {
            if (author.hasNonNull(name)) {
                contributor.set(name, author.get(name));
            }
        }
        if (!author.has("name") && !author.has("family")) {
            contributor.set("family", contributor.remove("given"));
        }
        if (author.hasNonNull("ORCID")) {
            contributor.put("orcid", author.get("ORCID").asText().replace("http://", "https://"));
        }
        contributor.putArray("affiliations");
        author.path("affiliation").forEach(affiliation -> contributor
                .withArray("affiliations")
                .addObject()
                .put("text", affiliation.get("name").asText()));
    }

    private static void reference(ObjectNode reference, JsonNode cited) {
        reference.put("key", cited.get("key").asText());
        copy(cited, "unstructured", reference, "text");
        copy(cited, "article-title", reference, "title");
        copy(cited, "volume-title", reference, "title");
        copy(cited, "journal-title", reference, "containerTitle");
        copy(cited, "volume", reference, "volume");
        copy(cited, "issue", reference, "issue");
        copy(cited, "first-page", reference, "firstPage");
        copy(cited, "year", reference, "year");
        reference.putArray("authors");
        if (cited.hasNonNull("author")) {
            reference
                    .withArray("authors")
                    .addObject()
                    .put("family", cited.get("author").asText());
        }
        if (cited.hasNonNull("DOI")) {
            // Some DOIs deposited with Crossref are invalid.
            try {
                reference.put("doi", Doi.parse(cited.get("DOI").asText()).value());
            } catch (IllegalArgumentException e) {
                reference.put("text", cited.get("DOI").asText());
            }
        }
        boolean says = reference.has("text") || reference.has("title") || reference.has("containerTitle");
        if (!says && !reference.has("doi")) {
            reference.put("text", cited.toString());
        }
        assertTrue(reference.size() > 1);
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        if (from.hasNonNull(name)) {
            to.set(as, from.get(name));
        }
    }

    private static void funder(ObjectNode funding, JsonNode funder) {
        funding.put("funder", funder.get("name").asText());
        if (funder.hasNonNull("DOI")) {
            funding.put("funderDoi", funder.get("DOI").asText());
        }
        funding.putArray("awards");
        funder.path("award").forEach(award -> funding.withArray("awards").add(award.asText()));
    }
}
