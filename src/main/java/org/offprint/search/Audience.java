package org.offprint.search;

/** Whose index is asked: nothing of one can be told from the other. */
public enum Audience {
    /** What is published. */
    READERS,
    /** The working copies. */
    EDITORS
}
