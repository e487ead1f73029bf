package org.offprint.formats.pubmed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.UnreadableException;

/** Tests the import of the MEDLINE format, and the reports of unplaced values. */
class MedlineFormatTest {

    private final List<ImportRecord> records = ImportReadings.all(
            "medline", MedlineFormatTest.class.getResourceAsStream("/imports/medline/all-features.nbib"));

    @Test
    void a_medline_record_starts_at_its_pmid_tag() {
        assertEquals(3, records.size());
        assertEquals(
                List.of(2L, 59L, 69L), records.stream().map(ImportRecord::line).toList());
    }

    @Test
    void every_supported_medline_tag_is_mapped_to_a_field() {
        assertEquals("review-article", text(0, "/type"));
        assertEquals("en", text(0, "/language"));
        assertEquals("Silt & <Salix>: results from a river that goes on", text(0, "/title"));
        assertEquals("AIM: To look. CONCLUSION: Mud.", text(0, "/abstract"));
        assertEquals(
                "[{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Vos\",\"given\":\"Anna B\","
                        + "\"orcid\":\"https://orcid.org/0000-0002-1825-0097\",\"affiliations\":"
                        + "[{\"text\":\"Water Institute, Delft, The Netherlands.\"},{\"text\":\"River School.\"}]},"
                        + "{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Noor\",\"given\":\"SK\"},"
                        + "{\"role\":\"author\",\"kind\":\"organization\",\"name\":\"Silt Watchers\"},"
                        + "{\"role\":\"collaborator\",\"kind\":\"person\",\"family\":\"Berg\",\"given\":\"Jan\"}]",
                at(0, "/contributors").toString());
        assertEquals(
                "{\"title\":\"Journal of mud\",\"abbreviation\":\"J Mud\",\"publisherPlace\":\"Netherlands\","
                        + "\"identifiers\":[{\"type\":\"nlm-ta\",\"value\":\"J Mud\"},{\"type\":\"nlm-journal-id\","
                        + "\"value\":\"9203369\"}],\"issns\":"
                        + "[{\"type\":\"electronic\",\"value\":\"2049-3630\"},{\"type\":\"print\",\"value\":\"0378-5955\"}]}",
                at(0, "/journal").toString());
        assertEquals(
                "{\"volume\":\"30\",\"number\":\"11\",\"year\":2019}",
                at(0, "/issue").toString());
        assertEquals("{\"first\":\"1759\",\"last\":\"1764\"}", at(0, "/pages").toString());
        assertEquals(
                "{\"published\":\"2019-09-18\",\"publishedOnline\":\"2019-09-18\",\"publishedPrint\":\"2019-11\",\"received\":\"2019-02-04\",\"accepted\":\"2019-05-30\"}",
                at(0, "/dates").toString());
        assertEquals("10.5555/mud.30.11", text(0, "/doi"));
        assertEquals(
                "[{\"type\":\"pmid\",\"value\":\"31542275\"},{\"type\":\"pmcid\",\"value\":\"PMC123\"},"
                        + "{\"type\":\"pii\",\"value\":\"S1051-0443(19)30544-5\"}]",
                at(0, "/identifiers").toString());
        assertEquals("[\"silt\",\"willow\"]", at(0, "/keywords").toString());
        assertEquals(
                "[{\"scheme\":\"mesh\",\"label\":\"Rivers/*chemistry\"}]",
                at(0, "/subjects").toString());
        assertEquals(
                "[{\"funder\":\"NIH HHS\",\"awards\":[\"R01 HL12\"]}]",
                at(0, "/funding").toString());
        assertEquals("Copyright 2019 The Mud Society.", text(0, "/license/copyright/statement"));
    }

    @Test
    void unsupported_medline_tags_are_reported_except_internal_pubmed_metadata() {
        assertEquals(
                List.of(
                        "PT: Comparative Study",
                        "IS: 1234-5679 (Linking)",
                        "PHST: 2019/09/20 00:00 [epublish]",
                        "GR: United States",
                        "CIN: J Mud. 2019 Nov;30(11):1765. PMID: 31542276"),
                reported(0));
    }

    @Test
    void a_non_english_medline_article_is_imported_with_its_original_and_english_titles() {
        assertEquals("fr", text(1, "/language"));
        assertEquals("La boue du fleuve", text(1, "/title"));
        assertEquals("The mud of the river", text(1, "/translations/en/title"));
        assertEquals("In short.", text(1, "/translations/en/abstract"));
        assertEquals("2001-03-04", text(1, "/dates/published"));
        assertEquals("Dupont", text(1, "/contributors/0/family"));
        assertEquals("J", text(1, "/contributors/0/given"));
        assertEquals("other", text(1, "/type"));
    }

    @Test
    void seasons_in_medline_dates_are_reported() {
        assertEquals("2002", text(2, "/dates/published"));
        assertTrue(reported(2).contains("DP: 2002 Winter"), reported(2).toString());
    }

