package org.offprint.formats.jats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.reading.ImportRecord;

/** Tests that the JATS import supports the different ways in which publishers encode the same data. */
class JatsPublishersTest {

    private final List<ImportRecord> records =
            ImportReadings.all("jats", JatsPublishersTest.class.getResourceAsStream("/imports/jats/publishers.xml"));

    @Test
    void jats_affiliations_are_matched_to_contributors_by_printed_labels() {
        assertEquals("Delft Water Institute", text(0, "/contributors/0/affiliations/0/text"));
        assertEquals("River School", text(0, "/contributors/0/affiliations/1/text"));
        assertEquals("River School", text(0, "/contributors/1/affiliations/0/text"));
        assertEquals(1, at(0, "/contributors/1/affiliations").size());
    }

    @Test
    void jats_affiliation_references_are_resolved_even_if_ids_of_the_publishing_platform_are_present() {
        int last = records.size() - 1;
        assertEquals("Delft Water Institute, Delft", text(last, "/contributors/0/affiliations/0/text"));
        assertEquals("River School, Whitby", text(last, "/contributors/1/affiliations/0/text"));
    }

    @Test
    void only_the_author_named_in_the_correspondence_note_is_imported_as_corresponding() {
        assertTrue(at(0, "/contributors/0/corresponding").booleanValue());
        assertEquals("anna@delft.example", text(0, "/contributors/0/email"));
        assertTrue(at(0, "/contributors/1/corresponding").isMissingNode());
    }

    @Test
    void a_link_to_the_list_of_all_creative_commons_licenses_is_not_imported_as_a_license() {
        assertEquals("https://creativecommons.org/licenses/by-nc/3.0/", text(0, "/license/url"));
    }

    @Test
    void seasons_in_jats_dates_are_imported_as_text() {
        assertEquals("2001", text(0, "/dates/published"));
        assertEquals("Winter", text(0, "/publicationHistory/0/text"));
        assertEquals("<p><b>AIM</b></p><p>See the trial.</p>", text(0, "/abstractHtml"));
        assertTrue(reported(0).contains("front/article-meta/abstract/sec/p/ext-link: https://trials.example/7"));
        assertEquals("2021-01", text(1, "/dates/published"));
        assertEquals("Jan-Feb", text(1, "/publicationHistory/0/text"));
        assertTrue(
                reported(1).contains("front/article-meta/pub-date[2]: 12 March 2021"),
                reported(1).toString());
    }

    @Test
    void jats_email_addresses_are_assigned_to_the_authors_whose_initials_follow_the_address() {
        assertEquals("rossi@silt.example", text(1, "/contributors/0/email"));
        assertEquals("park@silt.example", text(1, "/contributors/1/email"));
        assertEquals("jan@delta.example", text(1, "/contributors/2/email"));
        assertFalse(
                reported(1).stream().anyMatch(one -> one.contains("Correspondence")),
                reported(1).toString());
    }

    @Test
    void an_organization_in_a_jats_affiliation_is_distinguished_from_its_department() {
        assertEquals("University of Silt", text(1, "/contributors/0/affiliations/0/name"));
        assertEquals("Department of Mud, University of Silt, Pavia", text(1, "/contributors/0/affiliations/0/text"));
        assertEquals("Delta University", text(1, "/contributors/2/affiliations/0/name"));
        assertEquals("School of Rivers, Delta University", text(1, "/contributors/2/affiliations/0/text"));
        assertEquals(
                "[{\"type\":\"grid\",\"value\":\"grid.9.9\"}]",
                at(1, "/contributors/0/affiliations/0/identifiers").toString());
    }

    @Test
    void jats_statements_are_recognized_by_their_headings() {
        assertEquals(
                "{\"ethics\":\"Approved in May.\",\"conflictOfInterest\":\"None.\",\"dataAvailability\":\"All data are here.\"}",
                at(1, "/statements").toString());
        assertTrue(
                reported(1).contains("back/notes: https://board.example/3"),
                reported(1).toString());
    }

