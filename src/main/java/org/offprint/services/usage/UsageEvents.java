package org.offprint.services.usage;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.usage.UsageBatch.StoredClick;

/** Stores usage events of people and ignores usage events of robots. Only a hash of each visitor is stored. */
@Singleton
public class UsageEvents {

    /** Maximum age of a reported usage event. An hour is counted only when no more events for it can arrive. */
    public static final Duration MAX_AGE = Duration.ofMinutes(15);

    private static final String OLDEST = """
            select waiting.at from (
                (select first_at as at from usage_batch order by first_at limit 1)
                union all (select at from usage_event order by at limit 1)) waiting
            order by waiting.at limit 1""";

    private final Sql sql;
    private final DailySalts salts;
    private final RobotDetection robots;

    UsageEvents(Sql sql, DailySalts salts, RobotDetection robots) {
        this.sql = sql;
        this.salts = salts;
        this.robots = robots;
    }

    /**
     * Result of storing usage events.
     *
     * @param stored number of stored events
     * @param robots number of ignored events by robots
     * @param doubleClicks number of ignored double clicks
     */
    public record StoreResult(int stored, int robots, int doubleClicks) {

        /** Returns the number of usage events caused by people, including ignored double clicks. */
        public int ofPeople() {
            return stored + doubleClicks;
        }
    }

    /** Creates an empty batch of usage events. */
    UsageBatch batch() {
        return new UsageBatch(robots);
    }

    /**
     * Stores usage events, except events of robots. A visitor with a session but without a user agent is treated as a
     * person. The front end is trusted to report only people in sessions.
     */
    public StoreResult store(List<UsageEvent> events) {
        UsageBatch batch = batch();
        events.forEach(batch::add);
        return store(batch);
    }

    /** Stores a batch of usage events atomically. A failed batch can be stored again. */
    StoreResult store(UsageBatch batch) {
        List<StoredClick> events = batch.kept();
        if (!events.isEmpty()) {
            UsageRows rows = new UsageRows(salts::of);
            events.forEach(rows::add);
            sql.copy(UsageRows.COPY, rows.toCopy());
        }
        return new StoreResult(events.size(), batch.ofRobots(), batch.doubleClicks());
    }

    /**
     * Records the number of usage events that a node has dropped. Usage reports then state that their data is
     * incomplete.
     */
    void recordLost(LocalDate day, long events) {
        sql.update(
                "insert into usage_lost (day, events) values (?, ?)"
                        + " on conflict (day) do update set events = usage_lost.events + excluded.events",
                day,
                events);
    }

    /** Returns the time of the oldest usage event that has not been counted; empty if all events have been counted. */
    public Optional<Instant> oldestUncounted() {
        return sql.first(OLDEST, row -> Sql.instant(row, "at"));
    }
}