    @Test
    void medline_files_that_are_not_utf_8_are_rejected() {
        byte[] latin = "PMID- 1\nTI  - Caf\u00E9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(UnreadableException.class, () -> ImportReadings.all("medline", new ByteArrayInputStream(latin)));
    }

    @Test
    void an_email_in_a_medline_affiliation_is_assigned_to_the_author() {
        JsonNode body = ImportReadings.all(
                        "medline",
                        "PMID- 7\nTI  - Mud\nFAU - Vos, Anna\nAD  - River School, Lyon, France. Electronic address: a.vos@river.example.\n"
                                + "FAU - Poe, E\nAD  - Mud School, Delft, The Netherlands; e.poe@mud.example\n")
                .get(0)
                .body();
        assertEquals(
                "River School, Lyon, France.",
                body.at("/contributors/0/affiliations/0/text").textValue());
        assertEquals("a.vos@river.example", body.at("/contributors/0/email").textValue());
        assertEquals(
                "Mud School, Delft, The Netherlands",
                body.at("/contributors/1/affiliations/0/text").textValue());
        assertEquals("e.poe@mud.example", body.at("/contributors/1/email").textValue());
    }

    private JsonNode at(int record, String pointer) {
        return records.get(record).body().at(pointer);
    }

    private String text(int record, String pointer) {
        return at(record, pointer).textValue();
    }

    private List<String> reported(int record) {
        return records.get(record).unplaced().stream()
                .map(one -> one.where() + ": " + one.text())
                .toList();
    }

    @Test
    void generation_suffixes_of_medline_authors_are_imported_separately() {
        ImportRecord read = ImportReadings.all(
                        "medline",
                        "PMID- 1\nLA  - eng\nPT  - Journal Article\nTI  - On mud &amp; sand.\nAD  - Mud School, Delft.\nFAU - King, Martin L Jr\nAU  - King ML Jr\n"
                                + "AU  - O'Neil-Vos K 2nd\nAU  - et al.\nCOIS- None.\n")
                .get(0);
        assertEquals(
                "[{\"role\":\"author\",\"kind\":\"person\",\"family\":\"King\",\"given\":\"Martin L\",\"suffix\":\"Jr\","
                        + "\"affiliations\":[{\"text\":\"Mud School, Delft.\"}]},"
                        + "{\"role\":\"author\",\"kind\":\"person\",\"family\":\"O'Neil-Vos\",\"given\":\"K\",\"suffix\":\"2nd\"}]",
                read.body().get("contributors").toString());
        assertEquals("On mud & sand", read.body().get("title").textValue());
        assertEquals("None.", read.body().at("/statements/conflictOfInterest").textValue());
        assertEquals("[Unplaced[where=author, text=et al.]]", read.unplaced().toString());
    }

    @Test
    void issue_years_and_article_numbers_and_grants_are_imported_from_medline() {
        ImportRecord read = ImportReadings.all(
                        "medline",
                        "PMID- 1\nLA  - eng\nPT  - Journal Article\nTI  - On mud.\nDP  - 2020 Feb\nDEP - 20190325\nVI  - 63\nPG  - 103640\nLID - 103640\n"
                                + "GR  - BB/E010652/1/BB_/Silt Council/Norway\nGR  - 001/Mud Organization/International\n"
                                + "GR  - /Sand Trust/Wales\nGR  - HL/Mud HHS/Wales\n")
                .get(0);
        assertEquals("2019-03-25", read.body().at("/dates/published").textValue());
        assertEquals(2020, read.body().at("/issue/year").intValue());
        assertEquals("103640", read.body().path("articleNumber").textValue());
        assertTrue(read.body().path("pages").isMissingNode());
        assertEquals(
                "[{\"funder\":\"Silt Council\",\"awards\":[\"BB/E010652/1\"]},"
                        + "{\"funder\":\"Mud Organization\",\"awards\":[\"001\"]},"
                        + "{\"funder\":\"Sand Trust\"},{\"funder\":\"Mud HHS\"}]",
                read.body().get("funding").toString());
        assertEquals(
                List.of("GR: Norway", "GR: International", "GR: Wales", "GR: HL/Mud HHS/Wales"),
                read.unplaced().stream()
                        .map(one -> one.where() + ": " + one.text())
                        .toList());
    }

    @Test
    void an_abbreviated_last_page_in_medline_is_expanded() {
        assertEquals("{\"first\":\"S12\",\"last\":\"S15\"}", pages("S12-5; discussion S16"));
        assertEquals("{\"first\":\"1759\",\"last\":\"1764\"}", pages("1759-64"));
        assertEquals("{\"first\":\"99\",\"last\":\"103\"}", pages("99-103"));
        assertEquals("{\"first\":\"12\",\"last\":\"15a\"}", pages("12-15a"));
    }

    private static String pages(String said) {
        return ImportReadings.all("medline", "PMID- 1\nTI  - On mud.\nPG  - " + said + "\n")
                .get(0)
                .body()
                .get("pages")
                .toString();
    }
}
