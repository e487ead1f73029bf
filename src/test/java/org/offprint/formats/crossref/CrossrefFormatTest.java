package org.offprint.formats.crossref;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.Unplaced;

/** Tests the import of each element of Crossref deposits, and the reports of unplaced values. */
class CrossrefFormatTest {

    private final List<ImportRecord> records = ImportReadings.all(
            "crossref", CrossrefFormatTest.class.getResourceAsStream("/imports/crossref/all-features.xml"));
    private final JsonNode body = records.get(0).body();

    @Test
    void each_article_in_a_crossref_deposit_is_imported_with_its_journal_and_issue() {
        assertEquals(2, records.size());
        for (ImportRecord record : records) {
            assertEquals(
                    "Revue des Rivières", record.body().at("/journal/title").textValue());
            assertEquals(
                    "{\"volume\":\"9\",\"number\":\"4\",\"doi\":\"10.5555/riv.9.4\",\"year\":2023}",
                    record.body().get("issue").toString());
            assertEquals("fr", record.body().get("language").textValue());
            assertEquals(List.of(), record.problems());
        }
        assertEquals("Deux", records.get(1).body().get("title").textValue());
    }

    @Test
    void titles_and_abstracts_in_crossref_deposits_are_imported_with_markup_and_language() {
        assertEquals("L’eau <i>vive</i> et CO<sub>2</sub>", text("/titleHtml"));
        assertEquals("Essai", text("/subtitle"));
        assertEquals("Aqua viva", text("/translations/la/title"));
        assertEquals("<p>L’eau <i>coule</i>.</p>", text("/abstractHtml"));
        assertEquals("Water flows.", text("/translations/en/abstract"));
    }

    @Test
    void contributors_in_crossref_deposits_are_imported_with_their_institutions() {
        assertEquals(
                "{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Roux\",\"given\":\"Léa\",\"suffix\":\"II\","
                        + "\"orcid\":\"https://orcid.org/0000-0002-1825-0097\",\"affiliations\":[{\"text\":\"Rivières, Institut des Eaux, Lyon\","
                        + "\"ror\":\"https://ror.org/05gq02987\",\"name\":\"Institut des Eaux\",\"isni\":\"0000000123456789\"}]}",
                body.at("/contributors/0").toString());
        assertEquals("Groupe Eau", text("/contributors/1/name"));
        assertEquals("editor", text("/contributors/2/role"));
        assertEquals("Anonymous", text("/contributors/3/family"));
        assertEquals("[\"chair\"]", body.at("/contributors/2/roleTexts").toString());
    }

    @Test
    void alternative_names_of_contributors_are_imported_from_crossref_schema_5_3_1() {
        JsonNode person = ImportReadings.all("crossref", """
                <doi_batch version="5.3.1" xmlns="http://www.crossref.org/schema/5.3.1"><body><journal>
                <journal_metadata><full_title>Mud</full_title></journal_metadata>
                <journal_article><titles><title>Weirs</title></titles><contributors>
                <person_name sequence="first" contributor_role="author"><given_name>Ning</given_name><surname>Sha</surname>
                <alt-name><name language="zh" name-style="eastern"><surname>沙</surname><given_name>宁</given_name></name>
                <string-name>Silt, N.</string-name></alt-name></person_name>
                </contributors></journal_article></journal></body></doi_batch>""").get(0).body();
        assertEquals("Sha", person.at("/contributors/0/family").textValue());
        assertEquals(
                "[{\"language\":\"zh\",\"given\":\"宁\",\"family\":\"沙\"},{\"name\":\"Silt, N.\"}]",
                person.at("/contributors/0/alternativeNames").toString());
    }

    @Test
    void an_empty_affiliation_in_a_crossref_deposit_is_ignored() {
        ImportRecord read = ImportReadings.all("crossref", """
                <doi_batch version="4.4.2" xmlns="http://www.crossref.org/schema/4.4.2"><body><journal>
                <journal_metadata><full_title>Mud</full_title></journal_metadata>
                <journal_article><titles><title>Weirs</title></titles><contributors>
                <person_name sequence="first" contributor_role="author"><surname>Vos</surname><affiliation/><affiliation> River School </affiliation></person_name>
                </contributors></journal_article></journal></body></doi_batch>""").get(0);
        assertEquals(
                "[{\"text\":\"River School\"}]",
                read.body().at("/contributors/0/affiliations").toString());
        assertEquals(List.of(), read.problems());
    }

