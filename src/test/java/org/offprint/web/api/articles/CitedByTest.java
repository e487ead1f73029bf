package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Fixtures;

/**
 * Tests links from references to cited articles, and lists of citing articles. The order in which the articles are
 * published does not matter.
 */
@QuarkusTest
class CitedByTest {

    /**
     * Time limit within which citation links and counts must appear. Links usually appear within two seconds, but take
     * longer on a busy machine.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String[] WORDS = {
        "sediment", "harbour", "granite", "lichen", "monsoon", "falcon", "orchard", "tremor", "glacier", "pollen",
        "estuary", "basalt", "heron", "willow", "quarry", "plankton", "meadow", "cyclone", "juniper", "limestone",
        "otter", "peatland", "saffron", "tundra", "walrus", "yarrow", "zircon", "amber", "bramble", "cobalt"
    };

    /** Journal with a unique title that references print in full. */
    private record TestJournal(String id, String title) {

        static TestJournal create() {
            String title = "Annals of " + letters() + " Studies";
            String id = created("/v1/journals", object().put("title", title).put("language", "en"));
            return new TestJournal(id, title);
        }
    }

    private static String created(String collection, ObjectNode record) {
        return Fixtures.created(asAdmin(), collection, record).get("id").textValue();
    }

    private static String letters() {
        StringBuilder word = new StringBuilder("X");
        for (int i = 0; i < 9; i++) {
            word.append((char) ('a' + ThreadLocalRandom.current().nextInt(26)));
        }
        return word.toString();
    }

    /** Article that tests publish and cite. */
    private static final class Work {

        private final TestJournal magazine;
        private final String title;
        private final String family;
        private final int page = ThreadLocalRandom.current().nextInt(100, 900);
        private final int year = ThreadLocalRandom.current().nextInt(1980, 2020);
        private final ObjectNode json;
        private String path;

        Work(TestJournal magazine) {
            this(magazine, title());
        }

        Work(TestJournal magazine, String title) {
            this.magazine = magazine;
            this.title = title;
            family = letters();
            json = ArticleEditing.minimal(magazine.id()).put("title", title);
            json.withArray("contributors").addObject().put("family", family).put("given", "Ada");
            json.putObject("pages").put("first", Integer.toString(page)).put("last", Integer.toString(page + 9));
            json.putObject("dates").put("published", Integer.toString(year));
        }

        static String title() {
            List<String> words = new ArrayList<>(List.of(WORDS));
            Collections.shuffle(words);
            return "The " + words.get(0) + " and the " + words.get(1) + " of " + letters() + " under " + words.get(2);
        }

        /** Returns the text of a reference to this work, as printed in a reference list. */
        String printed() {
            return family + " A. (" + year + "). " + title + ". " + magazine.title() + ", " + page + "–" + (page + 9)
                    + ".";
        }

        Work cites(String... texts) {
            for (String text : texts) {
                json.withArray("references").addObject().put("text", text);
            }
            return this;
        }

        Work publish() {
            path = ArticleEditing.published(json);
            return this;
        }

        /** Returns the ids of the articles that cite this work. */
        Set<String> citing() {
            Set<String> ids = new TreeSet<>();
            ArticleEditing.read(path + "/cited-by?limit=100")
                    .get("items")
                    .forEach(item -> ids.add(item.get("id").textValue()));
            return ids;
        }

        int count() {
            JsonNode items = ArticleEditing.read("/v1/articles?id=" + ArticleEditing.id(path))
                    .get("items");
            return items.isEmpty() ? -1 : items.get(0).get("citations").intValue();
        }

        void awaitCitedBy(Work... others) {
            Set<String> expected = new TreeSet<>();
            for (Work other : others) {
                expected.add(ArticleEditing.id(other.path));
            }
            try {
                // Each request is sent twice in reverse order.
                // If requests alternate between two nodes, each node receives each request.
                Fixtures.await(
                        () -> citing().equals(expected)
                                && count() == expected.size()
                                && count() == expected.size()
                                && citing().equals(expected),
                        TIMEOUT);
            } catch (AssertionError e) {
                assertEquals(expected, citing());
                assertEquals(expected.size(), count());
                throw e;
            }
        }
    }

    private TestJournal magazine;

    @BeforeEach
    void create() {
        magazine = TestJournal.create();
    }

