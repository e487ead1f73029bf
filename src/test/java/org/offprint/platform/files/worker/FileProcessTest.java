package org.offprint.platform.files.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offprint.platform.files.images.WebImage;
import org.offprint.platform.files.images.WebImages;
import org.offprint.platform.files.types.FileFormat;

/** Tests that files are parsed in a separate process whose failure does not affect the service. */
class FileProcessTest {

    @TempDir
    private Path folder;

    private Path work() throws IOException {
        return Files.createTempDirectory(folder, "work");
    }

    private Path pdf(String text) throws IOException {
        Path file = folder.resolve("paper.pdf");
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(100, 700);
                content.showText(text);
                content.endText();
            }
            document.save(file.toFile());
        }
        return file;
    }

    /** Returns a small compressed PDF file whose page repeats these drawing operators many times. */
    private Path bomb(String drawing, int times) throws IOException {
        Path file = folder.resolve("bomb.pdf");
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            PDStream stream = new PDStream(document);
            byte[] block = drawing.repeat(1_000).getBytes(StandardCharsets.US_ASCII);
            try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                for (int i = 0; i < times / 1_000; i++) {
                    out.write(block);
                }
            }
            page.setContents(stream);
            document.addPage(page);
            document.save(file.toFile());
        }
        assertTrue(Files.size(file) < 2_000_000, "the compressed size is " + Files.size(file));
        return file;
    }

    @Test
    void the_file_process_returns_the_text_of_a_pdf() throws Exception {
        PdfText read = new FileProcess().text(pdf("Words of an article"), work());
        assertEquals(1, read.pages());
        assertEquals("Words of an article", Files.readString(read.text()));
    }

    @Test
    void the_file_process_returns_the_web_versions_of_an_image() throws Exception {
        Path file = folder.resolve("figure.png");
        ImageIO.write(new BufferedImage(1_000, 500, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        WebImages made = new FileProcess().images(file, FileFormat.PNG, work());
        assertEquals(1_000, made.width());
        assertEquals(500, made.height());
        assertEquals(2, made.versions().size());
        WebImage first = made.versions().get(0);
        assertEquals(WebImage.Size.WEB_800, first.size());
        assertEquals(800, ImageIO.read(first.file().toFile()).getWidth());
    }

    @Test
    void an_unreadable_file_is_reported_with_a_one_sentence_message() throws Exception {
        Path file = Files.writeString(folder.resolve("page.html"), "<html>\tno PDF\n</html>");
        UnreadableFileException refused =
                assertThrows(UnreadableFileException.class, () -> new FileProcess().text(file, work()));
        assertEquals("The PDF is damaged and cannot be read.", refused.getMessage());
        refused = assertThrows(
                UnreadableFileException.class, () -> new FileProcess().images(file, FileFormat.POSTSCRIPT, work()));
        assertTrue(refused.getMessage().startsWith("Image versions cannot be created from EPS"), refused.getMessage());
    }

    @Test
    void a_file_process_that_exceeds_its_timeout_is_killed() throws Exception {
        Path file = bomb("0 0 1 1 re 0 0 m 9 9 l S\n", 8_000_000);
        Path work = work();
        long start = System.nanoTime();
        UnreadableFileException refused = assertThrows(
                UnreadableFileException.class, () -> new FileProcess(Duration.ofSeconds(2)).text(file, work));
        assertTrue(refused.getMessage().contains("more than 2 seconds"), refused.getMessage());
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 10);
        assertEquals(
                0,
                ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(work.toString()))
                        .filter(ProcessHandle::isAlive)
                        .count());
    }

    @Test
    void a_file_process_that_runs_out_of_memory_does_not_affect_the_service() throws Exception {
        // The PDF contains a single string that is larger than the memory of the process.
        Path file = folder.resolve("large.pdf");
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            PDStream stream = new PDStream(document);
            byte[] block = "A".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                out.write("BT (".getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < 300; i++) {
                    out.write(block);
                }
                out.write(") Tj ET".getBytes(StandardCharsets.US_ASCII));
            }
            page.setContents(stream);
            document.addPage(page);
            document.save(file.toFile());
        }
        UnreadableFileException refused =
                assertThrows(UnreadableFileException.class, () -> new FileProcess().text(file, work()));
        assertTrue(refused.getMessage().contains("more memory"), refused.getMessage());
    }

    @Test
    void the_class_path_of_the_file_process_is_derived_from_the_loaded_classes() throws Exception {
        String former = System.getProperty("java.class.path");
        try {
            System.setProperty("java.class.path", folder.resolve("nothing.jar").toString());
            assertEquals(1, new FileProcess().text(pdf("Words"), work()).pages());
        } finally {
            System.setProperty("java.class.path", former);
        }
    }
}
