package org.offprint.web.api.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests that readers get the content of JATS files that use unusual elements and terms. */
@QuarkusTest
class JatsWordingImportTest {

    private static final String TEX =
            "<inline-formula><tex-math><?CDATA $B \\to D^{*}$?></tex-math><inline-graphic href='b.gif'/></inline-formula>";

    private String issn;

    /** Imports and publishes a JATS article, and returns its path in the API. */
    private String imported(String type, String title, String meta, String rest) {
        issn = Fixtures.issn();
        byte[] file = """
                <article article-type="%s" xml:lang="en" xmlns:xlink="http://www.w3.org/1999/xlink"><front>
                <journal-meta><journal-title-group><journal-title>Wording %2$s</journal-title></journal-title-group>
                <issn pub-type="epub">%2$s</issn></journal-meta>
                <article-meta><article-id pub-id-type="doi">10.5555/wording.%2$s</article-id>
                <title-group><article-title>%3$s</article-title></title-group>
                %4$s</article-meta></front>%5$s</article>
                """.formatted(type, issn, title, meta, rest).getBytes(StandardCharsets.UTF_8);
        JsonNode job = TestImports.done(asAdmin(), "?publish=true", "application/xml", file);
        JsonNode outcome = TestImports.outcomes(job).get(0);
        assertEquals("done 1 0 0 0", TestImports.summary(job), outcome.toString());
        return outcome.at("/links/self").textValue();
    }

    private static String fullText(String path) {
        return asReader().accept("text/html").get(path + "/full-text").asString();
    }

    private static Document page(String path) {
        String page = body(asReader().get(path)).at("/links/landingPage").textValue();
        return Jsoup.parse(asReader().accept("text/html").get(page).asString());
    }

    @Test
    void formulas_in_processing_instructions_are_shown_in_titles_and_texts() {
        String path = imported(
                "research-article",
                "Ratio of " + TEX,
                "<pub-date pub-type='epub'><year>2024</year></pub-date>",
                "<body><sec><title>Results</title><p>Ratio " + TEX + " is small.</p></sec></body>");
        JsonNode article = body(asReader().get(path));
        assertTrue(article.get("titleHtml").textValue().contains("<msup><mi>D</mi><mo>∗</mo></msup>"));
        assertTrue(fullText(path).contains("<msup><mi>D</mi><mo>∗</mo></msup>"), () -> fullText(path));
        assertFalse(page(path).select("h1 math").isEmpty());
        String jats = asReader().get(path + "/exports/jats").asString();
        assertTrue(jats.contains("B \\to D^{*}"), jats);
    }

    @Test
    void copyright_years_statements_and_departments_of_publishers_are_available_to_readers() {
        String path = imported(
                "research-article",
                "On mud",
                "<contrib-group><contrib contrib-type='author'><name><surname>Vos</surname><given-names>Ann</given-names>"
                        + "</name><xref ref-type='aff' rid='a1'/><xref ref-type='aff' rid='a2'/></contrib></contrib-group>"
                        + "<aff id='a1'><institution content-type='dept'>Department of Mud</institution>,"
                        + " <institution>Delta School</institution>, <city>Weirton</city></aff>"
                        + "<aff id='a2'><institution>Delta School</institution></aff>"
                        + "<pub-date pub-type='epub'><year>2021</year></pub-date>"
                        + "<permissions><copyright-statement>© The Author(s) 2021</copyright-statement></permissions>",
                "<body><sec><title>Mud</title><p>Mud is deep.</p></sec>"
                        + "<sec sec-type='COI-statement'><title>Interests</title><p>None.</p></sec>"
                        + "<sec><title>Authors' contributions</title><p>Vos dug.</p></sec></body>");
        JsonNode article = body(asReader().get(path));
        assertEquals(2021, article.at("/license/copyright/year").intValue(), article.toString());
        assertEquals("The Author(s)", article.at("/license/copyright/holder").textValue());
        assertEquals("None.", article.at("/statements/conflictOfInterest").textValue());
        assertEquals("Vos dug.", article.at("/statements/authorContributions").textValue());
        assertEquals(
                List.of("1 Department of Mud, Delta School, Weirton", "2 Delta School"),
                page(path).select("ol.affiliations li").eachText());
        assertTrue(fullText(path).contains("Vos dug."));
    }

    @Test
    void all_tables_reports_and_one_rendition_of_a_figure_are_shown_to_readers() {
        String path = imported(
                "research-article",
                "On silt",
                "<pub-date pub-type='epub'><year>2024</year></pub-date>",
                "<body><sec><title>Silt</title><table-wrap id='t1'><alternatives>"
                        + "<table><tbody><tr><td>First silt</td></tr></tbody></table>"
                        + "<table><tbody><tr><td>Second silt</td></tr></tbody></table></alternatives></table-wrap>"
                        + "<fig id='f1'><caption><p>Banks</p></caption><graphic content-type='low' xlink:href='f1_lr.png'/>"
                        + "<graphic content-type='high' xlink:href='f1_hr.png'/></fig></sec></body>"
                        + "<sub-article article-type='ref-report'><front-stub>"
                        + "<article-id pub-id-type='doi'>10.5555/silt.report</article-id>"
                        + "<title-group><article-title>Referee response</article-title></title-group></front-stub>"
                        + "<body><p>Deep silt.</p></body></sub-article>");
        String text = fullText(path);
        assertTrue(text.contains("First silt") && text.contains("Second silt") && text.contains("Deep silt."), text);
        assertEquals(1, Jsoup.parse(text).select("#f1 .missing").size(), text);
        JsonNode relation = body(asReader().get(path)).at("/relations/0");
        assertEquals("hasReview", relation.get("type").textValue());
        assertTrue(relation.get("doi").textValue().endsWith("silt.report"), relation.toString());
    }

    @Test
    void a_decision_letter_is_imported_and_exported_as_a_peer_review() {
        String path = imported(
                "decision-letter",
                "Decision letter: On reeds",
                "<pub-date pub-type='epub'><day>3</day><month>4</month><year>2024</year></pub-date>"
                        + "<related-article related-article-type='reviewed-article' ext-link-type='doi'"
                        + " xlink:href='10.5555/reeds'/>",
                "<body><p>Accepted.</p></body>");
        assertEquals("peer-review", body(asReader().get(path)).get("type").textValue());
        assertEquals(List.of("depositor-missing"), missingAtCrossref(path));
        String other = imported(
                "decision-letter",
                "Decision letter: On rushes",
                "<pub-date pub-type='epub'><month>4</month><year>2024</year></pub-date>",
                "<body><p>Accepted.</p></body>");
        assertEquals(
                List.of("depositor-missing", "date-incomplete", "reviewed-work-missing"), missingAtCrossref(other));
    }

    private static List<String> missingAtCrossref(String path) {
        JsonNode problem = body(asReader().get(path + "/exports/crossref"));
        return problem.get("errors").findValuesAsText("code");
    }
}
