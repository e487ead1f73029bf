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
 * Open PDF file. A malicious PDF can consume unlimited time and memory. PDF files must therefore be opened only in a
 * process that may be killed ({@code org.offprint.platform.files.worker}).
 */
public final class PdfFile implements AutoCloseable {

    /** Maximum number of pages of a PDF. A PDF with more pages is a book or a decompression bomb. */
    public static final int MAX_PAGES = 2_000;

    private static final float POINTS_PER_INCH = 72;
    private static final float DPI = 150;
    private static final double MOST_PIXELS = 25_000_000;

    private final PDDocument document;

    private PdfFile(PDDocument document) {
        this.document = document;
    }

    /**
     * Opens a PDF file.
     *
     * @throws UnreadablePdfException if the PDF is encrypted, damaged or too long
     */
    public static PdfFile open(Path file) throws UnreadablePdfException {
        PDDocument document;
        try {
            document = Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache());
        } catch (InvalidPasswordException e) {
            throw new UnreadablePdfException(
                    "The PDF is encrypted and cannot be read without its password. Upload the PDF without"
                            + " encryption.",
                    e);
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
            throw new UnreadablePdfException(
                    "The PDF is encrypted and forbids text extraction. Upload the PDF without this restriction.");
        }
        int pages = pages();
        if (pages > MAX_PAGES) {
            throw new UnreadablePdfException("The PDF has " + pages
                    + " pages; text is read only from PDFs with at most " + MAX_PAGES + " pages.");
        }
        if (pages == 0) {
            throw new UnreadablePdfException("The PDF has no pages.");
        }
    }

    /** Returns the number of pages of the PDF. */
    public int pages() {
        return document.getNumberOfPages();
    }

    /**
     * Returns the text of the PDF, cleaned by {@link PdfTextExtractor}. Returns an empty string if all pages are
     * scanned images.
     */
    public String text() throws UnreadablePdfException {
        try {
            return PdfTextExtractor.of(document);
        } catch (IOException | RuntimeException e) {
            throw new UnreadablePdfException("The text of the PDF is damaged and cannot be read.", e);
        }
    }

    /**
     * Renders the first page of the PDF on a white background at 150 dots per inch, or at a lower resolution if the
     * page is very large.
     */
    public BufferedImage firstPage() throws UnreadablePdfException {
        try {
            PDRectangle box = document.getPage(0).getCropBox();
            double dots = (double) box.getWidth() * box.getHeight() / POINTS_PER_INCH / POINTS_PER_INCH;
            double dpi = Math.min(DPI, Math.sqrt(MOST_PIXELS / Math.max(dots, 0.01)));
            return new PDFRenderer(document).renderImageWithDPI(0, (float) dpi, ImageType.RGB);
        } catch (IOException | RuntimeException e) {
            throw new UnreadablePdfException("The first page of the PDF is damaged and cannot be rendered.", e);
        }
    }

    @Override
    public void close() {
        IOUtils.closeQuietly(document);
    }
}
