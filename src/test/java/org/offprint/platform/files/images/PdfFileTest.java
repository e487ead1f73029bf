package org.offprint.platform.files.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests text extraction from PDF files. The extracted text must contain the author's text without the running headers
 * and footers of the journal.
 */
class PdfFileTest {

    private static final Path ARTICLES = Path.of("../shared/data/packages/jose");
    private static final Pattern WORD = Pattern.compile("\\p{L}{5,}");

    @TempDir
    private Path folder;

    /** Silences PDFBox, which logs a warning for each irregularity in a file. */
    @BeforeAll
    static void silence() {
        Logger.getLogger("org.apache.pdfbox").setLevel(Level.OFF);
    }

    private interface Drawing {
        void on(PDPageContentStream content, int page) throws IOException;
    }

    private Path pdf(int pages, Drawing drawing) throws IOException {
        Path file = folder.resolve("paper.pdf");
        try (PDDocument document = new PDDocument()) {
            draw(document, pages, drawing);
            document.save(file.toFile());
        }
        return file;
    }

    private static void draw(PDDocument document, int pages, Drawing drawing) throws IOException {
        for (int i = 1; i <= pages; i++) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                drawing.on(content, i);
            }
        }
    }

    private static void write(PDPageContentStream content, double degrees, float x, float y, String text)
            throws IOException {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
        content.setTextMatrix(Matrix.getRotateInstance(Math.toRadians(degrees), x, y));
        content.showText(text);
        content.endText();
    }

    private static void write(PDPageContentStream content, String... lines) throws IOException {
        float y = 700;
        for (String line : lines) {
            write(content, 0, 70, y, line);
            y -= 14;
        }
    }

    private static String text(Path file) throws UnreadablePdfException {
        try (PdfFile pdf = PdfFile.open(file)) {
            return pdf.text();
        }
    }

    private static String refusal(Path file) {
        return assertThrows(UnreadablePdfException.class, () -> text(file)).getMessage();
    }

    @Test
    void lines_of_a_pdf_are_extracted_in_reading_order() throws Exception {
        Path file = pdf(2, (content, page) -> write(content, "First of " + page, "Second of " + page));
        assertEquals("First of 1\nSecond of 1\nFirst of 2\nSecond of 2", text(file));
    }

    @Test
    void words_hyphenated_at_line_ends_of_a_pdf_are_joined() throws Exception {
        Path file = pdf(
                1,
                (content, page) -> write(
                        content,
                        "The mea-",
                        "surement of X-",
                        "Rays and of 5-",
                        "fold growth, as every-",
                        "body knows -",
                        "well"));
        assertEquals("The measurement of X-\nRays and of 5-\nfold growth, as everybody knows -\nwell", text(file));
        Path pages = pdf(2, (content, page) -> write(content, page == 1 ? "across pa-" : "ges"));
        assertEquals("across pages", text(pages));
    }

    @Test
    void lines_repeated_on_most_pages_of_a_pdf_are_omitted() throws Exception {
        Path file = pdf(
                5,
                (content, page) -> write(
                        content,
                        "Annals of Examples 12 (2026) " + (100 + page),
                        page % 2 == 0 ? "Doe et al." : "On examples",
                        "The text of page number " + "ABCDE".charAt(page - 1),
                        "more of it " + "VWXYZ".charAt(page - 1),
                        "downloaded by a library",
                        "last words " + "KLMNO".charAt(page - 1),
                        "even more " + "PQRST".charAt(page - 1),
                        "Page " + page + " of 5"));
        String text = text(file);
        assertFalse(text.contains("Annals of Examples"), text);
        assertFalse(text.contains("Page "), text);
        assertFalse(text.contains("downloaded"), text);
        assertTrue(text.contains("The text of page number C\nmore of it X\nlast words M"), text);
    }

    @Test
    void numbered_lines_in_the_middle_of_pdf_pages_are_extracted() throws Exception {
        Path file = pdf(
                4,
                (content, page) -> write(
                        content,
                        "Head",
                        "a" + page + "x",
                        "b" + page + "x",
                        "c" + page,
                        "Value " + page + ".5",
                        "d",
                        "e",
                        "f"));
        assertTrue(text(file).contains("Value 3.5"));
    }

    @Test
    void text_rotated_against_the_orientation_of_a_pdf_page_is_omitted() throws Exception {
        Path file = pdf(1, (content, page) -> {
            write(content, "The words of the page are many enough,", "and stand upright.");
            write(content, 90, 30, 200, "arXiv:2601.00001 stamp");
            write(content, 45, 200, 300, "CONFIDENTIAL");
        });
        assertEquals("The words of the page are many enough,\nand stand upright.", text(file));
        Path landscape = pdf(1, (content, page) -> {
            write(content, 90, 200, 100, "A table that lies on its side with many words");
            write(content, 0, 70, 800, "Head");
        });
        assertEquals("A table that lies on its side with many words", text(landscape));
    }

    @Test
    void text_extraction_from_a_scanned_pdf_returns_no_text() throws Exception {
        assertEquals("", text(pdf(3, (content, page) -> content.addRect(10, 10, 100, 100))));
    }

    @Test
    void an_encrypted_pdf_is_rejected_with_a_message() throws Exception {
        Path file = folder.resolve("secret.pdf");
        for (boolean isOpen : new boolean[] {false, true}) {
            try (PDDocument document = new PDDocument()) {
                draw(document, 1, (content, page) -> write(content, "Secret words"));
                AccessPermission permission = new AccessPermission();
                permission.setCanExtractContent(false);
                StandardProtectionPolicy policy =
                        new StandardProtectionPolicy("owner", isOpen ? "" : "reader", permission);
                policy.setEncryptionKeyLength(128);
                document.protect(policy);
                document.save(file.toFile());
            }
            assertTrue(refusal(file).startsWith("The PDF is encrypted"), refusal(file));
        }
    }

    @Test
    void text_is_extracted_from_a_pdf_that_only_forbids_changes() throws Exception {
        Path file = folder.resolve("locked.pdf");
        try (PDDocument document = new PDDocument()) {
            draw(document, 1, (content, page) -> write(content, "Words for readers"));
            AccessPermission permission = new AccessPermission();
            permission.setCanModify(false);
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", "", permission);
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
            document.save(file.toFile());
        }
        assertEquals("Words for readers", text(file));
    }

    @Test
    void a_pdf_with_more_than_2000_pages_is_rejected() throws Exception {
        Path file = folder.resolve("book.pdf");
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < 2_001; i++) {
                document.addPage(new PDPage());
            }
            document.save(file.toFile());
        }
        assertTrue(refusal(file).contains("2001 pages"), refusal(file));
    }

    @Test
    void a_damaged_pdf_is_either_extracted_or_rejected_with_a_message() throws Exception {
        byte[] whole = Files.readAllBytes(pdf(3, (content, page) -> write(content, "Words of page " + page)));
        Random chance = new Random(4);
        Path file = folder.resolve("damaged.pdf");
        int rejected = 0;
        for (int i = 0; i < 60; i++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + chance.nextInt(whole.length));
            for (int hit = 0; hit < 5; hit++) {
                damaged[chance.nextInt(damaged.length)] = (byte) chance.nextInt(256);
            }
            Files.write(file, damaged);
            try {
                text(file);
            } catch (UnreadablePdfException e) {
                assertTrue(e.getMessage().endsWith("."), e.getMessage());
                rejected++;
            }
        }
        assertTrue(rejected > 0);
        Files.writeString(file, "<html>no PDF</html>", StandardCharsets.UTF_8);
        assertTrue(refusal(file).contains("damaged"));
    }

    @Test
    void the_words_of_real_articles_are_extracted_from_their_pdf_files() throws Exception {
        assumeTrue(Files.isDirectory(ARTICLES), "The packages of real articles do not exist");
        int articles = 0;
        try (var all = Files.walk(ARTICLES)) {
            List<Path> sources = all.filter(file -> file.toString().endsWith(".jats"))
                    .sorted()
                    .toList();
            for (Path source : sources) {
                Path pdf = Path.of(source.toString().replace(".jats", ".pdf"));
                String jats = Files.readString(source);
                int body = jats.indexOf("<body>");
                if (body >= 0 && Files.exists(pdf)) {
                    Set<String> written = words(jats.substring(body, jats.indexOf("</body>"))
                            .replaceAll("<(tex-math|mml:math|ext-link|uri)[\\s>][^<]*</", " ")
                            .replaceAll("<[^>]*>", " "));
                    Set<String> read = words(text(pdf));
                    long found = written.stream().filter(read::contains).count();
                    assertTrue(found >= written.size() * 0.95, source + ": " + found + " of " + written.size());
                    articles++;
                }
            }
        }
        assertTrue(articles >= 10, "only " + articles);
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
