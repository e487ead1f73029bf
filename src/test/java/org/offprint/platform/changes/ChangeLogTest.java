package org.offprint.platform.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.NightlyOnly;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

@QuarkusTest
class ChangeLogTest {

    private static final Logger LOG = Logger.getLogger(ChangeLogTest.class);

    @Inject
    ChangeLog log;

    @Inject
    Writes writes;

    @Test
    void a_follower_receives_each_change_by_concurrent_writers_once_and_in_order() throws Exception {
        int threads = 8;
        int writesInAll = Nightly.or(500, 2_000);
        BackgroundWork.awaitIdle();
        try (ChangeReader follower = new ChangeReader(log.end(), (last, limit) -> log.after(last, limit))) {
            long begin = System.nanoTime();
            List<List<UUID>> written = Workers.share(threads, writesInAll, number -> write(1 + number % 3));
            double seconds = (System.nanoTime() - begin) / 1e9;
            List<UUID> ids = written.stream().flatMap(List::stream).toList();
            LOG.infof(
                    "%d changes in %d transactions of %d writers: %.0f transactions/s, %.0f changes/s",
                    ids.size(), writesInAll, threads, writesInAll / seconds, ids.size() / seconds);
            List<Change> seen = follower.finish();
            assertInOrder(seen);
            List<UUID> seenIds = seen.stream().map(Change::id).toList();
            assertEquals(seenIds.size(), new HashSet<>(seenIds).size());
            assertEquals(new HashSet<>(ids), new HashSet<>(seenIds));
        }
    }

    @NightlyOnly
    @Test
    void a_follower_receives_each_version_published_by_concurrent_editors() throws Exception {
        int threads = 8;
        int publications = Nightly.or(12, 50);
        Client editor = Client.here();
        String journal = Fixtures.journal();
        long before = log.end();
        try (ChangeReader follower =
                new ChangeReader(before, (last, limit) -> log.publicAfter(last, null, null, limit))) {
            List<String> expected = new ArrayList<>();
            long begin = System.nanoTime();
            Workers.share(threads, threads, thread -> publishAgainAndAgain(editor, journal, publications)).stream()
                    .forEach(expected::addAll);
            double seconds = (System.nanoTime() - begin) / 1e9;
            LOG.infof(
                    "%d publications and as many edits over HTTP by %d editors: %.0f writes/s",
                    threads * publications, threads, 2 * threads * publications / seconds);
            List<Change> seen = follower.finish();
            assertInOrder(seen);
            List<String> versions = seen.stream()
                    .filter(change -> UUID.fromString(journal).equals(change.journal()))
                    .map(change -> change.id() + " " + change.version())
                    .toList();
            assertEquals(threads * publications, versions.size());
            assertEquals(new HashSet<>(expected), new HashSet<>(versions));
        }
    }

    /** Writes this many changes in one transaction, sometimes with a delay. Returns the ids of the changed records. */
    private List<UUID> write(int changes) {
        List<UUID> ids = new ArrayList<>();
        writes.run(write -> {
            ids.clear();
            for (int i = 0; i < changes; i++) {
                ids.add(Ids.next());
                write.log(Change.forEditors(Change.Kind.ARTICLE, ids.get(i), null, Change.Op.UPDATED, "edited"));
            }
            if (ids.get(0).hashCode() % 50 == 0) {
                Workers.pause(5);
            }
            return null;
        });
        return ids;
    }

    private static List<String> publishAgainAndAgain(Client editor, String journal, int times) {
        String article = Fixtures.article(journal);
        List<String> published = new ArrayList<>();
        for (int version = 1; version <= times; version++) {
            editor.patch("/v1/articles/" + article, Fixtures.object().put("subtitle", "Number " + version))
                    .expect(200);
            editor.put("/v1/articles/" + article + "/publication", null).expect(200);
            published.add(article + " " + version);
        }
        return published;
    }

    private static void assertInOrder(List<Change> seen) {
        for (int i = 1; i < seen.size(); i++) {
            Change earlier = seen.get(i - 1);
            Change later = seen.get(i);
            assertTrue(earlier.position() < later.position(), earlier + " before " + later);
            assertFalse(later.at().isBefore(earlier.at()), earlier + " before " + later);
        }
    }

    /** Follower that reads the change log as fast as possible from its current position. */
    private static final class ChangeReader implements AutoCloseable {

        private interface Source {
            List<Change> after(long position, int limit);
        }

        private final AtomicBoolean ending = new AtomicBoolean();
        private final CompletableFuture<List<Change>> result;

        ChangeReader(long from, Source source) {
            result = CompletableFuture.supplyAsync(() -> {
                List<Change> seen = new ArrayList<>();
                long position = from;
                boolean last = false;
                while (!last) {
                    // After the end was requested, the follower reads once more to receive the remaining changes.
                    last = ending.get();
                    for (Change change : source.after(position, 100)) {
                        seen.add(change);
                        position = change.position();
                        last = false;
                    }
                }
                return seen;
            });
        }

        /** Returns all changes that the follower has read, up to the end of the log. */
        List<Change> finish() throws Exception {
            ending.set(true);
            return result.get();
        }

        @Override
        public void close() {
            ending.set(true);
        }
    }
}
