package org.offprint.search.schema;

/** Who asks: of what editors alone have, nothing can be told from what readers are answered. */
public enum Audience {
    /** What is published. */
    READERS,
    /** Also what is not published, in place of what is. */
    EDITORS
}
