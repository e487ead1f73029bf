package org.offprint.search;

import org.offprint.search.schema.RecordKind;

/**
 * Suggestion for a typed text.
 *
 * @param key id of the record; for a person or keyword, its key
 * @param text text to display
 * @param articles number of published articles of the suggested record; null for articles and issues
 */
public record Suggestion(RecordKind kind, String key, String text, Long articles) {}
