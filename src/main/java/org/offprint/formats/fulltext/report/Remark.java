package org.offprint.formats.fulltext.report;

/**
 * Something that an editor should know of the source.
 *
 * @param kind a word to sort by, such as {@code unknown-element}
 * @param line in the file, from 1
 * @param text a sentence
 */
public record Remark(String kind, long line, String text) {}
