package org.offprint.services.usage.reports;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.usage.UsageEvents;

/** Determines the months for which usage reports are available. */
@Singleton
public class UsageMonths {

    private final Sql sql;
    private final UsageEvents events;

    UsageMonths(Sql sql, UsageEvents events) {
        this.sql = sql;
        this.events = events;
    }

    /**
     * Months for which usage reports are available.
     *
     * @param first first month with usage; equal to {@code last} if there was none
     * @param last last month that has ended and is completely counted
     */
    public record Span(YearMonth first, YearMonth last) {}

    /** Returns the months for which usage reports are available at the given time. */
    public Span at(Instant now) {
        // Front ends can report events of the month for some minutes after its end.
        YearMonth over = YearMonth.from(now.minus(UsageEvents.MAX_AGE).atZone(ZoneOffset.UTC))
                .minusMonths(1);
        Optional<YearMonth> waiting = events.oldestUncounted().map(at -> YearMonth.from(at.atZone(ZoneOffset.UTC)));
        YearMonth last = waiting.filter(month -> !month.isAfter(over))
                .map(month -> month.minusMonths(1))
                .orElse(over);
        YearMonth first = sql.first(
                        "select least((select min(month) from usage_month), (select min(day) from usage_day),"
                                + " (select min(day) from usage_search)) as day",
                        row -> Optional.ofNullable(row.getObject("day", LocalDate.class)))
                .flatMap(day -> day)
                .map(YearMonth::from)
                .filter(month -> !month.isAfter(last))
                .orElse(last);
        return new Span(first, last);
    }

    /** Returns the number of usage events lost between two months, inclusive. */
    long lost(YearMonth begin, YearMonth end) {
        return sql.first(
                        "select coalesce(sum(events), 0)::bigint as events from usage_lost where day >= ? and day < ?",
                        row -> row.getLong("events"),
                        begin.atDay(1),
                        end.plusMonths(1).atDay(1))
                .orElse(0L);
    }
}
