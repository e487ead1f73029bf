package org.offprint.formats.ojs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.Unplaced;
import org.offprint.formats.reading.UnreadableException;

/** Tests the import of OJS exports, and the reports of unplaced values. */
class OjsFormatTest {

    private final List<ImportRecord> records = read("issue-3.4.xml");
    private final JsonNode body = records.get(1).body();

    @Test
    void ojs_issues_are_imported_before_their_articles() {
        assertEquals(
                List.of("issue", "article", "issue"),
                records.stream().map(ImportRecord::kind).toList());
        assertEquals(
                "{\"doi\":\"10.5555/riv.v12i2\",\"description\":\"On deltas.\",\"volume\":\"12\",\"number\":\"2\",\"year\":2024,"
                        + "\"title\":\"Deltas\",\"translations\":{\"pt-BR\":{\"title\":\"Deltas fluviais\"}},\"publishedOn\":\"2024-04-01\"}",
                records.get(0).body().toString());
        assertEquals("3", records.get(2).body().get("number").textValue());
        assertTrue(
                reported(0).contains("sections/section/title: pt_BR: Artigos"),
                reported(0).toString());
    }

    @Test
    void the_current_publication_of_an_ojs_article_is_imported() {
        assertEquals("The Silt &amp; <i>Salix</i>", body.get("titleHtml").textValue());
        assertEquals("A survey", body.get("subtitle").textValue());
        assertEquals(
                "<p>We dug.</p><p>H<sub>2</sub>O.</p>", body.get("abstractHtml").textValue());
        assertEquals(
                "{\"pt-BR\":{\"title\":\"Silte\",\"abstract\":\"Cavamos.\",\"keywords\":[\"silte\"]}}",
                body.get("translations").toString());
        assertEquals("[\"silt\",\"mud\"]", body.get("keywords").toString());
        assertEquals("10.5555/rs.12", body.get("doi").textValue());
        assertEquals(
                "[{\"type\":\"ojs\",\"value\":\"30\"},{\"type\":\"publisher-id\",\"value\":\"RS12\"}]",
                body.get("identifiers").toString());
        assertEquals(
                "{\"received\":\"2023-09-01\",\"published\":\"2024-03-05\"}",
                body.get("dates").toString());
        assertEquals("{\"title\":\"Articles\"}", body.get("section").toString());
        assertEquals("Deltas", body.at("/issue/title").textValue());
        assertEquals("{\"first\":\"101\",\"last\":\"117\"}", body.get("pages").toString());
        assertEquals(
                "https://creativecommons.org/licenses/by/4.0/",
                body.at("/license/url").textValue());
        assertEquals("Poe E. On mud. 1999.", body.at("/references/0/text").textValue());
        assertEquals(List.of(), records.get(1).problems());
    }

    @Test
    void authors_and_galleys_are_imported_from_ojs() {
        assertEquals(
                "[{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Vos\",\"given\":\"Anna\",\"orcid\":\"https://orcid.org/0000-0002-1825-0097\","
                        + "\"email\":\"anna@delft.example\",\"corresponding\":true,\"affiliations\":[{\"text\":\"River School\",\"country\":\"NL\"}]},"
                        + "{\"role\":\"translator\",\"kind\":\"person\",\"family\":\"Sukarno\",\"email\":\"s@delft.example\"}]",
                body.get("contributors").toString());
        assertEquals(
                "[{\"role\":\"fulltext\",\"label\":\"HTML\",\"url\":\"https://rivers.example/12.html\",\"language\":\"en-US\"}]",
                body.get("files").toString());
    }

    @Test
    void unplaced_values_of_an_ojs_article_are_reported() {
        List<String> reported = reported(1);
        assertTrue(reported.contains("publication[1]: version 1: Old title"), reported.toString());
        assertTrue(reported.stream().anyMatch(one -> one.contains("Ana")), reported.toString());
        assertTrue(reported.stream().anyMatch(one -> one.contains("Digs.")), reported.toString());
        assertTrue(reported.stream().anyMatch(one -> one.contains("vos.pdf")), reported.toString());
        assertTrue(
                reported.stream().anyMatch(one -> one.contains("The embedded file PDF was not imported")),
                reported.toString());
    }

    @Test
    void a_single_article_exported_by_ojs_3_5_is_imported() {
        ImportRecord record = read("article-3.5.xml").get(0);
        assertEquals("sr-Latn-RS", record.body().get("language").textValue());
        assertEquals(
                "[{\"text\":\"Institut\",\"name\":\"Institut\",\"ror\":\"https://ror.org/05gq02987\"},{\"text\":\"Bureau\"}]",
                record.body().at("/contributors/0/affiliations").toString());
        assertEquals(
                "{\"volume\":\"1\",\"year\":2025}", record.body().get("issue").toString());
        assertTrue(record.unplaced().stream().anyMatch(one -> one.text().contains("not published")));
    }

