package org.offprint.web.api.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.issn;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.ror;
import static org.offprint.web.api.Fixtures.unique;
import static org.offprint.web.api.imports.TestImports.done;
import static org.offprint.web.api.imports.TestImports.outcomes;
import static org.offprint.web.api.imports.TestImports.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.identifiers.Ids;

/** Tests the outcomes of the records in an imported file. */
@QuarkusTest
class ImportTest {

    private static ObjectNode article(Object journal) {
        ObjectNode article = object().put("kind", "article")
                .put("title", unique("Imported"))
                .put("language", "en")
                .put("type", "research-article");
        if (journal instanceof JsonNode named) {
            article.set("journal", named);
        } else if (journal != null) {
            article.put("journal", journal.toString());
        }
        article.putArray("contributors")
                .addObject()
                .put("given", "Ada")
                .put("family", "Lovelace")
                .put("role", "author");
        return article;
    }

    private static ObjectNode affiliation(ObjectNode article) {
        return ((ObjectNode) article.at("/contributors/0"))
                .withArray("affiliations")
                .addObject();
    }

    private static String doi() {
        return "10.5555/" + unique("import").replace(' ', '-');
    }

    @Test
    void duplicate_and_reversed_values_of_an_imported_article_are_omitted_and_reported() {
        ObjectNode article = article(object().put("title", unique("Twice")).put("language", "en"));
        ((ObjectNode) article.at("/contributors/0")).put("orcid", "0000-0002-1825-0097");
        article.withArray("contributors")
                .addObject()
                .put("family", "Byron")
                .put("orcid", "https://orcid.org/0000-0002-1825-0097");
        article.putArray("keywords").add("Mud").add("mud").add("silt");
        article.putObject("pages").put("first", "117").put("last", "101");
        article.putObject("dates").put("published", "2019");
        JsonNode job = done("?publish=true", article);
        assertEquals("done 1 0 0 0", summary(job), () -> outcomes(job).toString());
        JsonNode outcome = outcomes(job).get(0);
        assertEquals(
                java.util.List.of("contributors/1/orcid", "keywords/1", "pages/last"),
                outcome.get("unplaced").findValuesAsText("where").stream()
                        .sorted()
                        .toList());
        JsonNode stored = body(asReader().get(outcome.at("/links/self").textValue()));
        assertEquals("[\"Mud\",\"silt\"]", stored.get("keywords").toString());
        assertEquals(2, stored.get("contributors").size());
        assertEquals("{\"first\":\"117\"}", stored.get("pages").toString());
    }

    @Test
    void an_imported_article_creates_the_issue_and_affiliation_that_it_names() {
        String issn = issn();
        ObjectNode journal =
                object().put("kind", "journal").put("title", unique("Whole")).put("language", "en");
        journal.putArray("issns").addObject().put("type", "electronic").put("value", issn);
        journal.putArray("sections").addObject().put("title", "Letters");
        ObjectNode named = object();
        named.putArray("issns").add(issn);
        ObjectNode first = article(named);
        first.set("issue", object().put("volume", "7").put("number", "2").put("year", 2024));
        first.put("section", "letters");
        first.put("doi", doi());
        String ror = ror();
        ObjectNode mention = affiliation(first);
        mention.put("text", "Dept. of Tides, Harbour University")
                .put("name", unique("Harbour University"))
                .put("ror", ror)
                .put("country", "NL");
        ObjectNode second = article(named);
        second.set("issue", object().put("volume", "7").put("number", "2"));
        affiliation(second).put("ror", ror);

        JsonNode job = done("?publish=true", journal, first, second);

        assertEquals("done 3 0 0 0", summary(job), () -> outcomes(job).toString());
        assertEquals(3, job.get("total").asInt());
        List<JsonNode> outcomes = outcomes(job);
        assertEquals(
                "[issue, affiliation]",
                outcomes.get(1).findValuesAsText("kind").subList(1, 3).stream()
                        .sorted(java.util.Comparator.reverseOrder())
                        .toList()
                        .toString());
        assertEquals(2, outcomes.get(1).get("line").asInt());
        JsonNode article = body(asReader().get(outcomes.get(1).at("/links/self").textValue()));
        assertEquals(journal.get("title"), article.at("/journal/title"));
        assertEquals(
                outcomes.get(0).get("id").textValue(), article.at("/journal/id").textValue());
        assertEquals("7", article.at("/issue/volume").textValue());
        assertEquals("Letters", article.at("/section/title").textValue());
        assertEquals(1, article.get("position").asInt());
        assertEquals(
                "Dept. of Tides, Harbour University",
                article.at("/contributors/0/affiliations/0/text").textValue());
        assertEquals(ror, article.at("/affiliations/0/ror").textValue());
        JsonNode other = body(asReader().get(outcomes.get(2).at("/links/self").textValue()));
        assertEquals(article.at("/issue/id"), other.at("/issue/id"));
        assertEquals(article.at("/affiliations/0/id"), other.at("/affiliations/0/id"));
        assertEquals(2, other.get("version").asInt() + other.get("version").asInt());
        JsonNode issue =
                body(asReader().get("/v1/issues/" + article.at("/issue/id").textValue()));
        assertEquals("2024", issue.get("publishedOn").textValue());
    }

