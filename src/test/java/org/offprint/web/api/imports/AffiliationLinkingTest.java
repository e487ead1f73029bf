package org.offprint.web.api.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.editorOf;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;
import static org.offprint.web.api.imports.TestImports.done;
import static org.offprint.web.api.imports.TestImports.outcomes;
import static org.offprint.web.api.imports.TestImports.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/**
 * Tests that imports link affiliations to organizations in this service. Affiliations that consist only of printed text
 * are linked if the match is certain.
 */
@QuarkusTest
class AffiliationLinkingTest {

    private final String name = unique("Institute of Foreshore Studies").replaceAll("\\d", "x") + letters();

    /** Returns letters that no other test uses. Organization names are compared only by letters and digits. */
    private static String letters() {
        return " " + Long.toString(System.nanoTime(), 26).replaceAll("\\d", "q");
    }

    private static ObjectNode organization(String name, String city, String country) {
        return object().put("kind", "affiliation")
                .put("name", name)
                .put("city", city)
                .put("country", country);
    }

    private static String made(ObjectNode organization) {
        organization.remove("kind");
        return Fixtures.created(asAdmin(), "/v1/affiliations", organization)
                .get("id")
                .textValue();
    }

    private static ObjectNode article(String... texts) {
        ObjectNode article = object().put("kind", "article")
                .put("journal", journal())
                .put("title", unique("Linked"))
                .put("language", "en")
                .put("type", "research-article");
        Arrays.stream(texts).forEach(text -> article.withArray("contributors")
                .addObject()
                .put("family", "Lovelace")
                .put("role", "author")
                .putArray("affiliations")
                .addObject()
                .put("text", text));
        return article;
    }

    private static JsonNode imported(JsonNode outcome) {
        return body(asReader().get(outcome.at("/links/self").textValue()));
    }

    @Test
    void an_affiliation_with_a_certain_match_is_linked_and_keeps_its_printed_text() {
        String id = made(organization(name, "Whitby", "GB"));
        String printed = "Tidewatchers, " + name.toUpperCase(java.util.Locale.ROOT) + ", Whitby YO21, UK";

        JsonNode outcome =
                outcomes(done("?publish=true", article(printed, printed))).get(0);

        JsonNode article = imported(outcome);
        for (int i = 0; i < 2; i++) {
            JsonNode mention = article.at("/contributors/" + i + "/affiliations/0");
            assertEquals(id, mention.path("id").textValue(), outcome.toString());
            assertEquals(printed, mention.get("text").textValue());
        }
        assertEquals(id, article.at("/affiliations/0/id").textValue());
        assertEquals(1, outcome.get("matches").size(), "each text is reported once");
        JsonNode match = outcome.at("/matches/0");
        assertEquals("/contributors/0/affiliations/0", match.get("pointer").textValue());
        assertEquals(printed, match.get("text").textValue());
        assertEquals(id, match.get("linked").textValue());
        assertEquals(id, match.at("/candidates/0/id").textValue());
        assertEquals(name, match.at("/candidates/0/name").textValue());
        assertTrue(match.at("/candidates/0/score").doubleValue() >= 0.88, match.toString());
        assertEquals(0, outcome.get("created").size());
        asReader().get("/v1/articles?affiliation=" + id).then().statusCode(200);
    }

    @Test
    void an_affiliation_without_a_certain_match_is_not_linked_and_candidates_are_listed() {
        String first = made(organization(name, "Whitby", "GB"));
        String second = made(organization(name, "Whitby", "AU"));
        String bare = name + ", Faculty of Waves";
        String within = "Friends of the " + name + " Library, Whitby, UK";
        String unknown = "Universität zu Nirgendwo" + letters() + ", Whitby, UK";

        JsonNode outcome =
                outcomes(done("?publish=true", article(bare, within, unknown))).get(0);

        JsonNode article = imported(outcome);
        assertEquals(bare, article.at("/contributors/0/affiliations/0/text").textValue());
        for (int i = 0; i < 3; i++) {
            assertFalse(article.at("/contributors/" + i + "/affiliations/0").has("id"), article.toString());
        }
        JsonNode match = outcome.at("/matches/0");
        assertFalse(match.has("linked"), match.toString());
        assertEquals(
                java.util.Set.of(first, second),
                java.util.Set.copyOf(match.get("candidates").findValuesAsText("id")));
        assertEquals(
                "/contributors/1/affiliations/0",
                outcome.at("/matches/1/pointer").textValue());
        assertFalse(outcome.at("/matches/1").has("linked"));
        assertEquals(first, outcome.at("/matches/1/candidates/0/id").textValue());
        assertEquals(2, outcome.get("matches").size(), "the unknown organization has no candidates");
    }

