package org.offprint.formats.fulltext.report;

import java.util.List;

/**
 * A line of the contents.
 *
 * @param id of the section
 * @param html with the markup of the title, without links and ids
 * @param text without markup
 * @param parts the headings within the section
 */
public record Heading(String id, String html, String text, List<Heading> parts) {}
