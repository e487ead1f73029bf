package org.offprint.formats.fulltext.report;

/**
 * Reference from the text to a file.
 *
 * @param href reference as written in the source
 * @param element name of the element that contains the reference, for example {@code graphic}
 * @param line line number in the source, from 1
 * @param isFound whether the file exists
 */
public record AssetUse(String href, String element, long line, boolean isFound) {}
