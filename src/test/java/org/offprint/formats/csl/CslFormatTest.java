package org.offprint.formats.csl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.UnreadableException;

/** Tests the CSL-JSON import and its reports of unplaced values. */
class CslFormatTest {

    private static final String ITEM = """
            {"id": "http://zotero.example/1", "type": "article-journal", "language": "pt-BR",
             "title": "Silt & <i>Salix</i>, <span style=\\"font-variant:small-caps;\\">dna</span>",
             "container-title": "Journal of River Studies", "container-title-short": "J River Stud",
             "author": [{"family": "Beek", "given": "L.", "non-dropping-particle": "van der", "suffix": "Jr."},
                        {"literal": "Silt Consortium"}, {"given": "Sukarno"}],
             "editor": [{"family": "Noor"}],
             "issued": {"date-parts": [["2024", 3, "05"]]}, "submitted": {"raw": "2023-12"},
             "accessed": {"date-parts": [[2025, 1, 1]]},
             "volume": 12, "issue": "2", "page": "101–117", "number": "e7", "ISSN": ["0317-8471", "2049-3630"],
             "DOI": "10.5555/rs.12", "URL": "https://rivers.example/12", "PMID": "31234567", "keyword": "silt, mud",
             "abstract": "One.\\n\\nTwo < three.", "note": "N"}""";

    @Test
    void every_supported_csl_member_is_mapped_to_a_field() {
        JsonNode body = ImportReadings.all("csl", "[" + ITEM + "]").get(0).body();
        assertEquals(
                "Silt &amp; <i>Salix</i>, <span class=\"sc\">dna</span>",
                body.get("titleHtml").textValue());
        assertEquals("One.\n\nTwo < three.", body.get("abstract").textValue());
        assertEquals(
                "[{\"role\":\"author\",\"kind\":\"person\",\"family\":\"van der Beek\",\"given\":\"L.\",\"suffix\":\"Jr.\"},"
                        + "{\"role\":\"author\",\"kind\":\"organization\",\"name\":\"Silt Consortium\"},"
                        + "{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Sukarno\"},"
                        + "{\"role\":\"editor\",\"kind\":\"person\",\"family\":\"Noor\"}]",
                body.get("contributors").toString());
        assertEquals(
                "{\"published\":\"2024-03-05\",\"received\":\"2023-12\"}",
                body.get("dates").toString());
        assertEquals(
                "{\"volume\":\"12\",\"number\":\"2\",\"year\":2024}",
                body.get("issue").toString());
        assertEquals("{\"first\":\"101\",\"last\":\"117\"}", body.get("pages").toString());
        assertEquals("pt-BR", body.get("language").textValue());
        assertEquals("research-article", body.get("type").textValue());
        assertEquals(2, body.at("/journal/issns").size());
        assertEquals("[\"silt\",\"mud\"]", body.get("keywords").toString());
    }

    @Test
    void unsupported_csl_members_are_reported() {
        List<String> reported = ImportReadings.all("csl", "[" + ITEM + "]").get(0).unplaced().stream()
                .map(one -> one.where() + ": " + one.text())
                .toList();
        assertEquals(List.of("URL: https://rivers.example/12", "accessed: 2025-01-01", "note: N"), reported);
    }

    @Test
    void csl_items_are_imported_from_arrays_and_json_lines_and_single_objects() {
        String line = ITEM.replace("\n", " ");
        assertEquals(2, ImportReadings.all("csl", "[" + ITEM + "," + ITEM + "]").size());
        assertEquals(1, ImportReadings.all("csl", ITEM).size());
        List<ImportRecord> lines = ImportReadings.all("csl", line + "\n" + line + "\n");
        assertEquals(List.of(1L, 2L), lines.stream().map(ImportRecord::line).toList());
        assertEquals(1, ImportReadings.all("csl", "{\"items\":[" + ITEM + "]}").size());
    }

    @Test
    void csl_files_with_invalid_json_or_invalid_items_are_rejected() {
        assertThrows(UnreadableException.class, () -> ImportReadings.all("csl", "[" + ITEM + ", {\"type\": "));
        assertThrows(UnreadableException.class, () -> ImportReadings.all("csl", "[1]"));
        assertThrows(UnreadableException.class, () -> ImportReadings.all("csl", "[".repeat(10_000)));
        assertThrows(UnreadableException.class, () -> ImportReadings.all("csl", "[{\"a\":" + "[".repeat(10_000)));
        assertEquals(List.of(), ImportReadings.all("csl", "[]"));
    }

