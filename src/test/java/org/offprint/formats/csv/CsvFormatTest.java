package org.offprint.formats.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.UnreadableException;

/** Tests the CSV import of affiliations and its reports of unplaced values. */
class CsvFormatTest {

    private static final String TABLE = "\uFEFFName,ROR,City,Country,names:fr,Acronyms,Parent,Post code,Notes\r\n"
            + "\"River School, Lyon\",05gq02987,Lyon,France,École,RS; RSL,https://ror.org/01p884a79,69001,\"first\nline \"\"x\"\"\"\r\n"
            + "\r\n"
            + "Mud House,not-a-ror,,NL,,,River School,,,extra\r\n"
            + ",,Delft,NL\r\n";

    @Test
    void csv_cells_are_mapped_by_column_name() {
        List<ImportRecord> records = ImportReadings.all("csv", TABLE);
        assertEquals(3, records.size());
        assertEquals(
                "{\"name\":\"River School, Lyon\",\"ror\":\"https://ror.org/05gq02987\",\"city\":\"Lyon\",\"country\":\"FR\",\"names\":{\"fr\":\"École\"},"
                        + "\"acronyms\":[\"RS\",\"RSL\"],\"parent\":{\"ror\":\"https://ror.org/01p884a79\"},\"postalCode\":\"69001\"}",
                records.get(0).body().toString());
        assertEquals(
                "[Unplaced[where=Notes, text=first line \"x\"]]",
                records.get(0).unplaced().toString());
        assertEquals(
                List.of(2L, 5L, 6L), records.stream().map(ImportRecord::line).toList());
    }

    @Test
    void invalid_csv_cells_are_reported_and_a_row_without_a_name_fails() {
        List<ImportRecord> records = ImportReadings.all("csv", TABLE);
        assertEquals(
                "{\"name\":\"Mud House\",\"country\":\"NL\",\"parent\":{\"name\":\"River School\"}}",
                records.get(1).body().toString());
        assertEquals(
                List.of("ROR", "column 10"),
                records.get(1).unplaced().stream().map(one -> one.where()).toList());
        assertEquals("/name", records.get(2).problems().get(0).pointer());
    }

    @Test
    void csv_cells_can_be_separated_by_semicolons_or_tabs() {
        assertEquals(
                "b",
                ImportReadings.all("csv", "name;city\na;b\n")
                        .get(0)
                        .body()
                        .get("city")
                        .textValue());
        assertEquals(
                "b",
                ImportReadings.all("csv", "name\tcity\na\tb")
                        .get(0)
                        .body()
                        .get("city")
                        .textValue());
        assertThrows(UnreadableException.class, () -> ImportReadings.all("csv", ""));
        assertThrows(UnreadableException.class, () -> ImportReadings.all("csv", "name,city\n\"never closed"));
    }

    @Test
    void csv_imports_recognize_country_names_and_skip_the_separator_line() {
        String file =
                "sep=;\r\nOrganisation;Country\r\nA;United States of America\r\nB;Alemania\r\nC;Czech Republic\r\n";
        assertEquals("csv", ImportReadings.recognized(file.getBytes(java.nio.charset.StandardCharsets.UTF_8), null));
        assertEquals(
                List.of("US", "DE", "CZ"),
                ImportReadings.all("csv", file).stream()
                        .map(record -> record.body().get("country").textValue())
                        .toList());
    }
}