    @Test
    void parts_missing_from_the_text_of_a_jats_citation_are_imported_from_its_elements() {
        assertEquals("Poe. Mud. 1999.", text(1, "/references/0/text"));
        assertEquals("https://data.example/M7", text(1, "/references/0/url"));
        assertEquals("{\"value\":\"M7\"}", at(1, "/references/0/accession").toString());
    }

    @Test
    void the_language_of_a_jats_article_is_detected_from_the_title_if_not_specified() {
        assertEquals("ja", text(2, "/language"));
        assertEquals("山田", text(2, "/contributors/0/family"));
        assertEquals("https://orcid.org/0000-0002-1825-0097", text(2, "/contributors/0/orcid"));
        assertEquals(
                "[{\"language\":\"en\",\"given\":\"Taro\",\"family\":\"Yamada\"}]",
                at(2, "/contributors/0/alternativeNames").toString());
    }

    @Test
    void unsupported_data_of_jats_group_members_are_reported() {
        assertEquals("Berg", text(2, "/contributors/2/family"));
        assertTrue(
                reported(2).stream().anyMatch(one -> one.endsWith("/bio: Digs.")),
                reported(2).toString());
    }

    @Test
    void several_affiliations_in_one_jats_element_are_split_at_their_labels() {
        assertEquals("Delft Water Institute, H2O 6 Quay 2", text(3, "/contributors/0/affiliations/0/text"));
        assertEquals(1, at(3, "/contributors/0/affiliations").size());
        assertEquals("River School, London", text(3, "/contributors/1/affiliations/1/text"));
        assertEquals(
                "[{\"text\":\"River School\"}]",
                at(4, "/contributors/0/affiliations").toString());
        assertEquals("Delft Water Institute", text(4, "/contributors/1/affiliations/0/text"));
        assertEquals("River School", text(4, "/contributors/1/affiliations/1/text"));
        assertTrue(text(4, "/contributors/2/affiliations/0/text").contains("Delft Water Institute; River School"));
        assertFalse(
                reported(3).stream().anyMatch(one -> one.contains("aff")),
                reported(3).toString());
    }

    @Test
    void an_author_footnote_starting_with_correspondence_identifies_the_corresponding_author() {
        assertTrue(at(3, "/contributors/0/corresponding").booleanValue());
        assertEquals("anna@delft.example", text(3, "/contributors/0/email"));
        assertEquals(
                "[{\"type\":\"author\",\"text\":\"Sam digs.\"}]",
                at(3, "/notes").toString());
        assertEquals(List.of(), reported(3));
    }

