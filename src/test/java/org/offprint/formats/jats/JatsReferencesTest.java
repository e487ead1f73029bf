package org.offprint.formats.jats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.formats.FormatSchemas;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.Publishing;
import org.offprint.formats.RoundTrips;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.writing.PublishedRecord;

/**
 * Tests the import of JATS references in the forms that publishers use: tagged parts, text, and text whose parts are
 * not separated.
 */
class JatsReferencesTest {

    @Test
    void the_comment_of_a_jats_reference_without_other_parts_is_imported_as_its_text() throws Exception {
        ImportRecord record = read(
                "<element-citation publication-type='other'><comment>C. Marsh, Wet Equations (Reed, Delft, 1992)</comment>"
                        + "</element-citation>",
                "<element-citation publication-type='web'><comment>Mud counts. Silt Office, 2014, <ext-link"
                        + " ext-link-type='uri' xlink:href='http://silt.example/q'>http://silt.example/q</ext-link></comment></element-citation>");

        assertEquals("C. Marsh, Wet Equations (Reed, Delft, 1992)", text(record, 0, "text"));
        assertEquals("Mud counts. Silt Office, 2014, http://silt.example/q", text(record, 1, "text"));
        assertEquals("http://silt.example/q", text(record, 1, "url"));
        assertFalse(record.body().at("/references/0").has("comment"));
        assertEquals(List.of(), reported(record));
        assertComesBack(record);
    }

    @Test
    void a_jats_reference_comment_is_imported_unless_it_only_introduces_a_link() throws Exception {
        ImportRecord record =
                read("<element-citation publication-type='book'><source>Mud</source><comment>In Dutch</comment>"
                        + "<comment>Available from: <ext-link ext-link-type='uri' xlink:href='https://mud.example/1'>https://mud.example/1</ext-link>.</comment>"
                        + "<comment>Third printing</comment></element-citation>");

        assertEquals("In Dutch; Third printing", text(record, 0, "comment"));
        assertEquals("https://mud.example/1", text(record, 0, "url"));
        assertEquals(List.of(), reported(record));
        assertComesBack(record);
    }

    @Test
    void a_chapter_reference_in_jats_is_imported_with_the_data_of_its_book() throws Exception {
        ImportRecord record = read(
                "<element-citation publication-type='book'><person-group person-group-type='author'><name>"
                        + "<surname>Coy</surname><given-names>J</given-names></name><etal/></person-group><person-group person-group-type='editor'>"
                        + "<name><surname>Oates</surname><given-names>D</given-names></name></person-group><person-group"
                        + " person-group-type='translator'><collab>Bureau</collab></person-group><year>1989</year><chapter-title>Two"
                        + " rules</chapter-title><source>Silting</source><series>Muds</series><edition>2nd ed</edition>"
                        + "<publisher-loc>Delft</publisher-loc><publisher-name>Reed</publisher-name><fpage>180</fpage><isbn>978-3-16-148410-0</isbn></element-citation>");

        assertEquals(
                "{\"key\":\"r1\",\"authors\":[{\"family\":\"Coy\",\"given\":\"J\"}],\"editors\":[{\"family\":\"Oates\",\"given\":\"D\"}],"
                        + "\"translators\":[{\"name\":\"Bureau\"}],\"etAl\":true,\"title\":\"Two rules\",\"containerTitle\":\"Silting\","
                        + "\"firstPage\":\"180\",\"year\":\"1989\",\"publisher\":\"Reed\",\"publisherPlace\":\"Delft\",\"series\":\"Muds\","
                        + "\"edition\":\"2nd ed\",\"isbn\":\"978-3-16-148410-0\",\"type\":\"chapter\"}",
                record.body().at("/references/0").toString());
        assertEquals(List.of(), reported(record));
        assertComesBack(record);
        String deposit = RoundTrips.written("crossref", Publishing.publish(record.body(), false));
        assertTrue(deposit.contains("<volume_title>Silting</volume_title>"), deposit);
        assertTrue(deposit.contains("<series_title>Muds</series_title>"), deposit);
        assertTrue(deposit.contains("<edition_number>2</edition_number>"), deposit);
        assertTrue(deposit.contains("<article_title>Two rules</article_title>"), deposit);
        JsonNode again = ImportReadings.all("crossref", deposit).get(0).body().at("/references/0");
        assertEquals("chapter", again.get("type").textValue());
        assertEquals("Silting", again.get("containerTitle").textValue());
        assertEquals("Muds", again.get("series").textValue());
    }

