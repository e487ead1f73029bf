package org.offprint.search.schema;

/** Dates that ranges ask for. */
public enum DateField {
    /** The first day of the printed date, or of an issue's. */
    PUBLISHED,
    /** The time at which the change that readers (or editors) last saw was logged. */
    UPDATED
}
