package org.offprint.web.api.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.imports.TestImports.done;
import static org.offprint.web.api.imports.TestImports.outcomes;
import static org.offprint.web.api.imports.TestImports.send;
import static org.offprint.web.api.imports.TestImports.summary;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Tests importing files without content or importable records. Every import of such a file must report a reason. */
@QuarkusTest
class EmptyFilesTest {

    private static final String OCTETS = "application/octet-stream";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes(text));
        }
        return out.toByteArray();
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(bytes(namesAndTexts[i + 1]));
            }
        }
        return out.toByteArray();
    }

    private static String refusal(String query, byte[] file) {
        var refused = send(asAdmin(), query, OCTETS, file);
        assertEquals(422, refused.statusCode(), refused.asString());
        return body(refused).at("/errors/0/message").textValue();
    }

    @Test
    void importing_an_empty_plain_zip_or_gzip_file_returns_422_with_the_reason() throws IOException {
        assertEquals("The zip is empty.", refusal("", zip()));
        assertEquals("The zip contains no files, only directories.", refusal("", zip("articles/", "")));
        for (String query : new String[] {"", "?format=jats", "?format=jsonl"}) {
            assertEquals("The decompressed file is empty.", refusal(query, gzip("")));
            assertEquals("The file contains only whitespace.", refusal(query, bytes(" \n\t\n")));
            assertEquals("The decompressed file contains only whitespace.", refusal(query, gzip("\n")));
        }
        assertEquals(400, send(asAdmin(), "", OCTETS, new byte[0]).statusCode());
    }

    @Test
    void an_empty_file_in_an_imported_zip_is_reported_with_its_name() throws IOException {
        JsonNode job = done(asAdmin(), "", OCTETS, zip("none.xml", "", "note.txt", "To whom it may concern"));
        assertEquals("failed 0 0 0 2", summary(job));
        assertEquals("none.xml: The file is empty.", job.get("problem").textValue());
        assertEquals(
                "The file format is not supported.",
                outcomes(job).get(1).at("/problems/0/message").textValue());
    }

    @Test
    void an_imported_file_without_records_is_reported_as_failed() throws IOException {
        String empty = "{\"status\":\"ok\",\"message-type\":\"work-list\",\"message\":{\"items\":[]}}";
        JsonNode job = done(asAdmin(), "", OCTETS, zip("1.json", empty, "2.json", empty));
        assertEquals("done 0 0 0 2", summary(job));
        assertEquals(2, job.get("total").asInt());
        JsonNode outcome = outcomes(job).get(1);
        assertEquals("2.json", outcome.get("file").textValue());
        assertEquals("no-record", outcome.at("/problems/0/code").textValue());
        assertEquals(
                "The file was read as crossref-works and contains no records.",
                outcome.at("/problems/0/message").textValue());
    }

    @Test
    void a_crossref_deposit_of_a_book_is_reported_as_containing_no_article() {
        String deposit = "<doi_batch><head/><body><book><book_metadata><titles><title>Of Silt</title></titles>"
                + "</book_metadata></book></body></doi_batch>";
        JsonNode job = done(asAdmin(), "", OCTETS, bytes(deposit));
        assertEquals("done 0 0 0 1", summary(job));
        JsonNode problem = outcomes(job).get(0).at("/problems/0");
        assertEquals("no-article", problem.get("code").textValue());
        assertTrue(problem.get("message").textValue().contains("a book (Of Silt)"));
    }
}
