package org.offprint.services.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.usage.UsageEvent.AccessMethod;
import org.offprint.services.usage.UsageEvent.Visitor;
import org.offprint.services.usage.UsedItem.Form;
import org.offprint.web.api.Fixtures;

/**
 * Stores random clicks around midnight in random batches. The clicks are recorded by one of two nodes or reported by a
 * front end. The counts must follow the COUNTER rules.
 */
@QuarkusTest
class DoubleClicksTest {

    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final Instant MIDNIGHT = Instant.parse("2019-06-21T00:00:00Z");

    @Inject
    UsageEvents events;

    @Inject
    UsageAggregation folding;

    @Inject
    Sql sql;

    private record Counts(long investigations, long requests, long uniqueInvestigations, long uniqueRequests) {}

    @Test
    void counts_of_random_clicks_follow_the_counter_rules() {
        String made = Fixtures.article(Fixtures.journal());
        Fixtures.publish(made);
        UUID article = UUID.fromString(made);
        Random random = new Random(23);
        List<UsageEvent> clicks = clicks(article, random);
        int stored = QuarkusTransaction.requiringNew().call(() -> {
            // All clicks are stored in one transaction, because past hours may be counted concurrently.
            List<RecordedViews> nodes = List.of(new RecordedViews(), new RecordedViews());
            int sum = 0;
            for (int from = 0; from < clicks.size(); ) {
                int until = Math.min(clicks.size(), from + 1 + random.nextInt(120));
                List<UsageEvent> some = clicks.subList(from, until);
                sum += events.store(some.stream()
                                .filter(click -> click.visitor().hasSession())
                                .toList())
                        .stored();
                some.stream()
                        .filter(click -> !click.visitor().hasSession())
                        .forEach(click -> note(click, nodes.get(random.nextInt(2))));
                for (RecordedViews node : nodes) {
                    sum += written(
                            node, UsageBatch.micros(some.get(some.size() - 1).at()));
                }
                from = until;
            }
            for (RecordedViews node : nodes) {
                sum += written(node, Long.MAX_VALUE);
            }
            return sum;
        });
        assertTrue(stored < clicks.size() * 19 / 20, stored + " of " + clicks.size());
        folding.countEndedHours(MIDNIGHT.plus(Duration.ofHours(4)));
        assertEquals(counted(clicks), found(article));
    }

    private static void note(UsageEvent click, RecordedViews node) {
        Visitor visitor = click.visitor();
        node.record(
                UsageBatch.micros(click.at()),
                click.item(),
                click.method(),
                SocketAddress.inetSocketAddress(1_024, visitor.address()),
                visitor.userAgent());
    }

    /** Stores the recorded views of a node and returns the number of stored clicks. */
    private int written(RecordedViews node, long now) {
        UsageBatch batch = events.batch();
        node.drain(batch, now);
        return events.store(batch).stored();
    }

    private static List<UsageEvent> clicks(UUID article, Random random) {
        List<Visitor> visitors = List.of(
                new Visitor(null, "192.0.2.1", BROWSER),
                new Visitor(null, "2001:db8::1", BROWSER),
                new Visitor("a session of DoubleClicksTest", null, null));
        List<Form> forms = List.of(Form.ABSTRACT, Form.HTML, Form.PDF);
        List<UsageEvent> clicks = new ArrayList<>();
        Instant at = MIDNIGHT.minus(Duration.ofMinutes(70));
        Instant end = MIDNIGHT.plus(Duration.ofMinutes(70));
        while (at.isBefore(end)) {
            // Pauses of exactly 30 seconds, and of one microsecond more, are the boundary of the double-click rule.
            long step = random.nextInt(50) == 0 ? 30_000_000 + random.nextInt(2) : random.nextInt(5_000_000);
            // Long pauses end the chains of double clicks.
            at = at.plusNanos(1_000 * (random.nextInt(100) == 0 ? 45_000_000 : step));
            clicks.add(new UsageEvent(
                    at,
                    new UsedItem(article, forms.get(random.nextInt(30) / 10)),
                    AccessMethod.REGULAR,
                    visitors.get(random.nextInt(6) % 5 % 3)));
        }
        return clicks;
    }

    /** Counts all clicks according to the COUNTER rules. */
    private static Counts counted(List<UsageEvent> clicks) {
        List<UsageEvent> last = new ArrayList<>();
        Map<List<Object>, List<UsageEvent>> chains =
                clicks.stream().collect(Collectors.groupingBy(click -> List.of(click.visitor(), click.item())));
        chains.values().forEach(chain -> {
            List<UsageEvent> inOrder =
                    chain.stream().sorted(Comparator.comparing(UsageEvent::at)).toList();
            for (int i = 0; i < inOrder.size(); i++) {
                if (i + 1 == inOrder.size()
                        || inOrder.get(i + 1).at().isAfter(inOrder.get(i).at().plusSeconds(30))) {
                    last.add(inOrder.get(i));
                }
            }
        });
        List<UsageEvent> requests =
                last.stream().filter(click -> click.item().form().isRequest()).toList();
        return new Counts(last.size(), requests.size(), sessions(last), sessions(requests));
    }

    /**
     * Returns the number of sessions. A session reported by a front end lasts a day. Otherwise, each hour in which a
     * visitor clicks is a session.
     */
    private static long sessions(List<UsageEvent> clicks) {
        return clicks.stream()
                .map(click -> List.of(
                        click.visitor(),
                        click.at()
                                .toString()
                                .substring(
                                        0,
                                        click.visitor().hasSession()
                                                ? "2019-06-21".length()
                                                : "2019-06-21T00".length())))
                .distinct()
                .count();
    }

    /** Returns the daily counts, or the monthly counts if the daily counts were merged. */
    private Counts found(UUID article) {
        String sums = "select coalesce(sum(investigations), 0)::bigint as i, coalesce(sum(requests), 0)::bigint as r,"
                + " coalesce(sum(unique_investigations), 0)::bigint as ui,"
                + " coalesce(sum(unique_requests), 0)::bigint as ur from (select investigations, requests,"
                + " unique_investigations, unique_requests from usage_day where article = ? union all"
                + " select investigations, requests, unique_investigations, unique_requests"
                + " from usage_month where article = ?) counted";
        return sql.first(
                        sums,
                        row -> new Counts(row.getLong("i"), row.getLong("r"), row.getLong("ui"), row.getLong("ur")),
                        article,
                        article)
                .orElseThrow();
    }
}
