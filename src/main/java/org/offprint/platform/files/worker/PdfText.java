package org.offprint.platform.files.worker;

import java.nio.file.Path;

/**
 * Text of a PDF.
 *
 * @param text UTF-8 file, which is empty if the pages are images
 */
public record PdfText(Path text, int pages) {}