    @Test
    void identifiers_are_removed_from_the_text_of_a_jats_citation() throws Exception {
        ImportRecord record = read(
                "<label>[1]</label><mixed-citation publication-type='journal'><object-id>1</object-id><person-group"
                        + " person-group-type='author'><string-name>A. Marsh</string-name>, <etal/></person-group>, <source>J. Mud.</source>"
                        + " <volume>3</volume>, <fpage>337</fpage> (<year>1973</year>).<pub-id pub-id-type='coden'>JMUDAA</pub-id>"
                        + "<issn>2049-3630</issn><pub-id pub-id-type='doi' specific-use='suppress-display'>10.5555/mud(73)90028-6</pub-id></mixed-citation>",
                "<mixed-citation publication-type='journal'><string-name><surname>Roe</surname>, <given-names>B.</given-names></string-name>"
                        + " (<year>2002</year>) <source>Mud Lett.</source> <volume>277</volume>, <fpage>25893</fpage>–<lpage>25903</lpage><pub-id"
                        + " pub-id-type='doi'>10.5555/mud.M2</pub-id><pub-id pub-id-type='pmid'>12345</pub-id><pub-id pub-id-type='doi'>10.5555/other.2</pub-id></mixed-citation>",
                "<mixed-citation publication-type='journal'>Roe. <source>Mud</source>. <year>2001</year>. doi:<pub-id"
                        + " pub-id-type='doi'>10.5555/m.3</pub-id>.</mixed-citation>");

        assertEquals("A. Marsh, et al., J. Mud. 3, 337 (1973).", text(record, 0, "text"));
        assertEquals("10.5555/mud(73)90028-6", text(record, 0, "doi"));
        assertEquals("2049-3630", text(record, 0, "issn"));
        assertTrue(record.body().at("/references/0/etAl").booleanValue());
        assertEquals("Roe, B. (2002) Mud Lett. 277, 25893–25903", text(record, 1, "text"));
        assertEquals("10.5555/mud.M2", text(record, 1, "doi"));
        assertEquals("12345", text(record, 1, "pmid"));
        assertEquals("Roe. Mud. 2001. doi:10.5555/m.3.", text(record, 2, "text"));
        assertEquals(List.of("coden: JMUDAA", "doi: 10.5555/other.2"), reported(record));
        assertComesBack(record);
    }

    @Test
    void adjacent_parts_of_a_jats_citation_are_separated_by_punctuation() throws Exception {
        String parts =
                "<person-group person-group-type='author'><name><surname>Roe</surname><given-names>B</given-names></name>"
                        + "<name><surname>Poe</surname><given-names>C</given-names></name><etal/></person-group><year>2002</year>"
                        + "<article-title>Why mud?</article-title><source>Mud Lett</source><volume>7</volume><issue>2</issue><fpage>25</fpage>"
                        + "<lpage>31</lpage><pub-id pub-id-type='doi'>10.5555/m.4</pub-id>";
        ImportRecord record = read(
                "<mixed-citation publication-type='journal'>" + parts + "</mixed-citation>",
                "<nlm-citation citation-type='book'><person-group person-group-type='author'><name><surname>Roe</surname>"
                        + "<given-names>B</given-names></name></person-group><year>2003</year><comment>In press</comment></nlm-citation>",
                "<mixed-citation>Poe C<article-title>On reeds</article-title>. <source>Mud</source><year>2004</year></mixed-citation>");

        assertEquals(
                "Roe B, Poe C, et al. 2002. Why mud? Mud Lett 7(2):25–31. doi:10.5555/m.4", text(record, 0, "text"));
        assertEquals("Roe B. 2003. In press", text(record, 1, "text"));
        assertEquals("Poe C On reeds. Mud, 2004", text(record, 2, "text"));
        assertComesBack(record);
    }

