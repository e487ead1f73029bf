package org.offprint.formats.fulltext.report;

/**
 * Problem in the source that an editor should check.
 *
 * @param kind type of the problem, for example {@code unknown-element}
 * @param line line number in the file, from 1
 * @param text description for the editor
 */
public record Remark(String kind, long line, String text) {}
