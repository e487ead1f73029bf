package org.offprint.formats.jsonlines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.UnreadableException;

/** Tests the import of records in our own JSON format, one per line or pretty-printed. */
class JsonLinesFormatTest {

    private static final String LAID_OUT = "{\n  \"kind\": \"journal\",\n  \"title\": \"Mud\"\n}\n";

    @Test
    void pretty_printed_json_records_are_imported() throws IOException {
        List<ImportRecord> read = ImportReadings.all("jsonl", LAID_OUT + LAID_OUT + "{\n}\n");
        assertEquals(
                List.of("journal", "journal", "article"),
                read.stream().map(ImportRecord::kind).toList());
        assertEquals(List.of(1L, 5L, 9L), read.stream().map(ImportRecord::line).toList());
        assertFalse(count(LAID_OUT).isPresent());
    }

    @Test
    void a_json_array_of_records_is_imported() {
        for (String list : List.of("[" + LAID_OUT + "," + LAID_OUT + "]", "[{\"kind\":\"x\"},{\"journal\":{}}]")) {
            assertEquals("jsonl", ImportReadings.recognized(list.getBytes(StandardCharsets.UTF_8), null));
            assertEquals(2, ImportReadings.all("jsonl", list).size());
        }
        assertEquals(
                "/kind",
                ImportReadings.all("jsonl", "[{\"kind\":\"x\"}]")
                        .get(0)
                        .problems()
                        .get(0)
                        .pointer());
    }

    @Test
    void malformed_pretty_printed_json_is_rejected_with_its_line_number() {
        UnreadableException refusal = assertThrows(
                UnreadableException.class, () -> ImportReadings.all("jsonl", LAID_OUT + "{\n \"title\" 1\n}"));
        assertEquals(6, refusal.line());
    }

    @Test
    void a_malformed_json_line_fails_without_affecting_the_next_line() throws IOException {
        String lines = "{\"title\": \n{\"kind\":\"journal\"}\n";
        List<ImportRecord> read = ImportReadings.all("jsonl", lines);
        assertEquals("malformed-json", read.get(0).problems().get(0).code());
        assertEquals("journal", read.get(1).kind());
        assertTrue(count(lines).isPresent());
    }

    private static java.util.OptionalLong count(String file) throws IOException {
        return ImportReadings.format("jsonl").count(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }
}
