package org.offprint.search.embedded.updates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.util.IOUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.database.sql.Sql;
import org.offprint.search.embedded.index.IndexGenerations;
import org.offprint.search.embedded.index.OpenIndex;
import org.offprint.search.feed.RecordFeed;
import org.offprint.search.feed.RecordFeeds;
import org.offprint.search.schema.Audience;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Tests the state that a search index reports during a rebuild. */
@QuarkusTest
@Order(1) // This class runs first, because it rebuilds the indexes of all records.
class IndexRebuildTest {

    private static final int TIMES = Nightly.or(1, 8);

    @Inject
    @Any
    Instance<RecordFeed> records;

    @Inject
    ChangeLog log;

    @Inject
    Sql sql;

    private Path directory;
    private FollowedIndex index;
    private FollowerLoop loop;

    @BeforeEach
    void follow() throws IOException {
        directory = Files.createTempDirectory("offprint-renewal");
        UUID store =
                sql.first("select id from store", row -> Sql.uuid(row, "id")).orElseThrow();
        index = new FollowedIndex(RecordFeeds.of(records), log, new IndexGenerations(directory), store);
        loop = new FollowerLoop("renewal", 1, index::step);
        loop.start();
        Workers.await(Duration.ofSeconds(60), "an index is used for searches", () -> index.serving() != null);
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
        index.close();
        IOUtils.rm(directory);
    }

    @Test
    void an_index_reports_a_rebuild_until_searches_use_the_new_index() {
        for (int i = 0; i < TIMES; i++) {
            OpenIndex before = index.serving();
            index.rebuild();
            // The rebuild may already be complete if this thread was not scheduled in the meantime.
            assertTrue(isBuilding() || index.serving() != before);
            while (isBuilding()) {
                Thread.onSpinWait();
            }
            assertNotSame(before, index.serving());
        }
    }

    @Test
    void the_reported_number_of_records_does_not_change_during_rebuilds() {
        Fixtures.journal();
        Workers.await(Duration.ofSeconds(60), "a journal is found", () -> records() > 0 && !isBuilding());
        BackgroundWork.awaitIdle();
        Workers.await(
                Duration.ofSeconds(60),
                "the index contains all changes",
                () -> index.progress().position() >= log.end());
        long all = records();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Set<Long>> reported = CompletableFuture.supplyAsync(() -> {
            Set<Long> numbers = new TreeSet<>();
            while (!done.get()) {
                numbers.add(records());
            }
            return numbers;
        });
        for (int i = 0; i < TIMES; i++) {
            index.rebuild();
            Workers.await(Duration.ofSeconds(60), "the index is built", () -> !isBuilding());
        }
        done.set(true);
        assertEquals(Set.of(all), reported.join());
    }

    @Test
    void a_reopened_index_reports_that_it_is_up_to_date_only_after_missed_changes_are_indexed() throws IOException {
        Workers.await(Duration.ofSeconds(60), "the index contains all changes", () -> index.state(Audience.READERS)
                .caughtUp());
        loop.close();
        index.close();
        Fixtures.journal();
        index = new FollowedIndex(
                RecordFeeds.of(records),
                log,
                new IndexGenerations(directory),
                sql.first("select id from store", row -> Sql.uuid(row, "id")).orElseThrow());
        assertFalse(index.state(Audience.READERS).caughtUp());
        loop = new FollowerLoop("renewal", 1, index::step);
        loop.start();
        Workers.await(Duration.ofSeconds(60), "the index has caught up", () -> index.state(Audience.READERS)
                .caughtUp());
        assertTrue(index.progress().position() > 0);
    }

    private long records() {
        return index.state(Audience.READERS).records();
    }

    private boolean isBuilding() {
        return index.state(Audience.READERS).building();
    }
}
