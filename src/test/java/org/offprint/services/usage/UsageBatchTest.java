package org.offprint.services.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.net.SocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.services.usage.UsageBatch.StoredClick;
import org.offprint.services.usage.UsageEvent.AccessMethod;
import org.offprint.services.usage.UsageEvent.Visitor;
import org.offprint.services.usage.UsedItem.Form;

/** Tests that the clicks that batches store yield the same counts as all clicks. */
class UsageBatchTest {

    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final long SECOND = 1_000_000;
    private static final long MIDNIGHT = UsageBatch.micros(Instant.parse("2026-11-30T00:00:00Z"));
    private static final UUID ARTICLE = UUID.randomUUID();

    private final RobotDetection robots = new RobotDetection(Optional.empty());
    private final DailySalts.Salt salt = DailySalts.Salt.ofNobody();
    private final Map<Visitor, String> hashes = new HashMap<>();

    /** Click of a visitor, which is either recorded by a node or reported by a front end. */
    private record Click(long at, int visitor, UsedItem item, boolean isReported) {}

    /** Counted or stored click, with the hash of its visitor for one salt. */
    private record Found(String visitor, UsedItem item, long at) {}

    private static Visitor visitor(Click click) {
        return click.isReported()
                ? new Visitor("session " + click.visitor(), null, null)
                : new Visitor(null, "192.0.2." + click.visitor(), BROWSER);
    }

    private Found found(Click click) {
        String visitor =
                hashes.computeIfAbsent(visitor(click), one -> salt.hash(one).toString());
        return new Found(visitor, click.item(), click.at());
    }

    private Found found(StoredClick kept) {
        return new Found(kept.visitor().hash(0, salt).toString(), kept.item(), kept.at());
    }

    /** Node that records views and stores them in batches. */
    private final class Node {

        private final RecordedViews views = new RecordedViews();
        private final Map<Integer, SocketAddress> connections = new HashMap<>();

        /**
         * Returns a batch that contains these clicks.
         *
         * @param now time at which the batch is written
         */
        private UsageBatch batch(List<Click> clicks, long now) {
            UsageBatch batch = new UsageBatch(robots);
            for (Click click : clicks) {
                if (click.isReported()) {
                    batch.add(new UsageEvent(
                            Instant.EPOCH.plusSeconds(click.at() / SECOND).plusNanos(click.at() % SECOND * 1_000),
                            click.item(),
                            AccessMethod.REGULAR,
                            visitor(click)));
                    continue;
                }
                // Every third click uses a different connection from the same address.
                SocketAddress connection = click.at() / SECOND % 3 == 0
                        ? address(click)
                        : connections.computeIfAbsent(click.visitor(), visitor -> address(click));
                views.record(click.at(), click.item(), AccessMethod.REGULAR, connection, BROWSER);
            }
            views.drain(batch, now);
            return batch;
        }
    }

    private static SocketAddress address(Click click) {
        return SocketAddress.inetSocketAddress(1_024, "192.0.2." + click.visitor());
    }

    /**
     * Returns the clicks that count. A click does not count if the same visitor clicks on the same item again within 30
     * seconds. All searches count.
     */
    private static List<Found> counted(List<Found> clicks) {
        List<Found> counted = new ArrayList<>();
        Map<List<Object>, List<Found>> chains =
                clicks.stream().collect(Collectors.groupingBy(click -> List.of(click.visitor(), click.item())));
        chains.values().forEach(chain -> {
            List<Found> inOrder = new ArrayList<>(chain);
            inOrder.sort(Comparator.comparingLong(Found::at));
            for (int i = 0; i < inOrder.size(); i++) {
                boolean isLast = i + 1 == inOrder.size();
                boolean isSearch = inOrder.get(i).item().article() == null;
                if (isSearch
                        || isLast
                        || inOrder.get(i + 1).at() - inOrder.get(i).at() > 30 * SECOND) {
                    counted.add(inOrder.get(i));
                }
            }
        });
        return sorted(counted);
    }

    private static List<Found> sorted(List<Found> found) {
        return found.stream()
                .sorted(Comparator.comparingLong(Found::at)
                        .thenComparing(Found::visitor)
                        .thenComparing(one -> one.item().form()))
                .toList();
    }

    private static List<Click> clicks(Random random) {
        List<UsedItem> items =
                List.of(new UsedItem(ARTICLE, Form.ABSTRACT), new UsedItem(ARTICLE, Form.PDF), UsedItem.search());
        List<Click> clicks = new ArrayList<>();
        // The first click is less than ten minutes before midnight. Some pauses exceed the double-click period.
        long at = MIDNIGHT - random.nextInt(600) * SECOND;
        int many = 1 + random.nextInt(150);
        long widest = List.of(1L, 3L, 8L, 40L).get(random.nextInt(4)) * SECOND;
        for (int i = 0; i < many; i++) {
            // Pauses of 0, 15 or exactly 30 seconds test the boundary of the double-click rule.
            long step = random.nextInt(6) == 0 ? random.nextInt(3) * 15 * SECOND : random.nextLong(widest);
            at += step;
            clicks.add(new Click(
                    at, 1 + random.nextInt(8) / 6, items.get(random.nextInt(6) % 4 % 3), random.nextInt(5) == 0));
        }
        return clicks;
    }

