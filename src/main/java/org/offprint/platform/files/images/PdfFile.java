package org.offprint.platform.files.images;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * A PDF that is opened to be read. Hostile files take any time and memory: only for a process that may be killed
 * ({@code org.offprint.platform.files.worker}).
 */
public final class PdfFile implements AutoCloseable {

    /** A PDF with more pages is a book or a bomb. */
    public static final int MOST_PAGES = 2_000;

    private static final float POINTS_PER_INCH = 72;
    private static final float DPI = 150;
    private static final double MOST_PIXELS = 25_000_000;

    private final PDDocument document;

    private PdfFile(PDDocument document) {
        this.document = document;
    }

    /** @throws UnreadablePdfException for one that is encrypted, damaged or too long */
    public static PdfFile open(Path file) throws UnreadablePdfException {
        PDDocument document;
        try {
            document = Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache());
        } catch (InvalidPasswordException e) {
            throw new UnreadablePdfException("The PDF is encrypted: it cannot be read without its password.", e);
        } catch (IOException | RuntimeException e) {
            throw new UnreadablePdfException("The PDF is damaged and cannot be read.", e);
        }
        PdfFile opened = new PdfFile(document);
        try {
            opened.check();
            return opened;
        } catch (UnreadablePdfException e) {
            opened.close();
            throw e;
        }
    }

    private void check() throws UnreadablePdfException {
        if (!document.getCurrentAccessPermission().canExtractContent()) {
            throw new UnreadablePdfException("The PDF is encrypted: it forbids to take out its text.");
        }
        int pages = pages();
        if (pages > MOST_PAGES) {
            throw new UnreadablePdfException(
                    "The PDF has " + pages + " pages; of more than " + MOST_PAGES + " no text is read.");
        }
        if (pages == 0) {
            throw new UnreadablePdfException("The PDF has no pages.");
        }
    }

    /** Returns how many pages it has. */
    public int pages() {
        return document.getNumberOfPages();
    }

    /** Returns its text, as {@link PageTexts} cleans it; empty for scanned pages. */
    public String text() throws UnreadablePdfException {
        try {
            return PageTexts.of(document);
        } catch (IOException | RuntimeException e) {
            throw new UnreadablePdfException("The text of the PDF is damaged and cannot be read.", e);
        }
    }

    /** Returns its first page as an image of 150 dots an inch, fewer where the page is very large, on white. */
    public BufferedImage firstPage() throws UnreadablePdfException {
        try {
            PDRectangle box = document.getPage(0).getCropBox();
            double dots = (double) box.getWidth() * box.getHeight() / POINTS_PER_INCH / POINTS_PER_INCH;
            double dpi = Math.min(DPI, Math.sqrt(MOST_PIXELS / Math.max(dots, 0.01)));
            return new PDFRenderer(document).renderImageWithDPI(0, (float) dpi, ImageType.RGB);
        } catch (IOException | RuntimeException e) {
            throw new UnreadablePdfException("The page of the PDF is damaged and cannot be drawn.", e);
        }
    }

    @Override
    public void close() {
        IOUtils.closeQuietly(document);
    }
}
