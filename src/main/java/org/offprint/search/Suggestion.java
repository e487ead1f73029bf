package org.offprint.search;

import org.offprint.search.schema.RecordKind;

/**
 * Suggestion for a partly typed search text.
 *
 * @param key record id, or the index key of a person or keyword
 * @param text text to display
 * @param articles number of the record's published articles; null if the record is an article or issue
 */
public record Suggestion(RecordKind kind, String key, String text, Long articles) {}
