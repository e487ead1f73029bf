package org.offprint.services.readiness.rules;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The dates by which a journal has published.
 *
 * @param issues the dates of its newest published issues, newest first, where they have one
 * @param firstIssue the date of its first published issue; null for none
 * @param researchArticles how many research articles appeared in the last calendar year
 * @param today in the time zone of the journal
 */
public record JournalHistory(List<LocalDate> issues, LocalDate firstIssue, long researchArticles, LocalDate today) {

    private static final int FEWEST = 3;

    /** Reports whether its first issue is two years old or older. */
    boolean isTwoYearsOld() {
        return firstIssue != null && !firstIssue.isAfter(today.minusYears(2));
    }

    /** Reports whether there are too few issues to tell a rhythm. */
    boolean isTooYoung() {
        return issues.size() < FEWEST;
    }

    /** Returns the days between neighbours, newest first; the first one from the newest issue to today. */
    private List<Long> distances() {
        return IntStream.range(0, issues.size())
                .mapToObj(i -> ChronoUnit.DAYS.between(issues.get(i), i == 0 ? today : issues.get(i - 1)))
                .toList();
    }

    /** Returns the median of the days between two issues; 0 where there are too few. */
    long usualDistance() {
        List<Long> between =
                distances().stream().skip(1).filter(days -> days > 0).sorted().toList();
        return between.isEmpty() ? 0 : between.get(between.size() / 2);
    }

    /** Returns the longest time without an issue, in days, up to today. */
    long longestGap() {
        return distances().stream().mapToLong(days -> days).max().orElse(0);
    }
}
