package org.offprint.app.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.platform.jobs.ScheduledWork;

/**
 * Metrics that are read from the database, such as the lag of change log followers and the number of scheduled
 * publications. The database is queried periodically, so that a slow database does not delay the metrics endpoint.
 * These metrics are absent while the database does not respond.
 */
@ApplicationScoped
class DatabaseMetrics {

    private static final Logger LOG = Logger.getLogger(DatabaseMetrics.class);

    private static final String FOLLOWERS = """
            select f.name,
                coalesce((select position from change order by position desc limit 1), 0) - f.position as behind,
                coalesce(extract(epoch from now() - (select at from change where position > f.position
                    order by position limit 1)), 0) as age
            from (select name, position from follower union all select 'readiness', position from readiness_place) f
            order by f.name limit 100""";

    /**
     * Selects the number of waiting, due and failed scheduled publications, and the delay of the oldest due
     * publication. Publications are normally delayed by less than a second.
     */
    private static final String SCHEDULED = """
            select kind,
                count(*) filter (where scheduled_at > now() and schedule_problem is null) as waiting,
                count(*) filter (where scheduled_at <= now() and schedule_problem is null) as due,
                count(*) filter (where schedule_problem is not null) as failed,
                coalesce(extract(epoch from now() - min(scheduled_at) filter (
                    where scheduled_at <= now() and schedule_problem is null)), 0) as overdue
            from (values ('article'), ('issue')) kinds (kind) left join (
                select 'article' as kind, scheduled_at, schedule_problem from article where scheduled_at is not null
                union all
                select 'issue', scheduled_at, schedule_problem from issue where scheduled_at is not null) items using (kind)
            group by kind order by kind""";

    private static final String JOBS = """
            select kinds.kind, states.state, count(job.id) as jobs
            from (values ('import'), ('registration-run')) kinds (kind) cross join (values ('queued'), ('running')) states (state)
            left join job on job.kind = kinds.kind and job.status = states.state
                and job.status in ('queued', 'running')
            group by 1, 2 order by 1, 2""";

    private final ScheduledWork timed;
    private final Sql sql;
    private final MultiGauge jobs;
    private final MultiGauge behind;
    private final MultiGauge age;
    private final MultiGauge scheduled;
    private final MultiGauge overdue;

    DatabaseMetrics(ScheduledWork timed, Sql sql, MeterRegistry registry) {
        this.timed = timed;
        this.sql = sql;
        behind = gauge("offprint.follower.behind", "Number of changes that a follower has not processed", registry);
        age = gauge(
                "offprint.follower.lag.seconds",
                "Age in seconds of the oldest change that a follower has not processed",
                registry);
        jobs = gauge("offprint.jobs", "Number of queued and running jobs", registry);
        scheduled = gauge(
                "offprint.scheduled", "Number of articles and issues that are scheduled for publication", registry);
        overdue = gauge(
                "offprint.scheduled.overdue.seconds",
                "Seconds by which the oldest due publication is delayed",
                registry);
    }

    private static MultiGauge gauge(String name, String description, MeterRegistry registry) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private record Follower(String name, long behind, double age) {}

    private record JobCount(String kind, String state, long jobs) {}

    private record Schedule(String kind, long waiting, long due, long failed, double overdue) {}

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void update() {
        timed.run(this::askAll);
    }

    private void askAll() {
        List<Follower> followers = List.of();
        List<Schedule> schedules = List.of();
        List<JobCount> counts = List.of();
        try {
            followers = sql.list(
                    FOLLOWERS, row -> new Follower(row.getString("name"), row.getLong("behind"), row.getDouble("age")));
            schedules = sql.list(
                    SCHEDULED,
                    row -> new Schedule(
                            row.getString("kind"),
                            row.getLong("waiting"),
                            row.getLong("due"),
                            row.getLong("failed"),
                            row.getDouble("overdue")));
            counts = sql.list(
                    JOBS, row -> new JobCount(row.getString("kind"), row.getString("state"), row.getLong("jobs")));
        } catch (SqlException e) {
            LOG.debugf(e, "Could not read the metrics from the database");
        }
        register(jobs, counts, count -> Row.of(Tags.of("kind", count.kind(), "state", count.state()), count.jobs()));
        show(followers, schedules);
    }

    private void show(List<Follower> followers, List<Schedule> schedules) {
        register(behind, followers, follower -> Row.of(Tags.of("follower", follower.name()), follower.behind()));
        register(age, followers, follower -> Row.of(Tags.of("follower", follower.name()), follower.age()));
        register(overdue, schedules, schedule -> Row.of(Tags.of("kind", schedule.kind()), schedule.overdue()));
        scheduled.register(
                schedules.stream()
                        .flatMap(schedule -> List.<Row<?>>of(
                                Row.of(Tags.of("kind", schedule.kind(), "state", "waiting"), schedule.waiting()),
                                Row.of(Tags.of("kind", schedule.kind(), "state", "due"), schedule.due()),
                                Row.of(Tags.of("kind", schedule.kind(), "state", "failed"), schedule.failed()))
                                .stream())
                        .toList(),
                true);
    }

    private static <T> void register(MultiGauge gauge, List<T> of, Function<T, Row<?>> row) {
        gauge.register(of.stream().<Row<?>>map(row).toList(), true);
    }
}