    @Test
    void a_formula_in_a_jats_citation_is_imported_once_without_its_latex_preamble() {
        String tex = "<tex-math>\\documentclass[12pt]{minimal} \\begin{document}$$\\pi$$\\end{document}</tex-math>";
        ImportRecord record = read(
                "<mixed-citation><article-title>Mass of <inline-formula><alternatives><mml:math><mml:mi>π</mml:mi></mml:math>"
                        + tex
                        + "</alternatives></inline-formula></article-title> <source>J</source> <year>2001</year></mixed-citation>",
                "<mixed-citation>Mass of <inline-formula>" + tex + "</inline-formula>, 2002</mixed-citation>");

        assertEquals("Mass of π. J, 2001", text(record, 0, "text"));
        assertEquals("Mass of π", text(record, 0, "title"));
        assertEquals("Mass of π, 2002", text(record, 1, "text"));
    }

    @Test
    void tex_backslashes_and_spaces_are_removed_from_urls_in_jats_references() throws Exception {
        ImportRecord record = read(
                "<element-citation><uri>https://mud.example/\\~ada\\_b?c=1\\&amp;d</uri></element-citation>",
                "<element-citation><uri>https:// mud.example/a</uri></element-citation>",
                "<element-citation><ext-link xlink:href='https://doi.org/ 10.5555/mud.1'/></element-citation>");

        assertEquals("https://mud.example/~ada_b?c=1&d", text(record, 0, "url"));
        assertEquals("https://mud.example/a", text(record, 1, "url"));
        assertEquals("10.5555/mud.1", text(record, 2, "doi"));
        assertEquals(List.of(), reported(record));
    }

    @Test
    void conference_data_and_web_references_are_imported_from_jats_with_their_parts() throws Exception {
        ImportRecord record = read(
                "<element-citation publication-type='confproc'><article-title>Paving</article-title><conf-name>Ways 2014</conf-name>"
                        + "<conf-date>May 2014</conf-date><conf-loc>Austin</conf-loc><year>2014</year><month>05</month><day>2</day>"
                        + "<elocation-id>e7</elocation-id></element-citation>",
                "<element-citation publication-type='data'><data-title>Counts</data-title><source>Mud Archive</source><year>2019</year>"
                        + "<version>1.2</version><pub-id pub-id-type='accession' assigning-authority='MA' xlink:href='https://mud.example/M7'>M7</pub-id></element-citation>",
                "<element-citation publication-type='web'><source>Mud news</source><season>Jan.-Feb.</season><year>2019</year>"
                        + "<date-in-citation content-type='access-date'><year>2023</year><month>3</month><day>07</day></date-in-citation>"
                        + "<ext-link ext-link-type='uri' xlink:href='https://mud.example/a%5B1%5D'>https://mud.example/a[1]</ext-link></element-citation>",
                "<element-citation publication-type='web'><source>Mud olds</source><date-in-citation"
                        + " content-type='access-date'>Acesso em 19 out. 2018</date-in-citation><issue>3</issue><supplement>Suppl 2</supplement></element-citation>",
                "<element-citation publication-type='web'><source>Mud dates</source><date-in-citation iso-8601-date='2022-07-01'>1 July</date-in-citation></element-citation>");

        assertEquals(
                "{\"name\":\"Ways 2014\",\"date\":\"May 2014\",\"place\":\"Austin\"}",
                record.body().at("/references/0/conference").toString());
        assertFalse(record.body().at("/references/0").has("containerTitle"));
        assertEquals("05", text(record, 0, "month"));
        assertEquals("2", text(record, 0, "day"));
        assertEquals("e7", text(record, 0, "articleNumber"));
        assertEquals(
                "{\"value\":\"M7\",\"assigningAuthority\":\"MA\"}",
                record.body().at("/references/1/accession").toString());
        assertEquals("1.2", text(record, 1, "version"));
        assertEquals("2023-03-07", text(record, 2, "accessed"));
        assertEquals("Jan.-Feb.", text(record, 2, "season"));
        assertEquals("https://mud.example/a[1]", text(record, 2, "url"));
        assertEquals("Acesso em 19 out. 2018", text(record, 3, "accessed"));
        assertEquals("3 Suppl 2", text(record, 3, "issue"));
        assertEquals("2022-07-01", text(record, 4, "accessed"));
        assertEquals(List.of(), reported(record));
        assertComesBack(record);
    }

