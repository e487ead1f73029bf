package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offprint.Nightly;
import org.offprint.NightlyOnly;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.reading.UnreadableException;

/**
 * Imports records that are designed to be expensive. Each record must be read with bounded memory, report a bounded
 * number of messages, and not prevent the next records from being read.
 */
@Timeout(120)
@NightlyOnly
class HostileRecordsTest {

    /** Total size of the read-ahead buffers of a reader, in bytes. */
    private static final int BUFFERS = 500_000;

    private static String many(int count, IntFunction<String> part) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(part.apply(i));
        }
        return all.toString();
    }

    private static List<String> titles(List<ImportRecord> records) {
        return records.stream()
                .map(record -> record.problems().isEmpty()
                        ? record.body().path("title").asText()
                        : record.problems().get(0).message())
                .toList();
    }

    private static String pubmed(String in) {
        return "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>T</ArticleTitle>" + in
                + "</Article></MedlineCitation></PubmedArticle>";
    }

    private static String endNote(String in) {
        return "<record><ref-type name=\"Journal Article\">17</ref-type><titles><title>T</title></titles>" + in
                + "</record>";
    }

    private static String refer(String in) {
        return "%0 Journal Article\n%T T\n" + in + "\n";
    }

    private static String wos(String in) {
        return "PT J\nTI T\n" + in + "ER\n\n";
    }

    private static List<ImportRecord> read(String format, String... records) {
        String all = String.join("", records);
        return ImportReadings.all(
                format,
                switch (format) {
                    case "pubmed" -> "<PubmedArticleSet>" + all + "</PubmedArticleSet>";
                    case "endnote-xml" -> "<xml><records>" + all + "</records></xml>";
                    case "wos" -> "FN Clarivate\nVR 1.0\n" + all + "EF\n";
                    default -> all;
                });
    }

    private static void assertStreamed(String format, String begin, IntFunction<String> record, String end)
            throws IOException {
        int records = Nightly.or(1_000, 1_000_000);
        GeneratedFile file = new GeneratedFile(begin, record, records, end);
        long length = begin.length();
        int count = 0;
        try (ImportRecords all = ImportReadings.format(format).open(file)) {
            for (ImportRecord read = all.next(); read != null; read = all.next()) {
                length += record.apply(count).length();
                count++;
                assertTrue(file.given() < length + BUFFERS, format + " reads ahead");
                assertEquals(List.of(), read.problems(), format);
            }
        }
        assertEquals(records, count, format);
    }

    /** Nightly runs read seven million records. */
    @Test
    @Timeout(900)
    void import_files_of_any_length_are_streamed_record_by_record() throws IOException {
        assertStreamed("pubmed", "<PubmedArticleSet>", i -> pubmed("<Language>eng</Language>"), "</PubmedArticleSet>");
        assertStreamed("endnote-xml", "<xml><records>", i -> endNote(""), "</records></xml>");
        assertStreamed("refer", "", i -> refer("%D 2001\n%A Vos, A\n"), "");
        assertStreamed("wos", "FN Clarivate\nVR 1.0\n", i -> wos("AU Vos, A\nPY 2001\n"), "EF\n");
        assertStreamed("medline", "", i -> "PMID- " + i + "\nTI  - T\n\n", "");
        assertStreamed("ris", "", i -> "TY  - JOUR\nTI  - T\nER  - \n", "");
        assertStreamed("bibtex", "", i -> "@article{a" + i + ", title = {T}}\n", "");
    }

    /**
     * A record can have at most ten thousand authors. The first two thousand excess authors are reported individually,
     * and the remaining authors as a single number.
     */
    @Test
    void the_number_of_imported_authors_per_record_is_limited() {
        int count = 100_000;
        List<ImportRecord> all = new ArrayList<>();
        all.addAll(read("refer", refer(many(count, i -> "%A Vos, A" + i + "\n"))));
        all.addAll(read("wos", wos("AU Vos, A\n" + many(count - 1, i -> "   Vos, A" + i + "\n"))));
        all.addAll(read(
                "endnote-xml",
                endNote("<contributors><authors>" + many(count, i -> "<author>Vos, A" + i + "</author>")
                        + "</authors></contributors>")));
        all.addAll(read(
                "pubmed",
                pubmed("<AuthorList>"
                        + many(count, i -> "<Author><LastName>Vos" + i + "</LastName></Author>")
                        + "</AuthorList>")));
        all.addAll(read("ris", "TY  - JOUR\nTI  - T\n" + many(count, i -> "AU  - Vos, A" + i + "\n") + "ER  - \n"));
        all.addAll(read(
                "bibtex", "@article{a, title={T}, author={" + many(count, i -> "Vos, A" + i + " and ") + "B, C}}"));
        for (ImportRecord read : all) {
            assertEquals(10_000, read.body().path("contributors").size());
            assertTrue(read.unplaced().size() <= 2_001);
            assertTrue(
                    read.unplaced()
                            .get(read.unplaced().size() - 1)
                            .text()
                            .matches("8\\d{4} more data items could not be stored."),
                    read.unplaced().get(read.unplaced().size() - 1).toString());
        }
        assertEquals(6, all.size());
    }

    /** Each contributor refers to all affiliations, so a few affiliation strings are repeated many times. */
    @Test
    void the_total_length_of_affiliations_repeated_for_each_author_is_limited() {
        String names = many(5_000, i -> "Vos, A" + i + "; ");
        String record = wos("AU " + many(5_000, i -> (i == 0 ? "" : "   ") + "Vos, A" + i + "\n") + "C1 "
                + many(40, i -> (i == 0 ? "" : "   ") + "[" + names + "] " + "Mud Inst, ".repeat(150) + i + ".\n"));
        String doaj = "<records><record><language>eng</language><title>T</title><affiliationsList>"
                + many(
                        40,
                        i -> "<affiliationName affiliationId=\"" + i + "\">" + "Mud Inst, ".repeat(150) + i
                                + "</affiliationName>")
                + "</affiliationsList><authors>"
                + many(
                        5_000,
                        i -> "<author><name>Vos, A" + i + "</name>"
                                + many(40, j -> "<affiliationId>" + j + "</affiliationId>") + "</author>")
                + "</authors></record></records>";
        for (ImportRecord read : List.of(
                read("wos", record).get(0), ImportReadings.all("doaj-xml", doaj).get(0))) {
            long written = 0;
            for (JsonNode contributor : read.body().path("contributors")) {
                for (JsonNode affiliation : contributor.path("affiliations")) {
                    written += affiliation.path("text").asText().length();
                }
            }
            assertTrue(written > 5_000_000 && written <= 10_000_000, String.valueOf(written));
            assertTrue(read.unplaced().toString().contains("more data items could not be stored."));
        }
    }

    @Test
    void the_total_length_of_notes_repeated_for_each_author_is_limited() {
        ImportRecord read = ImportReadings.all(
                        "jats",
                        jats("<contrib-group>"
                                + many(
                                        1_000,
                                        i -> "<contrib><name><surname>Vos" + i
                                                + "</surname></name><xref rid=\"a0 a1 a2\"/></contrib>")
                                + "</contrib-group><author-notes>"
                                + many(3, i -> "<fn id=\"a" + i + "\"><p>" + i + "word ".repeat(900) + "</p></fn>")
                                + "</author-notes>"))
                .get(0);
        long written = 0;
        for (JsonNode contributor : read.body().path("contributors")) {
            for (JsonNode note : contributor.path("notes")) {
                written += note.path("text").asText().length();
            }
        }
        assertTrue(written > 5_000_000 && written <= 10_000_000, String.valueOf(written));
        assertTrue(read.unplaced().stream().anyMatch(each -> each.where().equals("contributors/notes")));
    }

    @Test
    void an_oversized_record_fails_without_affecting_the_next_record() {
        String line = "x".repeat(99_000) + "\n";
        List<String> expected = List.of("T", "A record has more than 10000000 characters or 500000 values.", "T");
        assertEquals(expected, titles(read("wos", wos(""), wos("AB x\n" + ("   " + line).repeat(110)), wos(""))));
        assertEquals(expected, titles(read("refer", refer(""), refer("%X x\n" + line.repeat(110)), refer(""))));
        assertEquals(expected, titles(read("refer", refer(""), refer("%K k\n".repeat(500_001)), refer(""))));
        assertEquals(expected, titles(read("wos", wos(""), wos("DE k\n".repeat(500_001)), wos(""))));
        String ris = "TY  - JOUR\nTI  - T\n";
        assertEquals(
                expected,
                titles(read(
                        "ris", ris + "ER  - \n", ris + "KW  - k\n".repeat(500_001) + "ER  - \n", ris + "ER  - \n")));
        String medline = "PMID- 1\nTI  - T\n";
        assertEquals(
                List.of("T", "A record has more than 10000000 characters or 500000 lines.", "T"),
                titles(read("medline", medline, medline + "OT  - k\n".repeat(500_001), medline)));
        String work = "{\"DOI\":\"10.5555/a\",\"reference-count\":1,\"title\":[\"T\"]";
        assertEquals(
                List.of("T", "A record has more than 500000 values.", "T"),
                titles(ImportReadings.all(
                        "crossref-works",
                        "[" + work + "}," + work + ",\"x\":[[{\"y\":[" + "{},".repeat(300_000) + "{}]}]]}," + work
                                + "}]")));
        assertEquals(
                List.of("T", "A record has more than 16 MB.", "T"),
                titles(ImportReadings.all(
                        "crossref-works",
                        "[" + work + "}," + work + ",\"x\":[" + ("\"" + "y".repeat(1_000_000) + "\",").repeat(18)
                                + "1]}," + work + "}]")));
        expected = List.of("T", "A record has more than 10000000 characters or 300000 elements.", "T");
        for (String large :
                List.of("<x/>".repeat(300_001), "<x>" + ("y".repeat(1_000_000) + "<x/>").repeat(11) + "</x>")) {
            assertEquals(expected, titles(read("pubmed", pubmed(""), pubmed(large), pubmed(""))));
            assertEquals(expected, titles(read("endnote-xml", endNote(""), endNote(large), endNote(""))));
        }
    }

    @Test
    void an_overlong_line_ends_the_import_with_an_error_that_contains_the_line_number() {
        for (String file : List.of("PT J\nTI ", "%0 Journal Article\n%T ")) {
            String format = file.startsWith("PT") ? "wos" : "refer";
            UnreadableException refusal = assertThrows(
                    UnreadableException.class, () -> ImportReadings.all(format, file + "x".repeat(10_000_001) + "\n"));
            assertEquals(2, refusal.line(), refusal.getMessage());
        }
    }

    @Test
    void a_truncated_record_is_imported_from_text_formats_but_rejected_in_xml() throws IOException {
        assertEquals(List.of("T", "Cut"), titles(ImportReadings.all("wos", wos("") + "PT J\nTI Cut")));
        assertEquals(
                List.of("T", "Cut"), titles(ImportReadings.all("refer", refer("") + "%0 Journal Article\n%T Cut")));
        for (String file : List.of(
                "<PubmedArticleSet>" + pubmed("") + "<PubmedArticle><MedlineCitation><PMID>",
                "<xml><records>" + endNote("") + "<record><titles>")) {
            String format = file.startsWith("<xml") ? "endnote-xml" : "pubmed";
            byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
            try (ImportRecords records = ImportReadings.format(format).open(new ByteArrayInputStream(bytes))) {
                assertEquals("T", records.next().body().get("title").textValue());
                assertThrows(UnreadableException.class, records::next);
            }
        }
    }

    @Test
    void xml_imports_do_not_expand_entities_or_load_external_files() {
        String bomb = "<!DOCTYPE x [<!ENTITY a \"" + "x".repeat(1_000) + "\">"
                + many(
                        9,
                        i -> "<!ENTITY " + "b".repeat(i + 1) + " \""
                                + ("&" + (i == 0 ? "a" : "b".repeat(i)) + ";").repeat(10) + "\">")
                + "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>";
        for (String entity : List.of("&bbbbbbbbb;", "&file;")) {
            for (String file : List.of(
                    "<PubmedArticleSet>" + pubmed("<Language>" + entity + "</Language>") + "</PubmedArticleSet>",
                    "<xml><records>" + endNote("<notes>" + entity + "</notes>") + "</records></xml>")) {
                String format = file.startsWith("<xml") ? "endnote-xml" : "pubmed";
                assertThrows(UnreadableException.class, () -> ImportReadings.all(format, bomb + file), entity);
            }
        }
    }

    @Test
    void import_files_with_an_invalid_encoding_are_rejected() {
        for (String[] file : new String[][] {
            {"wos", "PT J\nTI Caf\u00E9\nER\n"},
            {"refer", "%0 Journal Article\n%T Caf\u00E9\n"},
            {"pubmed", "<PubmedArticle><MedlineCitation><PMID>\u00E9</PMID></MedlineCitation></PubmedArticle>"},
            {"endnote-xml", "<xml><records><record><titles><title>\u00E9</title></titles></record></records></xml>"}
        }) {
            byte[] latin = file[1].getBytes(StandardCharsets.ISO_8859_1);
            assertThrows(
                    UnreadableException.class,
                    () -> ImportReadings.all(file[0], new ByteArrayInputStream(latin)),
                    file[0]);
        }
    }

    /**
     * References to authors by name are resolved with a lookup table, so their cost does not depend on the number of
     * authors.
     */
    @Test
    void many_references_to_author_names_are_resolved_in_linear_time() {
        String authors = "AU " + many(9_000, i -> (i == 0 ? "" : "   ") + "Vos, A" + i + "\n");
        ImportRecord read = read(
                        "wos",
                        wos(authors + "C1 " + many(30_000, i -> (i == 0 ? "" : "   ") + "[Vos, A1] x" + i + ".\n")
                                + "RP "
                                + many(30_000, i -> "Vos, A1 (corresponding author), x" + i + ".; ") + "\nOI "
                                + many(30_000, i -> "Vos, A" + i + "/0000-0002-1825-0097; ") + "\n"))
                .get(0);
        assertTrue(read.body().at("/contributors/1/corresponding").booleanValue());
        assertEquals(
                "https://orcid.org/0000-0002-1825-0097",
                read.body().at("/contributors/8999/orcid").textValue());
    }

    /** The total length of the expanded BibTeX abbreviations is limited to the length of the file. */
    @Test
    void the_total_length_of_expanded_bibtex_abbreviations_is_limited_to_the_length_of_the_file() {
        String wide = "@string{a=\"" + "x ".repeat(500_000) + "\"}\n"
                + many(2_000, i -> "@article{k" + i + ",title=a}\n") + "@article{last,title={T}}\n";
        String deep = "@string{a0=\"xxxxxxxxxx\"}\n"
                + many(60, i -> "@string{a" + (i + 1) + "=a" + i + " # a" + i + "}\n") + "@article{k,title={T}}\n";
        String again = many(20_000, i -> "@string{a=\"x" + i + "\"}\n") + "@article{k,title=a}\n";
        for (String file : List.of(wide, deep)) {
            List<ImportRecord> read = ImportReadings.all("bibtex", file);
            long written = read.stream()
                    .mapToLong(record -> (record.body() == null
                                    ? 0
                                    : record.body().toString().length())
                            + record.unplaced().toString().length())
                    .sum();
            assertTrue(written < 10_000_000, String.valueOf(written));
            assertEquals("T", read.get(read.size() - 1).body().get("title").textValue());
        }
        assertEquals(List.of("x19999"), titles(ImportReadings.all("bibtex", again)));
        String fields = "@article{k, title={T}" + many(50_000, i -> ", note={x" + i + "}") + "}";
        assertEquals(List.of("T"), titles(ImportReadings.all("bibtex", fields)));
    }

    private static String jats(String meta) {
        return "<article><front><article-meta><title-group><article-title>T</article-title></title-group>" + meta
                + "</article-meta></front></article>";
    }

    /** The file has so many elements that comparing all pairs would take minutes. */
    @Test
    void many_repeated_elements_of_a_jats_article_are_read_in_linear_time() {
        String authors = many(
                9_000,
                i -> "<contrib><name><surname>Vos" + i + "</surname><given-names>A</given-names></name></contrib>");
        for (String meta : List.of(
                many(
                        60_000,
                        i -> "<contrib-group><contrib><name><surname>S</surname></name></contrib></contrib-group>"),
                "<contrib-group>" + authors + "</contrib-group><author-notes>"
                        + many(50_000, i -> "<corresp>Vos" + i + " a" + i + "@mud.example</corresp>")
                        + "</author-notes>",
                "<contrib-group>" + authors.replace("</contrib>", "<xref ref-type=\"corresp\" rid=\"a\"/></contrib>")
                        + "</contrib-group><author-notes><corresp id=\"a\">"
                        + "<email>a@mud.example</email> b, ".repeat(30_000) + "</corresp></author-notes>",
                "<contrib-group>" + authors.replace("</contrib>", "<xref rid=\"a\"/></contrib>")
                        + "</contrib-group><author-notes><fn id=\"a\"><p>" + "word ".repeat(1_500_000)
                        + "</p></fn></author-notes>",
                "<contrib-group>"
                        + many(
                                1_900,
                                i -> "<contrib><name><surname>Vos</surname></name><xref rid=\"a" + i + "\"/></contrib>")
                        + "</contrib-group><author-notes>"
                        + many(1_900, i -> "<fn id=\"a" + i + "\"><p>a" + ",".repeat(4_900) + "b</p></fn>")
                        + "</author-notes>",
                "<contrib-group>" + authors.replace("</contrib>", "<xref rid=\"a\"/></contrib>")
                        + "</contrib-group><aff id=\"a\">"
                        + many(
                                20_000,
                                i -> "<institution-id institution-id-type=\"ringgold\">" + i + "</institution-id>")
                        + "</aff>",
                "<funding-group>" + "<funding-source>F</funding-source>".repeat(50_000)
                        + "<award-id>1</award-id>".repeat(50_000)
                        + many(50_000, i -> "<principal-award-recipient>Vos" + i + "</principal-award-recipient>")
                        + "</funding-group>",
                "<abstract abstract-type=\"toc\"><title>a " + "<tex-math>x</tex-math>".repeat(250_000)
                        + "</title><p>b</p></abstract>",
                ("<x>".repeat(400) + "k" + "</x>".repeat(400)).repeat(300),
                ("<corresp>".repeat(400) + "k" + "</corresp>".repeat(400)).repeat(300))) {
            ImportRecord read = ImportReadings.all("jats", jats(meta)).get(0);
            assertEquals(List.of(), read.problems());
            assertTrue(read.unplaced().size() <= 2_001);
        }
        String titles = "<records><record><language>eng</language><title>T</title>"
                + many(100_000, i -> "<title language=\"fre\">x</title>") + "</record></records>";
        assertEquals(List.of("T"), titles(ImportReadings.all("doaj-xml", titles)));
    }
}
