package org.offprint.web.api.references;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.references.TestExternalWorks.BYTES;
import static org.offprint.web.api.references.TestExternalWorks.INTO;
import static org.offprint.web.api.references.TestExternalWorks.awaitFound;
import static org.offprint.web.api.references.TestExternalWorks.draft;
import static org.offprint.web.api.references.TestExternalWorks.found;
import static org.offprint.web.api.references.TestExternalWorks.letters;
import static org.offprint.web.api.references.TestExternalWorks.lines;
import static org.offprint.web.api.references.TestExternalWorks.load;
import static org.offprint.web.api.references.TestExternalWorks.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.CountingDriver;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.imports.TestImports;
import org.offprint.web.api.references.TestExternalWorks.Work;

/** Tests matching of references with the set of external works. */
@QuarkusTest
class OutsideWorksTest {

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    /** External works that one import has loaded into the set and that no test has used yet. */
    private static final List<Work> LOADED = new ArrayList<>();

    /** Two external works with the same title, journal and author. */
    private static final List<Work> ALIKE = new ArrayList<>();

    private static synchronized Work loaded() {
        if (ALIKE.isEmpty()) {
            Work one = new Work();
            Work same = new Work(one.title);
            same.json.set("container-title", one.json.get("container-title"));
            same.json.set("author", one.json.get("author"));
            same.json.put("volume", one.volume).put("page", one.page);
            ALIKE.addAll(List.of(one, same));
            Stream.generate(Work::new).limit(5).forEach(LOADED::add);
            load("", lines(Stream.concat(ALIKE.stream(), LOADED.stream()).toArray(Work[]::new)));
        }
        return LOADED.remove(0);
    }

    private static Response accept(RequestSpecification caller, String article, ObjectNode what) {
        return caller.header("If-Match", "*")
                .contentType("application/json")
                .body(what.toString())
                .post(article + "/references/acceptances");
    }

    @Test
    void an_import_of_external_works_reports_an_outcome_per_record() throws IOException {
        Work first = new Work();
        Work second = new Work();
        Work nameless = new Work();
        nameless.json.remove("DOI");
        ObjectNode journal = object().put("title", "Annals").put("type", "journal");
        journal.putArray("ISSN").add("2049-3630");
        byte[] file = TestImports.lines(first.json, nameless.json, journal, second.json);
        JsonNode job = load("", gzip(file));
        assertEquals("done 2 0 0 2", TestImports.summary(job));
        assertEquals("outside-works", job.get("into").textValue());
        List<JsonNode> outcomes = TestImports.outcomes(job);
        assertEquals("outside-work", outcomes.get(0).get("kind").textValue());
        assertFalse(outcomes.get(0).has("id"));
        assertEquals(0, outcomes.get(0).get("unplaced").size());
        assertEquals("/doi", outcomes.get(1).at("/problems/0/pointer").textValue());
        assertEquals(2, outcomes.get(1).get("line").intValue());
        assertEquals("not-a-work", outcomes.get(2).at("/problems/0/code").textValue());
        JsonNode again = load("", lines(first));
        assertEquals("done 0 0 0 1", TestImports.summary(again));
        assertEquals(
                "duplicate",
                TestImports.outcomes(again).get(0).at("/problems/0/code").textValue());
        second.json.put("volume", "100");
        assertEquals("done 0 1 1 0", TestImports.summary(load("&mode=upsert", lines(first, second))));
        assertEquals("done 1 0 0 0", TestImports.summary(load("&validateOnly=true", lines(new Work()))));
        assertEquals(
                0,
                body(asReader().get("/v1/articles?q=" + first.family))
                        .get("total")
                        .intValue());
    }

    @Test
    void external_works_can_be_imported_in_csl_format() {
        String title = "Salt and " + letters() + " on northern ropes";
        String doi = "10.5555/" + letters().toLowerCase(Locale.ROOT);
        ObjectNode item = object().put("id", "x").put("type", "article-journal").put("title", title);
        item.put("container-title", "Journal of Wet Wood").put("volume", "12").put("page", "45-60");
        item.put("DOI", doi);
        item.putArray("author").addObject().put("family", "Reyes").put("given", "Pia");
        item.putObject("issued").putArray("date-parts").addArray().add(1987);
        assertEquals("done 1 0 0 0", TestImports.summary(load("", TestImports.lines(item))));
        JsonNode matched =
                matched("Reyes P. " + title + ". J Wet Wood 1987;12:45.").get(0);
        assertEquals(doi, matched.at("/found/doi").textValue());
    }

