package org.offprint.usage;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.offprint.database.sql.Sql;
import org.offprint.usage.DailySalts.Salt;

/** Stores events: without robots, and of visitors a hash alone. */
@Singleton
public class UsageEvents {

    /**
     * How old an event may be when it is reported. An hour is counted once all of its events can be there.
     */
    public static final Duration OLDEST = Duration.ofMinutes(15);

    /** A second click within this time takes the place of the first (COUNTER 5.1, section 7.2). */
    static final Duration DOUBLE_CLICK = Duration.ofSeconds(30);

    private static final int ROWS = 5_000;

    private static final String INSERT = "insert into usage_event"
            + " (at, article, form, request, method, visitor, visitor_before, has_session)"
            + " select t.at::timestamptz, nullif(t.article, '')::uuid, t.form, t.request::boolean, t.method,"
            + " decode(t.visitor, 'hex'), decode(nullif(t.visitor_before, ''), 'hex'), t.has_session::boolean"
            + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])"
            + " t (at, article, form, request, method, visitor, visitor_before, has_session)";

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
     * @param stored how many are counted
     * @param robots how many are left out because a robot caused them
     */
    public record Stored(int stored, int robots) {}

    /**
     * Stores events. A robot's are left out; a visitor with a session of whom no browser is known is taken for a person,
     * because a front end knows.
     */
    public Stored store(List<UsageEvent> events) {
        return store(events, new HashMap<>(), salts::of);
    }

    private Stored store(List<UsageEvent> events, Map<LocalDate, Salt> known, Function<LocalDate, Salt> maker) {
        List<UsageEvent> people = events.stream()
                .filter(event -> event.visitor().hasSession() && event.visitor().userAgent() == null
                        || !robots.include(event.visitor().userAgent()))
                .toList();
        for (int from = 0; from < people.size(); from += ROWS) {
            insert(people.subList(from, Math.min(from + ROWS, people.size())), known, maker);
        }
        return new Stored(people.size(), events.size() - people.size());
    }

    private void insert(List<UsageEvent> events, Map<LocalDate, Salt> known, Function<LocalDate, Salt> maker) {
        List<List<String>> columns = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            columns.add(new ArrayList<>(events.size()));
        }
        for (UsageEvent event : events) {
            LocalDate day = LocalDate.ofInstant(event.at(), ZoneOffset.UTC);
            List<String> row = List.of(
                    event.at().toString(),
                    text(event.item().article()),
                    event.item().form().word(),
                    Boolean.toString(event.item().form().isRequest()),
                    event.method().word(),
                    hash(event, known.computeIfAbsent(day, maker)),
                    isAfterMidnight(event.at()) ? hash(event, known.computeIfAbsent(day.minusDays(1), maker)) : "",
                    Boolean.toString(event.visitor().hasSession()));
            for (int i = 0; i < row.size(); i++) {
                columns.get(i).add(row.get(i));
            }
        }
        sql.update(INSERT, columns.toArray());
    }

    /** Reports whether a click of the day before can be the first of a double click that this one ends. */
    private static boolean isAfterMidnight(Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return !at.isAfter(day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(DOUBLE_CLICK));
    }

    private static String hash(UsageEvent event, Salt salt) {
        return HexFormat.of().formatHex(salt.hash(event.visitor()));
    }

    private static String text(UUID article) {
        return article == null ? "" : article.toString();
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
