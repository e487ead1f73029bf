package org.offprint.journal.articles;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.offprint.kernel.record.Dates;

/**
 * Default article order, newest first: by the first day of the printed date, then by the publication time in this
 * service. Sort keys are compared as strings.
 */
public final class ArticleOrder {

    /**
     * Placeholder date for sorting undated records. Every real date is earlier, so undated records are listed first.
     */
    private static final String UNDATED = "9999-99-99";

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private ArticleOrder() {}

    /** Returns the sort key of a published article, which always has a date. */
    public static String ofPublished(Dates dates, Instant publishedAt) {
        return dates.published().firstDay() + "|" + MICROS.format(publishedAt);
    }

    /**
     * Returns the sort key of a working copy. Working copies without a printed date are listed before all dated
     * articles, most recently changed first.
     */
    static String ofWorkingCopy(Dates dates, Instant publishedAt, Instant updatedAt) {
        boolean dated = dates != null && dates.published() != null;
        return (dated ? dates.published().firstDay().toString() : UNDATED)
                + "|"
                + (dated ? publishedAt == null ? "" : MICROS.format(publishedAt) : MICROS.format(updatedAt));
    }
}
