package org.offprint.formats.crossrefworks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.Publishing;
import org.offprint.formats.RoundTrips;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.kernel.identifiers.SharedData;
import org.offprint.kernel.json.Json;

/**
 * Imports real Crossref works. The works must be read completely, and the records must be accepted, published, and
 * valid in all formats.
 */
class RealWorksReadTest {

    @Test
    void every_real_crossref_work_is_imported_with_all_supported_members() throws Exception {
        List<JsonNode> works = SharedData.lines("crossref-works/works.jsonl.gz").stream()
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
        List<ImportRecord> records = read();
        assertEquals(works.size(), records.size());
        for (int i = 0; i < works.size(); i++) {
            assertSame(works.get(i), records.get(i));
        }
        Map<String, Long> kinds =
                records.stream().collect(Collectors.groupingBy(ImportRecord::kind, Collectors.counting()));
        assertEquals(Map.of("article", 680L, "issue", 7L, "journal", 5L), kinds);
    }

    @Test
    void every_article_imported_from_real_crossref_works_is_valid_in_all_formats_with_a_schema() throws Exception {
        for (ImportRecord record : read()) {
            boolean isArticle =
                    record.kind().equals("article") && record.problems().isEmpty();
            if (isArticle && record.body().at("/journal/title").isTextual()) {
                RoundTrips.assertValidInAllFormats(Publishing.publish(record.body(), true));
            }
        }
    }

    private static void assertSame(JsonNode work, ImportRecord record) {
        String doi = work.get("DOI").textValue();
        JsonNode body = record.body();
        List<String> untitled =
                record.problems().stream().map(problem -> problem.pointer()).toList();
        assertEquals(
                work.at("/title/0").isTextual() || !record.kind().equals("article") ? List.of() : List.of("/title"),
                untitled,
                doi);
        if (!record.kind().equals("article")) {
            return;
        }
        assertEquals(doi, body.get("doi").textValue());
        assertEquals(work.path("volume").asText(), body.at("/issue/volume").asText(), doi);
        long empty = record.unplaced().stream()
                .filter(one -> one.where().equals("references"))
                .count();
        assertEquals(work.path("reference").size(), body.path("references").size() + empty, doi);
        assertEquals(
                work.path("author").size() + work.path("editor").size(),
                body.path("contributors").size(),
                doi);
        assertEquals(
                plain(work.at("/container-title/0").asText()).strip(),
                body.at("/journal/title").asText(),
                doi);
        assertEquals(
                work.at("/published/date-parts/0/0").asText(),
                body.at("/dates/published").asText("").replaceAll("-.*", ""),
                doi);
        List<String> words = texts(body.path("references"), "text");
        assertEquals(
                List.of(),
                texts(work.path("reference"), "unstructured").stream()
                        .filter(text -> !text.isEmpty() && !words.contains(text))
                        .toList(),
                doi);
        assertTrue(record.line() > 0);
    }

    private static List<String> texts(JsonNode references, String member) {
        List<String> texts = new ArrayList<>();
        references
                .findValuesAsText(member)
                .forEach(text -> texts.add(plain(text).replaceAll("\\s+", " ").strip()));
        return texts;
    }

    /** Removes the markup from a text of a Crossref work. */
    private static String plain(String text) {
        String words = text.replaceAll("</?(?:b|i|sub|sup|italic|etal|ext-link)(?: [^<>]*)?>", "");
        return Parser.unescapeEntities(words, true);
    }

    private static List<ImportRecord> read() throws IOException {
        Path path = SharedData.present("crossref-works/works.jsonl.gz");
        try (InputStream file = new GZIPInputStream(Files.newInputStream(path))) {
            byte[] bytes = file.readAllBytes();
            assertEquals("crossref-works", ImportReadings.recognized(bytes, null));
            List<ImportRecord> all = ImportReadings.all("crossref-works", new java.io.ByteArrayInputStream(bytes));
            if (System.getProperty("dump") != null) {
                List<String> out = new ArrayList<>();
                all.forEach(record -> {
                    out.add(record.body().toPrettyString());
                    record.unplaced().forEach(one -> out.add("- " + one.where() + " :: " + one.text()));
                });
                Files.write(Path.of(System.getProperty("dump"), "works.txt"), out);
            }
            return all;
        }
    }
}
