package org.offprint.usage;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offprint.database.sql.BinaryRows;
import org.offprint.database.sql.Sql;
import org.offprint.usage.DailySalts.Salt;
import org.offprint.usage.UsageBatch.Kept;
import org.offprint.usage.UsageBatch.KnownVisitor;
import org.offprint.usage.UsedItem.Form;

/** Stores events: without robots, and of visitors a hash alone. */
@Singleton
public class UsageEvents {

    /**
     * How old an event may be when it is reported. An hour is counted once all of its events can be there.
     */
    public static final Duration OLDEST = Duration.ofMinutes(15);

    private static final long SECOND = 1_000_000; // microseconds
    private static final long DAY = Duration.ofDays(1).toSeconds() * SECOND;

    private static final String COPY = "copy usage_event"
            + " (at, article, form, request, method, visitor, visitor_before, has_session)"
            + " from stdin (format binary)";

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
            Map<Long, Salt> ofDays = new HashMap<>();
            BinaryRows rows = new BinaryRows();
            events.forEach(event -> add(event, rows, ofDays));
            sql.copy(COPY, rows);
        }
        return new Stored(events.size(), batch.ofRobots(), batch.doubleClicks());
    }

    private void add(Kept event, BinaryRows rows, Map<Long, Salt> known) {
        KnownVisitor visitor = event.visitor();
        Form form = event.item().form();
        long day = Math.floorDiv(event.at(), DAY);
        rows.begin(8);
        rows.time(event.at());
        rows.uuid(event.item().article());
        rows.text(form.word());
        rows.bool(form.isRequest());
        rows.text(event.method().word());
        rows.bytes(visitor.hash(day, salt(day, known)));
        // A click of the day before can be the first of a double click that this one ends.
        boolean isAfterMidnight = event.at() - day * DAY <= UsedItem.DOUBLE_CLICK.toSeconds() * SECOND;
        rows.bytes(isAfterMidnight ? visitor.hash(day - 1, salt(day - 1, known)) : null);
        rows.bool(visitor.hasSession());
    }

    private Salt salt(long day, Map<Long, Salt> known) {
        return known.computeIfAbsent(day, number -> salts.of(LocalDate.ofEpochDay(number)));
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
