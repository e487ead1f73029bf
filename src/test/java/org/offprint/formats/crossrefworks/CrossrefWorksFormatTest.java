package org.offprint.formats.crossrefworks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.UnreadableException;

/** Tests the import of each member of Crossref REST API works, and the reports of unplaced values. */
class CrossrefWorksFormatTest {

    private static final String WORK = """
            {"indexed": {"date-parts": [[2024, 1, 1]]}, "DOI": "10.5555/rs.12", "type": "journal-article", "URL": "http://dx.doi.org/10.5555/rs.12",
             "title": ["Silt &amp; <i>Salix</i>", "Second"], "subtitle": ["A survey"], "original-title": ["Limon"], "language": "en",
             "abstract": "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title><jats:p>We <jats:italic>dug</jats:italic>.</jats:p></jats:sec>",
             "container-title": ["Journal of River Studies"], "short-container-title": ["J River Stud"], "publisher": "Delta", "publisher-location": "Delft",
             "issn-type": [{"value": "0317-8471", "type": "print"}, {"value": "2049-3630", "type": "electronic"}], "ISSN": ["0317-8471", "2049-3630"],
             "volume": "12", "issue": "2", "journal-issue": {"issue": "2", "published-print": {"date-parts": [[2024, 4]]}},
             "page": "101-117", "article-number": "e7", "published": {"date-parts": [[2024, 3, 5]]}, "issued": {"date-parts": [[2024, 3, 5]]},
             "published-online": {"date-parts": [[2024, 3, 5]]}, "published-print": {"date-parts": [[2024, 4]]}, "accepted": {"date-parts": [[2024, 1]]},
             "assertion": [{"name": "received", "value": "8 July 2023", "label": "Received"}, {"name": "coi", "value": "None", "label": "Conflict"}],
             "author": [{"given": "Anna", "family": "Vos", "suffix": "Jr.", "ORCID": "http://orcid.org/0000-0002-1825-0097", "sequence": "first",
                         "affiliation": [{"name": "River School", "department": ["Floods"], "place": ["Lyon"], "id": [{"id": "https://ror.org/05gq02987", "id-type": "ROR", "asserted-by": "publisher"}]}]},
                        {"name": "Mud Group", "sequence": "additional", "affiliation": []}, {"given": "Sukarno", "affiliation": []}],
             "editor": [{"family": "Noor", "affiliation": []}],
             "funder": [{"name": "Water Fund", "DOI": "10.13039/501100000001", "award": ["W-1"], "doi-asserted-by": "publisher"}],
             "license": [{"URL": "https://tdm.example/x", "content-version": "tdm"}, {"URL": "http://creativecommons.org/licenses/by/4.0/", "content-version": "vor"}],
             "link": [{"URL": "https://rivers.example/12.pdf", "content-type": "application/pdf", "intended-application": "text-mining"}, {"URL": "https://rivers.example/c", "content-type": "unspecified", "intended-application": "similarity-checking"}],
             "relation": {"has-preprint": [{"id-type": "doi", "id": "10.5555/p", "asserted-by": "subject"}], "is-part-of": [{"id-type": "issn", "id": "0317-8471"}]},
             "update-to": [{"DOI": "10.5555/rs.1", "type": "retraction", "label": "Retraction"}],
             "reference": [{"key": "k1", "doi-asserted-by": "crossref", "DOI": "10.5555/r", "author": "Poe", "year": "1999", "journal-title": "J", "article-title": "T", "edition": "2"},
                           {"key": "k2", "unstructured": "As printed"}, {"key": "k3", "volume-title": "Book", "DOI": "none"}, {"key": "k4"}],
             "subject": ["Hydrology"], "alternative-id": ["RS12"], "archive": ["Portico"]}""";

    private final ImportRecord record =
            ImportReadings.all("crossref-works", WORK).get(0);
    private final JsonNode body = record.body();

    @Test
    void titles_and_abstracts_and_the_journal_and_issue_are_imported_from_a_crossref_work() {
        assertEquals("Silt &amp; <i>Salix</i>", body.get("titleHtml").textValue());
        assertEquals(
                "<p><b>Aim</b></p><p>We <i>dug</i>.</p>",
                body.get("abstractHtml").textValue());
        assertEquals("retraction", body.get("type").textValue());
        assertEquals(
                "{\"volume\":\"12\",\"number\":\"2\",\"publishedOn\":\"2024-04\",\"year\":2024}",
                body.get("issue").toString());
        assertEquals(
                "{\"published\":\"2024-03-05\",\"publishedOnline\":\"2024-03-05\",\"publishedPrint\":\"2024-04\",\"accepted\":\"2024-01\",\"received\":\"2023-07-08\"}",
                body.get("dates").toString());
        assertEquals("e7", body.get("articleNumber").textValue());
        assertEquals("J River Stud", body.at("/journal/abbreviation").textValue());
        assertEquals(2, body.at("/journal/issns").size());
    }

