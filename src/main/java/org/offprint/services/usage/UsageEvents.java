package org.offprint.services.usage;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.usage.UsageBatch.Kept;

/** Stores events: without robots, and of visitors a hash alone. */
@Singleton
public class UsageEvents {

    /**
     * How old an event may be when it is reported. An hour is counted once all of its events can be there.
     */
    public static final Duration OLDEST = Duration.ofMinutes(15);

    private final Sql sql;
    private final DailySalts salts;
    private final Robots robots;

    UsageEvents(Sql sql, DailySalts salts, Robots robots) {
        this.sql = sql;
        this.salts = salts;
        this.robots = robots;
    }

    /**
     * The outcome for a list of events.
     *
     * @param stored how many are stored
     * @param robots how many are left out because a robot caused them
     * @param doubleClicks how many are left out because they are in the midst of double clicks
     */
    public record Stored(int stored, int robots, int doubleClicks) {

        /** Returns how many people caused. */
        public int ofPeople() {
            return stored + doubleClicks;
        }
    }

    /** Begins a batch of events. */
    UsageBatch batch() {
        return new UsageBatch(robots);
    }

    /**
     * Stores events. A robot's are left out; a visitor with a session of whom no browser is known is taken for a person,
     * because a front end knows.
     */
    public Stored store(List<UsageEvent> events) {
        UsageBatch batch = batch();
        events.forEach(batch::add);
        return store(batch);
    }

    /** Stores a batch, all of it or nothing; one that could not be stored can be again. */
    Stored store(UsageBatch batch) {
        List<Kept> events = batch.kept();
        if (!events.isEmpty()) {
            UsageRows rows = new UsageRows(salts::of);
            events.forEach(rows::add);
            sql.copy(UsageRows.COPY, rows.toCopy());
        }
        return new Stored(events.size(), batch.ofRobots(), batch.doubleClicks());
    }

    /** Notes that a node had no room for some events, so that reports say that they are not whole. */
    void noteLost(LocalDate day, long events) {
        sql.update(
                "insert into usage_lost (day, events) values (?, ?)"
                        + " on conflict (day) do update set events = usage_lost.events + excluded.events",
                day,
                events);
    }
}