    @Test
    void a_reference_links_to_a_matching_article_published_before_or_after_the_citing_article() {
        Work first = new Work(magazine).publish();
        Work later = new Work(magazine);
        Work citing =
                new Work(magazine).cites(first.printed(), later.printed(), "Nobody N. (1999). Nothing. Nowhere, 1.");
        citing.publish();
        first.awaitCitedBy(citing);
        later.publish();
        later.awaitCitedBy(citing);
        citing.awaitCitedBy();
    }

    @Test
    void a_new_citation_does_not_change_the_cited_article() {
        Work cited = new Work(magazine).publish();
        Response before = asReader().get(cited.path);
        String etag = before.header("ETag");
        String oai = "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=" + oaiIdentifier(cited);
        String stamp = stamp(oai);
        List<String> changes = ArticleEditing.publicChanges(magazine.id(), cited.path);
        Work citing = new Work(magazine).cites(cited.printed()).publish();
        cited.awaitCitedBy(citing);
        Response after = asReader().get(cited.path);
        assertEquals(etag, after.header("ETag"));
        assertEquals(before.asString(), after.asString());
        assertEquals(stamp, stamp(oai));
        assertEquals(changes, ArticleEditing.publicChanges(magazine.id(), cited.path));
    }

    private static String oaiIdentifier(Work work) {
        String list =
                given().get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").asString();
        int start = list.indexOf("<identifier>") + "<identifier>".length();
        String first = list.substring(start, list.indexOf("</identifier>", start));
        return first.substring(0, first.lastIndexOf(':') + 1) + ArticleEditing.id(work.path);
    }

    private static String stamp(String oai) {
        String record = given().get(oai).asString();
        int start = record.indexOf("<datestamp>");
        assertTrue(start > 0, record);
        return record.substring(start, record.indexOf("</datestamp>"));
    }

    @Test
    void citations_by_a_withdrawn_article_are_omitted_until_the_article_is_reinstated() {
        Work cited = new Work(magazine).publish();
        Work citing = new Work(magazine).cites(cited.printed(), cited.printed()).publish();
        Work other = new Work(magazine).cites(cited.printed()).publish();
        cited.awaitCitedBy(citing, other);
        ArticleEditing.withdraw(citing.path, object().put("reason", "Wrong.")).statusCode(200);
        cited.awaitCitedBy(other);
        ArticleEditing.undo(citing.path + "/withdrawal").statusCode(200);
        cited.awaitCitedBy(citing, other);
    }

    @Test
    void reinstating_a_withdrawn_article_restores_links_from_references_to_the_article() {
        Work cited = new Work(magazine).publish();
        Work citing = new Work(magazine).cites(cited.printed()).publish();
        cited.awaitCitedBy(citing);
        ArticleEditing.withdraw(cited.path, object().put("reason", "Wrong.")).statusCode(200);
        given().get(cited.path + "/cited-by").then().statusCode(410);
        BackgroundWork.awaitIdle();
        ArticleEditing.undo(cited.path + "/withdrawal").statusCode(200);
        cited.awaitCitedBy(citing);
    }

    @Test
    void publishing_a_new_version_updates_citation_links() {
        Work cited = new Work(magazine).publish();
        Work citing = new Work(magazine).publish();
        ArticleEditing.patch(
                        citing.path,
                        object().set("references", object().arrayNode().add(object().put("text", cited.printed()))))
                .statusCode(200);
        BackgroundWork.awaitIdle();
        cited.awaitCitedBy();
        ArticleEditing.publish(citing.path, object()).statusCode(200);
        cited.awaitCitedBy(citing);
        ArticleEditing.patch(cited.path, object().put("title", Work.title())).statusCode(200);
        ArticleEditing.publish(cited.path, object()).statusCode(200);
        cited.awaitCitedBy();
        ArticleEditing.patch(cited.path, object().put("title", cited.title)).statusCode(200);
        ArticleEditing.publish(cited.path, object()).statusCode(200);
        cited.awaitCitedBy(citing);
        ArticleEditing.patch(citing.path, object().putNull("references")).statusCode(200);
        ArticleEditing.publish(citing.path, object()).statusCode(200);
        cited.awaitCitedBy();
    }

