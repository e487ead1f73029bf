package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.PublishedRecord;

/** Checks every cell of the table in docs/formats.md that lists how formats mark retractions and corrections. */
class RetractionMarksTest {

    private static final String REASON = "The water was not there.";

    /**
     * Expected substrings of the output of a retracted article with a retraction notice and an earlier correction,
     * keyed by format.
     */
    private static final Map<String, List<String>> RETRACTED = Map.ofEntries(
            Map.entry(
                    "jats",
                    List.of(
                            "<article-title>RETRACTED: The",
                            "<event event-type=\"retraction\">",
                            "<date date-type=\"retraction\" iso-8601-date=\"2026-01-05\">",
                            "related-article-type=\"retraction-forward\" ext-link-type=\"doi\" xlink:href=\"10.12345/roads.10\"",
                            "related-article-type=\"correction-forward\" ext-link-type=\"doi\" xlink:href=\"10.12345/roads.9\"")),
            Map.entry("csl", List.of("\"title\":\"RETRACTED: The", "\"status\":\"retraction\"", REASON)),
            Map.entry("bibtex", List.of("title = {{RETRACTED: The", REASON)),
            Map.entry("crossref", List.of("<title>RETRACTED: The", "<title>RETRACTED: <b>水", "<title>RETRACTED: Das")),
            Map.entry("doaj", List.of("\"title\":\"RETRACTED: The")),
            Map.entry("doaj-xml", List.of("<title language=\"eng\">RETRACTED:", "<title language=\"ger\">RETRACTED:")),
            Map.entry(
                    "datacite",
                    List.of(
                            "<title xml:lang=\"en\">RETRACTED: The",
                            "<date dateType=\"Withdrawn\">2026-01-05</date>",
                            "relationType=\"IsObsoletedBy\">10.12345/roads.10<",
                            "relationType=\"IsSupplementedBy\">10.12345/roads.9<",
                            "<description descriptionType=\"Other\">RETRACTED: " + REASON)),
            Map.entry(
                    "pubmed",
                    List.of(
                            "<ArticleTitle>RETRACTED: The",
                            "<PublicationType>Retracted Publication</PublicationType>")),
            Map.entry(
                    "marcxml",
                    List.of(
                            "<subfield code=\"a\">RETRACTED: The",
                            "<subfield code=\"a\">RETRACTED: " + REASON,
                            "<subfield code=\"i\">Has retraction:</subfield>",
                            "<subfield code=\"i\">Has correction:</subfield>")),
            Map.entry(
                    "oai_dc",
                    List.of(
                            "<dc:title xml:lang=\"en\">RETRACTED: The",
                            "<dc:relation>https://doi.org/10.12345/roads.10</dc:relation>",
                            "<dc:relation>https://doi.org/10.12345/roads.9</dc:relation>")),
            Map.entry(
                    "schemaorg",
                    List.of(
                            "\"headline\":\"RETRACTED: The",
                            "\"creativeWorkStatus\":\"Retracted\"",
                            "\"correction\":")),
            Map.entry("highwire", List.of("<meta name=\"citation_title\" content=\"RETRACTED: The")),
            Map.entry("csv", List.of(",RETRACTED: The", ",true,")),
            Map.entry("ris", List.of("TI  - RETRACTED: The", "N1  - " + REASON)),
            Map.entry("bibliography", List.of("RETRACTED: The")));

    /**
     * Expected substrings of the output of a retraction notice, keyed by format. Formats that are not listed express
     * the notice only in the title.
     */
    private static final Map<String, List<String>> NOTICE = Map.of(
            "jats",
                    List.of(
                            "article-type=\"retraction\"",
                            "related-article-type=\"retracted-article\" ext-link-type=\"doi\" xlink:href=\"10.12345/Roads.7.2\"",
                            "related-article-type=\"corrected-article\" ext-link-type=\"doi\" xlink:href=\"10.12345/roads.8\""),
            "crossref",
                    List.of(
                            "<update type=\"retraction\" date=\"", ">10.12345/Roads.7.2</update>",
                            "<update type=\"correction\" date=\"", ">10.12345/roads.8</update>"),
            "datacite",
                    List.of(
                            "relationType=\"Obsoletes\">10.12345/Roads.7.2<",
                            "relationType=\"IsSupplementTo\">10.12345/roads.8<"),
            "pubmed",
                    List.of(
                            "<PublicationType>Retraction of Publication</PublicationType>",
                            "<Object Type=\"Retraction\">",
                            "<Object Type=\"Erratum\">"),
            "marcxml",
                    List.of(
                            "<subfield code=\"i\">Is retraction of:</subfield>",
                            "<subfield code=\"i\">Is correction of:</subfield>"),
            "oai_dc",
                    List.of(
                            "<dc:relation>https://doi.org/10.12345/Roads.7.2</dc:relation>",
                            "<dc:relation>https://doi.org/10.12345/roads.8</dc:relation>"),
            "schemaorg", List.of("\"mentions\":"));

