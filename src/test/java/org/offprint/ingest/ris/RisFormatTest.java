package org.offprint.ingest.ris;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.ingest.ImportRecord;
import org.offprint.ingest.Readings;
import org.offprint.ingest.UnreadableException;

/** What is read of RIS, and what is told to have no place. */
class RisFormatTest {

    private final List<ImportRecord> records =
            Readings.all("ris", RisFormatTest.class.getResourceAsStream("/ingest/ris/all-features.ris"));
    private final JsonNode body = records.get(0).body();

    @Test
    void records_end_where_they_say_so_or_with_the_file() {
        assertEquals(3, records.size());
        assertEquals(
                List.of(1L, 31L, 36L), records.stream().map(ImportRecord::line).toList());
        assertEquals("Second", records.get(1).body().get("title").textValue());
        assertEquals(
                "{\"first\":\"5\",\"last\":\"9\"}",
                records.get(1).body().get("pages").toString());
        assertEquals("1999", records.get(1).body().at("/dates/published").textValue());
        assertEquals("other", records.get(1).body().get("type").textValue());
        assertEquals("Cut off", records.get(2).body().get("title").textValue());
    }

    @Test
    void every_tag_with_a_place_is_placed() {
        assertEquals("Silt & <Salix>", body.get("title").textValue());
        assertEquals("First line goes on.", body.get("abstract").textValue());
        assertEquals(
                "[{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Vos\",\"given\":\"Anna\",\"suffix\":\"Jr.\"},"
                        + "{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Sukarno\"},"
                        + "{\"role\":\"author\",\"kind\":\"organization\",\"name\":\"The Silt Consortium\"},"
                        + "{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Vos\",\"given\":\"Anna B\"},"
                        + "{\"role\":\"editor\",\"kind\":\"person\",\"family\":\"Noor\",\"given\":\"N.\"}]",
                body.get("contributors").toString());
        assertEquals("{\"published\":\"2024-03-05\"}", body.get("dates").toString());
        assertEquals("J River Stud", body.at("/journal/abbreviation").textValue());
        assertEquals(2, body.at("/journal/issns").size());
        assertEquals("[\"silt\",\"willow\",\"mud\"]", body.get("keywords").toString());
        assertEquals("10.5555/rs.12", body.get("doi").textValue());
        assertEquals(
                "[{\"role\":\"fulltext\",\"mediaType\":\"application/pdf\",\"url\":\"https://rivers.example/12.pdf\"}]",
                body.get("files").toString());
    }

    @Test
    void the_rest_is_told() {
        List<String> told = records.get(0).unplaced().stream()
                .map(one -> one.where() + ": " + one.text())
                .toList();
        assertEquals(
                List.of(
                        "LA: The source names none; en is taken.",
                        "L1: internal-pdf://12.pdf",
                        "UR: https://rivers.example/12",
                        "N1: A note"),
                told);
        assertTrue(records.get(1).unplaced().stream()
                .anyMatch(one -> one.where().equals("TY") && one.text().equals("BOOK")));
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        byte[] latin = "TY  - JOUR\nTI  - Caf\u00E9\nER  -\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(UnreadableException.class, () -> Readings.all("ris", new ByteArrayInputStream(latin)));
    }

    @Test
    void what_providers_write_before_and_between_records_is_understood() {
        String file =
                "Provider: Library\r\nContent: text/plain\r\n\r\nTY  - JOUR\r\nTI  - On mud\r\nJF  - Journal of Mud\r\n"
                        + "JO  - J. Mud\r\nPY  - 2009/05//Spring\r\nN1  - doi: 10.5555/mud.9\r\nKW  - a; b\r\nTY  - JOUR\r\nTI  - Second\r\nPY  - 2010///\r\n";
        assertEquals("ris", Readings.recognized(file.getBytes(StandardCharsets.UTF_8), null));
        List<ImportRecord> read = Readings.all("ris", file);
        assertEquals(List.of(4L, 11L), read.stream().map(ImportRecord::line).toList());
        JsonNode first = read.get(0).body();
        assertEquals(
                "{\"title\":\"Journal of Mud\",\"abbreviation\":\"J. Mud\"}",
                first.get("journal").toString());
        assertEquals("10.5555/mud.9", first.get("doi").textValue());
        assertEquals("[\"a\",\"b\"]", first.get("keywords").toString());
        assertEquals("2009-05", first.at("/dates/published").textValue());
        assertTrue(read.get(0).unplaced().stream().anyMatch(one -> one.text().equals("2009/05//Spring")));
        assertEquals("2010", read.get(1).body().at("/dates/published").textValue());
    }

    @Test
    void a_journal_has_one_issn_of_each_medium_and_others_are_told() {
        ImportRecord read = Readings.all(
                        "ris",
                        "TY  - JOUR\nTI  - On mud\nSN  - 2049-3630 (Online)\nSN  - 0378-5955\nSN  - 1234-5679\nLA  - cze\n"
                                + "DA  - 2009/05/07\nPY  - 2009/06\nER  - \n")
                .get(0);
        assertEquals(
                "[{\"type\":\"electronic\",\"value\":\"2049-3630\"},{\"type\":\"print\",\"value\":\"0378-5955\"}]",
                read.body().at("/journal/issns").toString());
        assertEquals("cs", read.body().get("language").textValue());
        assertEquals("2009-05-07", read.body().at("/dates/published").textValue());
        assertEquals(
                List.of("PY: 2009/06", "SN: 1234-5679"),
                read.unplaced().stream()
                        .map(one -> one.where() + ": " + one.text())
                        .toList());
    }
}
