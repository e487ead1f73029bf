package org.offprint.formats.ris;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.UnreadableException;

/** Tests the RIS import and its reports of unplaced values. */
class RisFormatTest {

    private final List<ImportRecord> records =
            ImportReadings.all("ris", RisFormatTest.class.getResourceAsStream("/imports/ris/all-features.ris"));
    private final JsonNode body = records.get(0).body();

    @Test
    void a_ris_record_ends_at_its_end_tag_or_the_next_record_or_the_end_of_the_file() {
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
    void every_supported_ris_tag_is_mapped_to_a_field() {
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
    void unsupported_ris_tags_are_reported() {
        List<String> reported = records.get(0).unplaced().stream()
                .map(one -> one.where() + ": " + one.text())
                .toList();
        assertEquals(
                List.of(
                        "LA: The source states no language, so English (en) was assumed.",
                        "L1: internal-pdf://12.pdf",
                        "UR: https://rivers.example/12",
                        "N1: A note"),
                reported);
        assertTrue(records.get(1).unplaced().stream()
                .anyMatch(one -> one.where().equals("TY") && one.text().equals("BOOK")));
    }

    @Test
    void a_different_second_value_for_a_field_of_a_ris_record_is_reported() {
        ImportRecord read = ImportReadings.all(
                        "ris", "TY  - JOUR\nTI  - On mud\nT1  - Silt\nT1  - On mud\nJO  - Mud\nLA  - en\nER  - \n")
                .get(0);
        assertEquals("On mud", read.body().get("title").textValue());
        assertEquals(
                List.of("T1: Silt"),
                read.unplaced().stream()
                        .map(one -> one.where() + ": " + one.text())
                        .toList());
    }

    @Test
    void ris_files_that_are_not_utf_8_are_rejected() {
        byte[] latin = "TY  - JOUR\nTI  - Caf\u00E9\nER  -\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(UnreadableException.class, () -> ImportReadings.all("ris", new ByteArrayInputStream(latin)));
    }

    @Test
    void ris_imports_tolerate_provider_headers_and_missing_end_tags() {
        String file =
                "Provider: Library\r\nContent: text/plain\r\n\r\nTY  - JOUR\r\nTI  - On mud\r\nJF  - Journal of Mud\r\n"
                        + "JO  - J. Mud\r\nPY  - 2009/05//Spring\r\nN1  - doi: 10.5555/mud.9\r\nKW  - a; b\r\nTY  - JOUR\r\nTI  - Second\r\nPY  - 2010///\r\n";
        assertEquals("ris", ImportReadings.recognized(file.getBytes(StandardCharsets.UTF_8), null));
        List<ImportRecord> read = ImportReadings.all("ris", file);
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
    void only_one_issn_per_medium_is_imported_from_a_ris_record() {
        ImportRecord read = ImportReadings.all(
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

    @Test
    void ris_dates_are_combined_from_several_tags() {
        assertEquals("2018-09-15", published("PY  - 2018", "DA  - SEP 15"));
        assertEquals("2024-04", published("DA  - Apr", "PY  - 2024"));
        assertEquals("2016-10-19", published("Y1  - 2016/10/19", "PY  - 2016"));
        assertEquals("2017-06-01", published("PY  - 2017", "Y1  - 1 June 2017"));
        assertEquals("2017-06-01", published("PY  - 2017 Jun 1"));
        assertEquals("2001", published("PY  - 2001/00/00/"));
        assertEquals("2016", published("PY  - 2016-21"));
        assertEquals("2019-10", published("DA  - 2019/10//undefined", "PY  - 2019"));
        assertEquals("2012-03", published("PY  - mars-avril 2012"));
    }

    @Test
    void text_in_a_ris_date_that_cannot_be_parsed_is_reported() {
        assertEquals(List.of("PY: mars-avril 2012"), reported("PY  - mars-avril 2012"));
        assertEquals(List.of("PY: 2016-21"), reported("PY  - 2016-21"));
        assertEquals(List.of("DA: soon"), reported("PY  - 2016", "DA  - soon"));
        assertEquals(List.of("PY: 2013/02/15/received"), reported("PY  - 2013/04/18", "PY  - 2013/02/15/received"));
        assertEquals(List.of(), reported("PY  - 2018", "DA  - SEP 15", "Y1  - 2018///"));
    }

    @Test
    void ris_names_are_parsed_in_the_notation_of_each_provider() {
        assertEquals("Vos|R.", author("Vos R."));
        assertEquals("De La Mar|J.-P.", author("De La Mar J.-P."));
        assertEquals("Vos|JA", author("Vos JA"));
        assertEquals("Vos|J|Jr", author("Vos J Jr"));
        assertEquals("VOS|J", author("VOS J"));
        assertEquals("Vos|S.", author("S. Vos"));
        assertEquals("Vos|Anna; Noor|Ben", author("Vos, Anna; Noor, Ben"));
        assertEquals("王小明; 李华", author("王小明;李华"));
        assertEquals("Vos|Anna; Noor|Ben", author("Vos, Anna and Noor, Ben"));
        assertEquals("Vos|JA; Noor|B", author("Vos JA, Noor B"));
        assertEquals("Silt Watch", author("Silt Watch,"));
        assertEquals("Mud and Silt, Inc.", author("Mud and Silt, Inc."));
        assertEquals("Centers for Mud Control", author("Centers for Mud Control"));
        assertEquals("Agência Nacional do Lodo", author("Agência Nacional do Lodo"));
        assertEquals("van der Beek|Ludwig", author("Ludwig van der Beek"));
        assertEquals("van Gent", author("van Gent"));
        assertEquals("de la Mar|Ana|Jr.", author("Ana de la Mar, Jr."));
        assertEquals("hooks|bell", author("bell hooks"));
        assertEquals("Vos|III", author("Vos, III"));
        assertEquals("Vos|A.", author("Vos, A.\nAU  - et al."));
        assertEquals(List.of("author: et al."), reported("AU  - et al."));
        assertEquals("", author("Vos, Noor, Beek, Mar, Sands"));
        assertEquals(List.of("author: Vos, Noor, Beek, Mar, Sands"), reported("AU  - Vos, Noor, Beek, Mar, Sands"));
    }

    @Test
    void ris_tags_after_the_end_of_a_record_belong_to_that_record() {
        List<ImportRecord> read = ImportReadings.all(
                "ris",
                "1.\nTY  - JOUR\nLA  - en\nTI  - On mud\nER  -\nNL  - J Mud\n\nLink: here\n\n2.\nTY  - JOUR\nLA  - en\n"
                        + "TI  - More mud\nER  -\nNL  - J Mud\n");
        assertEquals(2, read.size());
        assertEquals("NL", read.get(0).unplaced().get(0).where());
        assertEquals("J Mud", read.get(1).unplaced().get(0).text());
    }

    @Test
    void html_markup_and_entities_in_ris_fields_are_parsed() {
        ImportRecord read = ImportReadings.all(
                        "ris",
                        "TY  - JOUR\nTI  - <i>Salix</i> &amp; CO<inf>2</inf>, a < b\nJO  - Mud &amp; Sand\nKW  - a;b;c\n"
                                + "AB  - So &lt; 5.\n\nIt is&#8217;t.\nER  - \n")
                .get(0);
        assertEquals(
                "<i>Salix</i> &amp; CO<sub>2</sub>, a &lt; b",
                read.body().get("titleHtml").textValue());
        assertEquals("Mud & Sand", read.body().at("/journal/title").textValue());
        assertEquals("So < 5.\n\nIt is’t.", read.body().get("abstract").textValue());
        assertEquals("[\"a\",\"b\",\"c\"]", read.body().get("keywords").toString());
    }

    @Test
    void ris_identifiers_are_reported_unless_they_repeat_the_doi_or_issn() {
        assertEquals(
                List.of("SN: 9783030123456", "SP: No Specified"),
                reported(
                        "DO  - http://dx.doi.org/10.5555/MUD.1",
                        "DO  - 10.5555/mud.1",
                        "M3  - doi: 10.5555/mud.1",
                        "SN  - 20493630 (ISSN); 9783030123456 (ISBN)",
                        "SP  - No",
                        "EP  - Specified"));
        assertEquals(List.of(), reported("SN  - 2049-3630 (Electronic)\n2049-3630 (Linking)"));
    }

    @Test
    void old_line_endings_and_indentation_and_utf_16_are_accepted_in_ris_files() {
        String file = "TY  - JOUR\rTI  - On mud\rAU  - Vos, A\rER  - \r";
        assertEquals("On mud", only(file.getBytes(StandardCharsets.UTF_8)));
        assertEquals("On mud", only(file.replace("\r", "\n      ").getBytes(StandardCharsets.UTF_8)));
        assertEquals("On mud", only(file.getBytes(StandardCharsets.UTF_16LE)));
    }

    private static String only(byte[] file) {
        assertEquals("ris", ImportReadings.recognized(file, null));
        List<ImportRecord> read = ImportReadings.all("ris", new ByteArrayInputStream(file));
        assertEquals(1, read.size());
        assertEquals("Vos", read.get(0).body().at("/contributors/0/family").textValue());
        return read.get(0).body().get("title").textValue();
    }

    private static ImportRecord record(String... lines) {
        return ImportReadings.all(
                        "ris", "TY  - JOUR\nTI  - On mud\nLA  - en\n" + String.join("\n", lines) + "\nER  - \n")
                .get(0);
    }

    private static String published(String... lines) {
        return record(lines).body().at("/dates/published").textValue();
    }

    private static List<String> reported(String... lines) {
        return record(lines).unplaced().stream()
                .map(one -> one.where() + ": " + one.text())
                .toList();
    }

    /** Returns the author names, separated by semicolons, with vertical bars between the parts of a name. */
    private static String author(String said) {
        List<String> names = new ArrayList<>();
        record("AU  - " + said).body().path("contributors").forEach(person -> {
            List<String> parts = new ArrayList<>();
            for (String part : List.of("name", "family", "given", "suffix")) {
                if (person.has(part)) {
                    parts.add(person.get(part).textValue());
                }
            }
            names.add(String.join("|", parts));
        });
        return String.join("; ", names);
    }

    @Test
    void pubmed_ids_in_ris_are_recognized_by_the_database_tag() {
        assertEquals(
                "[{\"type\":\"pmcid\",\"value\":\"PMC12\"}]",
                record("DB  - PMC", "AN  - PMC12").body().get("identifiers").toString());
        assertEquals(
                "[{\"type\":\"pmid\",\"value\":\"345\"}]",
                record("DB  - Embase", "DB  - Medline", "C5  - 345")
                        .body()
                        .get("identifiers")
                        .toString());
    }
}
