package org.offprint.formats.jats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.Publishing;
import org.offprint.formats.RoundTrips;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.writing.PublishedRecord;

/** Tests the import of each JATS feature, and the reports of unplaced values. */
class JatsFormatTest {

    private final ImportRecord record = read("all-features.xml");
    private final JsonNode body = record.body();

    @Test
    void jats_titles_are_imported_with_markup_and_entities() {
        assertEquals(
                "Silt &amp; <i>Salix</i> at 10\u00A0<sup>\u22123</sup>\u2013<math xmlns=\"http://www.w3.org/1998/Math/MathML\">"
                        + "<msup><mi>x</mi><mn>2</mn></msup></math>",
                text("/titleHtml"));
        assertEquals("A survey", text("/subtitle"));
        assertEquals("Limon et <i>Salix</i>", text("/translations/fr/titleHtml"));
        assertEquals("Une enquête", text("/translations/fr/subtitle"));
        assertEquals("Silte", text("/translations/pt/title"));
    }

    @Test
    void jats_abstracts_are_imported_with_sections_and_lists() {
        assertEquals(
                "<p><b>Aim</b></p><p>We dug &lt;deep&gt;.</p><p><b>Result</b></p><p>Mud, in kinds:</p>"
                        + "<ol><li>wet</li><li>dry</li></ol>",
                text("/abstractHtml"));
        assertEquals("Nous avons creusé.", text("/translations/fr/abstract"));
        assertEquals("Cavamos.", text("/translations/pt/abstract"));
        assertEquals(
                "[{\"type\":\"graphical\",\"abstract\":\"A picture.\"}]",
                body.get("otherAbstracts").toString());
    }

    @Test
    void jats_keywords_and_subjects_are_imported_by_language_and_scheme() {
        assertEquals("[\"silt\",\"Salix\"]", body.get("keywords").toString());
        assertEquals("[\"limon\"]", body.at("/translations/fr/keywords").toString());
        assertEquals("[\"silte\"]", body.at("/translations/pt/keywords").toString());
        assertEquals("Floods", text("/section/title"));
        assertEquals(
                "[{\"scheme\":\"discipline\",\"label\":\"Hydrology\"},{\"scheme\":\"discipline\",\"label\":\"Sediment\"},"
                        + "{\"scheme\":\"research-organism\",\"label\":\"Willow\"}]",
                body.get("subjects").toString());
    }

    @Test
    void identifiers_and_the_journal_and_issue_and_pages_are_imported_from_jats() {
        assertEquals("10.5555/rs.12", text("/doi"));
        assertEquals(
                "[{\"type\":\"publisher-id\",\"value\":\"RS-12\"},{\"type\":\"pmcid\",\"value\":\"PMC1234567\"},"
                        + "{\"type\":\"pmid\",\"value\":\"31234567\"},{\"type\":\"self-uri\",\"value\":\"rs-12.pdf\"}]",
                body.get("identifiers").toString());
        assertEquals(
                "{\"title\":\"Journal of River Studies\",\"abbreviation\":\"J. River Stud.\","
                        + "\"identifiers\":[{\"type\":\"nlm-ta\",\"value\":\"J River Stud\"}],\"issns\":["
                        + "{\"type\":\"print\",\"value\":\"0317-8471\"},{\"type\":\"electronic\",\"value\":\"2049-3630\"}],"
                        + "\"publisher\":\"Delta Press\",\"publisherPlace\":\"Delft\"}",
                body.get("journal").toString());
        assertEquals(
                "{\"volume\":\"12\",\"number\":\"2\",\"title\":\"Deltas\",\"publishedOn\":\"2024-04\",\"year\":2024}",
                body.get("issue").toString());
        assertEquals("{\"first\":\"101\",\"last\":\"117\"}", body.get("pages").toString());
    }

    @Test
    void jats_dates_are_imported_in_every_form() {
        assertEquals(
                "{\"published\":\"2024-03-05\",\"received\":\"2023-09-01\",\"revised\":\"2023-11\",\"accepted\":\"2024\"}",
                body.get("dates").toString());
        assertEquals(
                "[{\"type\":\"preprint\",\"date\":\"2022\"}]",
                body.get("publicationHistory").toString());
    }

