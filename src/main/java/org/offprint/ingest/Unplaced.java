package org.offprint.ingest;

/**
 * Something of a source that the record has no place for.
 *
 * @param where in the source, in the words of its format
 * @param text what stands there, cut where it is long
 */
public record Unplaced(String where, String text) {}
