package org.offprint.services.readiness.rules;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Publication dates of a journal.
 *
 * @param issues dates of the newest published issues that have a date, newest first
 * @param firstIssue date of the first published issue; null if no issue is published
 * @param researchArticles number of research articles published in the last calendar year
 * @param today current date in the time zone of the journal
 */
public record JournalHistory(List<LocalDate> issues, LocalDate firstIssue, long researchArticles, LocalDate today) {

    private static final int FEWEST = 3;

    /** Returns whether the first issue of the journal is at least two years old. */
    boolean isTwoYearsOld() {
        return firstIssue != null && !firstIssue.isAfter(today.minusYears(2));
    }

    /** Returns whether the journal has too few issues to determine the publication frequency. */
    boolean isTooYoung() {
        return issues.size() < FEWEST;
    }

    /**
     * Returns the intervals between consecutive issues in days, newest first. The first interval is from the newest
     * issue to today.
     */
    private List<Long> distances() {
        return IntStream.range(0, issues.size())
                .mapToObj(i -> ChronoUnit.DAYS.between(issues.get(i), i == 0 ? today : issues.get(i - 1)))
                .toList();
    }

    /** Returns the median number of days between consecutive issues; 0 if the journal has too few issues. */
    long usualDistance() {
        List<Long> between =
                distances().stream().skip(1).filter(days -> days > 0).sorted().toList();
        return between.isEmpty() ? 0 : between.get(between.size() / 2);
    }

    /**
     * Returns the longest period without a new issue, in days. The period from the newest issue to today is included.
     */
    long longestGap() {
        return distances().stream().mapToLong(days -> days).max().orElse(0);
    }
}
