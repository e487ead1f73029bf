package org.offprint.formats.print;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prints articles with the typesetting program, which {@code .ci/print-packages} installs in {@code target/print}. The
 * PDFs remain in {@code target/print/pdf}, where {@code .ci/run} validates them.
 */
class ArticlePrinterTest {

    private static final Path DIRECTORY = Path.of("target/print");
    private static final Path PDFS = DIRECTORY.resolve("pdf");
    private static final Path FULL_TEXTS = Path.of("src/test/resources/fulltext");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{4,}");
    private static final byte[] PICTURE = picture();

    private static final PrintImages IMAGES = source -> source.contains("missing")
            ? null
            : new PrintImages.Image("image/png", () -> new ByteArrayInputStream(PICTURE));

    private static TypstEngine engine;

    @TempDir
    Path folder;

    @BeforeAll
    static void findEngine() throws IOException {
        assumeTrue(
                Files.isDirectory(DIRECTORY.resolve("node_modules/@myriaddreamin/typst-ts-node-compiler")),
                "skipped: .ci/print-packages has not installed the typesetting program");
        engine = TypstEngine.of(DIRECTORY, List.of());
        Files.createDirectories(PDFS);
    }

    private static byte[] picture() {
        BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.fillRect(0, 0, 640, 480);
        graphics.setColor(Color.BLUE);
        graphics.drawLine(0, 480, 640, 0);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static PrintedArticle article(String body) {
        return new Content("en", "ltr", "Tides in <i>small</i> bays: #1", "<p>Water <b>comes</b>.</p>", body).article();
    }

    /** Parts of a printed article that differ between tests. */
    private record Content(String language, String direction, String titleHtml, String abstractHtml, String body) {

        PrintedArticle article() {
            return article(List.of(), null);
        }

        PrintedArticle article(List<PrintedArticle.Notice> notices, String watermark) {
            String title = Jsoup.parseBodyFragment(titleHtml).text();
            return new PrintedArticle(
                    language,
                    direction,
                    titleHtml,
                    title,
                    "A subtitle",
                    "Research article",
                    new PrintedArticle.Journal("Journal of Mud & Tides", "1234-5679", "2025 · 12(3), 1–20"),
                    List.of(
                            new PrintedArticle.Author(
                                    "Linwei Shi",
                                    List.of("1", "2"),
                                    "https://orcid.org/0000-0002-1825-0097",
                                    "ORCID iD of Linwei Shi"),
                            new PrintedArticle.Author("Josefa #$[ Ruiz", List.of("2"), null, null)),
                    List.of(
                            new PrintedArticle.Affiliation("1", "University of Tides, Harbour"),
                            new PrintedArticle.Affiliation("2", "Institute of Mud")),
                    List.of(new PrintedArticle.Abstract(
                            language, direction, "Abstract", "en", "A translated title", abstractHtml, List.of("mud"))),
                    List.of("tides", "bays"),
                    List.of(
                            new PrintedArticle.Fact("Received", "3 May 2024"),
                            new PrintedArticle.Fact("Published", "2 February 2025")),
                    "Shi, L. (2025). " + title + ". Journal of Mud & Tides, 12(3).",
                    "10.5555/tides.1",
                    "https://example.org/articles/tides",
                    new PrintedArticle.License(
                            "This article is licensed under CC BY 4.0.",
                            "https://creativecommons.org/licenses/by/4.0/",
                            "© 2025 The authors"),
                    notices,
                    watermark,
                    "Shi and Ruiz",
                    "© 2025 The authors",
                    Instant.parse("2025-02-02T12:00:00Z"),
                    body,
                    new PrintWords(
                            "en", "ltr", "Cite as", "Keywords", "Logo", "Videos are on the page.", "Image", "Formula"));
        }
    }

    private static ArticlePrinter.PrintedFile print(PrintedArticle article, String name)
            throws IOException, UnprintableException, InterruptedException {
        return new ArticlePrinter(engine).print(article, PrintTheme.DEFAULT, IMAGES, file(name));
    }

    private static Path file(String name) {
        return PDFS.resolve(name + ".pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"every-element", "older-tagging", "translation"})
    void the_pdf_of_an_article_contains_its_words_and_its_structure(String name) throws Exception {
        String html = Files.readString(FULL_TEXTS.resolve(name + ".html"));
        print(article(html), name);

        Element body = printed(html);
        Map<String, Integer> elements = elements(file(name));
        assertEquals(body.select("math").size(), elements.getOrDefault("Formula", 0), "formulas");
        assertEquals(body.select("table").size(), elements.getOrDefault("Table", 0), "tables");
        int headers = body.select("th").size()
                + (int) body.select("thead td").stream().count();
        assertEquals(headers, elements.getOrDefault("TH", 0), "header cells");
        assertTrue(elements.getOrDefault("Figure", 0) >= body.select("img").size(), elements::toString);
        assertEquals(List.of(), missingWords(body.text(), file(name)));
    }

    /** Returns the parts of a full text that are printed. */
    private static Element printed(String html) {
        Element body = Jsoup.parseBodyFragment(html).body();
        body.select(".back, .also, .formula math").forEach(each -> {
            if (!each.normalName().equals("math")) {
                each.remove();
            }
        });
        return body;
    }

    /** Returns the words of four and more letters that are not in the text of a PDF, ignoring line breaks and hyphens. */
    private static List<String> missingWords(String text, Path pdf) throws IOException {
        String printed = letters(text(pdf));
        return WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .results()
                .map(match -> match.group())
                .filter(word -> !printed.contains(letters(word)))
                .distinct()
                .toList();
    }

    private static String letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[^\\p{L}\\p{N}]", "")
                .toLowerCase(Locale.ROOT);
    }

    private static String text(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** Returns the number of structure elements per type. */
    private static Map<String, Integer> elements(Path pdf) throws IOException {
        Map<String, Integer> elements = new HashMap<>();
        structure(pdf, ArticlePrinterTest::type).forEach(type -> elements.merge(type, 1, Integer::sum));
        return elements;
    }

    private static String type(COSDictionary element) {
        return String.valueOf(element.getNameAsString(COSName.S));
    }

    /** Returns a value of each structure element in the order of the document. */
    private static List<String> structure(Path pdf, Function<COSDictionary, String> value) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            List<COSDictionary> elements = new ArrayList<>();
            collect(document.getDocumentCatalog().getStructureTreeRoot().getCOSObject(), elements);
            return elements.stream().map(value).toList();
        }
    }

    private static void collect(COSDictionary element, List<COSDictionary> elements) {
        if (element.getNameAsString(COSName.S) != null) {
            elements.add(element);
        }
        COSBase kids = element.getDictionaryObject(COSName.K);
        if (kids instanceof COSDictionary only) {
            collect(only, elements);
        } else if (kids instanceof COSArray several) {
            for (int i = 0; i < several.size(); i++) {
                if (several.getObject(i) instanceof COSDictionary child) {
                    collect(child, elements);
                }
            }
        }
    }

    @Test
    void header_cells_have_a_scope() throws Exception {
        print(
                article(
                        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><th scope='row' rowspan='2'>r</th>"
                                + "<td>1</td></tr><tr><td>2</td></tr></tbody></table>"
                                + "<table><tr><th>c</th><th>d</th></tr><tr><th>e</th><td>3</td></tr></table>"),
                "tables");
        String scopes = structure(file("tables"), each -> type(each).equals("TH") ? scope(each) : "").stream()
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.joining(" "));
        assertEquals("Column Column Row Column Column Row", scopes);
    }