    @Test
    void an_imported_article_remains_a_draft_unless_the_record_requests_publication() {
        ObjectNode draft = article(journal());
        ObjectNode published = article(draft.get("journal").textValue());
        published.set("publish", object().put("publishedOn", "2019-05").put("note", "As printed"));

        JsonNode job = done("", draft, published);

        assertEquals("done 2 0 0 0", summary(job));
        List<JsonNode> outcomes = outcomes(job);
        asReader().get(outcomes.get(0).at("/links/self").textValue()).then().statusCode(404);
        JsonNode article = body(asReader().get(outcomes.get(1).at("/links/self").textValue()));
        assertEquals("2019-05", article.at("/dates/published").textValue());
        JsonNode versions =
                body(asReader().get(outcomes.get(1).at("/links/self").textValue() + "/versions"));
        assertEquals("As printed", versions.at("/items/0/note").textValue());
        JsonNode history = body(asAdmin().get(outcomes.get(1).at("/links/self").textValue() + "/history"));
        assertEquals("imported", history.at("/items/0/action").textValue());
    }

    @Test
    void an_invalid_record_does_not_stop_the_import() {
        String journal = journal();
        ObjectNode bad = article(journal).put("language", "English of old").put("titel", "x");
        ObjectNode unknown = article(Ids.next());
        byte[] file = (article(journal) + "\n{not json}\n" + bad + "\n\n[1]\n{\"kind\":\"book\"}\n" + unknown + "\n"
                        + article(journal) + "\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);

        JsonNode job = done(asAdmin(), "?publish=true", TestImports.JSONL, file);

        assertEquals("done 2 0 0 5", summary(job));
        List<JsonNode> outcomes = outcomes(job);
        assertEquals(
                List.of("", "malformed-json", "/language", "wrong-type", "unknown-value", "unknown-journal", ""),
                List.of(
                        outcomes.get(0).at("/problems/0/code").asText(),
                        outcomes.get(1).at("/problems/0/code").asText(),
                        outcomes.get(2).at("/problems/1/pointer").asText(),
                        outcomes.get(3).at("/problems/0/code").asText(),
                        outcomes.get(4).at("/problems/0/code").asText(),
                        outcomes.get(5).at("/problems/0/code").asText(),
                        outcomes.get(6).at("/problems/0/code").asText()));
        assertEquals("[1,2,3,5,6,7,8]", lines(outcomes));
        JsonNode failed = body(asAdmin().get(job.at("/links/failed").textValue() + "&limit=2"));
        assertEquals(5, failed.get("total").asInt());
        assertEquals(2, failed.get("items").size());
        JsonNode next = body(asAdmin().get(failed.at("/page/next").textValue()));
        assertEquals(5, next.at("/items/0/line").asInt());
        assertEquals(
                failed.get("items"),
                body(asAdmin().get(next.at("/page/prev").textValue())).get("items"));
    }

    private static String lines(List<JsonNode> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.get("line").asText())
                .toList()
                .toString()
                .replace(" ", "");
    }