    @Test
    void dates_and_pages_and_article_numbers_are_imported_from_crossref_deposits() {
        assertEquals(
                "{\"published\":\"2023-05-07\",\"publishedPrint\":\"2023-12\",\"publishedOnline\":\"2023-05-07\",\"accepted\":\"2023-04-01\",\"received\":\"2023-01-02\"}",
                body.get("dates").toString());
        assertEquals("{\"first\":\"1\",\"last\":\"9\"}", body.get("pages").toString());
        assertEquals("12", unplaced().get("pages/other_pages"));
        assertEquals("e7", text("/articleNumber"));
        assertEquals(
                "[{\"type\":\"pii\",\"value\":\"S1\"}]", body.get("identifiers").toString());
    }

    @Test
    void license_and_funding_and_relation_data_are_imported_from_any_position_in_a_deposit() {
        assertEquals(
                "{\"url\":\"https://creativecommons.org/licenses/by/4.0/\"}",
                body.get("license").toString());
        assertEquals(
                "[{\"funder\":\"Fonds Eau\",\"funderDoi\":\"10.13039/501100000001\",\"awards\":[\"E-1\"]}]",
                body.get("funding").toString());
        assertEquals(
                "[{\"type\":\"hasSupplement\",\"doi\":\"10.5555/d\",\"label\":\"Données\"},"
                        + "{\"type\":\"isCorrectionOf\",\"doi\":\"10.5555/riv.1\"}]",
                body.get("relations").toString());
        assertEquals("correction", text("/type"));
        assertEquals("isBasedOn https://x.example", unplaced().get("program/related_item[2]"));
        assertTrue(unplaced().containsValue("https://tdm.example/x"));
        assertTrue(unplaced().containsValue("N"));
    }

    @Test
    void file_links_and_citations_are_imported_from_crossref_deposits() {
        assertEquals(
                "[{\"role\":\"fulltext\",\"mediaType\":\"application/pdf\",\"url\":\"https://riv.example/7.pdf\"}]",
                body.get("files").toString());
        assertEquals("https://riv.example/7", unplaced().get("doi_data/resource"));
        assertEquals(
                "{\"key\":\"k1\",\"authors\":[{\"family\":\"Poe\"}],\"title\":\"T\",\"containerTitle\":\"J\",\"type\":\"journal\","
                        + "\"volume\":\"1\",\"firstPage\":\"2\",\"year\":\"1999\",\"doi\":\"10.5555/c.1\"}",
                body.at("/references/0").toString());
        assertEquals("Words as printed", text("/references/1/text"));
        assertEquals("Book", text("/references/2/title"));
        assertEquals("9780000000000", text("/references/1/isbn"));
    }

    private String text(String pointer) {
        return body.at(pointer).textValue();
    }

    private Map<String, String> unplaced() {
        Map<String, String> unplaced = new TreeMap<>();
        records.get(0).unplaced().forEach(one -> unplaced.put(one.where(), one.text()));
        return unplaced;
    }

    @Test
    void contributor_roles_of_the_newest_crossref_schema_are_imported() {
        JsonNode article = newest().get(0).body();
        assertEquals(
                "{\"corresponding\":true,\"role\":\"author\",\"credit\":[\"data-curation\"],\"kind\":\"person\",\"family\":\"Vos\",\"given\":\"Anna\"}",
                article.at("/contributors/0").toString());
        assertEquals("editor", article.at("/contributors/1/role").textValue());
        assertEquals(
                "reviewer", newest().get(1).body().at("/contributors/0/role").textValue());
    }

    @Test
    void data_of_translations_and_related_works_are_not_mixed_with_the_data_of_the_article() {
        JsonNode article = newest().get(0).body();
        assertEquals(
                "{\"nl\":{\"title\":\"Modder\",\"subtitle\":\"Een studie\"}}",
                article.get("translations").toString());
        assertEquals("At length.", article.get("abstract").textValue());
        assertEquals("10.13039/501100000001", article.at("/funding/0/funderDoi").textValue());
        assertTrue(newest().get(1).body().path("journal").isMissingNode());
    }

