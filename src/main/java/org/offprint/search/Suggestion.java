package org.offprint.search;

import org.offprint.search.schema.RecordKind;

/**
 * Search suggestion for the text that a user typed.
 *
 * @param key id of the suggested record; for a person or keyword, the key in the index
 * @param text text to display
 * @param articles number of published articles of the suggested record; null for articles and issues
 */
public record Suggestion(RecordKind kind, String key, String text, Long articles) {}
