package org.offprint.formats.doaj;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.kernel.identifiers.SharedData;

/** Tests the imports of DOAJ JSON and XML, and their reports of unplaced values. */
class DoajFormatsTest {

    private static final String JSON = """
            {"id": "x", "created_date": "2020-01-01T00:00:00Z", "bibjson": {"title": "On mud & <water>", "year": "2019", "month": "March",
             "identifier": [{"type": "doi", "id": "10.5555/m.1"}, {"type": "pissn", "id": "0317-8471"}, {"type": "eissn", "id": "2049-3630"}],
             "journal": {"title": "J Mud", "publisher": "Delta", "volume": "3", "number": "4", "start_page": "7", "end_page": "9", "language": ["EN", "FR"], "country": "NL"},
             "author": [{"name": "Anna Vos", "affiliation": "River School", "orcid_id": "https://orcid.org/0000-0002-1825-0097"}, {"name": "Mud Group"}],
             "abstract": "One.\\n\\nTwo.", "keywords": ["mud"], "subject": [{"scheme": "LCC", "term": "Rivers", "code": "GB"}],
             "link": [{"type": "fulltext", "content_type": "PDF", "url": "https://mud.example/1.pdf"}]}}""";

    @Test
    void doaj_articles_are_imported_from_single_objects_and_arrays_and_api_responses() {
        for (String file :
                List.of(JSON, "[" + JSON + "]", "{\"total\": 1, \"results\": [" + JSON + "], \"last\": \"x\"}")) {
            List<ImportRecord> records = ImportReadings.all("doaj", file);
            assertEquals(1, records.size(), file);
            assertEquals("On mud & <water>", records.get(0).body().get("title").textValue());
        }
    }

    @Test
    void every_supported_doaj_member_is_mapped_to_a_field() {
        ImportRecord record = ImportReadings.all("doaj", JSON).get(0);
        JsonNode body = record.body();
        assertEquals("{\"published\":\"2019-03\"}", body.get("dates").toString());
        assertEquals("10.5555/m.1", body.get("doi").textValue());
        assertEquals("electronic", body.at("/journal/issns/1/type").textValue());
        assertEquals(
                "{\"volume\":\"3\",\"number\":\"4\",\"year\":2019}",
                body.get("issue").toString());
        assertEquals("{\"first\":\"7\",\"last\":\"9\"}", body.get("pages").toString());
        assertEquals(
                "[{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Vos\",\"given\":\"Anna\",\"orcid\":\"https://orcid.org/0000-0002-1825-0097\","
                        + "\"affiliations\":[{\"text\":\"River School\"}]},{\"role\":\"author\",\"kind\":\"organization\",\"name\":\"Mud Group\"}]",
                body.get("contributors").toString());
        assertEquals(
                "[{\"scheme\":\"LCC\",\"code\":\"GB\",\"label\":\"Rivers\"}]",
                body.get("subjects").toString());
        assertEquals("One.\n\nTwo.", body.get("abstract").textValue());
        assertEquals(
                "[{\"role\":\"fulltext\",\"mediaType\":\"application/pdf\",\"url\":\"https://mud.example/1.pdf\"}]",
                body.get("files").toString());
        assertEquals(
                "[Unplaced[where=bibjson/journal/language, text=FR], Unplaced[where=bibjson, text=journal: country: NL]]",
                record.unplaced().toString());
    }

    @Test
    void doaj_xml_titles_and_abstracts_are_imported_in_their_languages() throws Exception {
        List<ImportRecord> records;
        try (InputStream file = DoajFormatsTest.class.getResourceAsStream("/imports/doaj/records.xml")) {
            records = ImportReadings.all("doaj-xml", file);
        }
        JsonNode body = records.get(0).body();
        assertEquals("fr", body.get("language").textValue());
        assertEquals("L’eau", body.get("title").textValue());
        assertEquals("Water", body.at("/translations/en/title").textValue());
        assertEquals("0317-8471", body.at("/journal/issns/0/value").textValue());
        assertEquals(
                "[{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Roux\",\"given\":\"Léa\",\"orcid\":\"https://orcid.org/0000-0002-1825-0097\","
                        + "\"email\":\"l@x.example\",\"affiliations\":[{\"text\":\"Institut des Eaux\"}]}]",
                body.get("contributors").toString());
        assertEquals("22", body.at("/identifiers/0/value").textValue());
        assertEquals("article", records.get(0).unplaced().get(0).text());
        assertEquals("Two", records.get(1).body().get("title").textValue());
        assertTrue(records.get(1).unplaced().get(0).text().startsWith("nowhere"));
    }

    @Test
    void valid_and_invalid_doaj_sample_files_are_imported() throws Exception {
        Path folder = SharedData.present("doaj");
        ImportRecord one = ImportReadings.all("doaj", Files.newInputStream(folder.resolve("create_article.json")))
                .get(0);
        assertEquals("Article Title", one.body().get("title").textValue());
        assertEquals("1991-01", one.body().at("/dates/published").textValue());
        for (String name : List.of(
                "articlematch.xml", "doajxml_article_uploads.xml", "xml_upload_test_package/invalid_language.xml")) {
            byte[] file = Files.readAllBytes(folder.resolve(name));
            assertEquals("doaj-xml", ImportReadings.recognized(file, null), name);
            List<ImportRecord> records = ImportReadings.all("doaj-xml", Files.newInputStream(folder.resolve(name)));
            assertEquals(
                    new String(file, java.nio.charset.StandardCharsets.UTF_8).split("<record>").length - 1,
                    records.size(),
                    name);
        }
        assertTrue(
                ImportReadings.all("crossref", Files.newInputStream(folder.resolve("crossref531_article_uploads.xml")))
                                .size()
                        > 0);
    }

    @Test
    void doaj_imports_parse_markup_and_use_journal_issns_if_the_article_has_none() {
        JsonNode body = ImportReadings.all(
                        "doaj",
                        "{\"bibjson\":{\"title\":\"On <italic>mud</italic> &amp; sand\",\"author\":[{\"name\":\"Vos R.\",\"affiliation\":\"Mud &amp; Sand\"}],"
                                + "\"journal\":{\"title\":\"J\",\"language\":[\"EN\"],\"issns\":[\"2049-3630\"]}}}")
                .get(0)
                .body();
        assertEquals("On <i>mud</i> &amp; sand", body.get("titleHtml").textValue());
        assertEquals("Vos", body.at("/contributors/0/family").textValue());
        assertEquals(
                "Mud & Sand", body.at("/contributors/0/affiliations/0/text").textValue());
        assertEquals("2049-3630", body.at("/journal/issns/0/value").textValue());
    }

    @Test
    void a_doaj_journal_is_not_imported_as_an_article() {
        ImportRecord read = ImportReadings.all(
                        "doaj", "{\"results\":[{\"bibjson\":{\"title\":\"Mud\",\"eissn\":\"2049-3630\",\"apc\":{}}}]}")
                .get(0);
        assertEquals("no-article", read.problems().get(0).code());
    }
}