    @Test
    void jats_imports_tolerate_a_missing_journal_title_and_a_comma_after_a_year() {
        assertEquals("Mud", text(3, "/journal/title"));
        assertEquals(2002, at(3, "/license/copyright/year").intValue());
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

    private static ImportRecord of(String meta) {
        return ImportReadings.all(
                        "jats",
                        "<article xmlns:xlink='http://www.w3.org/1999/xlink' xml:lang='en'><front><article-meta>"
                                + "<article-id pub-id-type='doi'>10.5555/own</article-id>"
                                + "<title-group><article-title>On mud</article-title></title-group>" + meta
                                + "</article-meta></front></article>")
                .get(0);
    }

    private static ImportRecord by(String contrib, String rest) {
        return of("<contrib-group><contrib contrib-type='author'>" + contrib + "</contrib></contrib-group>" + rest);
    }

    private static List<String> reportedBy(ImportRecord record) {
        return record.unplaced().stream()
                .map(one -> one.where() + ": " + one.text())
                .toList();
    }

    @Test
    void a_jats_supplement_title_is_imported_as_the_issue_title() {
        ImportRecord titled = of(
                "<volume>16</volume><issue>Suppl 1</issue><supplement><named-content"
                        + " content-type='supplement-title'>Second Symposium on Mud and Silt, Delft</named-content></supplement>");
        assertEquals(
                "{\"volume\":\"16\",\"number\":\"Suppl 1\",\"title\":\"Second Symposium on Mud and Silt, Delft\"}",
                titled.body().get("issue").toString());
        assertEquals(
                "2 Suppl 1",
                of("<issue>2</issue><supplement>1</supplement>")
                        .body()
                        .at("/issue/number")
                        .textValue());
        assertEquals(
                "suppl 1",
                of("<issue>suppl 1</issue><supplement>1</supplement>")
                        .body()
                        .at("/issue/number")
                        .textValue());
        ImportRecord both = of("<issue>3</issue><issue-title>Tides</issue-title>"
                + "<supplement>Second Symposium on Mud and Silt, Delft</supplement>");
        assertEquals("Tides", both.body().at("/issue/title").textValue());
        assertEquals(
                List.of("front/article-meta/supplement: Second Symposium on Mud and Silt, Delft"), reportedBy(both));
    }

    @Test
    void a_jats_related_article_is_imported_if_it_has_a_doi_and_otherwise_reported() {
        ImportRecord record =
                of("<related-article related-article-type='companion' vol='3' page='e1' xlink:title='research article'"
                        + " xlink:href='info:doi/10.5555/tides.3'/>"
                        + "<related-article related-article-type='retracted-article' ext-link-type='doi'"
                        + " xlink:href='10.5555/tides.4'>10.5555/tides.4</related-article>"
                        + "<related-article related-article-type='corrected-article' ext-link-type='pubmed'"
                        + " xlink:href='12345' vol='12' page='33'/>");
        assertEquals(
                "[{\"type\":\"references\",\"doi\":\"10.5555/tides.3\",\"label\":\"research article\"},"
                        + "{\"type\":\"isRetractionOf\",\"doi\":\"10.5555/tides.4\"}]",
                record.body().get("relations").toString());
        assertEquals(
                List.of("front/article-meta/related-article[3]: corrected-article 12345 pubmed vol 12 page 33"),
                reportedBy(record));
    }

    @Test
    void print_and_electronic_jats_dates_are_imported_separately_and_other_dates_as_events() {
        ImportRecord record = of("<pub-date pub-type='epub'><day>2</day><month>3</month><year>2012</year></pub-date>"
                + "<pub-date pub-type='ppub'><month>5</month><year>2012</year></pub-date>"
                + "<pub-date pub-type='pmc-release'><day>2</day><month>3</month><year>2013</year></pub-date>");
        assertEquals(
                "{\"published\":\"2012-03-02\",\"publishedOnline\":\"2012-03-02\",\"publishedPrint\":\"2012-05\"}",
                record.body().get("dates").toString());
        assertEquals(
                "[{\"type\":\"pmc-release\",\"date\":\"2013-03-02\"}]",
                record.body().get("publicationHistory").toString());
        assertEquals(List.of(), reportedBy(record));
    }

    @Test
    void an_email_in_a_jats_affiliation_is_assigned_to_its_only_author() {
        ImportRecord record = by(
                "<name><surname>Souza</surname></name><xref ref-type='aff' rid='a'/>",
                "<aff id='a'><institution content-type='orgname'>Universidade da Lama</institution>"
                        + "<institution content-type='original'>Universidade da Lama, Recife, Brasil;"
                        + " souza@lama.example</institution></aff>");
        assertEquals(
                "Universidade da Lama, Recife, Brasil",
                record.body().at("/contributors/0/affiliations/0/text").textValue());
        assertEquals(
                "souza@lama.example", record.body().at("/contributors/0/email").textValue());
        ImportRecord shared = of("<contrib-group><contrib><name><surname>A</surname></name></contrib>"
                + "<contrib><name><surname>B</surname></name></contrib>"
                + "<aff>Mud School, Delft. E-mail: office@mud.example.</aff></contrib-group>");
        assertEquals(
                "Mud School, Delft.",
                shared.body().at("/contributors/1/affiliations/0/text").textValue());
        assertTrue(shared.body().at("/contributors/0/email").isMissingNode());
        assertTrue(
                reportedBy(shared).contains("contributors/affiliations: office@mud.example"),
                reportedBy(shared).toString());
    }

    @Test
    void a_trailing_superscript_number_is_removed_from_a_jats_affiliation() {
        ImportRecord record = by(
                "<name><surname>Vos</surname></name><xref ref-type='aff' rid='a'><sup>1</sup></xref>",
                "<aff id='a'>Mud School, Delft.<sup>1</sup></aff>");
        assertEquals(
                "Mud School, Delft.",
                record.body().at("/contributors/0/affiliations/0/text").textValue());
    }

    @Test
    void ids_and_links_and_contribution_degrees_of_jats_contributors_are_reported() {
        ImportRecord record = of("<contrib-group><contrib contrib-type='author' xlink:href='https://group.example'>"
                + "<collab><institution-wrap><institution>Mud Group</institution>"
                + "<institution-id institution-id-type='ROR'>https://ror.org/05dxps055</institution-id>"
                + "</institution-wrap></collab><role vocab='credit' degree-contribution='lead'"
                + " vocab-term='Supervision'>Supervision</role></contrib></contrib-group><permissions>"
                + "<free_to_read start_date='2021-01-01'/></permissions><funding-group><award-group>"
                + "<funding-source>Water Fund</funding-source><award-id xlink:href='https://grants.example/1'>W-1</award-id>"
                + "</award-group></funding-group>");
        assertEquals("Mud Group", record.body().at("/contributors/0/name").textValue());
        assertEquals(
                List.of(
                        "front/article-meta/contrib-group/contrib/@xlink:href: https://group.example",
                        "front/article-meta/contrib-group/contrib/role/@degree-contribution: lead",
                        "front/article-meta/contrib-group/contrib/collab/institution-wrap/institution-id: https://ror.org/05dxps055",
                        "front/article-meta/permissions/free_to_read/@start_date: 2021-01-01",
                        "front/article-meta/funding-group/award-group/award-id/@xlink:href: https://grants.example/1"),
                reportedBy(record));
    }

    @Test
    void data_that_occur_only_in_a_jats_translation_are_imported_in_its_language() {
        ImportRecord record = ImportReadings.all(
                        "jats",
                        "<article xml:lang='en'><front><article-meta><title-group><article-title>Mud</article-title></title-group>"
                                + "<trans-abstract xml:lang='de'><p>Erste.</p></trans-abstract></article-meta></front>"
                                + "<sub-article article-type='translation' xml:lang='de'><front-stub><article-categories>"
                                + "<subj-group subj-group-type='heading'><subject>Originalarbeit</subject></subj-group></article-categories>"
                                + "<title-group><article-title>Schlamm</article-title></title-group><contrib-group>"
                                + "<contrib contrib-type='translator'><name><surname>Ober</surname><given-names>Ute</given-names></name></contrib>"
                                + "</contrib-group><abstract><p>Zweite.</p></abstract></front-stub>"
                                + "<back><ack><p>Danke.</p></ack></back></sub-article></article>")
                .get(0);
        assertEquals(
                "{\"de\":{\"abstract\":\"Erste.\",\"title\":\"Schlamm\",\"section\":\"Originalarbeit\"}}",
                record.body().get("translations").toString());
        assertEquals(
                "[{\"language\":\"de\",\"abstract\":\"Zweite.\"}]",
                record.body().get("otherAbstracts").toString());
        assertEquals(
                "{\"others\":[{\"text\":\"Danke.\",\"language\":\"de\"}]}",
                record.body().get("statements").toString());
        assertEquals(List.of("sub-article/front-stub/contrib-group/contrib: translator: Ober Ute"), reportedBy(record));
    }
}