    @Test
    void an_import_with_disabled_linking_leaves_affiliations_unlinked() {
        String id = made(organization(name, "Whitby", "GB"));
        String printed = name + ", Whitby, UK";

        JsonNode unlinked =
                outcomes(done("?publish=true&link=false", article(printed))).get(0);
        assertFalse(imported(unlinked).at("/contributors/0/affiliations/0").has("id"));
        assertEquals(0, unlinked.get("matches").size());

        JsonNode result = outcomes(done("?validateOnly=true", article(printed))).get(0);
        assertEquals(id, result.at("/matches/0/linked").textValue());

        JsonNode job = done("?link=false", article(printed));
        assertFalse(job.get("link").booleanValue());
        assertEquals(
                400,
                TestImports.send(asAdmin(), "?link=maybe", TestImports.JSONL, TestImports.lines(article(printed)))
                        .statusCode());
    }

    @Test
    void an_affiliation_can_be_linked_to_an_organization_in_the_same_file() {
        JsonNode job = done(
                "?publish=true", organization(name, "Whitby", "GB"), article("Tidewatchers, " + name + ", Whitby, UK"));

        assertEquals("done 2 0 0 0", summary(job), () -> outcomes(job).toString());
        List<JsonNode> outcomes = outcomes(job);
        assertEquals(outcomes.get(0).get("id"), imported(outcomes.get(1)).at("/affiliations/0/id"));
    }

    @Test
    void an_organization_without_a_ror_id_gets_the_ror_id_from_a_later_article() {
        String ror = Fixtures.ror();
        JsonNode first = outcomes(done("?publish=true", named(null))).get(0);
        String id = imported(first).at("/affiliations/0/id").textValue();
        assertFalse(imported(first).at("/affiliations/0").has("ror"));

        ObjectNode ofEditor = named(ror);
        JsonNode result = outcomes(done(
                        as(editorOf(ofEditor.get("journal").textValue())),
                        "",
                        TestImports.JSONL,
                        TestImports.lines(ofEditor)))
                .get(0);
        assertEquals(ror, result.at("/unplaced/0/text").textValue(), result.toString());

        JsonNode second = outcomes(done("?publish=true", named(ror))).get(0);

        assertEquals(id, imported(second).at("/affiliations/0/id").textValue());
        assertEquals(ror, imported(second).at("/affiliations/0/ror").textValue());
        assertEquals(
                ror, body(asReader().get("/v1/affiliations/" + id)).get("ror").textValue());
        assertFalse(second.get("unplaced").toString().contains(ror), second.toString());

        JsonNode other = outcomes(done("?publish=true", named(Fixtures.ror()))).get(0);
        assertFalse(
                id.equals(imported(other).at("/affiliations/0/id").textValue()),
                "a different organization has the same name");
    }

    /** Returns an article with an affiliation whose organization name is specified separately from the printed text. */
    private ObjectNode named(String ror) {
        ObjectNode article = article("x");
        ObjectNode mention = (ObjectNode) article.at("/contributors/0/affiliations/0");
        mention.put("text", name + ", Whitby").put("name", name).put("country", "GB");
        if (ror != null) {
            mention.put("ror", ror);
        }
        return article;
    }

    @Test
    void an_import_does_not_create_an_organization_again_if_only_its_spelling_differs() {
        String id = made(organization(name, "Whitby", "GB"));
        ObjectNode article = article("x");
        ((ObjectNode) article.at("/contributors/0/affiliations/0"))
                .put("text", "Tidewatchers, The " + name + " (Whitby)")
                .put("name", "The " + name.toLowerCase(java.util.Locale.ROOT))
                .put("city", "Whitby")
                .put("country", "GB");

        JsonNode outcome = outcomes(done("?publish=true", article)).get(0);

        assertEquals(0, outcome.get("created").size(), outcome.toString());
        assertEquals(id, imported(outcome).at("/affiliations/0/id").textValue());
        assertEquals(
                "Tidewatchers, The " + name + " (Whitby)",
                imported(outcome).at("/contributors/0/affiliations/0/text").textValue());
    }

    @Test
    void a_later_import_keeps_an_affiliation_link_set_by_an_editor() {
        String printed = name + ", Whitby, UK";
        ObjectNode article = article(printed).put("doi", "10.5555/" + System.nanoTime());
        JsonNode first = outcomes(done("?publish=true", article)).get(0);
        assertEquals(0, first.get("matches").size());
        String chosen = made(organization("Chosen by hand" + letters(), "Hull", "GB"));
        JsonNode copy = body(asAdmin().get(first.at("/links/self").textValue()));
        ObjectNode patch = object();
        patch.set("contributors", copy.get("contributors").deepCopy());
        ((ObjectNode) patch.at("/contributors/0/affiliations/0")).put("id", chosen);
        asAdmin()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(patch.toString())
                .patch(first.at("/links/self").textValue())
                .then()
                .statusCode(200);
        made(organization(name, "Whitby", "GB"));

        JsonNode job = done("?publish=true&mode=upsert", article);

        assertEquals("done 0 1 0 0", summary(job), () -> outcomes(job).toString());
        assertEquals(
                chosen, imported(outcomes(job).get(0)).at("/affiliations/0/id").textValue());
    }

