package org.offprint.formats.fulltext.stored;

import org.offprint.formats.fulltext.FullText;

/**
 * Rendered text that is not stored, with its outline.
 *
 * @param waiting number of images without a browser version yet; the text will change when these versions exist
 */
public record RenderedText(FullText text, Outline outline, int waiting) {}
