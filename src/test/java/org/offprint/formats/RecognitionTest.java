package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the format of each file is detected from its first bytes. */
class RecognitionTest {

    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("jats/all-features.xml", "jats"),
            Map.entry("jats/nlm-2.xml", "jats"),
            Map.entry("crossref/all-features.xml", "crossref"),
            Map.entry("ojs/issue-3.4.xml", "ojs"),
            Map.entry("ojs/article-3.5.xml", "ojs"),
            Map.entry("doaj/records.xml", "doaj-xml"),
            Map.entry("bibtex/all-features.bib", "bibtex"),
            Map.entry("medline/all-features.nbib", "medline"),
            Map.entry("pubmed/all-features.xml", "pubmed"),
            Map.entry("pubmed/publishers.xml", "pubmed"),
            Map.entry("endnote/all-features.xml", "endnote-xml"),
            Map.entry("refer/all-features.enw", "refer"),
            Map.entry("refer/classic.ref", "refer"),
            Map.entry("wos/all-features.txt", "wos"),
            Map.entry("ris/all-features.ris", "ris"));

    private static final Map<String, String> BEGINNINGS = Map.ofEntries(
            Map.entry("[{\"bibjson\": {\"title\": \"x\"}}]", "doaj"),
            Map.entry("{\"total\":1,\"results\":[{\"id\":\"1\",\"bibjson\":{", "doaj"),
            Map.entry("[{\"id\":\"https://ror.org/05gq02987\",\"names\":[", "ror"),
            Map.entry("{\"admin\":{},\"external_ids\":[],\"id\":\"https://ror.org/05gq02987\",\"names\":[]}", "ror"),
            Map.entry("{\"status\":\"ok\",\"message-type\":\"work\",\"message\":{", "crossref-works"),
            Map.entry("{\"indexed\":{\"date-parts\":[[2022]]},\"DOI\":\"10.5555/1\"", "crossref-works"),
            Map.entry("[{\"id\":\"a\",\"type\":\"article-journal\",\"title\":\"x\"}]", "csl"),
            Map.entry("{\"items\":[{\"type\":\"book\",\"title\":\"x\"", "csl"),
            Map.entry("name,ror,city\nA,,B", "csv"),
            Map.entry("PT J\r\nAU Vos, A\r\nTI x\r\nER", "wos"),
            Map.entry("\uFEFFFN ISI Export Format\r\nVR 1.0\r\nPT J", "wos"),
            Map.entry("<xml>\n <records>\n  <record><language>x</language></record>", "endnote-xml"),
            Map.entry("<MedlineCitationSet>\n<MedlineCitation>", "pubmed"),
            Map.entry("%A comment of LaTeX\n% Another\n@article{a,", "bibtex"),
            Map.entry("{\"kind\":\"article\",\"type\":\"article-commentary\",\"title\":\"x\"}", "jsonl"),
            Map.entry("{\"type\":\"article-commentary\",\"journal\":{},\"references\":[{\"type\":\"book\"}]}", "jsonl"),
            Map.entry("{\"type\":\"research-article\",\"title\":\"bibjson \\\"names\\\" ror.org/\"}", "jsonl"),
            Map.entry(
                    "{\"kind\":\"affiliation\",\"name\":\"A\",\"names\":{\"fr\":\"B\"},\"ror\":\"https://ror.org/05gq02987\"}",
                    "jsonl"));

    @Test
    void the_format_of_an_import_file_is_detected_from_its_first_bytes() throws IOException {
        for (Map.Entry<String, String> entry : FILES.entrySet()) {
            try (InputStream file = RecognitionTest.class.getResourceAsStream("/imports/" + entry.getKey())) {
                assertEquals(entry.getValue(), ImportReadings.recognized(file.readAllBytes(), null), entry.getKey());
            }
        }
        for (Map.Entry<String, String> entry : BEGINNINGS.entrySet()) {
            byte[] file = entry.getKey().getBytes(StandardCharsets.UTF_8);
            assertEquals(entry.getValue(), ImportReadings.recognized(file, null), entry.getKey());
        }
    }

    @Test
    void each_import_format_name_and_media_type_belongs_to_a_single_format() {
        List<String> names = ImportFormats.ALL.stream()
                .flatMap(format -> Stream.concat(Stream.of(format.name()), format.mediaTypes().stream()))
                .toList();
        assertEquals(names.size(), Set.copyOf(names).size(), names.toString());
    }

    @Test
    void no_import_format_is_detected_for_an_unrelated_file() {
        for (String other : new String[] {
            "",
            "%PDF-1.7",
            "%A comment of LaTeX\n% Another",
            "FN Somebody\nTEL 12",
            "Dear editor,\nmy name, I regret",
            "<html><article>x</article></html>",
            "<?xml version='1.0'?><rss/>"
        }) {
            assertNull(ImportReadings.recognized(other.getBytes(StandardCharsets.UTF_8), null), other);
        }
    }
}
