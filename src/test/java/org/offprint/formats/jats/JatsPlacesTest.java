package org.offprint.formats.jats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.Publishing;
import org.offprint.formats.RoundTrips;
import org.offprint.formats.reading.ImportRecord;

/** Tests that all metadata of a JATS article are mapped to record fields and are unchanged after export. */
class JatsPlacesTest {

    private static ImportRecord article(String head, String attributes, String meta, String rest) {
        return ImportReadings.all(
                        "jats",
                        head + "<article article-type='research-article' xml:lang='en' " + attributes
                                + "><front><journal-meta><journal-title-group><journal-title>Tides</journal-title>"
                                + "</journal-title-group><issn pub-type='epub'>2049-3630</issn></journal-meta><article-meta>"
                                + "<article-id pub-id-type='doi'>10.5555/tides.1</article-id>" + meta
                                + "</article-meta></front>" + rest + "</article>")
                .get(0);
    }

    private static ImportRecord of(String meta, String rest) {
        return article(
                "",
                "xmlns:xlink='http://www.w3.org/1999/xlink'",
                "<title-group><article-title>Ebb</article-title></title-group>" + meta,
                rest);
    }

    private static void assertPlaced(String expected, ImportRecord record, String pointer) {
        assertEquals(expected, text(record.body(), pointer));
        assertEquals(List.of(), record.unplaced());
        String written = RoundTrips.written("jats", Publishing.publish(record.body(), false));
        assertEquals(expected, text(ImportReadings.all("jats", written).get(0).body(), pointer), "read again");
    }

    private static String text(JsonNode body, String pointer) {
        JsonNode value = body.at(pointer);
        return value.isTextual() ? value.textValue() : value.toString();
    }

    @Test
    void a_jats_translated_title_is_imported_in_its_own_language() {
        ImportRecord record = article(
                "",
                "",
                "<title-group><article-title>Ebb</article-title><trans-title-group><trans-title xml:lang='pt'>Vazante"
                        + "</trans-title></trans-title-group></title-group><abstract><p>Low.</p></abstract>"
                        + "<trans-abstract xml:lang='fr' abstract-type='translator'><p>Basse.</p></trans-abstract>",
                "");
        assertPlaced("Vazante", record, "/translations/pt/title");
        assertPlaced("Basse.", record, "/translations/fr/abstract");
    }

    @Test
    void a_funder_in_jats_named_content_and_the_funding_statement_are_imported() {
        ImportRecord record = of(
                "<funding-group><award-group><funding-source><named-content content-type='name'>Tide Fund</named-content>"
                        + "<named-content content-type='fundref:id'>http://dx.doi.org/10.13039/100000001</named-content>"
                        + "</funding-source><award-id>T-1</award-id></award-group>"
                        + "<funding-statement>The fund had no say.</funding-statement></funding-group>",
                "");
        assertPlaced(
                "[{\"funder\":\"Tide Fund\",\"funderDoi\":\"10.13039/100000001\",\"awards\":[\"T-1\"]}]",
                record,
                "/funding");
        assertPlaced("The fund had no say.", record, "/statements/funding");
    }

    @Test
    void a_preprint_event_in_jats_is_imported_with_its_date_and_doi() {
        ImportRecord record = of(
                "<pub-date pub-type='epub'><year>2024</year></pub-date><pub-history><event event-type='preprint'>"
                        + "<event-desc>Posted early.</event-desc><date date-type='preprint'><day>2</day><month>9</month>"
                        + "<year>2023</year></date><self-uri content-type='preprint' xlink:href='https://doi.org/10.5555/early.1'/>"
                        + "</event><event><date date-type='received'><month>8</month><year>2023</year></date></event></pub-history>",
                "");
        assertPlaced(
                "[{\"type\":\"preprint\",\"date\":\"2023-09-02\",\"doi\":\"10.5555/early.1\",\"text\":\"Posted early.\"}]",
                record,
                "/publicationHistory");
        assertPlaced("2023-08", record, "/dates/received");
        assertPlaced("[{\"type\":\"hasPreprint\",\"doi\":\"10.5555/early.1\"}]", record, "/relations");
    }

    @Test
    void a_jats_companion_article_is_imported_as_a_related_article_and_not_as_a_supplement() {
        assertPlaced(
                "[{\"type\":\"references\",\"doi\":\"10.5555/tides.2\",\"label\":\"companion\"}]",
                of(
                        "<related-article related-article-type='companion' ext-link-type='doi' xlink:href='10.5555/tides.2'/>",
                        ""),
                "/relations");
    }

    @Test
    void iso_entities_in_jats_are_imported_as_characters() {
        ImportRecord record = article(
                "<!DOCTYPE article PUBLIC \"-//NLM//DTD Journal Publishing DTD v3.0 20080202//EN\" \"journalpublishing3.dtd\">",
                "",
                "<title-group><article-title>The &rgr;, &gamma; and &b.alpha; of &THgr;</article-title></title-group>",
                "");
        assertPlaced("The ρ, γ and \uD835\uDEC2 of Θ", record, "/title");
    }

