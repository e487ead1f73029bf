package org.offprint.services.usage.reports;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.usage.UsageEvent.AccessMethod;
import org.offprint.services.usage.reports.CounterReport.Attribute;
import org.offprint.services.usage.reports.CounterReport.Level;
import org.offprint.services.usage.reports.CounterReport.Metric;
import org.offprint.services.usage.reports.ItemUsage.Performance;

/** Reads usage counts in batches of items, ordered by journal and article. */
@Singleton
class CountedUsage {

    /** Number of journals or articles per batch of a usage report. */
    static final int ITEMS_PER_BATCH = 200;

    private static final UUID NONE = new UUID(0, 0);

    /** SQL expression that selects daily and monthly usage counts. Each period is in only one of the two tables. */
    private static final String COUNTED = "(select journal, article, yop, access_type, access_method,"
            + " date_trunc('month', day)::date as month, investigations, requests, unique_investigations, unique_requests"
            + " from usage_day where day >= ? and day < ? union all select journal, article, yop, access_type,"
            + " access_method, month, investigations, requests, unique_investigations, unique_requests"
            + " from usage_month where month >= ? and month < ?) u";

    private final Sql sql;

    CountedUsage(Sql sql) {
        this.sql = sql;
    }

    /** SQL condition and its bound parameters. */
    private static final class Condition {

        private final StringBuilder text = new StringBuilder();
        private final List<Object> parameters = new ArrayList<>();

        Condition(ReportRequest request) {
            LocalDate begin = request.begin().atDay(1);
            LocalDate end = request.end().plusMonths(1).atDay(1);
            parameters.addAll(List.of(begin, end, begin, end));
            and(
                    "u.access_method = any(?)",
                    request.methods().stream().map(AccessMethod::word).toList());
            if (!request.years().isEmpty()) {
                and(
                        "exists (select from unnest(?::text[]::int[], ?::text[]::int[]) r (a, b)"
                                + " where u.yop::int between r.a and r.b)",
                        request.years().stream()
                                .map(each -> Integer.toString(each[0]))
                                .toList(),
                        request.years().stream()
                                .map(each -> Integer.toString(each[1]))
                                .toList());
            }
            ReportRequest.ItemFilter item = request.item();
            if (item.issn() != null) {
                and("u.journal = (select journal from journal_issn where issn = ?)", item.issn());
            }
            if (item.doi() != null) {
                and("u.article in (select article from published_article where doi_key = ?)", item.doi());
            }
            if (item.id() != null) {
                String column = request.report().level() == Level.ITEM ? "article" : "journal";
                and("u." + column + " = ?", item.id());
            }
        }

        Condition and(String condition, Object... bound) {
            text.append(text.isEmpty() ? " where " : " and ").append(condition);
            parameters.addAll(List.of(bound));
            return this;
        }
    }

    /** Returns whether any usage matches the report request. */
    boolean hasAny(ReportRequest request) {
        boolean hasItems = false;
        if (request.asksForItems()) {
            boolean hasInvestigations = request.metrics().contains(Metric.TOTAL_ITEM_INVESTIGATIONS)
                    || request.metrics().contains(Metric.UNIQUE_ITEM_INVESTIGATIONS);
            Condition condition = new Condition(request);
            condition.and(hasInvestigations ? "u.investigations > 0" : "u.requests > 0");
            hasItems = !sql.list(
                            "select from " + COUNTED + condition.text + " limit 1",
                            row -> true,
                            condition.parameters.toArray())
                    .isEmpty();
        }
        return hasItems || request.asksForSearches() && !searches(request).isEmpty();
    }

    /** Returns the usage of the platform, grouped by data type. */
    ItemUsage platform(ReportRequest request) {
        List<Performance> performances = new ArrayList<>();
        if (request.asksForItems()) {
            Condition condition = new Condition(request);
            read("null::uuid", "null::uuid", request, condition)
                    .forEach(item -> performances.addAll(item.performances()));
        }
        if (request.asksForSearches()) {
            performances.addAll(searches(request));
        }
        return new ItemUsage(null, null, performances);
    }

    private List<Performance> searches(ReportRequest request) {
        boolean byMethod = request.shown().contains(Attribute.ACCESS_METHOD);
        Map<String, Performance> found = new LinkedHashMap<>();
        sql.list(
                "select date_trunc('month', day)::date as month, access_method, sum(searches)::bigint as searches"
                        + " from usage_search where day >= ? and day < ? and access_method = any(?)"
                        + " group by 1, 2 order by 2, 1",
                row -> {
                    String method = byMethod ? row.getString("access_method") : null;
                    found.computeIfAbsent(
                                    String.valueOf(method), absent -> new Performance("Platform", null, null, method))
                            .count(Metric.SEARCHES_PLATFORM, month(row), row.getLong("searches"));
                    return true;
                },
                request.begin().atDay(1),
                request.end().plusMonths(1).atDay(1),
                request.methods().stream().map(AccessMethod::word).toList());
        found.values().removeIf(performance -> performance.counts().isEmpty());
        return List.copyOf(found.values());
    }

