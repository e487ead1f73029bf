package org.offprint.web.api;

import io.quarkus.arc.Arc;
import java.time.Duration;
import org.offprint.platform.database.sql.Sql;
import org.offprint.search.SearchIndex;
import org.offprint.services.citations.outside.ExternalWorkSet;

/** Waits for background work of the service, such as imports and indexing. */
public final class BackgroundWork {

    private static final String IS_DONE = "select not exists (select from job where status in ('queued', 'running'))"
            + " and not exists (select from full_text_work where attempts = 0)"
            + " and min(position) >= (select coalesce(max(position), 0) from change)"
            + " and (select " + ExternalWorkSet.IS_LOOKED_UP + " from outside_set s) from follower"
            + " where name in ('carrying', 'citations', 'outside-works')";

    private BackgroundWork() {}

    /**
     * Waits until all background work of earlier tests has finished: no import is queued or running, no full text is
     * queued for rendering, every logged change has been propagated and indexed, and references have been matched
     * against all external works. After this method returns, new log entries and SQL statements belong to the calling
     * test.
     */
    public static void awaitIdle() {
        Sql sql = Arc.container().instance(Sql.class).get();
        SearchIndex index = Arc.container().instance(SearchIndex.class).get();
        Workers.await(Duration.ofSeconds(120), "all background work has finished", () -> {
            boolean done = sql.first(IS_DONE, row -> row.getBoolean(1)).orElseThrow();
            long end = sql.first("select coalesce(max(position), 0) from change", row -> row.getLong(1))
                    .orElseThrow();
            return done && index.state().stream().allMatch(state -> state.position() >= end);
        });
    }
}
