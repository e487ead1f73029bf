package org.offprint.articles.body;

/**
 * A text, and its source with markup where there is some.
 *
 * @param text plain; null for none
 * @param html null where there is no markup
 */
public record MarkedText(String text, String html) {}
