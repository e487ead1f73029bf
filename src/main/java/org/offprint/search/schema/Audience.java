package org.offprint.search.schema;

/** The audience of a search: of what editors alone have, nothing can be told from what readers are answered. */
public enum Audience {
    /** Readers, who have what is published. */
    READERS,
    /** Also what is not published, in place of what is. */
    EDITORS
}
