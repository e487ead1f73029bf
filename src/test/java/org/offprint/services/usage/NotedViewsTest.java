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
import org.offprint.services.usage.UsageBatch.Kept;
import org.offprint.services.usage.UsedItem.Form;

/** Views are handed over at once, and their last clicks when they are closed. */
class NotedViewsTest {

    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final long SECOND = 1_000_000;
    private static final UsedItem PAGE = new UsedItem(UUID.randomUUID(), Form.HTML);

    private final Robots robots = new Robots(Optional.empty());
    private final NotedViews views = new NotedViews();

    private static SocketAddress connection(int reader) {
        return SocketAddress.inetSocketAddress(1_024, "10.0." + reader / 256 + "." + reader % 256);
    }

    /** The times of what is stored of a batch that is written at this time. */
    private List<Long> written(long now) {
        UsageBatch batch = new UsageBatch(robots);
        views.drain(batch, now);
        return batch.kept().stream().map(Kept::at).toList();
    }

    @Test
    void a_view_is_stored_at_once_and_its_last_click_when_ten_seconds_are_over() {
        views.note(0, PAGE, connection(1), BROWSER);
        assertEquals(List.of(0L), written(SECOND));
        for (int second = 2; second <= 10; second += 2) {
            // On connections of their own.
            views.note(second * SECOND, PAGE, connection(1), BROWSER);
            assertEquals(0, views.waiting());
            assertEquals(List.of(), written(second * SECOND));
        }
        assertEquals(List.of(10 * SECOND), written(10 * SECOND + 1));
        assertEquals(List.of(), written(60 * SECOND));

        views.note(61 * SECOND, PAGE, connection(1), BROWSER);
        assertEquals(1, views.waiting());
        assertEquals(List.of(61 * SECOND), written(62 * SECOND));
    }

    @Test
    void a_view_that_nobody_repeats_is_stored_once() {
        views.note(0, PAGE, connection(1), BROWSER);
        assertEquals(List.of(0L), written(0));
        assertEquals(List.of(), written(30 * SECOND));
    }

    @Test
    void a_stop_stores_the_last_clicks_of_open_views() {
        views.note(0, PAGE, connection(1), BROWSER);
        assertEquals(List.of(0L), written(0));
        views.note(SECOND, PAGE, connection(1), BROWSER);
        views.note(2 * SECOND, PAGE, connection(1), BROWSER);
        views.note(2 * SECOND, PAGE, connection(2), BROWSER);
        assertEquals(List.of(2 * SECOND, 2 * SECOND), written(Long.MAX_VALUE));
        // After it everything begins anew.
        views.note(3 * SECOND, PAGE, connection(1), BROWSER);
        assertEquals(List.of(3 * SECOND), written(Long.MAX_VALUE));
    }

    @Test
    void other_readers_other_things_and_searches_are_views_of_their_own() {
        views.note(0, PAGE, connection(1), BROWSER);
        views.note(1, PAGE, connection(2), BROWSER);
        views.note(2, PAGE, connection(1), BROWSER + " Other/1.0");
        views.note(3, PAGE, connection(1), null);
        views.note(4, new UsedItem(PAGE.article(), Form.PDF), connection(1), BROWSER);
        views.note(5, PAGE, null, BROWSER);
        views.note(6, UsedItem.search(), connection(1), BROWSER);
        views.note(7, UsedItem.search(), connection(1), BROWSER);
        assertEquals(8, views.waiting());
        // An agent that does not name itself is a robot.
        assertEquals(List.of(0L, 1L, 2L, 4L, 5L, 6L, 7L), written(SECOND));
    }

    @Test
    void a_clock_that_is_set_back_keeps_no_view_open() {
        views.note(100 * SECOND, PAGE, connection(1), BROWSER);
        views.note(101 * SECOND, PAGE, connection(1), BROWSER);
        assertEquals(List.of(100 * SECOND), written(102 * SECOND));
        views.note(2 * SECOND, PAGE, connection(1), BROWSER);
        assertEquals(List.of(101 * SECOND, 2 * SECOND), written(3 * SECOND));
    }

    @Test
    void more_views_than_can_be_open_are_closed_at_once() {
        // Twice as many as are open at most, in parts for which there is room.
        int readers = 65_000;
        int stored = 0;
        for (int reader = 0; reader < readers; reader++) {
            views.note(reader, PAGE, connection(reader), BROWSER);
            if (reader % 20_000 == 0) {
                stored += written(SECOND).size();
            }
        }
        stored += written(SECOND).size();
        assertEquals(readers, stored);
        // The last ones came when there was no place: of each of their next clicks a view is made.
        for (int reader = readers - 1_000; reader < readers; reader++) {
            views.note(2 * SECOND, PAGE, connection(reader), BROWSER);
        }
        assertEquals(1_000, views.waiting());
        assertEquals(1_000, written(Long.MAX_VALUE).size());
        assertEquals(0, views.takeDropped());
    }

    @Test
    void a_view_that_is_closed_is_noted_anew() {
        NotedView view = new NotedView(0, PAGE, connection(1), BROWSER);
        assertTrue(view.noteAgain(SECOND, PAGE, connection(1), BROWSER));
        assertFalse(view.noteAgain(2 * SECOND, new UsedItem(PAGE.article(), Form.PDF), connection(1), BROWSER));
        assertFalse(view.noteAgain(2 * SECOND, PAGE, connection(2), BROWSER));
        assertFalse(view.noteAgain(2 * SECOND, PAGE, connection(1), null));
        assertFalse(view.noteAgain(NotedView.OPEN_MICROS + 1, PAGE, connection(1), BROWSER));
        assertEquals(1, view.more());
        assertEquals(SECOND, view.latest());
        view.close();
        assertFalse(view.noteAgain(2 * SECOND, PAGE, connection(1), BROWSER));
    }

    @Test
    void what_threads_note_while_views_are_closed_is_told_once() throws InterruptedException {
        int threads = 4;
        int each = 50_000;
        AtomicLong clock = new AtomicLong();
        AtomicInteger running = new AtomicInteger(threads);
        List<Thread> noting = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    views.note(clock.incrementAndGet(), PAGE, connection(1), BROWSER);
                }
                running.decrementAndGet();
            });
            noting.add(thread);
            thread.start();
        }
        long noted = 0;
        long latest = 0;
        boolean isLast;
        do {
            isLast = running.get() == 0;
            UsageBatch batch = new UsageBatch(robots);
            views.drain(batch, Long.MAX_VALUE);
            List<Kept> kept = batch.kept();
            noted += kept.size() + batch.doubleClicks();
            latest = Math.max(latest, kept.stream().mapToLong(Kept::at).max().orElse(0));
        } while (!isLast);
        for (Thread thread : noting) {
            thread.join();
        }
        long dropped = views.takeDropped();
        assertEquals(clock.get(), noted + dropped);
        assertTrue(dropped > 0 || latest == clock.get(), latest + " of " + clock);
    }
}