    @Test
    void a_reference_with_a_doi_links_to_the_article_unless_title_and_year_differ() {
        Work cited = new Work(magazine);
        String doi = "10.5555/" + unique("Cited").replace(' ', '-');
        cited.json.put("doi", doi);
        cited.publish();
        Work stated = new Work(magazine);
        stated.json
                .withArray("references")
                .addObject()
                .put("title", cited.title)
                .put("doi", doi);
        stated.publish();
        Work printed =
                new Work(magazine).cites("See https://doi.org/" + doi + ".").publish();
        // The words of this title do not occur in the randomly generated titles.
        Work elsewhere = new Work(magazine, "Chalk rivers before " + letters() + " drained their mayflies");
        Work wrong = new Work(magazine);
        wrong.json
                .withArray("references")
                .addObject()
                .put("text", elsewhere.printed().replaceAll("\\(\\d{4}\\)", "(1950)"))
                .put("doi", doi);
        wrong.publish();
        BackgroundWork.awaitIdle();
        cited.awaitCitedBy(stated, printed);
    }

    @Test
    void adding_a_doi_to_an_article_links_earlier_references_with_this_doi() {
        String doi = "10.5555/" + unique("Later").replace(' ', '-');
        Work citing =
                new Work(magazine).cites("Somebody. Something. doi:" + doi).publish();
        Work cited = new Work(magazine).publish();
        BackgroundWork.awaitIdle();
        cited.awaitCitedBy();
        ArticleEditing.patch(cited.path, object().put("doi", doi)).statusCode(200);
        ArticleEditing.publish(cited.path, object()).statusCode(200);
        cited.awaitCitedBy(citing);
    }

    @Test
    void a_reference_that_matches_two_articles_is_not_linked() {
        Work one = new Work(magazine).publish();
        Work citing = new Work(magazine).cites(one.printed()).publish();
        one.awaitCitedBy(citing);
        Work twin = new Work(magazine);
        twin.json.setAll(one.json.deepCopy());
        twin.publish();
        BackgroundWork.awaitIdle();
        one.awaitCitedBy();
        twin.awaitCitedBy();
        ArticleEditing.withdraw(twin.path, object().put("reason", "Published twice."))
                .statusCode(200);
        one.awaitCitedBy(citing);
    }

    @Test
    void a_reference_without_a_title_is_matched_by_journal_volume_page_and_author() {
        String issue = created(
                "/v1/issues",
                object().put("journal", magazine.id()).put("volume", "47").put("year", 2011));
        ArticleEditing.act(asAdmin(), "PUT", "/v1/issues/" + issue + "/publication", object())
                .statusCode(200);
        Work cited = new Work(magazine);
        cited.json.put("issue", issue);
        cited.publish();
        String abbreviated = magazine.title().replace("Annals of", "Ann.").replace("Studies", "Stud.");
        Work citing = new Work(magazine)
                .cites("[12] A. " + cited.family + ", " + abbreviated + " 47, " + cited.page + " (2011)")
                .publish();
        Work elsewhere = new Work(magazine)
                .cites("[12] A. " + cited.family + ", " + abbreviated + " 48, " + cited.page + " (2011)")
                .publish();
        BackgroundWork.awaitIdle();
        cited.awaitCitedBy(citing);
        assertFalse(cited.citing().contains(ArticleEditing.id(elsewhere.path)));
    }

    @Test
    void a_correction_notice_is_not_counted_as_a_citation_of_the_corrected_article() {
        Work cited = new Work(magazine).publish();
        Work notice = new Work(magazine).cites(cited.printed());
        notice.json
                .withArray("relations")
                .addObject()
                .put("type", "isCorrectionOf")
                .put("article", ArticleEditing.id(cited.path));
        notice.publish();
        Work reply = new Work(magazine).cites(cited.printed());
        reply.json
                .withArray("relations")
                .addObject()
                .put("type", "isCommentOn")
                .put("article", ArticleEditing.id(cited.path));
        reply.publish();
        BackgroundWork.awaitIdle();
        cited.awaitCitedBy(reply);
    }

    @Test
    void references_of_a_draft_are_not_counted_as_citations() {
        Work cited = new Work(magazine).publish();
        Work draft = new Work(magazine).cites(cited.printed());
        draft.path = ArticleEditing.draft(draft.json);
        BackgroundWork.awaitIdle();
        cited.awaitCitedBy();
        given().get(draft.path + "/cited-by").then().statusCode(404);
        asAdmin().get(draft.path + "/cited-by").then().statusCode(404);
        given().get("/v1/articles/" + ArticleEditing.UNKNOWN + "/cited-by")
                .then()
                .statusCode(404);
        given().header("Authorization", "Bearer nobody")
                .get(cited.path + "/cited-by")
                .then()
                .statusCode(401);
    }

