package org.offprint.formats.fulltext.report;

/**
 * A figure or table of the text.
 *
 * @param id in the HTML
 * @param label such as {@code Figure 3}; null where it has none
 * @param title of its caption without markup; null where it has none
 * @param image the address of its image; null where it has none that browsers show
 */
public record Illustration(String id, String label, String title, String image) {}
