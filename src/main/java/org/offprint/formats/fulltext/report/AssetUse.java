package org.offprint.formats.fulltext.report;

/**
 * A reference of the text to a file.
 *
 * @param href as the source has it
 * @param element the name of the element that refers to it, such as {@code graphic}
 * @param line in the source, from 1
 * @param isFound whether there is such a file
 */
public record AssetUse(String href, String element, long line, boolean isFound) {}
