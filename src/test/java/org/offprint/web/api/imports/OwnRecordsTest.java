package org.offprint.web.api.imports;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.editorOf;
import static org.offprint.web.api.Fixtures.issn;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.publish;
import static org.offprint.web.api.Fixtures.ror;
import static org.offprint.web.api.imports.TestImports.done;
import static org.offprint.web.api.imports.TestImports.outcomes;
import static org.offprint.web.api.imports.TestImports.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;

/** Tests that a journal exported from one service and imported into another service is unchanged. */
@QuarkusTest
class OwnRecordsTest {

    private static final String RECORDS = "/v1/exports/records.jsonl.gz";
    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final String mark = Long.toString(System.nanoTime(), 36);

    /**
     * New ids and names, keyed by the original ids and names. The test renames exported records before the import,
     * because a service cannot contain a record twice.
     */
    private final Map<String, String> elsewhere = new LinkedHashMap<>();

    private String exported(String query) throws IOException {
        Response answer = asAdmin().get(RECORDS + query);
        assertEquals(200, answer.statusCode(), answer.asString());
        try (GZIPInputStream lines = new GZIPInputStream(new ByteArrayInputStream(answer.asByteArray()))) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String moved(String text) {
        Matcher ids = UUIDS.matcher(text);
        String moved = ids.replaceAll(
                id -> elsewhere.computeIfAbsent(id.group(), absent -> Ids.next().toString()));
        for (Map.Entry<String, String> other : elsewhere.entrySet()) {
            moved = other.getKey().length() == 36 ? moved : moved.replace(other.getKey(), other.getValue());
        }
        return moved;
    }

    /** Asserts that the imported record equals the original public record, except for the renamed ids and names. */
    private void assertSame(JsonNode here, String there) {
        ObjectNode shown = (ObjectNode) Json.parse(moved(here.toString()).getBytes(StandardCharsets.UTF_8));
        ObjectNode other = (ObjectNode) body(asReader().get(there));
        for (ObjectNode each : List.of(shown, other)) {
            // The records were rendered at different times.
            each.remove("updatedAt");
        }
        assertEquals(shown.toPrettyString(), other.toPrettyString());
    }

    private String made(String kind, ObjectNode record) {
        JsonNode outcome =
                outcomes(done("?publish=true", record.put("kind", kind))).get(0);
        assertEquals("created", outcome.get("outcome").textValue(), outcome.toString());
        return outcome.get("id").textValue();
    }

    private ObjectNode article(String journal, String issue, String affiliation, String title) {
        ObjectNode article = object().put("journal", journal)
                .put("issue", issue)
                .put("title", title + " " + mark)
                .put("language", "en")
                .put("type", "research-article")
                .put("section", "Letters")
                .put("doi", "10.5555/" + mark + "." + title.toLowerCase(java.util.Locale.ROOT));
        ObjectNode author = article.putArray("contributors").addObject();
        author.put("given", "Ada").put("family", "Lovelace").put("role", "author");
        author.putArray("affiliations").addObject().put("id", affiliation).put("text", "As printed, " + mark);
        author.withArray("affiliations").addObject().put("text", "Words alone " + mark);
        return article;
    }

    private static void put(String path, ObjectNode input) {
        asAdmin()
                .contentType("application/json")
                .header("If-Match", "*")
                .body(input.toString())
                .put(path)
                .then()
                .statusCode(200);
    }

    @Test
    void a_journal_exported_and_imported_again_is_unchanged() throws IOException {
        String issn = issn();
        String ror = ror();
        ObjectNode record =
                object().put("title", "Moving " + mark).put("language", "en").put("description", "Kept");
        record.putArray("issns").addObject().put("type", "electronic").put("value", issn);
        record.putArray("sections").addObject().put("title", "Letters").put("abbreviation", "L");
        String journal = made("journal", record);
        String whole = made("affiliation", object().put("name", "Whole " + mark).put("country", "GB"));
        ObjectNode part = object().put("name", "Part " + mark)
                .put("ror", ror)
                .put("country", "GB")
                .put("parent", whole);
        part.putObject("names").put("fr", "Partie " + mark);
        String affiliation = made("affiliation", part);
        String issue = made(
                "issue",
                object().put("journal", journal)
                        .put("volume", "7")
                        .put("number", "2")
                        .put("year", 2019)
                        .put("description", "All of it"));
        String retracted = made("article", article(journal, issue, affiliation, "Retracted"));
        String withdrawn = made("article", article(journal, issue, affiliation, "Withdrawn"));
        String later = made("article", article(journal, issue, affiliation, "Later"));
        // Publishes a second version of the article, which becomes the public version.
        ObjectNode correction = object().put("subtitle", "Corrected");
        org.offprint.web.api.Fixtures.patch(asAdmin(), "/v1/articles/" + later, correction)
                .then()
                .statusCode(200);
        publish(later);
        ObjectNode retraction = object().put("kind", "retraction")
                .put("reason", "The data were made up.")
                .put("date", "2020-03-01");
        retraction.putObject("notice").put("article", later);
        put("/v1/articles/" + retracted + "/retraction", retraction);
        put(
                "/v1/articles/" + withdrawn + "/withdrawal",
                object().put("reason", "By order of a court.").put("replacedBy", later));

        elsewhere.put(issn, issn());
        elsewhere.put(ror, ror());
        elsewhere.put(mark, mark + "q");
        JsonNode tombstone = body(asReader().get("/v1/articles/" + withdrawn));
        List<String> paths = List.of(
                "/v1/journals/" + journal,
                "/v1/issues/" + issue,
                "/v1/affiliations/" + affiliation,
                "/v1/affiliations/" + whole,
                "/v1/articles/" + retracted,
                "/v1/articles/" + later);
        List<JsonNode> shown = new ArrayList<>();
        paths.forEach(path -> shown.add(body(asReader().get(path))));
        String file = exported("?journal=" + journal);
        assertEquals(7, file.lines().count(), file);

        JsonNode job = done(asAdmin(), "", TestImports.JSONL, moved(file).getBytes(StandardCharsets.UTF_8));

        assertEquals("done 7 0 0 0", summary(job), () -> outcomes(job).toString());
        for (int i = 0; i < paths.size(); i++) {
            assertSame(shown.get(i), moved(paths.get(i)));
        }
        asReader()
                .get(moved("/v1/articles/" + withdrawn))
                .then()
                .statusCode(410)
                .body("reason", equalTo("By order of a court."))
                .body("withdrawnAt", equalTo(tombstone.get("withdrawnAt").textValue()))
                .body("replacedBy", equalTo("/v1/articles/" + moved(later)));
        JsonNode copy = body(asReader().get(moved("/v1/articles/" + retracted)));
        assertEquals(shown.get(4).get("publishedAt"), copy.get("publishedAt"));
        assertEquals(moved(later), copy.at("/retraction/notice/article").textValue());
        assertEquals(
                2,
                body(asReader().get(moved("/v1/articles/" + later)))
                        .get("version")
                        .asInt());
        for (JsonNode outcome : outcomes(job)) {
            List<String> left = outcome.get("unplaced").findValuesAsText("where");
            assertEquals(
                    outcome.get("id").textValue().equals(moved(later)) ? List.of("versions") : List.of(),
                    left,
                    outcome.toString());
        }
        JsonNode changes = body(asReader().get("/v1/changes?journal=" + moved(journal) + "&kind=article"));
        assertTrue(changes.get("items").size() >= 3, changes.toString());
        // A second import must leave all records unchanged.
        JsonNode again =
                done(asAdmin(), "?mode=upsert", TestImports.JSONL, moved(file).getBytes(StandardCharsets.UTF_8));
        assertEquals("done 0 0 7 0", summary(again), () -> outcomes(again).toString());
    }

    @Test
    void an_import_rejects_an_invalid_retraction_and_ignores_the_retraction_of_a_draft() {
        String journal = journal();
        ObjectNode bad = article(journal, null, null, "Bad");
        bad.remove(List.of("issue", "contributors"));
        ObjectNode draft =
                bad.deepCopy().put("doi", "10.5555/" + mark + ".draft").put("publishedAt", "2001-01-01T00:00:00Z");
        draft.putObject("retraction").put("kind", "retraction").put("reason", "Why");
        bad.putObject("retraction").put("kind", "nonsense");
        ObjectNode future = bad.deepCopy().put("doi", "10.5555/" + mark + ".future");
        future.remove("retraction");
        future.put("publish", true).put("publishedAt", "2999-01-01T00:00:00Z");
        future.putObject("dates").put("published", "2019");
        bad.put("publish", true);

        JsonNode job = done("", bad, draft, future);

        assertEquals("done 2 0 0 1", summary(job), () -> outcomes(job).toString());
        List<JsonNode> outcomes = outcomes(job);
        assertTrue(
                outcomes.get(0).at("/problems/0/pointer").textValue().startsWith("/retraction/"),
                outcomes.get(0).toString());
        assertEquals("retraction", outcomes.get(1).at("/unplaced/0/where").textValue());
        assertEquals("publishedAt", outcomes.get(2).at("/unplaced/0/where").textValue());
        asAdmin()
                .get(outcomes.get(1).at("/links/self").textValue())
                .then()
                .statusCode(200)
                .body("status", equalTo("draft"));
        String today = body(asReader().get(outcomes.get(2).at("/links/self").textValue()))
                .get("publishedAt")
                .textValue();
        assertFalse(today.startsWith("2999"), today);
    }

    @Test
    void editors_can_export_only_their_own_journals_and_readers_cannot_export_any_journal() throws IOException {
        String own = journal();
        String other = journal();
        asReader().get(RECORDS).then().statusCode(401);
        as(editorOf(own)).get(RECORDS + "?journal=" + other).then().statusCode(403);
        asAdmin().get(RECORDS + "?journal=" + Ids.next()).then().statusCode(400);
        asAdmin().get(RECORDS + "?journal=x").then().statusCode(400);
        asAdmin().get(RECORDS + "?jurnal=" + own).then().statusCode(400);
        Response answer = as(editorOf(own)).get(RECORDS);
        assertEquals(200, answer.statusCode());
        try (GZIPInputStream lines = new GZIPInputStream(new ByteArrayInputStream(answer.asByteArray()))) {
            String text = new String(lines.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(text.contains(own), text);
            assertFalse(text.contains(other), text);
        }
        assertEquals(1, exported("?journal=" + own).lines().count());
    }
}