    /** Ids of an item in a usage report. The article id is null in journal reports. */
    record ItemKey(UUID journal, UUID article) {}

    /**
     * Returns the next items of a usage report, including items without values for the requested metrics.
     *
     * @param after last item of the previous batch; null for the first batch
     */
    List<ItemKey> items(ReportRequest request, ItemKey after) {
        if (!request.asksForItems()) {
            return List.of();
        }
        Condition condition = new Condition(request);
        if (request.report().level() == Level.TITLE) {
            condition.and("u.journal > ?", after == null ? NONE : after.journal());
            condition.parameters.add(ITEMS_PER_BATCH);
            return sql.list(
                    "select distinct u.journal from " + COUNTED + condition.text + " order by u.journal limit ?",
                    row -> new ItemKey(Sql.uuid(row, "journal"), null),
                    condition.parameters.toArray());
        }
        condition.and(
                "(u.journal, u.article) > (?, ?)",
                after == null ? NONE : after.journal(),
                after == null ? NONE : after.article());
        condition.parameters.add(ITEMS_PER_BATCH);
        return sql.list(
                "select distinct u.journal, u.article from " + COUNTED + condition.text
                        + " order by u.journal, u.article limit ?",
                row -> new ItemKey(Sql.uuid(row, "journal"), Sql.uuid(row, "article")),
                condition.parameters.toArray());
    }

    /** Returns the usage of the given items, in the same order. */
    List<ItemUsage> usage(ReportRequest request, List<ItemKey> places) {
        Condition condition = new Condition(request);
        condition.and(
                "u.journal = any(?)",
                places.stream().map(ItemKey::journal).distinct().toList());
        if (request.report().level() == Level.TITLE) {
            return read("u.journal", "null::uuid", request, condition);
        }
        condition.and(
                "u.article = any(?)", places.stream().map(ItemKey::article).toList());
        return read("u.journal", "u.article", request, condition);
    }

    private List<ItemUsage> read(String journal, String article, ReportRequest request, Condition condition) {
        String statement = "select " + journal + " as journal, " + article + " as article, "
                + shown(request, Attribute.YOP, "u.yop") + " as yop, "
                + shown(request, Attribute.ACCESS_TYPE, "u.access_type") + " as access_type, "
                + shown(request, Attribute.ACCESS_METHOD, "u.access_method") + " as access_method, u.month,"
                + " sum(u.investigations)::bigint as total_item_investigations,"
                + " sum(u.requests)::bigint as total_item_requests,"
                + " sum(u.unique_investigations)::bigint as unique_item_investigations,"
                + " sum(u.unique_requests)::bigint as unique_item_requests"
                + " from " + COUNTED + condition.text + " group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6";
        List<ItemUsage> items = new ArrayList<>();
        sql.list(
                statement,
                row -> {
                    add(items, row, request);
                    return true;
                },
                condition.parameters.toArray());
        items.forEach(item ->
                item.performances().removeIf(performance -> performance.counts().isEmpty()));
        items.removeIf(item -> item.performances().isEmpty());
        return items;
    }

    private static String shown(ReportRequest request, Attribute attribute, String column) {
        return request.shown().contains(attribute) ? column : "null::text";
    }

    /** Adds the usage in a database row to the last item, or to a new item. */
    private static void add(List<ItemUsage> items, ResultSet row, ReportRequest request) throws SQLException {
        UUID journal = Sql.uuid(row, "journal");
        UUID article = Sql.uuid(row, "article");
        ItemUsage last = items.isEmpty() ? null : items.get(items.size() - 1);
        if (last == null || !Objects.equals(last.journal(), journal) || !Objects.equals(last.article(), article)) {
            last = new ItemUsage(journal, article, new ArrayList<>());
            items.add(last);
        }
        Performance added = new Performance(
                request.report().level().dataType(),
                row.getString("yop"),
                row.getString("access_type"),
                row.getString("access_method"));
        List<Performance> performances = last.performances();
        Performance present = performances.isEmpty() ? null : performances.get(performances.size() - 1);
        if (present == null || !isSame(present, added)) {
            present = added;
            performances.add(present);
        }
        for (Metric metric : request.metrics()) {
            if (metric != Metric.SEARCHES_PLATFORM) {
                present.count(metric, month(row), row.getLong(metric.word().toLowerCase(Locale.ROOT)));
            }
        }
    }

    private static boolean isSame(Performance one, Performance other) {
        return Objects.equals(one.yop(), other.yop())
                && Objects.equals(one.accessType(), other.accessType())
                && Objects.equals(one.accessMethod(), other.accessMethod());
    }

    private static YearMonth month(ResultSet row) throws SQLException {
        return YearMonth.from(row.getObject("month", LocalDate.class));
    }
}
