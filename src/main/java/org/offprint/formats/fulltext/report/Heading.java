package org.offprint.formats.fulltext.report;

import java.util.List;

/**
 * Entry in the table of contents.
 *
 * @param id id of the section
 * @param html title with markup, without links and ids
 * @param text title without markup
 * @param parts headings within the section
 */
public record Heading(String id, String html, String text, List<Heading> parts) {}
