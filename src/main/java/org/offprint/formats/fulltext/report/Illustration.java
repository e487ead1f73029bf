package org.offprint.formats.fulltext.report;

/**
 * Figure or table in the text.
 *
 * @param id id in the HTML
 * @param label label, for example {@code Figure 3}; null if there is none
 * @param title title of the caption without markup; null if there is none
 * @param image address of the image; null if there is none that browsers display
 */
public record Illustration(String id, String label, String title, String image) {}
