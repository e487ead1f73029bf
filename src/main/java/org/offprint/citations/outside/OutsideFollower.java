package org.offprint.citations.outside;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offprint.changes.ChangeLog;
import org.offprint.changes.FollowerLoop;
import org.offprint.changes.Writes;
import org.offprint.citations.outside.UnlinkedReferences.Changed;
import org.offprint.citations.resemblance.CitedReference;
import org.offprint.database.sql.Sql;

/**
 * Looks up the references of what was published that lead to no article here in the set of works elsewhere: a follower
 * behind that of links. When works have come, and no import runs any more, it begins at the beginning of the log. It looks
 * without a transaction, and stores what it found in one with its place, as that of links does.
 */
@Startup
@ApplicationScoped
class OutsideFollower {

    private static final int ARTICLES_A_TRANSACTION = 200;

    private final Sql sql;
    private final Writes writes;
    private final UnlinkedReferences unlinked;
    private final OutsideWorks works;
    private final FoundWorkTable found;
    private final FollowerLoop loop;

    OutsideFollower(
            Sql sql,
            ChangeLog log,
            Writes writes,
            UnlinkedReferences unlinked,
            OutsideWorks works,
            FoundWorkTable found) {
        this.sql = sql;
        this.writes = writes;
        this.unlinked = unlinked;
        this.works = works;
        this.found = found;
        loop = FollowerLoop.yielding("outside-works", log, this::step);
        loop.start();
    }

    /** Stops before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /**
     * The progress.
     *
     * @param ahead everything up to it is linked to articles here
     * @param seen the newest work that every reference was or will be looked up with; 0 for none
     * @param newest the newest work that there is; 0 for none
     */
    private record Place(long position, long ahead, long seen, long newest) {}

    private boolean step() {
        Place place = place("").orElseGet(this::begin);
        Changed changed = unlinked.changed(place.position(), place.ahead(), ARTICLES_A_TRANSACTION);
        if (changed == null) {
            return beginsAnew(place);
        }
        // Without any work there is nothing to look up, and what is loaded later begins at the beginning.
        List<CitedReference> references = place.newest() == 0 ? List.of() : unlinked.of(changed.articles());
        Map<CitedReference, WorkCandidates> candidates = works.candidates(references);
        return writes.make(write -> {
            if (isStill(place)) {
                if (!candidates.isEmpty()) {
                    found.storeOfSet(candidates, write.now());
                }
                sql.update("update follower set position = ? where name = 'outside-works'", changed.position());
            }
            return true;
        });
    }

    /** Goes back to the beginning of the log where works have come since that was last done. */
    private boolean beginsAnew(Place place) {
        // Lower than before it is where a store was restored, whose works were not in the backup.
        if (place.newest() == place.seen() || isImporting()) {
            return false;
        }
        return writes.make(write -> {
            if (isStill(place)) {
                sql.update("update follower set position = 0, seen = ? where name = 'outside-works'", place.newest());
            }
            return true;
        });
    }

    private boolean isStill(Place place) {
        return place(" for update of f")
                .filter(present -> present.position() == place.position() && present.seen() == place.seen())
                .isPresent();
    }

    private boolean isImporting() {
        return sql.first(
                        "select exists (select from job where kind = 'import' and status in ('queued', 'running')"
                                + " and request ->> 'into' = 'outside-works')",
                        row -> row.getBoolean(1))
                .orElseThrow();
    }

    private Optional<Place> place(String locking) {
        return sql.first(
                "select f.position, coalesce(f.seen, 0) seen, coalesce((select c.position from follower c"
                        + " where c.name = 'citations'), 0) ahead, (select coalesce(max(w.id), 0) from outside_work w) newest"
                        + " from follower f where f.name = 'outside-works'" + locking,
                row -> new Place(
                        row.getLong("position"), row.getLong("ahead"), row.getLong("seen"), row.getLong("newest")));
    }

    /** A store restored from a backup of an earlier version has no place yet. */
    private Place begin() {
        sql.update("insert into follower (name, position) values ('outside-works', 0) on conflict do nothing");
        return new Place(0, 0, 0, 0);
    }
}