    @Test
    void an_ojs_export_without_publication_elements_is_imported() {
        List<ImportRecord> older = read("issue-3.1.xml");
        assertEquals(
                List.of("issue", "article", "article"),
                older.stream().map(ImportRecord::kind).toList());
        assertTrue(reported(older.get(0)).contains("issue_identification/year: 2014-2015"));
        assertTrue(reported(older.get(0)).contains("issue/@published: 0 (not published)"));
        JsonNode article = older.get(1).body();
        assertEquals("2014-03-01", article.at("/dates/published").textValue());
        assertEquals("Anna B", article.at("/contributors/0/given").textValue());
        assertEquals("[{\"funder\":\"Mud Trust\"}]", article.get("funding").toString());
    }

    @Test
    void an_ojs_galley_with_an_external_file_is_imported_as_a_link() {
        ImportRecord article = read("issue-3.1.xml").get(1);
        assertEquals(
                "[{\"role\":\"fulltext\",\"label\":\"PDF\",\"url\":\"https://files.example/mud.pdf\"}]",
                article.body().get("files").toString());
        assertTrue(
                reported(article).contains("article_galley/id[2]: doi 10.5555/mud.11.g"),
                reported(article).toString());
    }

    @Test
    void an_ojs_author_without_a_name_in_the_article_language_is_imported_with_another_language() {
        assertEquals(
                "[{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Smith\",\"given\":\"John\",\"email\":\"john@weir.example\","
                        + "\"affiliations\":[{\"text\":\"Weir House\"}]}]",
                read("issue-3.1.xml").get(2).body().get("contributors").toString());
    }

    @Test
    void keywords_and_subjects_and_sections_are_imported_from_older_ojs_exports() {
        ImportRecord article = read("issue-3.1.xml").get(2);
        assertEquals("[\"lodo\"]", article.body().get("keywords").toString());
        assertEquals(
                "[{\"scheme\":\"UDC\",\"code\":\"551.48\",\"label\":\"Hidrología\"}]",
                article.body().get("subjects").toString());
        assertEquals("Articles", article.body().at("/section/title").textValue());
        assertEquals(3, article.body().get("position").intValue());
        assertEquals(1, read("issue-3.1.xml").get(1).body().get("position").intValue());
        assertTrue(
                reported(article).stream().anyMatch(one -> one.contains("https://terms.example/7")),
                reported(article).toString());
        assertTrue(
                reported(article).contains("publication/@url_path: rechazado"),
                reported(article).toString());
    }

    @Test
    void an_unpublished_ojs_article_is_imported_as_a_draft() {
        ImportRecord declined = read("issue-3.1.xml").get(2);
        assertFalse(declined.body().get("publish").booleanValue());
        assertFalse(read("issue-3.1.xml").get(1).body().has("publish"));
    }

    @Test
    void the_middle_name_of_an_ojs_author_replaces_a_missing_given_name() {
        List<ImportRecord> read = ImportReadings.all("ojs", """
                <article xmlns="http://pkp.sfu.ca" locale="en_US" stage="production"><title locale="en_US">Weirs</title>
                <authors><author user_group_ref="Author"><middlename>B</middlename><lastname>Vos</lastname></author></authors>
                </article>""");
        assertEquals("B", read.get(0).body().at("/contributors/0/given").textValue());
        assertEquals("Vos", read.get(0).body().at("/contributors/0/family").textValue());
    }

    private List<String> reported(int record) {
        return reported(records.get(record));
    }

    private static List<String> reported(ImportRecord record) {
        return record.unplaced().stream()
                .map(one -> one.where() + ": " + one.text())
                .toList();
    }

    private static List<ImportRecord> read(String name) {
        return ImportReadings.all("ojs", OjsFormatTest.class.getResourceAsStream("/imports/ojs/" + name));
    }

    @Test
    void an_ojs_data_availability_element_is_imported_as_a_statement() {
        List<ImportRecord> read = ImportReadings.all("ojs", """
                <issue xmlns="http://pkp.sfu.ca" published="1"><issue_identification><volume>1</volume></issue_identification>
                <covers><cover locale="en"><cover_image>c.png</cover_image><cover_image_alt_text>A river</cover_image_alt_text></cover></covers>
                <articles><article locale="en" current_publication_id="1">
                <submission_file id="3"><name locale="en">mud.csv</name><creator locale="en">Vos</creator><description locale="en">Counts</description></submission_file>
                <publication status="3"><id type="internal">1</id><title locale="en">Mud</title><copyrightYear>2014-15</copyrightYear>
                <dataAvailability locale="en">&lt;p&gt;All is here.&lt;/p&gt;</dataAvailability></publication></article></articles></issue>""");
        assertEquals(
                "All is here.",
                read.get(1).body().at("/statements/dataAvailability").textValue());
        assertEquals(
                List.of("The embedded cover image was not imported.", "A river"),
                read.get(0).unplaced().stream().map(Unplaced::text).toList());
        assertEquals(
                List.of("2014-15", "mud.csv (Vos; Counts)"),
                read.get(1).unplaced().stream().map(Unplaced::text).toList());
    }