    private static String scope(COSDictionary cell) {
        COSBase attributes = cell.getDictionaryObject(COSName.A);
        List<COSDictionary> each = new ArrayList<>();
        if (attributes instanceof COSArray several) {
            for (int i = 0; i < several.size(); i++) {
                each.add((COSDictionary) several.getObject(i));
            }
        } else if (attributes instanceof COSDictionary only) {
            each.add(only);
        }
        return each.stream()
                .map(attribute -> attribute.getNameAsString("Scope"))
                .filter(scope -> scope != null)
                .collect(Collectors.joining(","));
    }

    @Test
    void two_runs_write_the_same_bytes() throws Exception {
        String html = Files.readString(FULL_TEXTS.resolve("older-tagging.html"));
        Path first = folder.resolve("first.pdf");
        Path second = folder.resolve("second.pdf");
        ArticlePrinter printer = new ArticlePrinter(engine);
        printer.print(article(html), PrintTheme.DEFAULT, IMAGES, first);
        printer.print(article(html), PrintTheme.DEFAULT, IMAGES, second);
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }

    @Test
    void arabic_and_chinese_articles_are_printed_with_installed_fonts() throws Exception {
        Content arabic = new Content(
                "ar",
                "rtl",
                "المد والجزر في الخلجان الصغيرة",
                "<p>يأتي الماء مرتين في اليوم.</p>",
                "<h2>مقدمة</h2><p>يأتي الماء مرتين في اليوم <b>ثم</b> يعود (12.5٪).</p><table><tr><th>أ</th><td>1</td></tr>"
                        + "</table>");
        assertEquals(List.of(), print(arabic.article(), "arabic").remarks());
        Content chinese = new Content(
                "zh-CN",
                "ltr",
                "小海湾的潮汐",
                "<p>水每天来两次。</p>",
                "<h2>引言</h2><p>水每天来两次，然后<b>退去</b>。</p><p lang='ja'>潮は一日に二回</p>");
        assertEquals(List.of(), print(chinese.article(), "chinese").remarks());
        assertTrue(letters(text(file("chinese"))).contains("水每天来两次然后退去"));
        char[] letters = letters(text(file("arabic"))).toCharArray();
        assertTrue(letters.length > 100, () -> Arrays.toString(letters));
        assertTrue(text(file("arabic")).contains("2025 · 12(3), 1–20"));
    }