    /**
     * Splits the clicks into batches by node and time of writing. The clicks of a batch are roughly sorted by time or
     * unsorted. The first element of each key is the node number.
     */
    private static Map<List<Integer>, List<Click>> batches(List<Click> clicks, Random random) {
        int nodes = 1 + random.nextInt(2);
        int borders = 1 + random.nextInt(8);
        boolean inOrder = random.nextBoolean();
        Map<List<Integer>, List<Click>> batches = new LinkedHashMap<>();
        for (int i = 0; i < clicks.size(); i++) {
            List<Integer> batch = List.of(random.nextInt(nodes), i * borders / clicks.size());
            batches.computeIfAbsent(batch, key -> new ArrayList<>()).add(clicks.get(i));
        }
        batches.values().forEach(batch -> {
            if (!inOrder) {
                Collections.shuffle(batch, random);
            } else if (batch.size() > 1) {
                int from = random.nextInt(batch.size() - 1);
                Collections.swap(batch, from, from + 1);
            }
        });
        return batches;
    }

    @Test
    void clicks_stored_in_batches_have_the_same_counts_as_all_clicks() {
        long all = 0;
        long stored = 0;
        List<Node> nodes = List.of(new Node(), new Node());
        for (int seed = 0; seed < Nightly.or(500, 50_000); seed++) {
            Random random = new Random(seed);
            List<Click> clicks = clicks(random);
            List<UsageBatch> batches = new ArrayList<>();
            batches(clicks, random).forEach((where, each) -> {
                // The batch is written at the time of its last click, or so late that some of its views are already
                // closed.
                long now = each.stream().mapToLong(Click::at).max().orElseThrow() + random.nextLong(15 * SECOND);
                batches.add(nodes.get(where.get(0)).batch(each, now));
            });
            nodes.forEach(node -> batches.add(node.batch(List.of(), Long.MAX_VALUE)));
            List<Found> kept = new ArrayList<>();
            int dropped = 0;
            for (UsageBatch batch : batches) {
                batch.kept().forEach(one -> kept.add(found(one)));
                dropped += batch.doubleClicks();
                assertEquals(0, batch.ofRobots());
            }
            List<Found> before = clicks.stream().map(this::found).toList();
            assertEquals(counted(before), counted(kept), "seed " + seed);
            assertEquals(clicks.size(), kept.size() + dropped, "seed " + seed);
            all += clicks.size();
            stored += kept.size();
        }
        // If no clicks were dropped, the test would not check anything.
        assertTrue(stored < all * 19 / 20, stored + " of " + all);
    }

    @Test
    void only_the_first_and_last_click_of_a_short_chain_are_stored() {
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            clicks.add(new Click(MIDNIGHT + i * 2_000L, 1, new UsedItem(ARTICLE, Form.HTML), false));
        }
        UsageBatch batch = new Node().batch(clicks, Long.MAX_VALUE);
        assertEquals(
                List.of(MIDNIGHT, MIDNIGHT + 999 * 2_000L),
                batch.kept().stream().map(StoredClick::at).toList());
        assertEquals(998, batch.doubleClicks());
        // A batch that could not be written is written again.
        assertEquals(2, batch.kept().size());
    }

    @Test
    void a_long_chain_of_clicks_is_stored_as_clicks_30_seconds_apart() {
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i <= 600; i++) {
            clicks.add(new Click(MIDNIGHT + i * SECOND, 1, new UsedItem(ARTICLE, Form.HTML), true));
        }
        List<Long> kept = new Node()
                .batch(clicks, Long.MAX_VALUE).kept().stream()
                        .map(StoredClick::at)
                        .toList();
        assertEquals(21, kept.size());
        for (int i = 1; i < kept.size(); i++) {
            assertEquals(30 * SECOND, kept.get(i) - kept.get(i - 1));
        }
    }

    @Test
    void views_by_robots_are_not_stored_and_all_searches_are_stored() {
        UsageBatch batch = new UsageBatch(robots);
        SocketAddress connection = SocketAddress.inetSocketAddress(1_024, "192.0.2.1");
        for (int i = 0; i < 5; i++) {
            batch.addFirst(new RecordedView(i, UsedItem.search(), AccessMethod.REGULAR, connection, BROWSER));
            batch.addFirst(new RecordedView(
                    i, new UsedItem(ARTICLE, Form.HTML), AccessMethod.REGULAR, connection, "Googlebot/2.1"));
            batch.addFirst(
                    new RecordedView(i, new UsedItem(ARTICLE, Form.HTML), AccessMethod.REGULAR, connection, null));
            batch.addFirst(new RecordedView(i, new UsedItem(ARTICLE, Form.HTML), AccessMethod.REGULAR, null, BROWSER));
        }
        // A connection over a local socket has no address.
        assertEquals(7, batch.kept().size());
        assertEquals(10, batch.ofRobots());
        assertEquals(3, batch.doubleClicks());
    }

    @Test
    void uses_by_programs_are_stored_as_text_and_data_mining() {
        UsageBatch batch = new UsageBatch(robots);
        SocketAddress connection = SocketAddress.inetSocketAddress(1_024, "192.0.2.1");
        batch.addFirst(new RecordedView(1, UsedItem.text(ARTICLE, true), AccessMethod.TDM, connection, BROWSER));
        batch.addFirst(new RecordedView(2, UsedItem.search(), AccessMethod.TDM, connection, BROWSER));
        batch.addFirst(new RecordedView(3, UsedItem.search(), AccessMethod.REGULAR, connection, BROWSER));
        assertEquals(
                Map.of("other", AccessMethod.TDM, "search-2", AccessMethod.TDM, "search-3", AccessMethod.REGULAR),
                batch.kept().stream()
                        .collect(Collectors.toMap(
                                click -> click.item().article() == null
                                        ? click.item().form().word() + "-" + click.at()
                                        : click.item().form().word(),
                                StoredClick::method)));
        assertTrue(UsedItem.text(ARTICLE, true).form().isRequest());
        assertFalse(UsedItem.text(ARTICLE, false).form().isRequest());
    }
}
