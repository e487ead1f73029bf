package org.offprint.search.schema;

/** Dates that can be filtered by range. */
public enum DateField {
    /** First day of an article's printed date, or of an issue's date. */
    PUBLISHED,
    /** Time at which the last change visible to the audience was logged. */
    UPDATED
}
