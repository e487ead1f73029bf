package org.offprint.formats.fulltext.stored;

import org.offprint.formats.fulltext.FullText;

/**
 * Rendered full text that is not stored, with its outline.
 *
 * @param waiting number of images that have no browser-compatible version yet; the full text will change when these
 *     versions exist
 */
public record RenderedText(FullText text, Outline outline, int waiting) {}
