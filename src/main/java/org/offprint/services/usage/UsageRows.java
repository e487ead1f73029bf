package org.offprint.services.usage;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.offprint.platform.database.sql.BinaryRows;
import org.offprint.platform.database.sql.BinaryRows.Elements;
import org.offprint.services.usage.DailySalts.Salt;
import org.offprint.services.usage.UsageBatch.KnownVisitor;
import org.offprint.services.usage.UsageBatch.StoredClick;
import org.offprint.services.usage.UsageEvent.AccessMethod;
import org.offprint.services.usage.UsedItem.Form;

/**
 * Rows of the {@code usage_batch} table. Usage events in a batch with the same hour and kind are stored as arrays in
 * one row.
 */
final class UsageRows {

    /** SQL {@code COPY} statement for the rows returned by {@link #toCopy}. */
    static final String COPY = "copy usage_batch"
            + " (first_at, form, request, method, has_session, at, article, visitor, visitor_before)"
            + " from stdin (format binary)";

    private static final int COLUMNS = 9;

    // One second, one hour and one day in microseconds.
    private static final long SECOND = 1_000_000;
    private static final long HOUR = Duration.ofHours(1).toSeconds() * SECOND;
    private static final long DAY = Duration.ofDays(1).toSeconds() * SECOND;

    private final Function<LocalDate, Salt> salts;
    private final Map<Long, Salt> ofDays = new HashMap<>();
    private final Map<RowKey, RowArrays> rows = new HashMap<>();

    /**
     * Creates an empty set of rows for the {@code usage_batch} table.
     *
     * @param salts returns the salt of a day; called once per day
     */
    UsageRows(Function<LocalDate, Salt> salts) {
        this.salts = salts;
    }

    /**
     * Properties shared by all usage events in a row.
     *
     * @param hour number of hours since 1970
     * @param isAfterMidnight whether the events may be double clicks of events on the previous day
     */
    private record RowKey(long hour, Form form, AccessMethod method, boolean hasSession, boolean isAfterMidnight) {}

    private static final class RowArrays {

        private final Elements at = Elements.ofTimes();
        private final Elements articles = Elements.ofUuids();
        private final Elements visitors = Elements.ofUuids();
        private final Elements visitorsBefore = Elements.ofUuids();
        private long firstAt = Long.MAX_VALUE;
    }

    void add(StoredClick event) {
        KnownVisitor visitor = event.visitor();
        UsedItem item = event.item();
        long day = Math.floorDiv(event.at(), DAY);
        boolean isAfterMidnight = event.at() - day * DAY <= UsedItem.DOUBLE_CLICK_MICROS;
        RowArrays row = rows.computeIfAbsent(
                new RowKey(
                        Math.floorDiv(event.at(), HOUR),
                        item.form(),
                        event.method(),
                        visitor.hasSession(),
                        isAfterMidnight),
                kind -> new RowArrays());
        row.firstAt = Math.min(row.firstAt, event.at());
        row.at.add(event.at());
        if (item.article() != null) {
            row.articles.add(item.article());
        }
        row.visitors.add(visitor.hash(day, salt(day)));
        if (isAfterMidnight) {
            row.visitorsBefore.add(visitor.hash(day - 1, salt(day - 1)));
        }
    }

    private Salt salt(long day) {
        return ofDays.computeIfAbsent(day, number -> salts.apply(LocalDate.ofEpochDay(number)));
    }

    /** Returns the rows in the binary format that {@link #COPY} reads. */
    BinaryRows toCopy() {
        BinaryRows copied = new BinaryRows();
        rows.forEach((kind, row) -> {
            boolean isOfArticles = kind.form() != Form.SEARCH;
            copied.begin(COLUMNS);
            copied.time(row.firstAt);
            copied.text(kind.form().word());
            copied.bool(kind.form().isRequest());
            copied.text(kind.method().word());
            copied.bool(kind.hasSession());
            copied.array(row.at);
            copied.array(isOfArticles ? row.articles : null);
            copied.array(row.visitors);
            copied.array(kind.isAfterMidnight() ? row.visitorsBefore : null);
        });
        return copied;
    }
}