    @Test
    void a_namespace_prefix_that_only_the_jats_dtd_declares_is_recognized() {
        ImportRecord record = article(
                "<!DOCTYPE article PUBLIC \"-//NLM//DTD Journal Archiving and Interchange DTD v3.0 20080202//EN\" \"a.dtd\">",
                "",
                "<title-group><article-title>Ebb</article-title></title-group>",
                "<back><ack><p>See <ext-link ext-link-type='uri' xlink:href='https://tides.example'>tides.example</ext-link>.</p>"
                        + "</ack></back>");
        assertPlaced("See tides.example.", record, "/statements/acknowledgements");
    }

    @Test
    void running_heads_and_additional_abstracts_and_article_versions_are_imported_from_jats() {
        ImportRecord record = article(
                "",
                "",
                "<article-version article-version-type='AM'>Accepted Manuscript</article-version><title-group>"
                        + "<article-title>Ebb</article-title><alt-title alt-title-type='running-head'>Low water</alt-title>"
                        + "</title-group><abstract><p>Low.</p></abstract><abstract abstract-type='plain-language-summary'>"
                        + "<title>For all</title><p>The sea <italic>sinks</italic>.</p></abstract>",
                "");
        assertPlaced("Low water", record, "/runningHead");
        assertPlaced("AM", record, "/articleVersion");
        assertPlaced(
                "[{\"type\":\"plain-language-summary\",\"title\":\"For all\",\"abstractHtml\":\"<p>The sea <i>sinks</i>.</p>\"}]",
                record,
                "/otherAbstracts");
    }

    @Test
    void statements_of_any_type_and_notes_and_license_texts_are_imported_from_jats() {
        ImportRecord record = of(
                "<author-notes><fn fn-type='con'><p>A.V. dug.</p></fn><fn fn-type='other'><label>*</label><p>By lot.</p></fn>"
                        + "</author-notes><permissions><license><license-p>Share it, with the names.</license-p></license>"
                        + "</permissions>",
                "<back><sec sec-type='code-availability'><title>Code</title><p>In the shed.</p></sec>"
                        + "<fn-group><fn><label>1</label><p>See the map.</p></fn></fn-group></back>");
        assertPlaced("A.V. dug.", record, "/statements/authorContributions");
        assertPlaced(
                "[{\"type\":\"code-availability\",\"title\":\"Code\",\"text\":\"In the shed.\"}]",
                record,
                "/statements/others");
        assertPlaced(
                "[{\"type\":\"author\",\"label\":\"*\",\"text\":\"By lot.\"},{\"label\":\"1\",\"text\":\"See the map.\"}]",
                record,
                "/notes");
        assertPlaced("Share it, with the names.", record, "/license/text");
    }

    @Test
    void a_jats_contributor_type_that_is_a_credit_term_is_imported_as_a_credit_role() {
        ImportRecord record = of(
                "<contrib-group><contrib contrib-type='software'><name><surname>Poe</surname></name></contrib></contrib-group>",
                "");
        assertPlaced("[\"software\"]", record, "/contributors/0/credit");
        assertTrue(record.body().at("/contributors/0/roleTexts").isMissingNode());
    }

    @Test
    void equal_affiliations_of_a_jats_contributor_are_imported_once() {
        ImportRecord record = of(
                "<contrib-group><contrib contrib-type='author'><name><surname>Poe</surname></name>"
                        + "<xref ref-type='aff' rid='a1'/><xref ref-type='aff' rid='a2'/><xref ref-type='aff' rid='a3'/>"
                        + "</contrib></contrib-group><aff id='a1'>Mud School</aff><aff id='a2'>Mud School</aff>"
                        + "<aff id='a3'>Silt School</aff>",
                "");
        assertPlaced("Mud School", record, "/contributors/0/affiliations/0/text");
        assertPlaced("Silt School", record, "/contributors/0/affiliations/1/text");
        assertEquals(2, record.body().at("/contributors/0/affiliations").size());
    }

    @Test
    void decision_letters_and_responses_inside_a_jats_article_are_imported_as_related_works() {
        String inner =
                "<sub-article article-type='%s'><front-stub><article-id pub-id-type='doi'>10.5555/%s</article-id>"
                        + "<title-group><article-title>%s</article-title></title-group></front-stub></sub-article>";
        assertPlaced(
                "[{\"type\":\"hasReview\",\"doi\":\"10.5555/d\",\"label\":\"Decision letter\"},"
                        + "{\"type\":\"hasReply\",\"doi\":\"10.5555/r\",\"label\":\"Author response\"},"
                        + "{\"type\":\"hasReview\",\"doi\":\"10.5555/f\",\"label\":\"Referee response for version 1\"}]",
                of(
                        "",
                        inner.formatted("decision-letter", "d", "Decision letter")
                                + inner.formatted("reply", "r", "Author response")
                                + inner.formatted("ref-report", "f", "Referee response for version 1")),
                "/relations");
    }
}
