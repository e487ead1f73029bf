package org.offprint.services.usage.reports;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.usage.UsageEvent.AccessMethod;

/** Monthly and total usage of a journal or article by people, excluding text and data mining. */
@Singleton
public class MonthlyUsage {

    private static final String COLUMNS =
            "sum(investigations)::bigint as investigations, sum(requests)::bigint as requests,"
                    + " sum(unique_investigations)::bigint as unique_investigations, sum(unique_requests)::bigint as unique_requests";

    private final Sql sql;

    MonthlyUsage(Sql sql) {
        this.sql = sql;
    }

    /** Usage counts of one month. */
    @Schema(name = "UsageOfMonth", description = "Usage counts of one month.")
    public record UsageOfMonth(
            @Schema(
                    required = true,
                    pattern = "^[0-9]{4}-[0-9]{2}$",
                    examples = "2026-11",
                    description = "Month as `YYYY-MM`.")
            String month,

            @Schema(required = true, description = "Number of times that a page or a text was opened.")
            long investigations,

            @Schema(required = true, description = "Number of times that a text was opened.")
            long requests,

            @Schema(required = true, description = "Number of investigations, counted once per article and session.")
            long uniqueInvestigations,

            @Schema(required = true, description = "Number of requests, counted once per article and session.")
            long uniqueRequests) {}

    /**
     * Usage counts of an article since it was first used.
     *
     * @param since first day or month with usage; null if there was none
     */
    public record UsageTotal(long investigations, long requests, LocalDate since) {

        /** No usage. */
        public static final UsageTotal NONE = new UsageTotal(0, 0, null);
    }

    /** Returns the total usage of an article by people. */
    public UsageTotal total(UUID article) {
        return totals(Set.of(article)).getOrDefault(article, UsageTotal.NONE);
    }

    /** Returns the total usage of articles by people, keyed by article. Articles without usage are omitted. */
    public Map<UUID, UsageTotal> totals(Collection<UUID> articles) {
        Map<UUID, UsageTotal> totals = new HashMap<>();
        String method = AccessMethod.REGULAR.word();
        sql.list(
                "select article, sum(investigations)::bigint as investigations, sum(requests)::bigint as requests,"
                        + " min(day) as since from (select article, day, investigations, requests from usage_day"
                        + " where article = any(?) and access_method = ? union all select article, month,"
                        + " investigations, requests from usage_month where article = any(?) and access_method = ?) u"
                        + " group by article",
                row -> totals.put(
                        Sql.uuid(row, "article"),
                        new UsageTotal(
                                row.getLong("investigations"),
                                row.getLong("requests"),
                                row.getObject("since", LocalDate.class))),
                articles,
                method,
                articles,
                method);
        return totals;
    }

    /**
     * Returns the monthly usage counts of a journal, from the first to the last month, inclusive. The counts are zero
     * for months without usage.
     */
    public List<UsageOfMonth> ofJournal(UUID journal, YearMonth from, YearMonth until) {
        return months("journal", Set.of(journal), from, until).get(journal);
    }

    /** Returns the monthly usage counts of an article, including months in which it belonged to a different journal. */
    public List<UsageOfMonth> ofArticle(UUID article, YearMonth from, YearMonth until) {
        return ofArticles(Set.of(article), from, until).get(article);
    }

    /** Returns the monthly usage counts of articles, as in {@link #ofArticle}, keyed by article. */
    public Map<UUID, List<UsageOfMonth>> ofArticles(Collection<UUID> articles, YearMonth from, YearMonth until) {
        return months("article", articles, from, until);
    }

    private Map<UUID, List<UsageOfMonth>> months(String column, Collection<UUID> ids, YearMonth from, YearMonth until) {
        Map<UUID, Map<String, UsageOfMonth>> found = new HashMap<>();
        LocalDate begin = from.atDay(1);
        LocalDate end = until.plusMonths(1).atDay(1);
        String condition = " where " + column + " = any(?) and access_method = ? and ";
        String method = AccessMethod.REGULAR.word();
        sql.list(
                "select id, month, " + COLUMNS + " from (select " + column + " as id,"
                        + " date_trunc('month', day)::date as month, investigations,"
                        + " requests, unique_investigations, unique_requests from usage_day" + condition
                        + "day >= ? and day < ? union all select " + column + " as id, month, investigations, requests,"
                        + " unique_investigations, unique_requests from usage_month" + condition
                        + "month >= ? and month < ?) u group by id, month",
                row -> {
                    String month = YearMonth.from(row.getObject("month", LocalDate.class))
                            .toString();
                    return found.computeIfAbsent(Sql.uuid(row, "id"), id -> new HashMap<>())
                            .put(
                                    month,
                                    new UsageOfMonth(
                                            month,
                                            row.getLong("investigations"),
                                            row.getLong("requests"),
                                            row.getLong("unique_investigations"),
                                            row.getLong("unique_requests")));
                },
                ids,
                method,
                begin,
                end,
                ids,
                method,
                begin,
                end);
        List<String> names = Stream.iterate(from, month -> !month.isAfter(until), month -> month.plusMonths(1))
                .map(YearMonth::toString)
                .toList();
        Map<UUID, List<UsageOfMonth>> months = new HashMap<>();
        for (UUID id : ids) {
            Map<String, UsageOfMonth> counted = found.getOrDefault(id, Map.of());
            months.put(
                    id,
                    names.stream()
                            .map(month -> counted.getOrDefault(month, new UsageOfMonth(month, 0, 0, 0, 0)))
                            .toList());
        }
        return months;
    }
}