    @Test
    void only_the_first_of_several_csl_page_ranges_is_imported() {
        for (String[] pages : new String[][] {
            {"12-19, 21", "{\"first\":\"12\",\"last\":\"19\"}", "21"},
            {"e12; e15-e19", "{\"first\":\"e12\"}", "e15-e19"},
            {"1,234-1,240", "{\"first\":\"1,234\",\"last\":\"1,240\"}", null}
        }) {
            ImportRecord record = ImportReadings.all(
                            "csl",
                            "{\"type\":\"article-journal\",\"language\":\"en\",\"title\":\"One\",\"page\":\"" + pages[0]
                                    + "\"}")
                    .get(0);
            assertEquals(pages[1], record.body().get("pages").toString());
            assertEquals(
                    pages[2] == null ? List.of() : List.of(pages[2]),
                    record.unplaced().stream()
                            .filter(one -> one.where().equals("pages"))
                            .map(one -> one.text())
                            .toList());
        }
    }

    @Test
    void csl_files_are_detected_by_item_type_or_by_member_names() {
        for (String item : List.of(
                "[{\"id\":\"a\",\"type\":\"legal_case\",\"title\":\"x\"}]",
                "[{\"id\":\"a\",\"container-title\":\"Mud\",\"abstract\":\"" + "x".repeat(5_000))) {
            assertEquals("csl", ImportReadings.recognized(item.getBytes(StandardCharsets.UTF_8), null));
        }
    }

    @Test
    void csl_members_that_reference_managers_misplace_are_imported() {
        ImportRecord read = ImportReadings.all(
                        "csl",
                        "{\"type\":\"article-journal\",\"language\":\"en\",\"title\":[\"A &amp; <em>b</em>\"],\"container-title\":[\"Mud\"],"
                                + "\"ISBN\":\"9783030123456\",\"note\":\"PMID: 123\\nPMCID: PMC45\\nKept\",\"issued\":{\"raw\":\"March 2015\"}}")
                .get(0);
        assertEquals("A &amp; <i>b</i>", read.body().get("titleHtml").textValue());
        assertEquals("Mud", read.body().at("/journal/title").textValue());
        assertEquals("2015-03", read.body().at("/dates/published").textValue());
        assertEquals(
                "[{\"type\":\"isbn\",\"value\":\"9783030123456\"},{\"type\":\"pmid\",\"value\":\"123\"},{\"type\":\"pmcid\",\"value\":\"PMC45\"}]",
                read.body().get("identifiers").toString());
        assertEquals("[Unplaced[where=note, text=Kept]]", read.unplaced().toString());
    }

    @Test
    void a_csl_date_range_or_uncertain_date_is_reported() {
        ImportRecord read = ImportReadings.all(
                        "csl",
                        "{\"type\":\"article-journal\",\"language\":\"en\",\"title\":\"A\","
                                + "\"issued\":{\"date-parts\":[[2009,1,2],[2009,1,5]],\"circa\":true}}")
                .get(0);
        assertEquals("2009-01-02", read.body().at("/dates/published").textValue());
        assertEquals(
                "[Unplaced[where=issued, text=2009-01-02/2009-01-05; circa: true]]",
                read.unplaced().toString());
    }

    @Test
    void the_orcid_of_a_csl_author_is_imported_for_that_author() {
        ImportRecord read = ImportReadings.all(
                        "csl",
                        "{\"type\":\"article-journal\",\"language\":\"en\",\"title\":\"A\",\"author\":[{\"literal\":\"Silt Watch\"},"
                                + "{\"family\":\"Vos\",\"ORCID\":\"http://orcid.org/0000-0002-1825-0097\"},{\"family\":\"Noor\",\"ORCID\":\"0000-1\"}]}")
                .get(0);
        assertEquals(
                "https://orcid.org/0000-0002-1825-0097",
                read.body().at("/contributors/1/orcid").textValue());
        assertTrue(read.unplaced().stream().anyMatch(one -> one.text().startsWith("0000-1 (")));
    }
}
