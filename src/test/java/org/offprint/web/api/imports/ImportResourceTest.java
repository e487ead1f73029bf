package org.offprint.web.api.imports;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.editorOf;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;
import static org.offprint.web.api.imports.TestImports.IMPORTS;
import static org.offprint.web.api.imports.TestImports.JSONL;
import static org.offprint.web.api.imports.TestImports.ended;
import static org.offprint.web.api.imports.TestImports.outcomes;
import static org.offprint.web.api.imports.TestImports.send;
import static org.offprint.web.api.imports.TestImports.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.identifiers.Ids;

/** Tests uploading files for import, and the resulting import jobs. */
@QuarkusTest
class ImportResourceTest {

    private static ObjectNode article(String journal) {
        return object().put("journal", journal)
                .put("title", unique("Sent"))
                .put("language", "en")
                .put("type", "research-article");
    }

    private static byte[] lines(int count, String journal) {
        JsonNode[] records = new JsonNode[count];
        Arrays.setAll(records, i -> article(journal));
        return TestImports.lines(records);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] zip(Object... namesAndFiles) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndFiles.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndFiles[i]));
                zip.write((byte[]) namesAndFiles[i + 1]);
            }
        }
        return out.toByteArray();
    }

    private static JsonNode done(String query, String type, byte[] file) {
        return TestImports.done(asAdmin(), query, type, file);
    }

    @Test
    void readers_cannot_import_files_or_see_imports() {
        assertEquals(401, send(asReader(), "", JSONL, lines(1, journal())).statusCode());
        asReader().get(IMPORTS).then().statusCode(401);
        asReader().get(IMPORTS + "/" + Ids.next()).then().statusCode(401);
        asReader().delete(IMPORTS + "/" + Ids.next()).then().statusCode(401);
    }

    @Test
    void editors_can_import_only_into_their_own_journals_and_see_only_their_own_imports() {
        String own = journal();
        String other = journal();
        String key = editorOf(own);
        byte[] file = TestImports.lines(
                article(own),
                article(other),
                object().put("kind", "journal").put("title", "X").put("language", "en"));
        Response taken = send(as(key), "", JSONL, file);
        assertEquals(202, taken.statusCode(), taken.asString());
        JsonNode job = ended(taken.header("Location"));
        assertEquals("done 1 0 0 2", summary(job));
        List<JsonNode> outcomes = outcomes(job);
        assertEquals("forbidden", outcomes.get(1).at("/problems/0/code").textValue());
        assertEquals("forbidden", outcomes.get(2).at("/problems/0/code").textValue());
        as(key).get(taken.header("Location")).then().statusCode(200);
        as(key).get(IMPORTS).then().body("items.id", hasItem(job.get("id").textValue()));
        String another = editorOf(other);
        as(another).get(taken.header("Location")).then().statusCode(404);
        as(another).get(taken.header("Location") + "/outcomes").then().statusCode(404);
        as(another).delete(taken.header("Location")).then().statusCode(404);
        as(another)
                .get(IMPORTS)
                .then()
                .body("items.id", not(hasItem(job.get("id").textValue())));
        assertEquals(403, send(as(key), "?journal=" + other, JSONL, file).statusCode());
        asAdmin()
                .get(IMPORTS + "?limit=100")
                .then()
                .body("items.id", hasItem(job.get("id").textValue()));
    }

    @Test
    void an_invalid_import_request_is_rejected_with_all_errors() {
        send(asAdmin(), "?format=word&mode=insert&publish=yes&journal=slug&issue=1", JSONL, lines(1, journal()))
                .then()
                .statusCode(400)
                .body("errors.parameter", equalTo(List.of("format", "mode", "publish", "journal", "issue")));
        send(asAdmin(), "?journal=" + Ids.next(), JSONL, lines(1, journal()))
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown-journal"));
        send(asAdmin(), "?jurnal=x", JSONL, lines(1, journal())).then().statusCode(400);
        send(asAdmin(), "", JSONL, new byte[0])
                .then()
                .statusCode(400)
                .body("detail", equalTo("The request body is empty."));
        send(asAdmin(), "", "application/octet-stream", "Dear editor".getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(415)
                .body("accepted", hasItem("jsonl"));
        asAdmin().get(IMPORTS + "/" + Ids.next()).then().statusCode(404);
        asAdmin().get(IMPORTS + "/x").then().statusCode(404);
        asAdmin().get(IMPORTS + "?limit=0").then().statusCode(400);
    }

    @Test
    void import_outcomes_can_be_filtered_by_outcome() {
        JsonNode job = done("", JSONL, lines(2, journal()));
        String outcomes = job.at("/links/outcomes").textValue();
        asAdmin().get(outcomes + "?outcome=created").then().body("total", equalTo(2));
        asAdmin()
                .get(outcomes + "?outcome=failed")
                .then()
                .body("total", equalTo(0))
                .body("items", equalTo(List.of()));
        asAdmin().get(outcomes + "?outcome=lost").then().statusCode(400);
        asAdmin().get(outcomes + "?cursor=x").then().statusCode(400);
    }

    @Test
    void gzip_files_zip_files_and_forms_with_several_files_can_be_imported() throws IOException {
        String journal = journal();
        assertEquals("done 3 0 0 0", summary(done("", "application/gzip", gzip(lines(3, journal)))));

        Response parts = asAdmin()
                .config(TestImports.plain())
                .multiPart("files", "a.jsonl", lines(2, journal), JSONL)
                .multiPart("files", "b.jsonl.gz", gzip(lines(3, journal)), "application/gzip")
                .post(IMPORTS);
        assertEquals(202, parts.statusCode(), parts.asString());
        JsonNode several = ended(parts.header("Location"));
        assertEquals("done 5 0 0 0", summary(several));
        assertEquals("b.jsonl.gz", outcomes(several).get(4).get("file").textValue());
        assertEquals(3, outcomes(several).get(4).get("line").asInt());

        byte[] broken = zip("a", "Read me".getBytes(StandardCharsets.UTF_8));
        Response ofOneName = asAdmin()
                .config(TestImports.plain())
                .multiPart("files", "1.zip", zip("a", lines(2, journal)), "application/zip")
                .multiPart("files", "2.zip", broken, "application/zip")
                .post(IMPORTS);
        assertEquals(202, ofOneName.statusCode(), ofOneName.asString());
        assertEquals("done 2 0 0 1", summary(ended(ofOneName.header("Location"))));

        JsonNode zipped = done(
                "",
                "application/zip",
                zip(
                        "x/a.jsonl",
                        lines(2, journal),
                        "x/readme",
                        "Read me".getBytes(StandardCharsets.UTF_8),
                        "b",
                        gzip(lines(1, journal))));
        assertEquals("done 3 0 0 1", summary(zipped), () -> outcomes(zipped).toString());
        assertTrue(zipped.get("problem").textValue().startsWith("x/readme: "), zipped.toString());
        assertEquals("x/readme", outcomes(zipped).get(2).get("file").textValue());
    }

    @Test
    void an_import_counts_the_records_with_each_kind_of_unsupported_value() {
        String record =
                "TY  - JOUR\nTI  - %s\nAU  - Lovelace, Ada\nPY  - 2025\nLA  - en\nC8  - one\nC8  - two\n%sER  - \n";
        String file = record.formatted(unique("First"), "L4  - image.png\n") + record.formatted(unique("Second"), "");
        JsonNode job = done(
                "?journal=" + journal(), "application/x-research-info-systems", file.getBytes(StandardCharsets.UTF_8));
        assertEquals("done 2 0 0 0", summary(job), () -> outcomes(job).toString());
        assertEquals(
                "[{\"kind\":\"C8\",\"records\":2},{\"kind\":\"L4\",\"records\":1}]",
                job.get("unplaced").toString());
        JsonNode without = done("", JSONL, lines(1, journal()));
        assertEquals("[]", without.get("unplaced").toString());
    }

    @Test
    void a_failed_record_creates_no_journal_or_other_related_record() {
        ObjectNode article = article(null);
        String title = unique("Never made");
        article.set("journal", object().put("title", title).put("language", "en"));
        article.put("doi", "no DOI");
        JsonNode job = done("", JSONL, TestImports.lines(article));
        assertEquals("done 0 0 0 1", summary(job));
        asAdmin().get("/v1/journals?q=\"" + title + "\"").then().body("total", equalTo(0));
    }

    @Test
    void a_truncated_gzip_file_is_imported_up_to_the_truncation() throws IOException {
        byte[] whole = gzip(lines(700, journal()));
        JsonNode job = done("", "application/gzip", Arrays.copyOf(whole, whole.length * 2 / 3));
        assertEquals("failed", job.get("status").textValue());
        assertTrue(job.get("problem").textValue().contains("truncated"), job.toString());
        assertTrue(job.get("created").asInt() > 100, job.toString());
        send(asAdmin(), "", "application/gzip", Arrays.copyOf(whole, 20))
                .then()
                .statusCode(422)
                .body("errors[0].message", containsString("truncated"));
    }

    @Test
    void importing_a_file_in_an_unsupported_encoding_fails_with_the_reason() {
        String record = article(journal()).toString() + "\n";
        JsonNode utf16 = done("?format=jsonl", JSONL, record.getBytes(StandardCharsets.UTF_16));
        assertTrue(utf16.get("problem").textValue().contains("UTF-16"), utf16.toString());
        JsonNode latin = done("", JSONL, record.replace("Sent", "Gesändt").getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("done 0 0 0 1", summary(latin));
        assertEquals(
                "malformed-json", outcomes(latin).get(0).at("/problems/0/code").textValue());
        byte[] bom = ("\uFEFF" + record).getBytes(StandardCharsets.UTF_8);
        assertEquals("done 1 0 0 0", summary(done("", JSONL, bom)));
    }

    @Test
    void malicious_records_are_rejected_and_the_next_record_is_imported() throws IOException {
        String journal = journal();
        String good = article(journal) + "\n";
        String deep = "{\"a\":" + "[".repeat(100_000) + "\n";
        String named = "{\"title\":\"a\\u0000b\"}\n";
        byte[] file = (deep + "{\"title\":\"" + "x".repeat(10_000_001) + "\"}\n" + named + good)
                .getBytes(StandardCharsets.UTF_8);
        JsonNode job = done("?journal=" + journal, JSONL, file);
        assertEquals("done 1 0 0 3", summary(job));
        List<JsonNode> outcomes = outcomes(job);
        assertEquals("too-long", outcomes.get(1).at("/problems/0/code").textValue());

        byte[] bomb = gzip(new byte[300_000_000]);
        JsonNode bombed = done("?format=jsonl", "application/gzip", bomb);
        assertTrue(bombed.get("problem").textValue().contains("200 times"), bombed.toString());

        JsonNode led = done(
                "",
                "application/zip",
                zip(
                        "../../etc/cron.d/x",
                        good.getBytes(StandardCharsets.UTF_8),
                        "a",
                        good.getBytes(StandardCharsets.UTF_8)));
        assertEquals("done 1 0 0 1", summary(led));
        assertTrue(led.get("problem").textValue().contains("points outside the zip"), led.toString());
    }

    @Test
    void a_cancelled_import_stops_and_keeps_the_records_imported_so_far() {
        Response taken = send(asAdmin(), "", JSONL, lines(6_000, journal()));
        asAdmin().delete(taken.header("Location")).then().statusCode(204);
        JsonNode job = body(asAdmin().get(taken.header("Location")));
        assertEquals("cancelled", job.get("status").textValue());
        assertTrue(job.get("processed").asInt() < 6_000, job.toString());
        assertEquals(outcomes(job).size(), job.get("processed").asInt());
        asAdmin().delete(taken.header("Location")).then().statusCode(409);
    }
}