    @Test
    void jats_contributors_are_imported_in_every_form() {
        JsonNode vos = body.at("/contributors/0");
        assertEquals("Vos", vos.get("family").textValue());
        assertEquals("Jr.", vos.get("suffix").textValue());
        assertEquals("https://orcid.org/0000-0002-1825-0097", vos.get("orcid").textValue());
        assertEquals("anna.vos@delft.example", vos.get("email").textValue());
        assertTrue(vos.get("corresponding").booleanValue());
        assertTrue(vos.get("equalContribution").booleanValue());
        assertEquals(
                "[\"writing-original-draft\",\"data-curation\"]",
                vos.get("credit").toString());
        assertEquals(2, vos.get("affiliations").size());
        assertEquals("Li", text("/contributors/1/family"));
        assertFalse(body.at("/contributors/1").has("orcid"));
        assertEquals("Sukarno", text("/contributors/2/family"));
        assertEquals("Anonymous", text("/contributors/3/family"));
        assertEquals("River Watch", text("/contributors/4/name"));
        assertEquals("organization", text("/contributors/4/kind"));
        assertEquals("Berg", text("/contributors/5/family"));
        assertEquals("collaborator", text("/contributors/5/role"));
        assertEquals("Silt Consortium", text("/contributors/6/name"));
        assertEquals("editor", text("/contributors/7/role"));
        assertEquals(8, body.get("contributors").size());
    }

    @Test
    void unsupported_data_of_jats_contributors_are_reported() {
        assertEquals("Dr", unplaced().get("front/article-meta/contrib-group[1]/contrib[1]/name"));
        assertTrue(unplaced()
                .get("front/article-meta/contrib-group[1]/contrib[2]/contrib-id")
                .contains("check digit"));
        assertEquals(
                "[{\"type\":\"present-address\",\"text\":\"Now at sea.\"}]",
                body.get("notes").toString());
    }

    @Test
    void contributor_role_texts_and_alternative_names_are_imported_from_jats() {
        assertEquals("[\"Captain\"]", body.at("/contributors/0/roleTexts").toString());
        assertTrue(body.at("/contributors/1/deceased").booleanValue());
        assertTrue(body.at("/contributors").toString().contains("\"alternativeNames\":[{\"language\":\"zh\","));
        assertTrue(body.at("/contributors").toString().contains("\"roleTexts\":[\"guest-editor\"]"));
    }

    @Test
    void jats_affiliations_are_imported_with_the_printed_text_and_its_tagged_parts() {
        assertEquals(
                "{\"text\":\"Delft Water Institute, Delft, South Holland 2628, The Netherlands\",\"name\":\"Delft Water Institute\","
                        + "\"ror\":\"https://ror.org/05gq02987\",\"identifiers\":[{\"type\":\"grid\",\"value\":\"grid.1.2\"}],\"city\":\"Delft\",\"region\":\"South Holland\",\"postalCode\":\"2628\",\"country\":\"NL\"}",
                body.at("/contributors/0/affiliations/0").toString());
        assertEquals(
                "{\"text\":\"River School, 12 Quay, Lyon, France.\",\"name\":\"River School\",\"city\":\"Lyon\",\"country\":\"FR\"}",
                body.at("/contributors/0/affiliations/1").toString());
        assertEquals("River Laboratory, Bogor, Indonesia", text("/contributors/2/affiliations/0/text"));
    }

    @Test
    void license_and_funding_and_statements_are_imported_from_jats() {
        assertEquals("https://creativecommons.org/licenses/by/4.0/", text("/license/url"));
        assertEquals(2024, body.at("/license/copyright/year").intValue());
        assertEquals("Vos et al.", text("/license/copyright/holder"));
        assertEquals(
                "[{\"funder\":\"Water Fund\",\"funderDoi\":\"10.13039/501100000001\",\"awards\":[\"W-1\",\"W-2\"],\"recipients\":[{\"name\":\"Vos\"}]},{\"funder\":\"Mud Trust\"}]",
                body.get("funding").toString());
        assertEquals("Paid by many.", text("/statements/funding"));
        assertEquals("Thanks to all.\n\nAnd some.", text("/statements/acknowledgements"));
        assertEquals("At the weir.", text("/statements/dataAvailability"));
        assertEquals("None declared.", text("/statements/conflictOfInterest"));
        assertEquals("Approved.", text("/statements/ethics"));
    }

    @Test
    void related_articles_and_file_links_are_imported_from_jats() {
        assertEquals(
                "[{\"type\":\"isCorrectionOf\",\"doi\":\"10.5555/rs.3\"},{\"type\":\"references\",\"doi\":\"10.5555/rs.4\",\"label\":\"sequel\"},"
                        + "{\"type\":\"hasReview\",\"doi\":\"10.5555/rs.12.r1\",\"label\":\"Report\"}]",
                body.get("relations").toString());
        assertEquals("commentary urn:x", unplaced().get("front/article-meta/related-article[3]"));
        assertEquals(
                "[{\"role\":\"fulltext\",\"mediaType\":\"application/pdf\",\"label\":\"PDF\",\"url\":\"https://rivers.example/12.pdf\"}]",
                body.get("files").toString());
    }