    @Test
    void a_repeated_import_does_not_link_an_unchanged_affiliation_unless_links_are_requested() {
        ObjectNode article = article(name + ", Whitby, UK").put("doi", "10.5555/" + System.nanoTime());
        done("?publish=true", article);
        String id = made(organization(name, "Whitby", "GB"));

        JsonNode repeated = done("?publish=true&mode=upsert", article);

        assertEquals("done 0 0 1 0", summary(repeated), () -> outcomes(repeated).toString());
        JsonNode match = outcomes(repeated).get(0).at("/matches/0");
        assertFalse(match.has("linked"), match.toString());
        assertEquals(id, match.at("/candidates/0/id").textValue());

        JsonNode linked = done("?publish=true&mode=upsert&link=true", article);

        assertEquals("done 0 1 0 0", summary(linked), () -> outcomes(linked).toString());
        assertEquals(
                id, imported(outcomes(linked).get(0)).at("/affiliations/0/id").textValue());
        JsonNode last = done("?publish=true&mode=upsert&link=true", article);
        assertEquals("done 0 0 1 0", summary(last));
    }

    @Test
    void an_affiliation_text_that_equals_the_name_of_an_organization_is_linked() {
        String whole = "Universités " + name + ", LOCEAN Laboratory, Paris";
        ObjectNode first = article("x").put("doi", "10.5555/" + System.nanoTime());
        ((ObjectNode) first.at("/contributors/0/affiliations/0"))
                .put("text", whole)
                .put("name", whole);
        JsonNode created = outcomes(done("?publish=true", first)).get(0);
        String id = created.at("/created/0/id").textValue();

        JsonNode outcome =
                outcomes(done("?publish=true", article(decomposed(whole)))).get(0);

        assertEquals(id, imported(outcome).at("/affiliations/0/id").textValue(), outcome.toString());
        assertEquals(0, outcome.get("created").size());
        JsonNode unlinked =
                outcomes(done("?publish=true&link=false", article(whole))).get(0);
        assertFalse(imported(unlinked).at("/affiliations/0").has("id"));
    }

    @Test
    void a_repeated_import_recognizes_texts_in_decomposed_unicode_form() {
        String whole = "Universités " + name + ", Paris";
        ObjectNode article = article("x", "y").put("doi", "10.5555/" + System.nanoTime());
        ((ObjectNode) article.at("/contributors/0/affiliations/0"))
                .put("text", decomposed(whole))
                .put("name", decomposed(whole));
        ((ObjectNode) article.at("/contributors/1/affiliations/0"))
                .put("text", decomposed("Laboratoire des Marées" + letters()));
        article.putObject("issue").put("title", decomposed("Été")).put("year", 2024);
        article.putArray("identifiers")
                .addObject()
                .put("type", "other")
                .put("value", decomposed("é" + System.nanoTime()));
        JsonNode first = outcomes(done("?publish=true", article)).get(0);
        assertEquals(2, first.get("created").size(), first.toString());

        JsonNode repeated = done("?publish=true&mode=upsert", article);

        assertEquals("done 0 0 1 0", summary(repeated), () -> outcomes(repeated).toString());
        assertEquals(0, outcomes(repeated).get(0).get("created").size());
        article.remove("doi");
        JsonNode byIdentifier = done("?publish=true&mode=upsert", article);
        assertEquals("done 0 0 1 0", summary(byIdentifier), () -> outcomes(byIdentifier)
                .toString());
    }

    private static String decomposed(String text) {
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD);
    }

    @Test
    void an_article_imported_from_another_service_keeps_its_published_affiliations() {
        made(organization(name, "Tarnmouth", "GB"));
        String text = "Dept. of Foreshores, " + name + ", Tarnmouth, UK";
        ObjectNode moved =
                article(text).put("publishedAt", "2019-03-04T05:06:07Z").put("version", 1);
        JsonNode job = done("?publish=true", moved, article(text));
        assertEquals("done 2 0 0 0", summary(job));
        List<JsonNode> outcomes = outcomes(job);
        assertEquals(0, outcomes.get(0).get("matches").size());
        assertEquals(
                "[{\"name\":\"" + text + "\",\"label\":\"1\"}]",
                imported(outcomes.get(0)).get("affiliations").toString());
        assertEquals(name, imported(outcomes.get(1)).at("/affiliations/0/name").textValue());
    }

    @Test
    void the_country_of_an_unlinked_affiliation_is_reported() {
        String id = made(organization(name, "Whitby", "GB"));
        ObjectNode article = article(name + ", Whitby, UK", "Digging School" + letters());
        article.path("contributors")
                .forEach(contributor -> ((ObjectNode) contributor.at("/affiliations/0")).put("country", "GB"));

        JsonNode outcome = outcomes(done("?publish=true", article)).get(0);

        assertEquals(
                id, imported(outcome).at("/contributors/0/affiliations/0/id").textValue());
        assertEquals(
                "{\"where\":\"contributors/1/affiliations/0/country\",\"text\":\"GB\"}",
                outcome.at("/unplaced/1").toString());
        assertEquals(2, outcome.get("unplaced").size(), "the missing publication date is also reported");
    }
}
