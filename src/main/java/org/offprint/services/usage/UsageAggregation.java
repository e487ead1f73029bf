package org.offprint.services.usage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.platform.jobs.ScheduledWork;

/**
 * Counts the usage events of each hour after it has ended, and deletes the counted events. Aggregates daily counts
 * older than 62 days into monthly counts. Each hour is counted in one transaction under a lock, so it is counted
 * exactly once, even with several nodes or if a node is killed.
 */
@ApplicationScoped
class UsageAggregation {

    /**
     * Delay between the end of an hour and the counting of its usage events. No event for the hour can arrive after
     * this delay.
     */
    static final Duration COUNTING_DELAY = UsageEvents.MAX_AGE.plusMinutes(5);

    private static final Logger LOG = Logger.getLogger(UsageAggregation.class);
    private static final int DAILY_RETENTION_DAYS = 62;
    private static final int MAX_HOURS_PER_RUN = 1_000;

    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtextextended('usage', 0)) as locked";

    /**
     * SQL statement that counts clicks. Each click is compared with the visitor's next click on the same item. A click
     * is dropped if the next click follows within 30 seconds (COUNTER 5.1, section 7.2), so only the last click of a
     * chain counts. In the first 30 seconds after midnight, visitors are identified by hashes with the salt of the
     * previous day. A session is a visitor within one hour or, if a session id was reported, within one day (section
     * 7.3).
     */
    private static final String COUNT = """
            with click as (
                select at, article, form, request, method, visitor, has_session,
                    lead(at) over (partition by case when at >= ? then visitor_before else visitor end,
                        has_session, article, form order by at) as next
                from usage_click
                where article is not null and first_at >= ? and first_at <= ? and at <= ?),
            counted as (
                select * from click where at < ? and (next is null or next - at > interval '30 seconds')),
            opened as (
                insert into usage_session (day, article, method, requests, visitor)
                select distinct ?::date, article, method, kind.requests, uuid_send(visitor)
                from counted cross join (values (false), (true)) kind (requests)
                where has_session and (request or not kind.requests)
                on conflict do nothing
                returning article, method, requests),
            hour as (
                select article, method, count(*) as investigations, count(*) filter (where request) as requests,
                    count(distinct visitor) filter (where not has_session) as unique_investigations,
                    count(distinct visitor) filter (where not has_session and request) as unique_requests
                from counted group by article, method
                union all
                select article, method, 0, 0, count(*) filter (where not requests), count(*) filter (where requests)
                from opened group by article, method)
            insert into usage_day (journal, article, day, yop, access_type, access_method, investigations, requests,
                unique_investigations, unique_requests)
            select p.journal, hour.article, ?::date,
                coalesce(substring(min(v.body -> 'dates' ->> 'published') from '^[0-9]{4}'), '0001'), 'Open',
                hour.method, sum(hour.investigations), sum(hour.requests), sum(hour.unique_investigations),
                sum(hour.unique_requests)
            from hour join published_article p on p.article = hour.article
                join article_version v on v.article = p.article and v.number = p.version
            group by p.journal, hour.article, hour.method
            on conflict (journal, article, day, access_type, access_method) do update set
                investigations = usage_day.investigations + excluded.investigations,
                requests = usage_day.requests + excluded.requests,
                unique_investigations = usage_day.unique_investigations + excluded.unique_investigations,
                unique_requests = usage_day.unique_requests + excluded.unique_requests""";

    private static final String COUNT_SEARCHES = """
            insert into usage_search (day, access_method, searches)
            select ?::date, method, count(*) from usage_click
            where article is null and first_at >= ? and first_at < ? group by method
            on conflict (day, access_method) do update set searches = usage_search.searches + excluded.searches""";

    private static final String MAKE_MONTHS = """
            with old as (delete from usage_day where day < ?::date returning *)
            insert into usage_month (journal, article, month, yop, access_type, access_method, investigations,
                requests, unique_investigations, unique_requests)
            select journal, article, date_trunc('month', day)::date, max(yop), access_type, access_method,
                sum(investigations), sum(requests), sum(unique_investigations), sum(unique_requests)
            from old group by 1, 2, 3, access_type, access_method
            on conflict (journal, article, month, access_type, access_method) do update set
                investigations = usage_month.investigations + excluded.investigations,
                requests = usage_month.requests + excluded.requests,
                unique_investigations = usage_month.unique_investigations + excluded.unique_investigations,
                unique_requests = usage_month.unique_requests + excluded.unique_requests""";

    private final ScheduledWork timed;
    private final Sql sql;
    private final DailySalts salts;
    private final UsageEvents events;
    private volatile double behind;

    UsageAggregation(ScheduledWork timed, Sql sql, DailySalts salts, UsageEvents events, MeterRegistry registry) {
        this.timed = timed;
        this.sql = sql;
        this.salts = salts;
        this.events = events;
        Gauge.builder("offprint.usage.behind.seconds", this, folding -> folding.behind)
                .description("Age of the oldest usage event that has not been counted; up to 90 minutes is normal")
                .register(registry);
    }

    @Scheduled(every = "60s", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void foldNow() {
        // Run the aggregation even if views of this node are not counted. Front ends may still report usage events, and
        // visitor hashes must not be kept longer than necessary.
        timed.run(() -> {
            try {
                countEndedHours(Instant.now());
            } catch (SqlException e) {
                LOG.warnf("Usage events could not be counted and will be retried: %s", e.getMessage());
            }
        });
    }

    /**
     * Counts the usage events of every hour that ended before {@code now}. Aggregates old daily counts into monthly
     * counts, and deletes the salts of past days.
     */
    void countEndedHours(Instant now) {
        Instant closed = now.minus(COUNTING_DELAY).truncatedTo(ChronoUnit.HOURS);
        for (int hours = 0; hours < MAX_HOURS_PER_RUN; hours++) {
            if (!QuarkusTransaction.requiringNew().call(() -> countOldestHour(closed))) {
                break;
            }
        }
        QuarkusTransaction.requiringNew().run(() -> {
            if (isLocked()) {
                sql.update(MAKE_MONTHS, LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAILY_RETENTION_DAYS));
            }
        });
        salts.deleteBefore(LocalDate.ofInstant(closed, ZoneOffset.UTC));
        behind = events.oldestUncounted()
                .map(at -> (double) Duration.between(at, now).toSeconds())
                .orElse(0.0);
    }

    private boolean countOldestHour(Instant closed) {
        Optional<Instant> oldest = isLocked() ? events.oldestUncounted() : Optional.empty();
        if (oldest.isEmpty() || !oldest.get().isBefore(closed)) {
            return false;
        }
        Instant from = oldest.get().truncatedTo(ChronoUnit.HOURS);
        Instant until = from.plus(1, ChronoUnit.HOURS);
        LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
        Instant midnight = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant last = until.plus(UsedItem.DOUBLE_CLICK);
        sql.update(COUNT, midnight, from, last, last, until, day, day);
        sql.update(COUNT_SEARCHES, day, from, until);
        sql.update("delete from usage_batch where first_at >= ? and first_at < ?", from, until);
        sql.update("delete from usage_event where at >= ? and at < ?", from, until);
        return true;
    }

    private boolean isLocked() {
        return sql.first(LOCK, row -> row.getBoolean("locked")).orElse(false);
    }
}