    @ParameterizedTest
    @EnumSource(PrintTheme.Masthead.class)
    void a_retracted_article_has_a_notice_and_a_watermark(PrintTheme.Masthead masthead) throws Exception {
        PrintTheme theme = new PrintTheme(
                PrintTheme.Paper.LETTER,
                "#7a1020",
                "#f6eeee",
                PrintTheme.Font.LIBERTINUS_SERIF,
                PrintTheme.Font.NOTO_SANS,
                11,
                new PrintTheme.Margins(20, 20, 22),
                masthead,
                new PrintTheme.Logo(
                        new PrintImages.Image("image/png", () -> new ByteArrayInputStream(PICTURE)), "Two waves"));
        PrintedArticle article = new Content(
                        "en",
                        "ltr",
                        "Retracted: Tides",
                        "<p>Water comes.</p>",
                        "<h2>Mud</h2><p>Low <img class='inline' src='a' alt='A dot'>.</p>")
                .article(
                        List.of(new PrintedArticle.Notice(
                                "Retraction · 3 May 2025",
                                "The authors found #errors.",
                                "en",
                                "https://example.org/articles/retraction",
                                true)),
                        "Retracted");
        String name = "retracted-" + masthead.name().toLowerCase(Locale.ROOT);
        new ArticlePrinter(engine).print(article, theme, IMAGES, file(name));
        String text = text(file(name));
        assertTrue(text.contains("The authors found #errors."), text);
        assertTrue(text.contains("https://example.org/articles/retraction"), text);
        assertTrue(text.contains("Journal of Mud & Tides") && text.contains("1234-5679"), text);
        try (PDDocument document = Loader.loadPDF(file(name).toFile())) {
            assertEquals("Retracted: Tides", document.getDocumentInformation().getTitle());
            assertEquals("en", document.getDocumentCatalog().getLanguage());
            List<String> links = document.getPage(0).getAnnotations().stream()
                    .map(PDAnnotation::getContents)
                    .toList();
            assertTrue(links.contains("ORCID iD of Linwei Shi"), links::toString);
        }
    }