    @Test
    void jats_references_are_imported_from_text_or_tagged_parts_or_both() {
        JsonNode first = body.at("/references/0");
        assertEquals(
                "{\"key\":\"B1\",\"authors\":[{\"family\":\"Poe\",\"given\":\"E\"},{\"name\":\"Mud Group\"}],\"title\":\"On mud\","
                        + "\"containerTitle\":\"J Mud\",\"volume\":\"3\",\"issue\":\"1\",\"firstPage\":\"7\",\"lastPage\":\"9\",\"year\":\"1999\","
                        + "\"doi\":\"10.5555/mud.7\",\"pmid\":\"777\",\"type\":\"journal\"}",
                first.toString());
        assertEquals("Roe A. Rivers. Delft: Delta; 2001.", text("/references/1/text"));
        assertEquals("Rivers", text("/references/1/title"));
        assertEquals("book", text("/references/1/type"));
        assertEquals("A pamphlet, here.", text("/references/2/text"));
        assertEquals("https://rivers.example/p", text("/references/2/url"));
        assertEquals("chapter", text("/references/3/type"));
        assertEquals("[{\"family\":\"Ed\"}]", body.at("/references/3/editors").toString());
        assertEquals("2nd", text("/references/3/edition"));
        assertNull(unplaced().get("back/ref-list/ref[4]"));
    }

    @Test
    void the_jats_body_and_sub_articles_are_not_reported_as_unplaced() {
        assertEquals(
                List.of(),
                unplaced().keySet().stream()
                        .filter(where -> where.matches("body|sub-article.*|back/app.*"))
                        .toList());
        assertTrue(new String(record.source(), java.nio.charset.StandardCharsets.UTF_8).contains("Appendix"));
        assertEquals(List.of(), record.problems());
        assertEquals(6, record.line());
    }

    @Test
    void a_jats_article_is_unchanged_after_export_and_repeated_import() throws Exception {
        PublishedRecord published = Publishing.publish(record.body(), true);
        ImportRecord again = ImportReadings.all("jats", RoundTrips.written("jats", published))
                .get(0);
        assertEquals(
                List.of(), RoundTrips.differences(RoundTrips.shown(record.body()), RoundTrips.shown(again.body())));
        if (org.offprint.formats.FormatSchemas.arePresent()) {
            RoundTrips.assertValidInAllFormats(published);
        }
    }

    @Test
    void articles_in_the_nlm_predecessor_of_jats_are_imported() {
        ImportRecord old = read("nlm-2.xml");
        assertEquals("Old ‘news’ α", old.body().get("title").textValue());
        assertEquals("Alte Neuigkeiten", old.body().at("/translations/de/title").textValue());
        assertEquals(
                "Old House, Graz, Austria",
                old.body().at("/contributors/0/affiliations/0/text").textValue());
        assertEquals("b@old.example", old.body().at("/contributors/0/email").textValue());
        assertEquals("1998-05-02", old.body().at("/dates/published").textValue());
        assertEquals("1 Suppl 2", old.body().at("/issue/number").textValue());
        assertEquals("6", old.body().at("/pages/last").textValue());
        assertEquals(
                "[{\"funder\":\"Old Fund\",\"awards\":[\"X9\"]}]",
                old.body().get("funding").toString());
        assertEquals("Old J", old.body().at("/journal/abbreviation").textValue());
        assertEquals("Ur J", old.body().at("/references/0/containerTitle").textValue());
        assertTrue(old.body().at("/references/0/etAl").booleanValue());
        assertNull(unplaced(old).get("back/ref-list/ref"));
        assertNull(old.body().get("license").get("url"));
    }

    @Test
    void jats_articles_inside_a_wrapper_element_are_imported_one_by_one() {
        String article =
                "<article article-type='news'><front><article-meta><title-group><article-title>N%d</article-title>"
                        + "</title-group></article-meta></front></article>\n";
        String all =
                "<?xml version='1.0'?>\n<articles>\n" + article.formatted(1) + article.formatted(2) + "</articles>";
        List<ImportRecord> records = ImportReadings.all("jats", all);
        assertEquals(2, records.size());
        assertEquals("N2", records.get(1).body().get("title").textValue());
        assertEquals(4, records.get(1).line());
        assertNull(records.get(1).source());
    }

    private String text(String pointer) {
        return body.at(pointer).textValue();
    }

    private Map<String, String> unplaced() {
        return unplaced(record);
    }

    private static Map<String, String> unplaced(ImportRecord of) {
        Map<String, String> unplaced = new TreeMap<>();
        of.unplaced().forEach(one -> unplaced.put(one.where(), one.text()));
        return unplaced;
    }

    private static ImportRecord read(String name) {
        try (InputStream file = JatsFormatTest.class.getResourceAsStream("/imports/jats/" + name)) {
            return ImportReadings.all("jats", file).get(0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