    @Test
    void contributors_and_funders_are_imported_from_a_crossref_work() {
        assertEquals(
                "{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Vos\",\"given\":\"Anna\",\"suffix\":\"Jr.\",\"orcid\":\"https://orcid.org/0000-0002-1825-0097\","
                        + "\"affiliations\":[{\"text\":\"Floods, River School, Lyon\",\"ror\":\"https://ror.org/05gq02987\",\"name\":\"River School\"}]}",
                body.at("/contributors/0").toString());
        assertEquals("Mud Group", body.at("/contributors/1/name").textValue());
        assertEquals("Sukarno", body.at("/contributors/2/family").textValue());
        assertEquals("editor", body.at("/contributors/3/role").textValue());
        assertEquals(
                "[{\"funder\":\"Water Fund\",\"funderDoi\":\"10.13039/501100000001\",\"awards\":[\"W-1\"]}]",
                body.get("funding").toString());
    }

    @Test
    void licenses_and_files_and_relations_and_references_are_imported_from_a_crossref_work() {
        assertEquals(
                "https://creativecommons.org/licenses/by/4.0/",
                body.at("/license/url").textValue());
        assertEquals(
                "[{\"role\":\"fulltext\",\"mediaType\":\"application/pdf\",\"url\":\"https://rivers.example/12.pdf\"}]",
                body.get("files").toString());
        assertEquals(
                "[{\"type\":\"hasPreprint\",\"doi\":\"10.5555/p\"},{\"type\":\"isRetractionOf\",\"doi\":\"10.5555/rs.1\"}]",
                body.get("relations").toString());
        assertEquals(3, body.get("references").size());
        assertEquals("J", body.at("/references/0/containerTitle").textValue());
        assertEquals("2", body.at("/references/0/edition").textValue());
        assertEquals("As printed", body.at("/references/1/text").textValue());
        assertEquals("Book", body.at("/references/2/title").textValue());
    }

    @Test
    void members_of_a_crossref_work_without_a_corresponding_field_are_reported() {
        List<String> reported = record.unplaced().stream()
                .map(one -> one.where() + ": " + one.text())
                .toList();
        for (String each :
                List.of("title: Second", "original-title: Limon", "archive: Portico", "references: {\"key\":\"k4\"}")) {
            assertTrue(reported.contains(each), each + " is not among " + reported);
        }
        assertTrue(reported.stream().anyMatch(one -> one.startsWith("reference[3]/DOI: none")), reported.toString());
        assertTrue(reported.stream().anyMatch(one -> one.contains("https://tdm.example/x")), reported.toString());
        assertTrue(reported.stream().anyMatch(one -> one.contains("Conflict")), reported.toString());
        assertTrue(reported.stream().anyMatch(one -> one.contains("is-part-of")), reported.toString());
        assertTrue(
                reported.stream().noneMatch(one -> one.contains("indexed") || one.contains("Received")),
                reported.toString());
    }

    @Test
    void crossref_works_are_imported_from_api_responses_and_arrays_and_json_lines() {
        String line = WORK.replace("\n", " ");
        assertEquals(
                1,
                ImportReadings.all(
                                "crossref-works",
                                "{\"status\":\"ok\",\"message-type\":\"work\",\"message\":" + WORK + "}")
                        .size());
        assertEquals(
                2,
                ImportReadings.all(
                                "crossref-works",
                                "{\"status\":\"ok\",\"message\":{\"facets\":{},\"items\":[" + WORK + "," + WORK
                                        + "],\"total-results\":2,\"query\":{\"start-index\":0}},\"extra\":[{}]}")
                        .size());
        assertEquals(
                2,
                ImportReadings.all("crossref-works", "[" + WORK + "," + WORK + "]")
                        .size());
        assertEquals(2, ImportReadings.all("crossref-works", line + "\n" + line).size());
        assertThrows(UnreadableException.class, () -> ImportReadings.all("crossref-works", line + "\n{\"DOI\": "));
    }