    @Test
    void the_retraction_tests_and_the_documentation_cover_every_export_format() {
        List<String> documented = new ArrayList<>();
        List<String> withNotice = new ArrayList<>();
        for (List<String> row : rows()) {
            List<String> names = FormatsPage.code(row.get(0));
            documented.addAll(names);
            if (!row.get(2).isEmpty()) {
                withNotice.addAll(names);
            }
        }
        List<String> names = Records.formats().names().stream().sorted().toList();

        assertEquals(names, RETRACTED.keySet().stream().sorted().toList());
        assertEquals(names, documented.stream().sorted().toList());
        assertEquals(
                NOTICE.keySet().stream().sorted().toList(),
                withNotice.stream().sorted().toList());
    }

    @TestFactory
    Stream<DynamicTest> the_documented_marks_of_a_retracted_article_are_in_its_export() {
        return documented(1, List.of(Records.named(Records.FULL)));
    }

    @TestFactory
    Stream<DynamicTest> the_documented_marks_of_a_notice_are_in_its_export() {
        return documented(
                2,
                List.of(
                        Records.changed(Records.NOTICE, notice -> notice.withArray("relations")
                                .addObject()
                                .put("type", "isExpressionOfConcernOf")
                                .put("doi", "10.12345/roads.7")),
                        Records.changed(Records.NOTICE, notice -> notice.put("type", "correction"))));
    }

    /** Checks that each code span in this column occurs in the export of one of the records. */
    private static Stream<DynamicTest> documented(int column, List<PublishedRecord> records) {
        return rows().stream().flatMap(row -> FormatsPage.code(row.get(0)).stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Format format = Records.formats().named(name).orElseThrow();
                    String exports = records.stream()
                            .map(record -> Records.document(format.writer(), record))
                            .collect(Collectors.joining());
                    List<String> lacking = FormatsPage.code(row.get(column)).stream()
                            .filter(mark -> !exports.contains(mark))
                            .toList();
                    assertTrue(lacking.isEmpty(), () -> lacking + " not in " + exports);
                })));
    }

    private static List<List<String>> rows() {
        return FormatsPage.rows("| format | retracted article |");
    }

    @TestFactory
    Stream<DynamicTest> every_export_format_marks_a_retracted_article_as_retracted() {
        return written(RETRACTED, Records.FULL);
    }

    @TestFactory
    Stream<DynamicTest> an_exported_retraction_notice_refers_to_the_retracted_article() {
        return written(NOTICE, Records.NOTICE);
    }

    @TestFactory
    Stream<DynamicTest> no_export_format_marks_an_article_that_is_not_retracted() {
        return Records.formats().all().stream()
                .map(format -> DynamicTest.dynamicTest(
                        format.name(),
                        () -> assertFalse(Records.document(format.writer(), Records.named(Records.MINIMAL))
                                .toUpperCase(Locale.ROOT)
                                .replace(",RETRACTED,", "") // column header of the CSV export
                                .contains("RETRACT"))));
    }

    private static Stream<DynamicTest> written(Map<String, List<String>> expected, String name) {
        return expected.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Format format = Records.formats().named(entry.getKey()).orElseThrow();
                    String document = Records.document(format.writer(), Records.named(name));
                    List<String> lacking = entry.getValue().stream()
                            .filter(part -> !document.contains(part))
                            .toList();
                    assertTrue(lacking.isEmpty(), () -> lacking + " in " + document);
                }));
    }
}
