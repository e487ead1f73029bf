package org.offprint.platform.files.worker;

import java.nio.file.Path;

/**
 * Text extracted from a PDF.
 *
 * @param text UTF-8 file, which is empty if the pages are scanned images
 * @param pages number of pages of the PDF
 */
public record PdfText(Path text, int pages) {}
