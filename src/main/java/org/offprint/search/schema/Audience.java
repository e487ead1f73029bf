package org.offprint.search.schema;

/**
 * Audience of a search, which determines the searchable records. Search results for readers reveal nothing about
 * records that only editors can see.
 */
public enum Audience {
    /** Readers, who only find published records. */
    READERS,
    /**
     * Editors, who also find unpublished records. An unpublished record replaces the published state of the same record
     * in the results.
     */
    EDITORS
}
