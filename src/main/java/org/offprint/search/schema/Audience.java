package org.offprint.search.schema;

/**
 * Audience of a search, which determines the records that can be found. Search results for readers reveal nothing about
 * records that only editors can see.
 */
public enum Audience {
    /** Readers, who can find only published records. */
    READERS,
    /**
     * Editors, who can also find unpublished records. In their results, an unpublished record replaces the published
     * state of the same record.
     */
    EDITORS
}
