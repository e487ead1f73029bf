package org.offprint.app.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
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

    /** Returns the ids of the articles with full text. */
    private List<String> withText() {
        List<String> ids =
                files.keySet().stream().filter(id -> jats(id).isPresent()).toList();
        assertEquals(5, ids.size());
        return ids;
    }

    private Optional<String> jats(String id) {
        return files.get(id).stream()
                .filter(file -> file.path("role").textValue().equals("jats"))
                .map(file -> file.path("from").textValue())
                .findFirst();
    }

    private byte[] source(String id) throws IOException {
        return resource("texts/" + jats(id).orElseThrow());
    }

    @Test
    void each_full_text_of_the_sample_journal_agrees_with_its_record() throws IOException {
        for (String id : withText()) {
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
        for (String id : withText()) {
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
        for (String id : withText()) {
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
    void each_sample_pdf_contains_the_text_and_metadata_of_its_article() throws IOException {
        int pdfs = 0;
        int size = 0;
        for (String id : files.keySet()) {
            for (JsonNode file : files.get(id)) {
                if (file.path("role").textValue().equals("fulltext")) {
                    byte[] pdf = resource("texts/" + file.path("from").textValue());
                    pdfs++;
                    size += pdf.length;
                    checkPdf(pdf, id, file.path("language").textValue(), folderOf(file));
                }
            }
        }
        assertEquals(8, pdfs);
        assertTrue(size < 800_000, "The PDFs have " + size + " bytes.");
    }

    private static String folderOf(JsonNode file) {
        return file.path("from").textValue().replaceFirst("/.*", "");
    }

    private void checkPdf(byte[] pdf, String id, String language, String folder) throws IOException {
        JsonNode record = records.get(id);
        JsonNode texts =
                record.path("language").textValue().equals(language) ? record : record.at("/translations/" + language);
        String source = textOfPdf(id, language, folder);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String title = texts.path("title")
                    .asText(Jsoup.parse(texts.path("titleHtml").asText()).text());
            assertTrue(
                    compact(document.getDocumentInformation().getTitle()).endsWith(compact(title)),
                    document.getDocumentInformation()::getTitle);
            assertEquals(authors(record), document.getDocumentInformation().getAuthor());
            assertEquals(language, document.getDocumentCatalog().getLanguage());
            assertTrue(document.getDocumentCatalog().getMarkInfo().isMarked(), folder);
            for (PDPage page : document.getPages()) {
                for (COSName font : page.getResources().getFontNames()) {
                    assertTrue(page.getResources().getFont(font).isEmbedded(), folder);
                }
            }
            String text = new PDFTextStripper().getText(document);
            assertTrue(text.contains(record.path("doi").textValue()), text);
            // A PDF stores Arabic text in the order of its glyphs, so only the number of occurrences of each letter is
            // compared.
            Map<Integer, Long> letters = letters(text);
            letters(source
                            + Jsoup.parse(texts.path("abstractHtml").asText()).text()
                            + texts.path("abstract").asText())
                    .forEach((letter, count) -> assertTrue(
                            letters.getOrDefault(letter, 0L) >= count,
                            () -> folder + " has too few letters " + Character.toString(letter)));
            if (!language.equals("ar") && jats(id).isPresent()) {
                long found = source.lines()
                        .filter(line -> line.length() > 80 && compact(text).contains(compact(line)))
                        .count();
                long all = source.lines().filter(line -> line.length() > 80).count();
                assertTrue(found >= all - 3 && found > 2, folder + " contains " + found + " of " + all + " paragraphs");
            }
        }
    }

    private static String authors(JsonNode record) {
        return StreamSupport.stream(record.path("contributors").spliterator(), false)
                .filter(each -> each.path("role").textValue().equals("author"))
                .map(each -> {
                    String family = each.path("family").textValue();
                    return Character.UnicodeScript.of(family.codePointAt(0)) == Character.UnicodeScript.HAN
                            ? family + each.path("given").textValue()
                            : each(Json.tree(List.of(each)), "given", "family", "suffix")
                                    .findFirst()
                                    .orElseThrow();
                })
                .collect(Collectors.joining("; "));
    }

    /**
     * Returns the text from which a PDF was printed: the HTML file in {@code src/test/browser/texts} if it exists, and
     * otherwise the full text of the article in the given language.
     */
    private String textOfPdf(String id, String language, String folder) throws IOException {
        Path printed = Path.of("src/test/browser/texts", folder + ".html");
        if (Files.exists(printed)) {
            return Jsoup.parse(Files.readString(printed)).text();
        }
        SourceArticle source = SourceArticle.read(new ByteArrayInputStream(source(id)));
        return FullText.all(source, href -> Optional.empty()).stream()
                .filter(text -> text.language().equals(language))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static Map<Integer, Long> letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(Character::isLetter)
                .boxed()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static String compact(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Cf}]+", "");
    }
}