    @Test
    void an_author_name_without_tagged_parts_is_split_or_imported_as_an_organization() throws Exception {
        ImportRecord record = read("<element-citation publication-type='book'><person-group person-group-type='author'>"
                + "<string-name>A. B. Marsh</string-name><string-name>Roe, C.</string-name><string-name>Mud Core Team</string-name>"
                + "<string-name>D. Poe and E. Vos</string-name></person-group><source>Mud</source></element-citation>");

        assertEquals(
                "[{\"family\":\"Marsh\",\"given\":\"A. B.\"},{\"family\":\"Roe\",\"given\":\"C.\"},{\"name\":\"Mud Core Team\"},"
                        + "{\"family\":\"D. Poe and E. Vos\"}]",
                record.body().at("/references/0/authors").toString());
        assertComesBack(record);
    }

    @Test
    void unsupported_parts_of_a_jats_reference_are_reported() {
        ImportRecord record = read("<element-citation publication-type='book'><source>Mud</source><person-group"
                + " person-group-type='director'><name><surname>Lee</surname></name></person-group><size units='pages'>150</size>"
                + "<pub-id pub-id-type='ark'>ark:/1/2</pub-id></element-citation>");

        assertEquals(List.of("director: Lee; size: 150; pub-id: ark:/1/2"), reported(record));
    }

    private static ImportRecord read(String... citations) {
        StringBuilder refs = new StringBuilder();
        for (int i = 0; i < citations.length; i++) {
            refs.append("<ref id='r")
                    .append(i + 1)
                    .append("'>")
                    .append(citations[i])
                    .append("</ref>");
        }
        List<ImportRecord> records = ImportReadings.all(
                "jats",
                "<article xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:mml='http://www.w3.org/1998/Math/MathML' xml:lang='en'"
                        + " article-type='research-article'><front><journal-meta><journal-title-group><journal-title>Mud"
                        + "</journal-title></journal-title-group><issn pub-type='epub'>2049-3630</issn><publisher><publisher-name>Reed"
                        + "</publisher-name></publisher></journal-meta><article-meta><article-id pub-id-type='doi'>10.5555/mud.1</article-id>"
                        + "<title-group><article-title>On references</article-title></title-group><contrib-group><contrib"
                        + " contrib-type='author'><name><surname>Vos</surname><given-names>A</given-names></name></contrib></contrib-group>"
                        + "<pub-date pub-type='epub'><year>2024</year></pub-date></article-meta></front><back><ref-list>"
                        + refs + "</ref-list></back></article>");
        assertEquals(1, records.size());
        assertEquals(List.of(), records.get(0).problems());
        return records.get(0);
    }

    private static String text(ImportRecord record, int reference, String member) {
        return record.body().at("/references/" + reference + "/" + member).textValue();
    }

    private static List<String> reported(ImportRecord record) {
        return record.unplaced().stream()
                .filter(one -> one.where().contains("ref"))
                .map(one -> one.text())
                .toList();
    }

    private static void assertComesBack(ImportRecord record) throws Exception {
        PublishedRecord published = Publishing.publish(record.body(), false);
        ObjectNode again = ImportReadings.all("jats", RoundTrips.written("jats", published))
                .get(0)
                .body();
        assertEquals(List.of(), RoundTrips.differences(record.body().get("references"), again.get("references")));
        if (FormatSchemas.arePresent()) {
            RoundTrips.assertValidInAllFormats(published);
        }
    }
}
