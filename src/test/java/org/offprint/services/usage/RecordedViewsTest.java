package org.offprint.services.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.offprint.services.usage.UsageBatch.StoredClick;
import org.offprint.services.usage.UsageEvent.AccessMethod;
import org.offprint.services.usage.UsedItem.Form;

/** Tests that the first click of a view is stored immediately, and the last click when the view is closed. */
class RecordedViewsTest {

    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final long SECOND = 1_000_000;
    private static final AccessMethod REGULAR = AccessMethod.REGULAR;
    private static final UsedItem PAGE = new UsedItem(UUID.randomUUID(), Form.HTML);

    private final RobotDetection robots = new RobotDetection(Optional.empty());
    private final RecordedViews views = new RecordedViews();

    private static SocketAddress connection(int reader) {
        return SocketAddress.inetSocketAddress(1_024, "10.0." + reader / 256 + "." + reader % 256);
    }

    /** Stores a batch at this time and returns the times of the stored events. */
    private List<Long> written(long now) {
        UsageBatch batch = new UsageBatch(robots);
        views.drain(batch, now);
        return batch.kept().stream().map(StoredClick::at).toList();
    }

    @Test
    void the_first_click_of_a_view_is_stored_immediately_and_the_last_after_ten_seconds() {
        views.record(0, PAGE, REGULAR, connection(1), BROWSER);
        assertEquals(List.of(0L), written(SECOND));
        for (int second = 2; second <= 10; second += 2) {
            // Each click uses a new connection.
            views.record(second * SECOND, PAGE, REGULAR, connection(1), BROWSER);
            assertEquals(0, views.waiting());
            assertEquals(List.of(), written(second * SECOND));
        }
        assertEquals(List.of(10 * SECOND), written(10 * SECOND + 1));
        assertEquals(List.of(), written(60 * SECOND));

        views.record(61 * SECOND, PAGE, REGULAR, connection(1), BROWSER);
        assertEquals(1, views.waiting());
        assertEquals(List.of(61 * SECOND), written(62 * SECOND));
    }

    @Test
    void a_view_without_repeated_clicks_is_stored_as_a_single_event() {
        views.record(0, PAGE, REGULAR, connection(1), BROWSER);
        assertEquals(List.of(0L), written(0));
        assertEquals(List.of(), written(30 * SECOND));
    }

    @Test
    void a_shutdown_stores_the_last_clicks_of_open_views() {
        views.record(0, PAGE, REGULAR, connection(1), BROWSER);
        assertEquals(List.of(0L), written(0));
        views.record(SECOND, PAGE, REGULAR, connection(1), BROWSER);
        views.record(2 * SECOND, PAGE, REGULAR, connection(1), BROWSER);
        views.record(2 * SECOND, PAGE, REGULAR, connection(2), BROWSER);
        assertEquals(List.of(2 * SECOND, 2 * SECOND), written(Long.MAX_VALUE));
        // After a shutdown, views can be recorded again.
        views.record(3 * SECOND, PAGE, REGULAR, connection(1), BROWSER);
        assertEquals(List.of(3 * SECOND), written(Long.MAX_VALUE));
    }

    @Test
    void clicks_of_different_readers_or_on_different_items_are_separate_views() {
        views.record(0, PAGE, REGULAR, connection(1), BROWSER);
        views.record(1, PAGE, REGULAR, connection(2), BROWSER);
        views.record(2, PAGE, REGULAR, connection(1), BROWSER + " Other/1.0");
        views.record(3, PAGE, REGULAR, connection(1), null);
        views.record(4, new UsedItem(PAGE.article(), Form.PDF), REGULAR, connection(1), BROWSER);
        views.record(5, PAGE, REGULAR, null, BROWSER);
        views.record(6, UsedItem.search(), REGULAR, connection(1), BROWSER);
        views.record(7, UsedItem.search(), REGULAR, connection(1), BROWSER);
        assertEquals(8, views.waiting());
        // A request without a user agent is treated as a robot.
        assertEquals(List.of(0L, 1L, 2L, 4L, 5L, 6L, 7L), written(SECOND));
    }