    @Test
    void the_cited_by_list_supports_filters_facets_and_formats() {
        Work cited = new Work(magazine).publish();
        Work one = new Work(magazine).cites(cited.printed()).publish();
        Work two = new Work(magazine).cites(cited.printed()).publish();
        cited.awaitCitedBy(one, two);
        String list = cited.path + "/cited-by";
        JsonNode page = ArticleEditing.read(list + "?limit=1&facets=journal&sort=title");
        assertEquals(2, page.get("total").intValue());
        assertEquals(1, page.get("items").size());
        assertEquals(2, page.at("/facets/journal/0/count").intValue());
        String next = page.at("/page/next").textValue();
        assertEquals(
                1,
                body(given().urlEncodingEnabled(false).get(next)).get("items").size());
        assertEquals(
                1,
                ArticleEditing.read(list + "?id=" + ArticleEditing.id(one.path))
                        .get("total")
                        .intValue());
        assertEquals(2, given().get(list + "?format=jsonl").asString().lines().count());
        given().get(list + "?nonsense=1").then().statusCode(400);
        given().get(list + "?id=nonsense").then().statusCode(400);
        assertEquals(
                0,
                ArticleEditing.read(list + "?id=" + ArticleEditing.id(cited.path))
                        .get("total")
                        .intValue());
    }

    @Test
    void article_lists_can_be_sorted_and_filtered_by_citation_count() {
        Work most = new Work(magazine).publish();
        Work some = new Work(magazine).publish();
        Work one = new Work(magazine).cites(most.printed(), some.printed()).publish();
        Work two = new Work(magazine).cites(most.printed()).publish();
        most.awaitCitedBy(one, two);
        some.awaitCitedBy(one);
        String list = "/v1/articles?journal=" + magazine.id();
        JsonNode sorted =
                ArticleEditing.read(list + "&sort=-citations&fields=citations").get("items");
        assertEquals(ArticleEditing.id(most.path), sorted.get(0).get("id").textValue());
        assertEquals(ArticleEditing.id(some.path), sorted.get(1).get("id").textValue());
        assertEquals(2, sorted.get(0).get("citations").intValue());
        assertEquals(0, sorted.get(2).get("citations").intValue());
        assertFalse(sorted.get(0).has("title"));
        JsonNode first = ArticleEditing.read(list + "&sort=-citations&limit=1");
        JsonNode second = body(
                given().urlEncodingEnabled(false).get(first.at("/page/next").textValue()));
        assertEquals(ArticleEditing.id(some.path), second.at("/items/0/id").textValue());
        assertEquals(
                1, ArticleEditing.read(list + "&citationsFrom=2").get("total").intValue());
        assertEquals(
                2, ArticleEditing.read(list + "&has=citations").get("total").intValue());
        assertEquals(
                2, ArticleEditing.read(list + "&missing=citations").get("total").intValue());
        given().get(list + "&citationsFrom=-1").then().statusCode(400);
        assertEquals(
                2,
                body(asAdmin().get(list + "&sort=-citations"))
                        .at("/items/0/citations")
                        .intValue());
    }

    @Test
    void a_reference_link_set_by_an_editor_applies_until_the_reference_text_changes() {
        Work meant = new Work(magazine).publish();
        Work other = new Work(magazine).publish();
        Work citing = new Work(magazine);
        citing.json.withArray("references").addObject().put("key", "r1").put("text", meant.printed());
        citing.publish();
        meant.awaitCitedBy(citing);
        String link = citing.path + "/references/r1/link";
        ObjectNode toOther = object().put("article", ArticleEditing.id(other.path));
        ArticleEditing.act(asAdmin(), "PUT", link, toOther).statusCode(200);
        other.awaitCitedBy(citing);
        meant.awaitCitedBy();
        citing.json.withArray("references").removeAll();
        citing.json.withArray("references").addObject().put("key", "r2").put("text", meant.printed());
        ArticleEditing.patch(citing.path, object().set("references", citing.json.get("references")))
                .statusCode(200);
        ArticleEditing.publish(citing.path, object()).statusCode(200);
        BackgroundWork.awaitIdle();
        other.awaitCitedBy(citing);
        String moved = citing.path + "/references/r2/link";
        JsonNode listed = ArticleEditing.read(citing.path + "/references").at("/items/0");
        assertEquals(ArticleEditing.id(other.path), listed.at("/article/id").textValue());
        assertEquals(other.path, listed.at("/article/link").textValue());
        ArticleEditing.act(asAdmin(), "PUT", moved, object()).statusCode(200);
        assertFalse(
                ArticleEditing.read(citing.path + "/references").at("/items/0").has("article"));
        other.awaitCitedBy();
        meant.awaitCitedBy();
        asAdmin().delete(moved).then().statusCode(204);
        meant.awaitCitedBy(citing);
        ArticleEditing.act(asAdmin(), "PUT", moved, toOther).statusCode(200);
        String text = meant.printed() + " In English.";
        ArticleEditing.patch(
                        citing.path,
                        object().set(
                                        "references",
                                        object().arrayNode()
                                                .add(object().put("key", "r2").put("text", text))))
                .statusCode(200);
        ArticleEditing.publish(citing.path, object()).statusCode(200);
        meant.awaitCitedBy(citing);
        other.awaitCitedBy();
    }

