package org.offprint.app.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.platform.jobs.ScheduledWork;

/**
 * Metrics of DOI registrations, such as the number of pending registrations, the number of paused accounts, and the
 * duration of failures. Completed registrations are not counted, because there are too many of them.
 */
@ApplicationScoped
class RegistrationMetrics {

    private static final Logger LOG = Logger.getLogger(RegistrationMetrics.class);

    private static final String WAITING = """
            select a.target, r.state, count(*) as count,
                extract(epoch from now() - min(r.marked_at)) as age
            from registration r join registration_account a on a.id = r.account
            where r.state in ('held', 'due', 'sending', 'unsure', 'submitted', 'refused', 'blocked', 'retiring')
            group by 1, 2 order by 1, 2""";

    private static final String ACCOUNTS = """
            select target, state, count(*) as count,
                coalesce(extract(epoch from now() - min(failing_since)), 0) as age
            from (select target, failing_since, case when store = (select id from store) then state else 'paused' end
                as state from registration_account) a
            group by 1, 2 order by 1, 2""";

    private final ScheduledWork timed;
    private final Sql sql;
    private final MultiGauge registrations;
    private final MultiGauge ages;
    private final MultiGauge accounts;
    private final MultiGauge failing;

    RegistrationMetrics(ScheduledWork timed, Sql sql, MeterRegistry registry) {
        this.timed = timed;
        this.sql = sql;
        registrations = gauge("offprint.registrations", "Number of incomplete registrations", registry);
        ages = gauge(
                "offprint.registrations.oldest.seconds",
                "Seconds since the oldest incomplete registration was requested",
                registry);
        accounts = gauge("offprint.registration.accounts", "Number of accounts at registration services", registry);
        failing = gauge(
                "offprint.registration.failing.seconds",
                "Seconds since the first of the consecutive failures at a registration service",
                registry);
    }

    private static MultiGauge gauge(String name, String description, MeterRegistry registry) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private record Figure(String target, String state, long count, double age) {

        Tags tags() {
            return Tags.of("target", target, "state", state);
        }
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void update() {
        timed.run(() -> {
            register(query(WAITING), registrations, ages);
            register(query(ACCOUNTS), accounts, failing);
        });
    }

    private List<Figure> query(String select) {
        try {
            return sql.list(
                    select,
                    row -> new Figure(
                            row.getString("target"),
                            row.getString("state"),
                            row.getLong("count"),
                            row.getDouble("age")));
        } catch (SqlException e) {
            LOG.debugf(e, "Could not read the registration metrics from the database");
            return List.of();
        }
    }

    private static void register(List<Figure> figures, MultiGauge counts, MultiGauge since) {
        counts.register(
                figures.stream()
                        .<Row<?>>map(figure -> Row.of(figure.tags(), figure.count()))
                        .toList(),
                true);
        since.register(
                figures.stream()
                        .<Row<?>>map(figure -> Row.of(figure.tags(), figure.age()))
                        .toList(),
                true);
    }
}