    @Test
    void setting_the_clock_back_closes_open_views() {
        views.record(100 * SECOND, PAGE, REGULAR, connection(1), BROWSER);
        views.record(101 * SECOND, PAGE, REGULAR, connection(1), BROWSER);
        assertEquals(List.of(100 * SECOND), written(102 * SECOND));
        views.record(2 * SECOND, PAGE, REGULAR, connection(1), BROWSER);
        assertEquals(List.of(101 * SECOND, 2 * SECOND), written(3 * SECOND));
    }

    @Test
    void views_that_exceed_the_maximum_number_of_open_views_are_closed_immediately() {
        // Records twice the maximum number of open views, in batches that fit into the queue.
        int readers = 65_000;
        int stored = 0;
        for (int reader = 0; reader < readers; reader++) {
            views.record(reader, PAGE, REGULAR, connection(reader), BROWSER);
            if (reader % 20_000 == 0) {
                stored += written(SECOND).size();
            }
        }
        stored += written(SECOND).size();
        assertEquals(readers, stored);
        // The last views were recorded when the table was full, so a repeated click starts a new view.
        for (int reader = readers - 1_000; reader < readers; reader++) {
            views.record(2 * SECOND, PAGE, REGULAR, connection(reader), BROWSER);
        }
        assertEquals(1_000, views.waiting());
        assertEquals(1_000, written(Long.MAX_VALUE).size());
        assertEquals(0, views.takeDropped());
    }

    @Test
    void a_click_after_a_view_is_closed_starts_a_new_view() {
        RecordedView view = new RecordedView(0, PAGE, REGULAR, connection(1), BROWSER);
        assertTrue(view.repeat(SECOND, PAGE, REGULAR, connection(1), BROWSER));
        assertFalse(view.repeat(2 * SECOND, new UsedItem(PAGE.article(), Form.PDF), REGULAR, connection(1), BROWSER));
        assertFalse(view.repeat(2 * SECOND, PAGE, AccessMethod.TDM, connection(1), BROWSER));
        assertFalse(view.repeat(2 * SECOND, PAGE, REGULAR, connection(2), BROWSER));
        assertFalse(view.repeat(2 * SECOND, PAGE, REGULAR, connection(1), null));
        assertFalse(view.repeat(RecordedView.OPEN_MICROS + 1, PAGE, REGULAR, connection(1), BROWSER));
        assertEquals(1, view.repetitions());
        assertEquals(SECOND, view.latest());
        view.close();
        assertFalse(view.repeat(2 * SECOND, PAGE, REGULAR, connection(1), BROWSER));
    }

    @Test
    void concurrent_clicks_are_counted_once_while_views_are_being_closed() throws InterruptedException {
        int threads = 4;
        int each = 50_000;
        AtomicLong clock = new AtomicLong();
        AtomicInteger running = new AtomicInteger(threads);
        List<Thread> noting = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    views.record(clock.incrementAndGet(), PAGE, REGULAR, connection(1), BROWSER);
                }
                running.decrementAndGet();
            });
            noting.add(thread);
            thread.start();
        }
        long recorded = 0;
        long latest = 0;
        boolean isLast;
        do {
            isLast = running.get() == 0;
            UsageBatch batch = new UsageBatch(robots);
            views.drain(batch, Long.MAX_VALUE);
            List<StoredClick> kept = batch.kept();
            recorded += kept.size() + batch.doubleClicks();
            latest = Math.max(
                    latest, kept.stream().mapToLong(StoredClick::at).max().orElse(0));
        } while (!isLast);
        for (Thread thread : noting) {
            thread.join();
        }
        long dropped = views.takeDropped();
        assertEquals(clock.get(), recorded + dropped);
        assertTrue(dropped > 0 || latest == clock.get(), latest + " of " + clock);
    }
}
