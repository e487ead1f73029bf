package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.Reference;

/** Tests the export of reference lists in each supported format. */
class ReferenceFormatsTest {

    private static final List<Reference> ALL = List.of(
            reference("""
                    {"key":"reed 1","type":"journal","title":"Reeds & {wind}","containerTitle":"Marsh Letters","volume":"2",
                    "issue":"1","firstPage":"3","lastPage":"9","year":"2019a","month":"March","day":"11","etAl":true,
                    "authors":[{"family":"van der Reed","given":"A, Jr"},{"name":"The Sand and Sea Group"}],
                    "doi":"10.5555/reeds_1","url":"https://reeds.example/1","accessed":"2024-05-01"}"""),
            reference("""
                    {"type":"chapter","title":"Dunes","containerTitle":"Coasts","publisher":"Shore Press",
                    "publisherPlace":"Whitby","year":"in press","editors":[{"family":"Frost","given":"C"}],
                    "isbn":"978-3-16-148410-0","series":"Seas","edition":"2nd"}"""),
            reference("{\"text\":\"Words <alone>\\nin two lines. doi:10.5555/x\",\"doi\":\"10.5555/x\"}"),
            reference(
                    "{\"type\":\"thesis\",\"title\":\"Ice\",\"publisher\":\"University of Hull\",\"year\":\"1999\"}"));

    @Test
    void a_csl_reference_list_contains_one_item_per_reference() {
        JsonNode items = Json.parse(written("csl").getBytes(StandardCharsets.UTF_8));
        JsonNode reed = items.get(0);
        assertEquals("article-journal", reed.get("type").textValue());
        assertEquals("{\"date-parts\":[[2019,3,11]]}", reed.get("issued").toString());
        assertEquals("{\"date-parts\":[[2024,5,1]]}", reed.get("accessed").toString());
        assertEquals("3-9", reed.get("page").textValue());
        assertEquals("The Sand and Sea Group", reed.at("/author/1/literal").textValue());
        assertEquals("chapter", items.at("/1/type").textValue());
        assertEquals("in press", items.at("/1/issued/literal").textValue());
        assertEquals("ref3", items.at("/2/id").textValue());
        assertEquals("document", items.at("/2/type").textValue());
        assertEquals(
                "Words <alone> in two lines. doi:10.5555/x", items.at("/2/note").textValue());
        assertEquals("thesis", items.at("/3/type").textValue());
    }

    @Test
    void a_bibtex_reference_list_contains_one_entry_with_a_valid_key_per_reference() {
        assertEquals("""
                @article{reed1,
                  author = {van der Reed, {A, Jr} and {The Sand and Sea Group} and others},
                  title = {{Reeds \\& \\textbraceleft{}wind\\textbraceright{}}},
                  journal = {Marsh Letters},
                  year = {2019a},
                  month = {March},
                  volume = {2},
                  number = {1},
                  pages = {3--9},
                  doi = {10.5555/reeds_1},
                  url = {https://reeds.example/1},
                  urldate = {2024-05-01}
                }

                @incollection{ref2,
                  editor = {Frost, C},
                  title = {{Dunes}},
                  booktitle = {Coasts},
                  series = {Seas},
                  edition = {2nd},
                  year = {in press},
                  publisher = {Shore Press},
                  address = {Whitby},
                  isbn = {978-3-16-148410-0}
                }

                @misc{ref3,
                  doi = {10.5555/x},
                  note = {Words <alone> in two lines. doi:10.5555/x}
                }

                @phdthesis{ref4,
                  title = {{Ice}},
                  year = {1999},
                  school = {University of Hull}
                }
                """, written("bibtex"));
    }

    @Test
    void a_ris_reference_list_contains_one_record_per_reference() {
        String ris = written("ris");
        assertTrue(
                ris.startsWith(
                        "TY  - JOUR\r\nID  - reed 1\r\nAU  - van der Reed, A, Jr\r\nAU  - The Sand and Sea Group\r\n"),
                ris);
        assertEquals(4, ris.split("ER {2}- \r\n").length);
        assertTrue(ris.contains("TY  - CHAP\r\n"), ris);
        assertTrue(ris.contains("N1  - Words <alone> in two lines. doi:10.5555/x\r\n"), ris);
    }

    @Test
    void an_xml_reference_list_is_a_complete_document_even_without_references() throws Exception {
        for (String format : List.of("jats", "crossref")) {
            for (List<Reference> references : List.of(ALL, List.<Reference>of())) {
                String xml = ReferenceFormats.BY_NAME.get(format).write(references);
                DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
                factory.setNamespaceAware(true);
                var document = factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
                String each = format.equals("jats") ? "ref" : "citation";
                assertEquals(
                        references.size(), document.getElementsByTagName(each).getLength(), xml);
            }
        }
    }

    @Test
    void an_empty_reference_list_is_written_as_an_empty_list() {
        assertEquals("[]", ReferenceFormats.BY_NAME.get("csl").write(List.of()));
        assertEquals("", ReferenceFormats.BY_NAME.get("bibtex").write(List.of()));
        assertEquals("", ReferenceFormats.BY_NAME.get("ris").write(List.of()));
    }

    private static String written(String format) {
        return ReferenceFormats.BY_NAME.get(format).write(ALL);
    }

    private static Reference reference(String json) {
        return Json.read(json, Reference.class);
    }
}
