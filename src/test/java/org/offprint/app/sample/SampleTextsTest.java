package org.offprint.app.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.fulltext.FullText;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.kernel.json.Json;
import org.offprint.platform.files.types.FileType;

/** Tests that the full texts of the sample journal agree with their records and show the supported features. */
class SampleTextsTest {

    private final Map<String, JsonNode> records = new TreeMap<>();
    private final Map<String, List<JsonNode>> files = new TreeMap<>();

    SampleTextsTest() throws IOException {
        Json.parse(resource("articles.json"))
                .forEach(step -> records.put(step.path("id").textValue(), step.path("body")));
        for (JsonNode step : Json.parse(resource("files.json"))) {
            List<JsonNode> all = new ArrayList<>();
            step.at("/body/files").forEach(all::add);
            files.put(step.path("id").textValue(), all);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = SampleTextsTest.class.getResourceAsStream("/sample/" + name)) {
            return file.readAllBytes();
        }
    }

    private byte[] source(String id) throws IOException {
        return resource("texts/"
                + files.get(id).stream()
                        .filter(file -> file.path("role").textValue().equals("jats"))
                        .findFirst()
                        .orElseThrow()
                        .path("from")
                        .textValue());
    }

    @Test
    void each_full_text_of_the_sample_journal_agrees_with_its_record() throws IOException {
        for (String id : files.keySet()) {
            JsonNode record = records.get(id);
            ImportRecord imported = ImportReadings.all("jats", new ByteArrayInputStream(source(id)))
                    .get(0);
            JsonNode text = imported.body();
            assertEquals(List.of(), imported.problems(), id);
            for (String member : List.of("title", "titleHtml", "doi", "language", "articleNumber", "type")) {
                String read = text.path(member).asText().replace(" xmlns=\"http://www.w3.org/1998/Math/MathML\"", "");
                assertEquals(record.path(member).asText(), read, id + " " + member);
            }
            assertEquals(record.path("pages"), text.path("pages"));
            assertEquals(record.at("/dates/published"), text.at("/dates/published"));
            assertEquals(record.at("/license/url"), text.at("/license/url"));
            assertEquals(record.at("/statements/acknowledgements"), text.at("/statements/acknowledgements"), id);
            assertEquals(names(record), names(text));
            assertEquals(
                    each(record.path("references"), "doi").toList(),
                    each(text.path("references"), "doi").toList());
            if (text.has("abstract")) {
                assertEquals(record.path("abstract"), text.path("abstract"));
            }
        }
    }

    private static List<String> names(JsonNode record) {
        return each(record.path("contributors"), "given", "family", "suffix", "name")
                .toList();
    }

    private static Stream<String> each(JsonNode list, String... members) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> String.join(
                        " ",
                        Stream.of(members)
                                .map(member -> item.path(member).asText())
                                .filter(words -> !words.isEmpty())
                                .toList()));
    }

    @Test
    void each_full_text_of_the_sample_journal_is_rendered_without_warnings() throws IOException {
        for (String id : files.keySet()) {
            Map<String, Asset> assets = new TreeMap<>();
            for (JsonNode file : files.get(id)) {
                String name = file.path("name").textValue();
                byte[] bytes = resource("texts/" + file.path("from").textValue());
                FileType type = FileType.of(bytes, name, null);
                assertEquals(Optional.empty(), type.refusal());
                assets.put(name, new Asset(name, type.mediaType(), null, null, null, null));
            }
            SourceArticle source = SourceArticle.read(new ByteArrayInputStream(source(id)));
            for (FullText text : FullText.all(source, href -> Optional.ofNullable(assets.get(href)))) {
                assertEquals(List.of(), text.remarks(), id);
                text.assets().forEach(use -> assertTrue(use.isFound(), use::href));
            }
        }
    }

    @Test
    void the_full_texts_of_the_sample_journal_show_all_important_features() throws IOException {
        StringBuilder pages = new StringBuilder();
        TreeSet<String> translations = new TreeSet<>();
        for (String id : files.keySet()) {
            SourceArticle source = SourceArticle.read(new ByteArrayInputStream(source(id)));
            for (FullText text : FullText.all(source, href -> Optional.empty())) {
                pages.append(text.html());
                translations.add(text.language());
            }
        }
        for (String element : List.of(
                "<figure",
                "<table",
                "rowspan=",
                "colspan=",
                "display=\"block\"",
                "<blockquote",
                "<ol",
                "<ul",
                "<aside",
                "<h3",
                "id=\"app1\"")) {
            assertTrue(pages.indexOf(element) >= 0, element);
        }
        assertTrue(translations.contains("pt"));
        String translated = "01941f29-7c00-7000-8004-000000000004";
        SourceArticle source = SourceArticle.read(new ByteArrayInputStream(source(translated)));
        assertEquals(1, source.translations().size());
        assertTrue(records.get(translated).at("/translations/pt").has("titleHtml"));
    }

    @Test
    void the_pdf_of_a_sample_article_contains_the_words_of_its_full_text() throws IOException {
        byte[] pdf = resource("texts/tide-table/article.pdf");
        assertTrue(pdf.length < 40_000);
        SourceArticle source = SourceArticle.read(new ByteArrayInputStream(resource("texts/tide-table/article.xml")));
        String words = FullText.of(source, href -> Optional.empty()).text();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String page = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
            assertTrue(page.contains("A tide table of 1703"), page);
            for (String paragraph :
                    List.of("Bibles went to sea", "The leaf is ruled", "The “little more”", "On 26 November")) {
                String whole = words.lines()
                        .filter(line -> line.startsWith(paragraph))
                        .findFirst()
                        .orElseThrow();
                assertTrue(page.contains(whole), whole);
            }
        }
    }
}