    @Test
    void an_import_rejects_or_updates_an_existing_article_depending_on_the_mode() {
        String journal = journal();
        ObjectNode article = article(journal).put("doi", doi());
        String id = outcomes(done("?publish=true", article)).get(0).get("id").textValue();

        JsonNode refused = done("?publish=true", article);
        assertEquals("done 0 0 0 1", summary(refused));
        assertTrue(outcomes(refused).get(0).at("/problems/0/message").asText().contains(id));

        JsonNode same = done("?publish=true&mode=upsert", article);
        assertEquals("done 0 0 1 0", summary(same), () -> outcomes(same).toString());

        ObjectNode changed = article.deepCopy().put("title", "Another title");
        changed.remove("contributors");
        JsonNode job = done("?publish=true&mode=upsert", changed);
        assertEquals("done 0 1 0 0", summary(job), () -> outcomes(job).toString());
        JsonNode shown = body(asReader().get("/v1/articles/" + id));
        assertEquals("Another title", shown.get("title").textValue());
        assertEquals(2, shown.get("version").asInt());
        assertEquals("Lovelace", shown.at("/contributors/0/family").textValue());
    }

    @Test
    void an_imported_article_is_matched_with_an_existing_article_by_external_identifiers() {
        String journal = journal();
        ObjectNode article = article(journal);
        article.putArray("identifiers")
                .addObject()
                .put("type", "pmid")
                .put("value", unique("9").replace(" ", ""));
        JsonNode first = done("?publish=true", article);
        ObjectNode again = article.deepCopy().put("title", "Found by its PMID");
        JsonNode job = done("?mode=upsert", again);
        assertEquals("done 0 1 0 0", summary(job), () -> outcomes(job).toString());
        assertEquals(outcomes(first).get(0).get("id"), outcomes(job).get(0).get("id"));
    }

    @Test
    void a_published_record_of_another_service_can_be_imported_unchanged() {
        String journal = journal();
        ObjectNode article = article(journal);
        article.set("issue", object().put("volume", "1").put("year", 2020));
        String name = unique("Institute");
        affiliation(article).put("name", name);
        String id = outcomes(done("?publish=true", article)).get(0).get("id").textValue();
        ObjectNode document = (ObjectNode) body(asReader().get("/v1/articles/" + id));
        // Replaces all ids and names, as if the article came from another service.
        ObjectNode foreign = document.deepCopy();
        foreign.put("id", Ids.next().toString()).put("slug", unique("foreign").replace(' ', '-'));
        ((ObjectNode) foreign.get("journal")).put("id", Ids.next().toString()).put("title", unique("Elsewhere"));
        ((ObjectNode) foreign.get("journal")).put("slug", unique("elsewhere").replace(' ', '-'));
        ((ObjectNode) foreign.get("issue")).put("id", Ids.next().toString());

        JsonNode job = done("?publish=true", foreign);

        assertEquals("done 1 0 0 0", summary(job), () -> outcomes(job).toString());
        JsonNode copy = body(asReader().get("/v1/articles/" + foreign.get("id").textValue()));
        assertEquals(foreign.get("slug"), copy.get("slug"));
        assertEquals(foreign.at("/journal/id"), copy.at("/journal/id"));
        assertEquals(foreign.at("/issue/id"), copy.at("/issue/id"));
        assertEquals(document.get("affiliations"), copy.get("affiliations"));
        assertEquals(document.get("contributors"), copy.get("contributors"));
    }

    @Test
    void a_validate_only_import_stores_nothing() {
        String id = UUID.randomUUID().toString();
        ObjectNode journal = object().put("kind", "journal")
                .put("id", id)
                .put("title", unique("Planned"))
                .put("language", "en");
        ObjectNode issue = object().put("kind", "issue").put("journal", id).put("volume", "1");
        ObjectNode good = article(id);
        good.set("issue", object().put("volume", "1"));
        ObjectNode bad = article(id).put("doi", "no DOI");

        JsonNode job = done("?validateOnly=true", journal, issue, good, bad);

        assertEquals("done 3 0 0 1", summary(job), () -> outcomes(job).toString());
        asAdmin().get("/v1/journals/" + id).then().statusCode(404);
        assertEquals("/doi", outcomes(job).get(3).at("/problems/0/pointer").textValue());
        assertTrue(outcomes(job).get(2).path("id").isMissingNode());
    }

    @Test
    void a_record_without_a_journal_or_issue_uses_the_import_parameters() {
        String journal = journal();
        JsonNode issue = outcomes(done(
                        "?publish=true",
                        object().put("kind", "issue").put("journal", journal).put("volume", "3")))
                .get(0);
        JsonNode job = done(
                "?publish=true&journal=" + journal + "&issue=" + issue.get("id").textValue(), article(null));
        assertEquals("done 1 0 0 0", summary(job), () -> outcomes(job).toString());
        JsonNode article =
                body(asReader().get(outcomes(job).get(0).at("/links/self").textValue()));
        assertEquals("3", article.at("/issue/volume").textValue());

        JsonNode nameless = done("", article(null));
        assertEquals(
                "/journal", outcomes(nameless).get(0).at("/problems/0/pointer").textValue());
    }