    @Test
    void unplaced_values_of_a_journal_or_issue_are_reported_with_the_first_article() {
        List<String> reported = newest().get(0).unplaced().stream()
                .map(one -> one.where() + ": " + one.text())
                .toList();
        assertTrue(reported.contains("coden: RIVST"), reported.toString());
        assertTrue(reported.contains("contributors: Gil Guest"), reported.toString());
        assertTrue(reported.contains("publication_date/month: 21"), reported.toString());
    }

    private static List<ImportRecord> newest() {
        return ImportReadings.all(
                "crossref", CrossrefFormatTest.class.getResourceAsStream("/imports/crossref/schema-5.5.xml"));
    }

    @Test
    void awards_in_a_crossref_funder_group_are_imported_for_each_funder_of_the_group() {
        List<ImportRecord> read = ImportReadings.all("crossref", """
                <doi_batch xmlns="http://www.crossref.org/schema/4.4.0" version="4.4.0"><body><journal>
                <journal_metadata><full_title>Mud</full_title></journal_metadata>
                <journal_article><titles><title>Two funders</title></titles>
                <program name="fundref"><assertion name="funder_name">Water Fund<assertion name="funder_identifier">10.13039/501100000001</assertion></assertion>
                <assertion name="funder_name">River Fund</assertion><assertion name="award_number">R-7</assertion></program></journal_article>
                <journal_article><titles><title>One group</title></titles>
                <program name="fundref"><assertion name="fundgroup"><assertion name="funder_name">Water Fund</assertion>
                <assertion name="funder_name">River Fund</assertion><assertion name="award_number">R-7</assertion></assertion></program></journal_article>
                </journal></body></doi_batch>""");
        assertEquals(
                "[{\"funder\":\"Water Fund\",\"funderDoi\":\"10.13039/501100000001\"},{\"funder\":\"River Fund\"}]",
                read.get(0).body().get("funding").toString());
        assertTrue(read.get(0).unplaced().stream().anyMatch(one -> one.text().equals("R-7")));
        assertEquals(
                "[{\"funder\":\"Water Fund\",\"awards\":[\"R-7\"]},{\"funder\":\"River Fund\",\"awards\":[\"R-7\"]}]",
                read.get(1).body().get("funding").toString());
    }

    @Test
    void only_one_issn_per_medium_is_imported_from_a_crossref_deposit() {
        ImportRecord read = ImportReadings.all("crossref", """
                <doi_batch xmlns="http://www.crossref.org/schema/4.4.0" version="4.4.0"><body><journal>
                <journal_metadata><full_title>Mud</full_title><issn>2049-3630</issn><issn>0378-5955</issn><issn media_type="print">1234-5679</issn>
                <archive_locations><archive name="Portico"/></archive_locations></journal_metadata>
                <journal_issue><publication_date media_type="print"><month>5</month><year>2020</year></publication_date>
                <publication_date media_type="online"><month>4</month><year>2020</year></publication_date><journal_volume><volume>3</volume></journal_volume></journal_issue>
                <journal_article><titles><title>On mud</title></titles>
                <crossmark><custom_metadata><assertion name="review" label="Review">open</assertion>
                <program><clinical-trial-number registry="10.18810/isrctn" type="results">ISRCTN1</clinical-trial-number></program></custom_metadata></crossmark>
                <archive_locations><archive name="CLOCKSS"/></archive_locations></journal_article>
                </journal></body></doi_batch>""").get(0);
        assertEquals(
                "[{\"type\":\"print\",\"value\":\"2049-3630\"},{\"type\":\"electronic\",\"value\":\"0378-5955\"}]",
                read.body().at("/journal/issns").toString());
        List<String> reported = read.unplaced().stream().map(Unplaced::text).toList();
        for (String said : List.of(
                "1234-5679 (print)",
                "Portico",
                "CLOCKSS",
                "online 2020-04",
                "Review: open",
                "10.18810/isrctn ISRCTN1 (results)")) {
            assertTrue(reported.contains(said), said + " in " + reported);
        }
    }

