package org.offprint.web.api;

import io.quarkus.arc.Arc;
import java.time.Duration;
import org.offprint.platform.database.sql.Sql;
import org.offprint.search.SearchIndex;
import org.offprint.services.citations.outside.OutsideSet;

/** What the service does by itself when it has answered. */
public final class Background {

    private static final String IS_DONE = "select not exists (select from job where status in ('queued', 'running'))"
            + " and min(position) >= (select coalesce(max(position), 0) from change)"
            + " and (select " + OutsideSet.IS_LOOKED_UP + " from outside_set s) from follower"
            + " where name in ('carrying', 'citations', 'outside-works')";

    private Background() {}

    /**
     * Waits until nothing is left of what tests before have begun: imports have ended, everything in the log is carried and
     * found, and references are looked up in all works elsewhere. From then on the log and the statements are those of the test that asks.
     */
    public static void awaitRest() {
        Sql sql = Arc.container().instance(Sql.class).get();
        SearchIndex index = Arc.container().instance(SearchIndex.class).get();
        Workers.await(Duration.ofSeconds(120), "the service is at rest", () -> {
            boolean done = sql.first(IS_DONE, row -> row.getBoolean(1)).orElseThrow();
            long end = sql.first("select coalesce(max(position), 0) from change", row -> row.getLong(1))
                    .orElseThrow();
            return done && index.state().stream().allMatch(state -> state.position() >= end);
        });
    }
}
