package org.offprint.journal.articles;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.offprint.kernel.record.Dates;

/**
 * Default order of articles, newest first: by the first day of the printed date, then by the publication time in this
 * service. Sort keys are compared as texts.
 */
public final class ArticleOrder {

    /**
     * Date of a record without a date. It is later than every day, so that records without a date come first in the
     * order newest first.
     */
    private static final String UNDATED = "9999-99-99";

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private ArticleOrder() {}

    /** Returns the sort key of a published article, which always has a date. */
    public static String ofPublished(Dates dates, Instant publishedAt) {
        return dates.published().firstDay() + "|" + MICROS.format(publishedAt);
    }

    /** Returns the sort key of a working copy. If the working copy has no date, the time of its last change is used. */
    static String ofWorkingCopy(Dates dates, Instant publishedAt, Instant updatedAt) {
        boolean dated = dates != null && dates.published() != null;
        return (dated ? dates.published().firstDay().toString() : UNDATED)
                + "|"
                + (dated ? publishedAt == null ? "" : MICROS.format(publishedAt) : MICROS.format(updatedAt));
    }
}