    @Test
    void setting_an_invalid_reference_link_is_rejected() {
        Work work = new Work(magazine);
        work.json.withArray("references").addObject().put("key", "r1").put("text", "Something.");
        work.path = ArticleEditing.draft(work.json);
        String link = work.path + "/references/r1/link";
        ArticleEditing.act(asAdmin(), "PUT", link, object()).statusCode(409);
        ArticleEditing.publish(work.path, object()).statusCode(200);
        String draft = ArticleEditing.id(ArticleEditing.draft(ArticleEditing.minimal(magazine.id())));
        for (String unknown : List.of(ArticleEditing.UNKNOWN, draft, ArticleEditing.id(work.path))) {
            ArticleEditing.act(asAdmin(), "PUT", link, object().put("article", unknown))
                    .statusCode(422);
        }
        ArticleEditing.act(
                        asAdmin(), "PUT", link, object().put("article", draft).put("doi", "10.5555/x"))
                .statusCode(422);
        ArticleEditing.act(asAdmin(), "PUT", link, object().put("doi", "nonsense"))
                .statusCode(422);
        ArticleEditing.act(asAdmin(), "PUT", link, object().put("doi", "10.5555/elsewhere"))
                .statusCode(200);
        ArticleEditing.act(asAdmin(), "PUT", work.path + "/references/r2/link", object())
                .statusCode(404);
        asAdmin().delete(work.path + "/references/r2/link").then().statusCode(404);
        ArticleEditing.act(asReader(), "PUT", link, object()).statusCode(401);
        ArticleEditing.act(Fixtures.as(Fixtures.editorOf(Fixtures.journal())), "PUT", link, object())
                .statusCode(403);
    }

    @Test
    void articles_with_shared_references_or_shared_citing_articles_are_related() {
        Work one = new Work(magazine).publish();
        Work two = new Work(magazine).publish();
        Work first = new Work(magazine).cites(one.printed(), two.printed()).publish();
        Work second = new Work(magazine).cites(two.printed(), one.printed()).publish();
        Work third = new Work(magazine).cites(two.printed()).publish();
        one.awaitCitedBy(first, second);
        two.awaitCitedBy(first, second, third);
        JsonNode coupled =
                ArticleEditing.read(first.path + "/related?by=references").get("items");
        assertEquals(1, coupled.size());
        assertEquals(ArticleEditing.id(second.path), coupled.at("/0/article/id").textValue());
        assertEquals(2, coupled.at("/0/sharedReferences").intValue());
        assertEquals(1.0, coupled.at("/0/score").doubleValue());
        assertEquals(
                0,
                ArticleEditing.read(first.path + "/related?by=citations")
                        .get("items")
                        .size());
        JsonNode together = ArticleEditing.read(one.path + "/related").get("items");
        assertEquals(ArticleEditing.id(two.path), together.at("/0/article/id").textValue());
        assertEquals(2, together.at("/0/sharedCitations").intValue());
        assertEquals(0.816, together.at("/0/score").doubleValue());
        given().get(one.path + "/related?by=nothing").then().statusCode(400);
        given().get(one.path + "/related?limit=51").then().statusCode(400);
        given().get("/v1/articles/" + ArticleEditing.UNKNOWN + "/related")
                .then()
                .statusCode(404);
        ArticleEditing.withdraw(second.path, object().put("reason", "Wrong.")).statusCode(200);
        assertEquals(
                0,
                ArticleEditing.read(first.path + "/related?by=references")
                        .get("items")
                        .size());
        given().get(second.path + "/related").then().statusCode(410);
    }