    @Test
    void crossref_works_that_describe_a_journal_or_issue_are_imported_as_separate_records() {
        ImportRecord issue = ImportReadings.all(
                        "crossref-works",
                        "{\"type\":\"journal-issue\",\"DOI\":\"10.5555/i\",\"container-title\":[\"J\"],\"volume\":\"1\",\"issue\":\"2\",\"published\":{\"date-parts\":[[2020,5]]}}")
                .get(0);
        assertEquals("issue", issue.kind());
        assertEquals(
                "{\"journal\":{\"title\":\"J\",\"language\":\"en\"},\"volume\":\"1\",\"number\":\"2\",\"doi\":\"10.5555/i\",\"publishedOn\":\"2020-05\",\"year\":2020}",
                issue.body().toString());
        ImportRecord journal = ImportReadings.all(
                        "crossref-works",
                        "{\"type\":\"journal\",\"title\":[\"J\"],\"publisher\":\"P\",\"ISSN\":[\"0317-8471\"]}")
                .get(0);
        assertEquals("journal", journal.kind());
        assertEquals("J", journal.body().get("title").textValue());
    }

    @Test
    void two_issns_without_a_medium_are_imported_as_print_and_electronic() {
        JsonNode body = ImportReadings.all(
                        "crossref-works",
                        "{\"DOI\":\"10.5555/1\",\"type\":\"journal-article\",\"title\":[\"Mud\"],\"container-title\":[\"Mud\"],\"ISSN\":[\"2049-3630\",\"0378-5955\"]}")
                .get(0)
                .body();
        assertEquals(
                "[{\"type\":\"print\",\"value\":\"2049-3630\"},{\"type\":\"electronic\",\"value\":\"0378-5955\"}]",
                body.at("/journal/issns").toString());
    }

    @Test
    void a_crossref_reference_with_few_parts_gets_a_text_that_includes_the_article_number() {
        JsonNode reference =
                ImportReadings.all("crossref-works", """
                        {"DOI":"10.5555/n","type":"journal-article","title":["Mud"],
                         "reference":[{"key":"1","author":"Vos","year":"2020","volume":"5","elocation-id":"e12"}]}""").get(0).body().at("/references/0");
        assertEquals("Vos, 2020, 5, e12", reference.get("text").textValue());
        assertEquals("e12", reference.get("articleNumber").textValue());
    }

    @Test
    void an_invalid_date_in_a_crossref_work_is_reported_once() {
        ImportRecord record = ImportReadings.all("crossref-works", """
                        {"DOI":"10.5555/n","type":"journal-article","title":["Mud"],"language":"en",
                         "published":{"date-parts":[[2024,3,5]]},"published-online":{"date-parts":[[2024,13,5]]}}""").get(0);
        assertEquals(
                List.of("published-online"),
                record.unplaced().stream().map(one -> one.where()).toList());
    }

    @Test
    void unsupported_details_of_relations_and_licenses_and_links_in_crossref_works_are_reported() {
        ImportRecord record = ImportReadings.all("crossref-works", """
                        {"DOI":"10.5555/n","URL":"https://mud.example/n","type":"journal-article","title":["Mud"],"container-title":["Mud"],"language":"en",
                         "prefix":"10.5555","source":"Crossref","published":{"date-parts":[[2024,3,5]]},"ISBN":["9780306406157"],"isbn-type":[{"type":"print","value":"9780306406157"}],
                         "author":[{"prefix":"Dr.","given":"Anna","family":"Vos","sequence":"first","affiliation":[]}],
                         "license":[{"URL":"https://creativecommons.org/licenses/by/4.0/","content-version":"vor","start":{"date-parts":[[2024,3,5]]},"delay-in-days":0},
                                    {"URL":"https://creativecommons.org/licenses/by/4.0/","content-version":"tdm","start":{"date-parts":[[2025,1,2]]}}],
                         "link":[{"URL":"https://mud.example/n.pdf","content-type":"application/pdf","content-version":"am","intended-application":"text-mining"},
                                 {"URL":"https://mud.example/n.xml","content-type":"text/xml","content-version":"vor"}],
                         "update-to":[{"DOI":"10.5555/m","type":"correction","label":"Correction","source":"publisher","updated":{"date-parts":[[2024,2,1]]}},
                                      {"DOI":"10.5555/o","type":"erratum","label":"Erratum","updated":{"date-parts":[[2024,3,5]]}}]}""").get(0);
        assertEquals(
                List.of(
                        "isbn-type: 9780306406157 (print)",
                        "URL: https://mud.example/n",
                        "author[1]: prefix: Dr.",
                        "license[2]: content-version: tdm; start: 2025-01-02",
                        "link[1]: content-version: am; intended-application: text-mining",
                        "update-to[1]: updated: 2024-02-01"),
                record.unplaced().stream()
                        .map(one -> one.where() + ": " + one.text())
                        .toList());
        assertEquals(2, record.body().get("files").size());
        assertEquals(2, record.body().get("relations").size());
    }