    @Test
    void conference_and_book_metadata_in_a_crossref_deposit_are_reported_once() {
        List<ImportRecord> read = ImportReadings.all("crossref", """
                <doi_batch xmlns="http://www.crossref.org/schema/5.3.1" version="5.3.1"><head><doi_batch_id>b</doi_batch_id></head><body><conference>
                <event_metadata><conference_name>Mud 7</conference_name><conference_location>Delft</conference_location></event_metadata>
                <proceedings_metadata><proceedings_title>Mud and silt</proceedings_title><isbn>9780306406157</isbn></proceedings_metadata>
                <conference_paper><titles><title>One</title></titles><doi_data><doi>10.5555/1</doi></doi_data></conference_paper>
                <conference_paper><titles><title>Two</title></titles><doi_data><doi>10.5555/2</doi></doi_data></conference_paper></conference>
                <book book_type="edited_book"><book_metadata language="en"><titles><title>A book of tides</title></titles><isbn>9780306406157</isbn></book_metadata>
                <content_item component_type="chapter"><titles><title>Three</title></titles><doi_data><doi>10.5555/3</doi></doi_data></content_item></book>
                <report-paper><report-paper_metadata language="en"><titles><title>A report</title></titles><doi_data><doi>10.5555/4</doi></doi_data></report-paper_metadata></report-paper>
                </body></doi_batch>""");
        assertEquals(
                List.of("One", "Two", "Three", "A report"),
                read.stream().map(one -> one.body().get("title").textValue()).toList());
        List<List<String>> reported = read.stream()
                .map(one -> one.unplaced().stream()
                        .map(each -> each.where() + ": " + each.text())
                        .toList())
                .toList();
        assertTrue(
                reported.get(0).contains("conference_name: Mud 7"),
                reported.get(0).toString());
        assertTrue(
                reported.get(0).contains("conference_location: Delft"),
                reported.get(0).toString());
        assertTrue(
                reported.get(1).stream().noneMatch(one -> one.contains("Mud 7")),
                reported.get(1).toString());
        assertTrue(
                reported.get(2).contains("titles/title: A book of tides"),
                reported.get(2).toString());
    }

    @Test
    void license_versions_and_start_dates_in_crossref_deposits_are_reported() {
        ImportRecord read = ImportReadings.all("crossref", """
                <doi_batch xmlns="http://www.crossref.org/schema/4.4.2" version="4.4.2"><body><journal>
                <journal_metadata language="en"><full_title>Mud</full_title></journal_metadata>
                <journal_article><titles><title>On mud</title></titles>
                <publication_date><year>2020</year></publication_date><publication_date media_type="print"><year>2021</year></publication_date>
                <crossmark><updates><update type="correction" date="2019-02-03">10.5555/m</update></updates><custom_metadata><program name="AccessIndicators">
                <license_ref applies_to="vor" start_date="2020">https://creativecommons.org/licenses/by/4.0/</license_ref>
                <license_ref applies_to="tdm" start_date="2022-01-01">https://creativecommons.org/licenses/by/4.0/</license_ref></program></custom_metadata></crossmark>
                </journal_article></journal></body></doi_batch>""").get(0);
        assertEquals(
                List.of("https://creativecommons.org/licenses/by/4.0/ (tdm) 2022-01-01", "2019-02-03"),
                read.unplaced().stream().map(Unplaced::text).toList());
    }

    @Test
    void an_article_with_an_update_to_its_own_doi_is_not_imported_as_a_notice() {
        ImportRecord read = ImportReadings.all("crossref", """
                <doi_batch xmlns="http://www.crossref.org/schema/4.4.2" version="4.4.2"><body><journal>
                <journal_metadata language="en"><full_title>Mud</full_title></journal_metadata>
                <journal_article><titles><title>On mud</title></titles>
                <crossmark><updates><update type="correction" date="2019-02-03">10.5555/MUD</update></updates></crossmark>
                <doi_data><doi>10.5555/mud</doi></doi_data></journal_article></journal></body></doi_batch>""").get(0);
        assertEquals("research-article", read.body().get("type").textValue());
        assertEquals(1, read.body().get("relations").size());
    }

