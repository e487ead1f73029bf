package org.offprint.search;

import org.offprint.search.schema.RecordKind;

/**
 * A suggestion for a typed text.
 *
 * @param key the id of a record; of a person or keyword its key
 * @param text what to show to people
 * @param articles how many published articles it stands for; null of an article or issue
 */
public record Suggestion(RecordKind kind, String key, String text, Long articles) {}
