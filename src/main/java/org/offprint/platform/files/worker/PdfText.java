package org.offprint.platform.files.worker;

import java.nio.file.Path;

/**
 * The text of a PDF.
 *
 * @param text a file in UTF-8, empty where the pages are images
 */
public record PdfText(Path text, int pages) {}