    @Test
    void a_crossref_deposit_without_an_article_reports_its_content_type() {
        List<ImportRecord> alone = ImportReadings.all(
                "crossref",
                "<doi_batch><head/><body><book><book_metadata><titles><title>Of Silt</title></titles><doi_data><doi>10.5555/silt"
                        + "</doi></doi_data></book_metadata></book><book><book_metadata><titles><title>Of Mud</title></titles>"
                        + "</book_metadata><content_item><titles><title>One</title></titles></content_item></book>"
                        + "<conference><event_metadata><conference_name>SiltConf</conference_name></event_metadata>"
                        + "<proceedings_metadata><proceedings_title>Silts</proceedings_title></proceedings_metadata></conference>"
                        + "<journal><journal_metadata><full_title>Silt Letters</full_title></journal_metadata><journal_issue>"
                        + "<issue>3</issue></journal_issue></journal><database><database_metadata><titles><title>Cores</title>"
                        + "</titles></database_metadata></database><sa_component parent_doi='10.5555/1'><component_list>"
                        + "<component><description>A core</description></component></component_list></sa_component></body>"
                        + "</doi_batch>");
        assertEquals(
                List.of(
                        "The deposit describes a book (Of Silt, 10.5555/silt), but contains no article.",
                        "One",
                        "The deposit describes a conference (SiltConf), but contains no article.",
                        "The deposit describes a journal (Silt Letters), but contains no article.",
                        "The deposit describes a database (Cores), but contains no article.",
                        "The deposit describes components of another work, but contains no article."),
                alone.stream()
                        .map(record -> record.body() == null
                                ? record.problems().get(0).message()
                                : record.body().get("title").textValue())
                        .toList());
        assertEquals(
                "[Of Silt, 10.5555/silt]",
                alone.get(0).unplaced().stream().map(one -> one.text()).toList().toString());
    }

    @Test
    void unplaced_metadata_of_many_journal_issues_are_reported_in_batches() {
        StringBuilder issues = new StringBuilder();
        for (int i = 1; i <= 30; i++) {
            issues.append("<journal_issue><issue>").append(i).append("</issue></journal_issue>");
        }
        List<ImportRecord> all = ImportReadings.all(
                "crossref",
                "<doi_batch><body><journal><journal_metadata><full_title>Silt</full_title></journal_metadata>" + issues
                        + "<journal_article><titles><title>One</title></titles></journal_article></journal></body>"
                        + "</doi_batch>");
        ImportRecord article = all.get(all.size() - 1);
        assertEquals(
                "One in Silt 30",
                article.body().get("title").textValue() + " in "
                        + article.body().at("/journal/title").textValue() + " "
                        + article.body().at("/issue/number").textValue());
        List<ImportRecord> reported = all.subList(0, all.size() - 1);
        assertTrue(
                reported.stream().allMatch(one -> one.problems().get(0).code().equals("no-article")));
        List<String> texts = reported.stream()
                .flatMap(one -> one.unplaced().stream())
                .map(Unplaced::text)
                .toList();
        assertTrue(texts.size() >= 20 && texts.containsAll(List.of("1", "2", "20")), texts.toString());
        assertTrue(
                reported.stream().allMatch(one -> one.unplaced().size() < 10),
                "unplaced values are reported in small batches");
    }

    @Test
    void unplaced_metadata_of_a_database_are_reported_with_its_first_dataset() {
        List<ImportRecord> sets = ImportReadings.all(
                "crossref",
                "<doi_batch><body><database><database_metadata><titles><title>Cores</title></titles></database_metadata>"
                        + "<dataset><titles><title>One</title></titles></dataset><dataset><titles><title>Two</title></titles>"
                        + "</dataset></database></body></doi_batch>");
        assertEquals(2, sets.size());
        assertTrue(sets.get(0).unplaced().stream().anyMatch(one -> one.text().equals("Cores")));
    }

    @Test
    void additional_metadata_of_a_journal_or_volume_or_issue_are_reported_once() {
        List<ImportRecord> two = ImportReadings.all(
                "crossref",
                "<doi_batch><body><journal><journal_metadata><full_title>Silt</full_title><full_title>Silts</full_title>"
                        + "</journal_metadata><journal_issue><titles><title>Ooze</title><subtitle>Sub</subtitle></titles>"
                        + "<journal_volume><volume>3</volume><publisher_item><identifier id_type='pii'>V3</identifier>"
                        + "</publisher_item><doi_data><doi>10.5555/v3</doi></doi_data></journal_volume><issue>2</issue>"
                        + "<doi_data><doi>10.5555/v3.2</doi><resource>https://silt.example/3/2</resource></doi_data>"
                        + "</journal_issue>"
                        + "<journal_article language='en'><titles><title>One</title></titles><program>"
                        + "<free_to_read start_date='2024-06-01'/></program></journal_article>"
                        + "<journal_article language='en'><titles><title>Two</title></titles></journal_article>"
                        + "</journal></body></doi_batch>");
        assertEquals(
                List.of("Silts", "Sub", "V3", "10.5555/v3", "https://silt.example/3/2", "2024-06-01"),
                two.get(0).unplaced().stream().map(one -> one.text()).toList());
        assertEquals(List.of(), two.get(1).unplaced());
        assertEquals(
                "{\"volume\":\"3\",\"number\":\"2\",\"title\":\"Ooze\",\"doi\":\"10.5555/v3.2\"}",
                two.get(1).body().get("issue").toString());
    }