    @Test
    void markup_in_crossref_works_is_removed_from_plain_text_fields() {
        JsonNode work = ImportReadings.all("crossref-works", """
                        {"DOI":"10.5555/m<1","type":"journal-article","title":["On <i>Silt</i> &amp; <sub>2</sub>"],
                        "container-title":["Silt &amp; Mud"],"publisher":"Mudd &amp; Sons",
                        "author":[{"family":"O&#x27;Ooze","affiliation":[{"name":"1<sup>st</sup> Institute <of Mud>"}]}],
                        "reference":[{"key":"1","article-title":"Of <italic>Arenicola marina</italic>&#x2014;a worm &unknown; AT&T"},
                        {"key":"2","unstructured":"Mudd, 1990 <1955>. <ext-link xlink:href='http://m.example/'>http://m.example/</ext-link>"}]}
                        """).get(0).body();
        assertEquals("On <i>Silt</i> &amp; <sub>2</sub>", work.get("titleHtml").textValue());
        assertEquals("Silt & Mud", work.at("/journal/title").textValue());
        assertEquals("Mudd & Sons", work.at("/journal/publisher").textValue());
        assertEquals("O'Ooze", work.at("/contributors/0/family").textValue());
        assertEquals(
                "1st Institute <of Mud>",
                work.at("/contributors/0/affiliations/0/text").textValue());
        assertEquals(
                "Of Arenicola marina—a worm &unknown; AT&T",
                work.at("/references/0/title").textValue());
        assertEquals(
                "Mudd, 1990 <1955>. http://m.example/",
                work.at("/references/1/text").textValue());
    }

    @Test
    void crossref_works_are_detected_by_type_and_imported_from_an_array_of_responses() {
        String work = "{\"DOI\":\"10.5555/a\",\"type\":\"journal-article\",\"title\":[\"On mud\"]}";
        assertEquals(
                "crossref-works",
                ImportReadings.recognized(("[" + work + "]").getBytes(java.nio.charset.StandardCharsets.UTF_8), null));
        String answer = "{\"status\":\"ok\",\"message-type\":\"work\",\"message\":" + work + ",\"x\":1}";
        String list = "{\"message-type\":\"work-list\",\"message\":{\"total-results\":2,\"items\":[" + work + "," + work
                + "],\"query\":{}}}";
        assertEquals(
                2,
                ImportReadings.all("crossref-works", "[" + answer + "," + answer + "]")
                        .size());
        assertEquals(
                4,
                ImportReadings.all("crossref-works", "[" + list + "," + list + "]")
                        .size());
    }

    @Test
    void works_in_csl_format_are_imported_as_articles() {
        ImportRecord read = ImportReadings.all(
                        "crossref-works",
                        "{\"DOI\":\"10.5555/a\",\"type\":\"article-journal\",\"language\":\"en\",\"title\":\"On mud\","
                                + "\"container-title\":\"Journal of Mud\",\"container-title-short\":\"J. Mud\"}")
                .get(0);
        assertEquals("research-article", read.body().get("type").textValue());
        assertEquals("J. Mud", read.body().at("/journal/abbreviation").textValue());
        assertEquals("[]", read.unplaced().toString());
        ImportRecord untyped = ImportReadings.all(
                        "crossref-works", "{\"DOI\":\"10.5555/a\",\"language\":\"en\",\"title\":\"A\"}")
                .get(0);
        assertEquals("type", untyped.unplaced().get(0).where());
    }

    @Test
    void a_crossref_journal_list_is_imported_as_journals() {
        ImportRecord read = ImportReadings.all(
                        "crossref-works",
                        "{\"message-type\":\"journal-list\",\"message\":{\"items\":[{\"title\":\"Mud\",\"publisher\":\"Delta\",\"counts\":{\"total-dois\":3},"
                                + "\"subjects\":[{\"name\":\"Geology\",\"ASJC\":1907}],\"ISSN\":[\"2049-3630\"],\"issn-type\":[{\"value\":\"2049-3630\",\"type\":\"electronic\"}]}]}}")
                .get(0);
        assertEquals("journal", read.kind());
        assertEquals("Mud", read.body().get("title").textValue());
        assertEquals("2049-3630", read.body().at("/issns/0/value").textValue());
        assertEquals("Geology", read.body().at("/subjects/0/label").textValue());
    }

    @Test
    void a_crossref_work_that_updates_its_own_doi_is_not_imported_as_a_notice() {
        var body = ImportReadings.all("crossref-works", """
                        {"DOI":"10.5555/n","type":"journal-article","title":["Mud"],"container-title":["Mud"],
                         "update-to":[{"DOI":"10.5555/N","type":"correction"}]}""").get(0).body();
        assertEquals("research-article", body.get("type").textValue());
        assertEquals(1, body.get("relations").size());
    }
}