    @Test
    void only_admins_can_import_external_works() throws IOException {
        byte[] file = lines(new Work());
        assertEquals(401, TestImports.send(asReader(), INTO, BYTES, file).statusCode());
        String editor = Fixtures.editorOf(Fixtures.journal());
        assertEquals(403, TestImports.send(as(editor), INTO, BYTES, file).statusCode());
        assertEquals(
                400, TestImports.send(asAdmin(), "?into=somewhere", BYTES, file).statusCode());
        Response contradicted =
                TestImports.send(asAdmin(), INTO + "&publish=true&journal=" + Fixtures.journal(), BYTES, file);
        assertEquals(400, contradicted.statusCode());
        assertEquals(2, body(contradicted).get("errors").size(), contradicted.asString());
        byte[] own = TestImports.lines(object().put("kind", "article").put("title", "Own"));
        assertEquals(415, TestImports.send(asAdmin(), INTO, BYTES, own).statusCode());
        assertEquals(
                415,
                TestImports.send(asAdmin(), INTO + "&format=jsonl", BYTES, own).statusCode());
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("works.jsonl"));
            out.write(file);
        }
        assertEquals(
                422, TestImports.send(asAdmin(), INTO, BYTES, zip.toByteArray()).statusCode());
    }

    @Test
    void references_match_external_works_imported_before_or_after_their_publication() {
        Work work = new Work();
        Work late = new Work();
        String drafted = draft(work.printed() + " A draft.");
        String before = published(
                "Nobody N. Another title of no work. Elsewhere. 2019;7(2):33-48.",
                work.printed(),
                work.printed() + " doi:10.5555/other");
        String etag = asReader().get(before).header("ETag");
        String listed = asReader().get(before + "/references").header("ETag");
        load("", lines(work, late));
        awaitFound(before, 2, work);
        assertTrue(found(before, 1).isMissingNode());
        assertTrue(found(before, 3).isMissingNode(), "The reference contains another DOI");
        assertEquals(etag, asReader().get(before).header("ETag"));
        assertNotEquals(listed, asReader().get(before + "/references").header("ETag"));
        for (String format : List.of("csl", "jats", "crossref", "bibtex")) {
            String export = asReader()
                    .get(before + "/exports/" + format + "?of=references")
                    .asString();
            assertFalse(export.contains(work.doi), format);
        }
        String after = published(late.printed());
        awaitFound(after, 1, late);
        assertTrue(body(asAdmin().get(drafted + "/references"))
                .at("/items/0/found")
                .isMissingNode());
        Fixtures.withdraw(after.substring("/v1/articles/".length()));
        assertEquals(410, asReader().get(after + "/references").statusCode());
    }

    @Test
    void accepting_a_matched_doi_adds_the_doi_to_the_reference() {
        Work work = loaded();
        String article = published("Only words.", work.printed());
        awaitFound(article, 2, work);
        ObjectNode wrong = object();
        wrong.putArray("dois").add("ref1").add("none");
        JsonNode refused = body(accept(asAdmin(), article, wrong));
        assertEquals("/dois/0", refused.at("/errors/0/pointer").textValue());
        assertEquals("nothing-found", refused.at("/errors/0/code").textValue());
        assertEquals("unknown-reference", refused.at("/errors/1/code").textValue());
        ObjectNode right = object();
        right.putArray("dois").add("ref2");
        assertEquals(401, accept(asReader(), article, right).statusCode());
        String other = Fixtures.editorOf(Fixtures.journal());
        assertEquals(403, accept(as(other), article, right).statusCode());
        JsonNode accepted = body(accept(asAdmin(), article, right));
        assertEquals(work.doi, accepted.at("/references/1/doi").textValue(), accepted.toString());
        assertEquals(work.printed(), accepted.at("/references/1/text").textValue());
        assertEquals("suggestion", accepted.at("/references/1/partsFrom").textValue());
        assertFalse(accepted.at("/references/1").has("title"));
        assertFalse(accepted.at("/references/0").has("partsFrom"));
        assertTrue(body(asAdmin().get(article + "/references"))
                .at("/items/1/found")
                .isMissingNode());
        assertEquals(work.doi, found(article, 2).get("doi").textValue());
        Fixtures.publish(article.substring("/v1/articles/".length()));
        assertTrue(found(article, 2).isMissingNode());
        String export = asReader().get(article + "/exports/csl?of=references").asString();
        assertTrue(export.contains(work.doi), export);
    }

    @Test
    void a_link_set_by_an_editor_overrides_a_matched_external_work() {
        Work work = loaded();
        String article = published(work.printed());
        awaitFound(article, 1, work);
        String link = article + "/references/ref1/link";
        asAdmin().contentType("application/json").body("{}").put(link).then().statusCode(200);
        assertTrue(found(article, 1).isMissingNode());
        asAdmin().delete(link).then().statusCode(204);
        assertEquals(work.doi, found(article, 1).get("doi").textValue());
    }

    private static JsonNode matched(String... texts) {
        ObjectNode sent = object();
        for (String text : texts) {
            sent.withArray("references").add(text);
        }
        return body(Fixtures.post(asReader(), "/v1/references/match", sent)).get("items");
    }

    @Test
    void the_number_of_sql_statements_is_independent_of_the_number_of_matched_references() {
        Work work = loaded();
        JsonNode items = matched(
                work.printed(),
                ALIKE.get(0).printed(),
                "Nobody N. Nothing at all. 1999.",
                work.printed() + " doi:10.5555/no");
        assertEquals(work.doi, items.at("/0/found/doi").textValue());
        assertEquals(0, items.at("/0/elsewhere").size());
        assertFalse(items.get(1).has("found"), items.get(1).toString());
        assertEquals(2, items.at("/1/elsewhere").size(), items.get(1).toString());
        assertFalse(items.get(2).has("found"));
        assertEquals(0, items.at("/2/elsewhere").size());
        assertFalse(items.get(3).has("found"), "The reference contains another DOI");
        assertEquals(statements(1, work), statements(20, work));
    }

    private static List<String> statements(int count, Work work) {
        ObjectNode sent = object();
        for (int i = 0; i < count; i++) {
            sent.withArray("references").add("Number " + i + ". " + work.printed());
        }
        String id = "matched-" + letters();
        Fixtures.post(asReader().header("X-Request-Id", id), "/v1/references/match", sent)
                .then()
                .statusCode(200);
        return CountingDriver.ofRequest(id).stream()
                .filter(statement -> statement.contains("outside_work") || statement.contains("from doi d"))
                .toList();
    }
}