    @Test
    void the_publisher_of_a_cited_work_is_imported_from_crossref_deposits() {
        JsonNode reference = ImportReadings.all(
                        "crossref",
                        "<doi_batch><body><journal><journal_article><titles><title>One</title></titles><citation_list>"
                                + "<citation key='1'><volume_title>Of Mud</volume_title><publisher_name>Silt Press"
                                + "</publisher_name></citation></citation_list></journal_article></journal></body></doi_batch>")
                .get(0)
                .body()
                .at("/references/0");
        assertEquals("Of Mud", reference.get("title").textValue());
        assertEquals("Silt Press", reference.get("publisher").textValue());
    }

    private static ImportRecord work(String parts) {
        return ImportReadings.all(
                        "crossref",
                        "<doi_records><doi_record><crossref><journal><journal_article language='en'><titles><title>Mud</title></titles>"
                                + parts + "</journal_article></journal></crossref></doi_record></doi_records>")
                .get(0);
    }

    @Test
    void a_full_publication_date_takes_precedence_over_a_date_with_only_the_month() {
        ImportRecord record = work(
                "<publication_date media_type='online'><month>11</month><day>09</day><year>2022</year></publication_date>"
                        + "<publication_date media_type='print'><month>11</month><year>2022</year></publication_date>");
        assertEquals("2022-11-09", record.body().at("/dates/published").textValue());
        assertEquals("2022-11", record.body().at("/dates/publishedPrint").textValue());
        assertEquals(List.of(), record.unplaced().stream().map(Unplaced::text).toList());
        assertEquals(
                "2022-10",
                work("<publication_date><month>11</month><day>09</day><year>2022</year></publication_date>"
                                + "<publication_date><month>10</month><year>2022</year></publication_date>")
                        .body()
                        .at("/dates/published")
                        .textValue());
    }

    @Test
    void an_abstract_without_a_language_gets_the_language_of_its_paragraphs() {
        JsonNode read =
                work("<abstract><p xml:lang='fr'>Creuser.</p></abstract><abstract><p xml:lang='en'>We dug.</p></abstract>")
                        .body();
        assertEquals("We dug.", read.get("abstract").textValue());
        assertEquals("Creuser.", read.at("/translations/fr/abstract").textValue());
    }

    @Test
    void crossref_award_numbers_are_also_imported_from_a_former_element_name() {
        JsonNode read =
                work("<program name='fundref'><assertion name='fundgroup'><assertion name='funder_name'>Mud Fund"
                                + "</assertion><assertion name='funding_identifier'>M-7</assertion></assertion></program>")
                        .body();
        assertEquals(
                "[{\"funder\":\"Mud Fund\",\"awards\":[\"M-7\"]}]",
                read.get("funding").toString());
    }

    @Test
    void the_print_date_of_an_issue_takes_precedence_over_the_online_date() {
        ImportRecord read = ImportReadings.all("crossref", """
                <doi_batch xmlns="http://www.crossref.org/schema/4.4.0" version="4.4.0"><body><journal>
                <journal_metadata><full_title>Mud</full_title><issn>2049-3630</issn></journal_metadata>
                <journal_issue><publication_date media_type="online"><month>10</month><year>2008</year></publication_date>
                <publication_date media_type="print"><month>5</month><year>1996</year></publication_date><issue>4</issue></journal_issue>
                <journal_article><titles><title>On mud</title></titles></journal_article></journal></body></doi_batch>""").get(0);
        assertEquals("1996-05", read.body().at("/issue/publishedOn").textValue());
        assertEquals(1996, read.body().at("/issue/year").intValue());
        assertTrue(read.unplaced().stream().anyMatch(one -> one.text().equals("online 2008-10")));
    }
}