    @Test
    void a_record_that_names_only_a_publisher_uses_the_journal_parameter_of_the_import() {
        String journal = journal();
        byte[] file = "@book{b, title = {On silt}, publisher = {Mud Press}}\n".getBytes(StandardCharsets.UTF_8);
        JsonNode outcome = outcomes(done(asAdmin(), "?journal=" + journal, "application/x-bibtex", file))
                .get(0);
        JsonNode article = body(asAdmin().get(outcome.at("/links/self").textValue()));
        assertEquals(journal, article.at("/journal/id").textValue());
        assertTrue(outcome.get("unplaced").toString().contains("Mud Press"), "the publisher is reported");
    }

    @Test
    void file_formats_of_databases_and_reference_managers_are_detected_by_content() {
        String journal = journal();
        String[] files = {
            "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>%1$d</PMID><Article><ArticleTitle>%2$s.</ArticleTitle>"
                    + "<Language>eng</Language></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
            "<xml><records><record><ref-type name=\"Journal Article\">17</ref-type><titles><title>%2$s</title></titles>"
                    + "</record></records></xml>",
            "%%0 Journal Article\n%%T %2$s\n%%D 1999\n",
            "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nTI %2$s\nUT WOS:%1$d\nER\n\nEF\n"
        };
        for (String form : files) {
            String title = unique("Known");
            byte[] file = String.format(form, System.nanoTime() % 1_000_000_000, title)
                    .getBytes(StandardCharsets.UTF_8);
            JsonNode job = done(asAdmin(), "?journal=" + journal, "application/octet-stream", file);
            assertEquals("done 1 0 0 0", summary(job), () -> outcomes(job).toString());
            JsonNode article =
                    body(asAdmin().get(outcomes(job).get(0).at("/links/self").textValue()));
            assertEquals(title, article.get("title").textValue());
        }
    }

    @Test
    void an_imported_article_without_a_date_gets_the_date_of_its_issue_or_import() {
        ObjectNode journal = object().put("title", unique("Days")).put("language", "en");
        ObjectNode bare = article(journal);
        ObjectNode dated = article(journal);
        dated.putObject("dates").put("published", "2011-03");
        ObjectNode ofYear = article(journal);
        ofYear.putObject("issue").put("volume", "7").put("year", 2012);
        ObjectNode ofIssue = article(journal);
        ofIssue.putObject("issue").put("volume", "8").put("year", 2013).put("publishedOn", "2013-05");
        String doi = doi();
        ofIssue.put("doi", doi);
        for (String query : new String[] {"?publish=true&validateOnly=true", "?publish=true"}) {
            List<JsonNode> results = outcomes(done(query, bare, dated, ofYear, ofIssue));
            List<String> texts = results.stream()
                    .map(outcome -> outcome.at("/unplaced/0/text").asText(""))
                    .toList();
            assertEquals(
                    List.of(
                            "The source has no publication date; the day of the import is used.",
                            "",
                            "The source has no publication date; the date of the issue, 2012, is used.",
                            "The source has no publication date; the date of the issue, 2013-05, is used."),
                    texts);
            assertEquals(
                    "dates/published", results.get(0).at("/unplaced/0/where").textValue());
            if (!query.contains("validateOnly")) {
                assertEquals("2011-03", published(results.get(1)));
                assertEquals("2012", published(results.get(2)));
                assertEquals("2013-05", published(results.get(3)));
            }
        }
        JsonNode draft = done("", article(journal));
        assertEquals(0, outcomes(draft).get(0).get("unplaced").size(), "a draft needs no publication date");
        JsonNode again = done("?publish=true&mode=upsert", ofIssue);
        assertEquals("done 0 0 1 0", summary(again));
        assertEquals(0, outcomes(again).get(0).get("unplaced").size(), "the article has a publication date");
    }

    private static String published(JsonNode outcome) {
        return body(asAdmin().get(outcome.at("/links/self").textValue()))
                .at("/dates/published")
                .textValue();
    }
}