    @Test
    void the_citations_and_metadata_tables_for_opencitations_contain_the_same_works() {
        Work cited = new Work(magazine).publish();
        Work citing = new Work(magazine);
        citing.json.put("doi", "10.5555/" + letters());
        citing.json.withArray("references").addObject().put("key", "r1").put("text", cited.printed());
        citing.json.withArray("references").addObject().put("key", "r2").put("text", "A \"book\".");
        citing.publish();
        cited.awaitCitedBy(citing);
        ArticleEditing.act(asAdmin(), "PUT", citing.path + "/references/r2/link", object().put("doi", "10.5555/A-Book"))
                .statusCode(200);
        String citations = asReader().get("/v1/exports/opencitations").asString();
        String meta = asReader().get("/v1/exports/opencitations?part=meta").asString();
        String by = "\"doi:" + citing.json.get("doi").textValue().toLowerCase(Locale.ROOT) + '"';
        String id = "\"temp:" + ArticleEditing.id(cited.path) + '"';
        assertTrue(citations.startsWith("\"citing_id\",\"citing_publication_date\",\"cited_id\""), citations);
        assertTrue(
                citations.contains(by + ",\"" + citing.year + "\"," + id + ",\"" + cited.year + "\"\r\n"), citations);
        assertTrue(citations.contains(by + ",\"" + citing.year + "\",\"doi:10.5555/a-book\",\"\"\r\n"), citations);
        assertTrue(
                meta.contains(id + ",\"" + cited.title + "\",\"" + cited.family + ", Ada\",\"" + cited.year + "\",\""
                        + magazine.title() + "\",\"\",\"\",\"" + cited.page + "-" + (cited.page + 9)
                        + "\",\"journal article\",\"\",\"\"\r\n"),
                meta);
        Set<String> named = new HashSet<>();
        citations.lines().skip(1).forEach(line -> {
            named.add(line.split("\",\"")[0].substring(1));
            named.add(line.split("\",\"")[2]);
        });
        Set<String> dois = new HashSet<>();
        meta.lines().skip(1).forEach(line -> dois.add(line.split("\",\"")[0].substring(1)));
        assertEquals(named, dois);
        given().get("/v1/exports/opencitations?part=all").then().statusCode(400);
    }

    /**
     * Compares the stored citations with the expected citations, which are recomputed from the reference texts of all
     * published articles.
     */
    @Test
    void citation_counts_match_a_full_recomputation_after_random_changes() {
        Random random = new Random(20);
        List<Work> works = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            works.add(new Work(magazine));
        }
        Set<Work> withdrawn = new HashSet<>();
        Map<Work, Set<Work>> cites = new HashMap<>();
        int steps = Nightly.or(30, 1_000);
        for (int i = 0; i < steps; i++) {
            Work work = works.get(random.nextInt(works.size()));
            if (withdrawn.remove(work)) {
                ArticleEditing.undo(work.path + "/withdrawal").statusCode(200);
            } else if (work.path != null && random.nextInt(3) == 0) {
                ArticleEditing.withdraw(work.path, object().put("reason", "By chance."))
                        .statusCode(200);
                withdrawn.add(work);
            } else {
                Set<Work> cited = new HashSet<>();
                for (int n = random.nextInt(4); n > 0; n--) {
                    cited.add(works.get(random.nextInt(works.size())));
                }
                cited.remove(work);
                work.json.putArray("references");
                cited.forEach(each -> work.cites(each.printed()));
                if (work.path == null) {
                    work.publish();
                } else {
                    ArticleEditing.patch(work.path, object().set("references", work.json.get("references")))
                            .statusCode(200);
                    ArticleEditing.publish(work.path, object()).statusCode(200);
                }
                cites.put(work, cited);
            }
        }
        BackgroundWork.awaitIdle();
        for (Work cited : works) {
            if (cited.path != null && !withdrawn.contains(cited)) {
                cited.awaitCitedBy(works.stream()
                        .filter(each -> each.path != null && !withdrawn.contains(each))
                        .filter(each -> cites.get(each).contains(cited))
                        .toArray(Work[]::new));
            }
        }
    }
}
