package org.offprint.journal.articles;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.offprint.kernel.record.Dates;

/**
 * The default order of articles, newest first: by the first day of the printed date, then by when they appeared here.
 * Its keys compare as texts.
 */
public final class ArticleOrder {

    /** Sorts before every day: what has no date yet comes first where the newest does. */
    private static final String UNDATED = "9999-99-99";

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private ArticleOrder() {}

    /** The key of a published article, whose date is never missing. */
    public static String ofPublished(Dates dates, Instant publishedAt) {
        return dates.published().firstDay() + "|" + MICROS.format(publishedAt);
    }

    /** The key of a working copy: one without a date goes by when it was saved. */
    static String ofWorkingCopy(Dates dates, Instant publishedAt, Instant updatedAt) {
        boolean dated = dates != null && dates.published() != null;
        return (dated ? dates.published().firstDay().toString() : UNDATED)
                + "|"
                + (dated ? publishedAt == null ? "" : MICROS.format(publishedAt) : MICROS.format(updatedAt));
    }
}
