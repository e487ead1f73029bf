package org.offprint.search.schema;

/** Dates that can be filtered by range. */
public enum DateField {
    /** First day of the printed date of an article or of the date of an issue. */
    PUBLISHED,
    /** Time at which the last change visible to the audience was logged. */
    UPDATED
}
