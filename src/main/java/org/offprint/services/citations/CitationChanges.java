package org.offprint.services.citations;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.database.sql.Sql;

/**
 * Notifies listeners of articles whose reference links, external works or list of citing articles have changed on any
 * node. Citation changes do not modify the article itself and are not recorded in the change log. Polls the {@code
 * citation_change} table once a second. Rows from before startup are ignored.
 */
@Startup
@ApplicationScoped
public class CitationChanges {

    private static final long POLL_MILLIS = 1_000;
    private static final int BATCH = 1_000;

    private final Sql sql;
    private final CitationTable table;
    private final List<Consumer<Set<UUID>>> listeners = new CopyOnWriteArrayList<>();
    private final FollowerLoop loop;
    private long stamp = -1;

    CitationChanges(Sql sql, CitationTable table) {
        this.sql = sql;
        this.table = table;
        loop = new FollowerLoop("citation-changes", POLL_MILLIS, this::step);
        loop.start();
    }

    /**
     * Adds a listener for changed articles. The listener is called with batches of article ids and must return quickly.
     * The listener is not notified of earlier changes.
     */
    public void addListener(Consumer<Set<UUID>> listener) {
        listeners.add(listener);
    }

    /**
     * Records in the current transaction that the reference links of the given articles have changed. All nodes are
     * notified after the commit. Waits for transactions that are storing reference links.
     */
    public void record(Set<UUID> articles) {
        if (!articles.isEmpty()) {
            table.lock();
            table.recordChanged(articles);
        }
    }

    /** Stops the follower thread before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private record Changed(UUID article, long stamp) {}

    private boolean step() {
        if (stamp < 0) {
            stamp = sql.first("select max(stamp) from citation_change", row -> row.getLong(1))
                    .orElse(0L);
        }
        List<Changed> changed = sql.list(
                "select article, stamp from citation_change where stamp > ? order by stamp limit ?",
                row -> new Changed(Sql.uuid(row, "article"), row.getLong("stamp")),
                stamp,
                BATCH);
        if (!changed.isEmpty()) {
            Set<UUID> articles = changed.stream().map(Changed::article).collect(Collectors.toSet());
            listeners.forEach(listener -> listener.accept(articles));
            stamp = changed.get(changed.size() - 1).stamp();
        }
        return changed.size() == BATCH;
    }
}