    @Test
    void ojs_elements_with_a_namespace_prefix_are_imported() {
        String file = """
                <?xml version="1.0"?><pkp:issue xmlns:pkp='http://pkp.sfu.ca' published="1" url_path="spring"><pkp:issue_identification>
                <pkp:volume>1</pkp:volume></pkp:issue_identification><pkp:sections><pkp:section ref="ART"><pkp:abbrev locale="en">ART</pkp:abbrev>
                <pkp:title locale="en">Articles</pkp:title></pkp:section></pkp:sections><pkp:articles><pkp:article locale="en">
                <pkp:publication status="3" section_ref="ART"><pkp:title locale="en">Mud</pkp:title></pkp:publication></pkp:article>
                </pkp:articles></pkp:issue>""";
        assertEquals("ojs", ImportReadings.recognized(file.getBytes(StandardCharsets.UTF_8), null));
        List<ImportRecord> read = ImportReadings.all("ojs", file);
        assertEquals("Mud", read.get(1).body().get("title").textValue());
        assertEquals("Articles", read.get(1).body().at("/section/title").textValue());
        assertEquals(List.of("sections/section/abbrev: ART", "issue/@url_path: spring"), reported(read.get(0)));
    }

    @Test
    void an_ojs_2_export_is_rejected_with_a_message_that_names_the_version() {
        String issues = """
                <!DOCTYPE issues PUBLIC "-//PKP//OJS Articles and Issues XML//EN" "http://pkp.sfu.ca/ojs/dtds/2.4.8/native.dtd">
                <issues><issue published="true"><title locale="en_US">Spring</title><section><title>Articles</title>
                <article><title>Mud</title><author><lastname>Vos</lastname></author></article></section></issue></issues>""";
        assertEquals("ojs", ImportReadings.recognized(issues.getBytes(StandardCharsets.UTF_8), null));
        String article = "<!DOCTYPE article SYSTEM \"native.dtd\">\n<article><title>Mud</title><author/></article>";
        assertEquals("ojs", ImportReadings.recognized(article.getBytes(StandardCharsets.UTF_8), null));
        for (String file : List.of(issues, article)) {
            UnreadableException refusal =
                    assertThrows(UnreadableException.class, () -> ImportReadings.all("ojs", file));
            assertTrue(refusal.getMessage().contains("OJS 2"), refusal.getMessage());
        }
    }

    @Test
    void an_ojs_id_used_by_several_articles_is_stored_only_for_the_first_article() {
        String article = """
                <article locale="en"><id type="internal" advice="ignore">1</id>
                  <publication status="3"><title locale="en">%s</title></publication></article>""";
        List<ImportRecord> read = ImportReadings.all(
                "ojs",
                "<articles xmlns=\"http://pkp.sfu.ca\">"
                        + article.formatted("On mud") + article.formatted("On silt") + article.formatted("On mud")
                        + "</articles>");
        assertEquals(
                List.of("[{\"type\":\"ojs\",\"value\":\"1\"}]", "", "[{\"type\":\"ojs\",\"value\":\"1\"}]"),
                read.stream()
                        .map(one -> one.body().path("identifiers").toString())
                        .toList());
        assertEquals(
                List.of("id: 1 is also the number of another article in this file."),
                read.get(1).unplaced().stream()
                        .map(one -> one.where() + ": " + one.text())
                        .toList());
    }

    @Test
    void ops_and_omp_exports_are_rejected_with_a_message_that_names_the_system() {
        Map<String, String> systems =
                Map.of("preprint", "OPS", "preprints", "OPS", "monograph", "OMP", "monographs", "OMP");
        systems.forEach((root, system) -> {
            String file = "<?xml version='1.0'?>\n<" + root + " xmlns='http://pkp.sfu.ca' locale='en'/>";
            assertEquals("ojs", ImportReadings.recognized(file.getBytes(StandardCharsets.UTF_8), null));
            UnreadableException refusal =
                    assertThrows(UnreadableException.class, () -> ImportReadings.all("ojs", file));
            assertTrue(refusal.getMessage().contains(system), refusal.getMessage());
        });
    }
}
