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
}