    @Test
    void a_long_watermark_is_printed_on_each_page() throws Exception {
        String body = "<h2>Mud</h2>" + "<p>Water comes twice a day, and mud remains on the shore.</p>".repeat(80);
        PrintedArticle proof = new Content("en", "ltr", "Tides", "<p>Water comes.</p>", body)
                .article(
                        List.of(new PrintedArticle.Notice(
                                "Proof – not for citation", "Unpublished.", "en", null, true)),
                        "Proof – not for citation, and not for readers");
        print(proof, "proof");
        try (PDDocument document = Loader.loadPDF(file("proof").toFile())) {
            assertTrue(document.getNumberOfPages() > 1);
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertTrue(letters(stripper.getText(document)).contains("notforreaders"), "page " + page);
            }
        }
    }

    @Test
    void hostile_text_is_printed_as_text() throws Exception {
        String hostile = "#read(\"/etc/passwd\") #import \"@preview/evil:1.0.0\" $x$ \\u{41} // /* ]";
        String body = "<h2>" + hostile + "</h2><p>" + hostile + " \ud800 \u202eoverride</p><pre>" + hostile
                + "</pre><figure><img src='a' alt='\"] " + hostile.replace("\"", "&quot;") + "'><figcaption>" + hostile
                + "</figcaption></figure><math><mi>#evil</mi><mo>$</mo><mtext>" + hostile + "</mtext></math>"
                + "<table><tr><th>" + hostile + "</th></tr></table><a href='https://x.org/\"]#evil'>link</a>"
                + "<span lang='\"][#evil'>language</span>";
        print(new Content("en", "ltr", hostile, "<p>" + hostile + "</p>", body).article(), "hostile");
        assertEquals(List.of(), missingWords("etcpasswd import preview evil override language", file("hostile")));
        String text = text(file("hostile"));
        assertTrue(text.contains("#read("), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>",
                "<div lang='fr'>",
                "<ul><li>",
                "<table><tr><td>",
                "<blockquote>",
                "<aside>",
                "<math><msqrt>",
                "<math><mfrac><mi>a</mi><mrow>"
            })
    void deeply_nested_elements_are_printed(String start) throws Exception {
        print(article("<p>Before</p>" + start.repeat(10_000) + "<mi>end</mi>"), "nested");
        assertEquals(List.of(), missingWords("Before", file("nested")));
    }

    @Test
    void characters_without_a_glyph_are_printed_as_code_points() throws Exception {
        List<String> remarks = print(
                        article(
                                "<h2>ཀ</h2><p>ཀ ཁ and \ue000</p><pre>ཀ</pre><math><mi>ཀ</mi><mo>=</mo><mn>1</mn></math>"),
                        "missing-glyphs")
                .remarks();
        assertTrue(text(file("missing-glyphs")).contains("[U+0F40] [U+0F41] and [U+E000]"), () -> remarks.toString());
        assertEquals(2, remarks.size(), remarks::toString);
        assertTrue(remarks.get(0).contains("U+0F40, U+0F41 (script: tibetan)"), remarks::toString);
    }

    @Test
    void images_that_cannot_be_read_are_replaced_with_their_alternative_texts() throws Exception {
        PrintImages broken =
                source -> new PrintImages.Image("image/png", () -> new ByteArrayInputStream(new byte[100]));
        ArticlePrinter.PrintedFile printed = new ArticlePrinter(engine)
                .print(
                        article("<figure><img src='a' alt='Two curves'><figcaption>Levels</figcaption></figure>"),
                        PrintTheme.DEFAULT,
                        broken,
                        file("broken-image"));
        assertEquals(1, printed.remarks().size(), printed::toString);
        assertTrue(text(file("broken-image")).contains("Two curves"));

        PrintTheme usual = PrintTheme.DEFAULT;
        PrintTheme theme = new PrintTheme(
                usual.paper(),
                usual.accent(),
                usual.tint(),
                usual.text(),
                usual.headings(),
                usual.size(),
                usual.margins(),
                usual.masthead(),
                new PrintTheme.Logo(broken.find("logo"), null));
        ArticlePrinter.PrintedFile withoutLogo =
                new ArticlePrinter(engine).print(article("<p>Low.</p>"), theme, IMAGES, file("broken-logo"));
        assertEquals(List.of("The logo may be unreadable, and is not printed."), withoutLogo.remarks());
        assertTrue(text(file("broken-logo")).contains("Journal of Mud & Tides"));

        List<String> missing = print(article("<p><img src='missing' alt='A wave'></p>"), "missing-image")
                .remarks();
        assertEquals(List.of("The image missing is not printed."), missing);
        assertTrue(text(file("missing-image")).contains("A wave"));
    }

    @Test
    void typesetting_ends_after_the_time_limit() {
        String body = "<p>word <math><mfrac><mi>a</mi><mi>b</mi></mfrac></math></p>".repeat(100_000);
        ArticlePrinter printer = new ArticlePrinter(engine.withTimeout(Duration.ofSeconds(2)));
        UnprintableException late = assertThrows(
                UnprintableException.class,
                () -> printer.print(article(body), PrintTheme.DEFAULT, IMAGES, folder.resolve("late.pdf")));
        assertEquals("Typesetting the article took more than 2 seconds and was aborted.", late.getMessage());
    }

    @Test
    void a_missing_typesetting_program_is_reported() {
        IOException missing = assertThrows(IOException.class, () -> TypstEngine.of(folder.resolve("none"), List.of()));
        assertTrue(missing.getMessage().startsWith("offprint.print.typst names neither"), missing.getMessage());
    }
}
