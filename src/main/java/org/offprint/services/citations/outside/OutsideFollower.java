package org.offprint.services.citations.outside;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.changes.FollowerProgress;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.citations.outside.UnlinkedReferences.Changed;
import org.offprint.services.citations.outside.UnlinkedReferences.Page;
import org.offprint.services.citations.resemblance.CitedReference;

/**
 * Looks the references of what was published up in the set of works elsewhere: a follower behind that of links. When works
 * have come, and no import of works runs any more, it goes through all published articles beside that, and looks those
 * references up again that have a print of a work that came or went. It looks without a transaction, and stores what it
 * found in one with its place, as the follower of links does.
 */
@Startup
@ApplicationScoped
class OutsideFollower {

    private static final int ARTICLES_A_TRANSACTION = 200;
    private static final int DELETED_AT_ONCE = 10_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Sql sql;
    private final Writes writes;
    private final UnlinkedReferences unlinked;
    private final OutsideWorks works;
    private final OutsideSet set;
    private final FoundWorkTable found;
    private final FollowerProgress<Place> progress;
    private final FollowerLoop loop;

    /** Null where nothing was looked up again since the start. */
    private ChangedPrints changedPrints;

    /** The place up to which everything that was found in an emptied set is deleted. */
    private Cleared cleared = new Cleared(-1, "");

    /** Whether prints of former works may be left that nobody needs any more. */
    private boolean mayFormerBeLeft = true;

    /**
     * The place of a deletion.
     *
     * @param emptied how often the set was emptied then
     * @param hash nothing is left up to it
     */
    private record Cleared(long emptied, String hash) {}

    OutsideFollower(
            Sql sql,
            ChangeLog log,
            Writes writes,
            UnlinkedReferences unlinked,
            OutsideWorks works,
            OutsideSet set,
            FoundWorkTable found) {
        this.sql = sql;
        this.writes = writes;
        this.unlinked = unlinked;
        this.works = works;
        this.set = set;
        this.found = found;
        progress = new FollowerProgress<>(
                sql,
                "outside-works",
                "select f.position, coalesce((select c.position from follower c where c.name = 'citations'), 0) ahead,"
                        + " (select coalesce(max(w.id), 0) from outside_work w) newest, s.emptied, s.is_clearing,"
                        + " s.looked_to, s.looking_to, s.article from follower f cross join outside_set s"
                        + " where f.name = 'outside-works'",
                "f, s",
                OutsideFollower::place);
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
     * @param position everything in the log up to it is looked up
     * @param ahead everything in the log up to it is linked to articles here
     * @param newest the newest work that there is; 0 for none
     * @param emptied how often the set was emptied
     * @param isClearing whether what was found in an emptied set is being deleted
     * @param lookedTo the newest work that all references were looked up with; 0 for none
     * @param lookingTo the newest work that they are being looked up with; null where they are not
     * @param article the last one whose references were; null for none yet
     */
    private record Place(
            long position,
            long ahead,
            long newest,
            long emptied,
            boolean isClearing,
            long lookedTo,
            Long lookingTo,
            UUID article) {

        /** Reports whether nothing was done meanwhile, nor the set emptied; works may have come. */
        private boolean isStill(Place present) {
            return position == present.position
                    && emptied == present.emptied
                    && isClearing == present.isClearing
                    && lookedTo == present.lookedTo
                    && Objects.equals(lookingTo, present.lookingTo)
                    && Objects.equals(article, present.article);
        }
    }

    private boolean step() {
        Place place = progress.readOrBegin();
        return place.isClearing() ? clear(place) : follow(place) || lookAgain(place) || forgetFormer(place);
    }

    private static Place place(ResultSet row) throws SQLException {
        long lookingTo = row.getLong("looking_to");
        return new Place(
                row.getLong("position"),
                row.getLong("ahead"),
                row.getLong("newest"),
                row.getLong("emptied"),
                row.getBoolean("is_clearing"),
                row.getLong("looked_to"),
                lookingTo == 0 ? null : lookingTo,
                Sql.uuid(row, "article"));
    }

    /** Looks up what was published since. */
    private boolean follow(Place place) {
        Changed changed = unlinked.changed(place.position(), place.ahead(), ARTICLES_A_TRANSACTION);
        if (changed == null) {
            return false;
        }
        // Without any work there is nothing to look up, and all are looked up when works have come.
        List<CitedReference> references = place.newest() == 0 ? List.of() : unlinked.withoutDoi(changed.articles());
        Map<CitedReference, WorkCandidates> looked = works.inSet(references);
        move(place, now -> {
            found.storeOfSet(looked, now);
            progress.moveTo(changed.position());
            return true;
        });
        return true;
    }

    /** Looks up again what works that came or went may have changed, some articles at a time. */
    private boolean lookAgain(Place place) {
        if (place.lookingTo() == null) {
            return beginAgain(place);
        }
        Page page = unlinked.after(place.article() == null ? BEFORE_ALL : place.article(), ARTICLES_A_TRANSACTION);
        if (page.last() == null) {
            move(
                    place,
                    now -> sql.update(
                            "update outside_set set looked_to = looking_to, looking_to = null, article = null"));
            changedPrints = null;
            mayFormerBeLeft = true;
            return true;
        }
        Map<CitedReference, WorkCandidates> looked = works.inSet(mayHaveChanged(place, page.references()));
        move(place, now -> {
            found.storeOfSet(looked, now);
            return sql.update("update outside_set set article = ?", page.last());
        });
        return true;
    }

    private List<CitedReference> mayHaveChanged(Place place, Collection<CitedReference> references) {
        if (changedPrints == null || !changedPrints.areBetween(place.lookedTo(), place.lookingTo())) {
            // Of a work that is replaced before it was read here, the next time has the prints.
            changedPrints = ChangedPrints.between(place.lookedTo(), place.lookingTo(), sql);
        }
        return references.stream().filter(changedPrints::mayBeOf).toList();
    }

    /** Begins with the first article where works have come since that was last done. */
    private boolean beginAgain(Place place) {
        if (place.newest() <= place.lookedTo() || set.isImporting()) {
            return false;
        }
        move(place, now -> {
            sql.update("update outside_set set looking_to = ?, article = null", place.newest());
            // The version before begins at the beginning of the log where this is another one.
            return sql.update("update follower set seen = ? where name = 'outside-works'", place.newest());
        });
        return true;
    }

    /** Deletes some of what was found in a set that was emptied; then Crossref's REST API may be asked about it. */
    private boolean clear(Place place) {
        String after = cleared.emptied() == place.emptied() ? cleared.hash() : "";
        String last = move(place, now -> {
            Optional<String> gone = found.forgetOfSet(after, DELETED_AT_ONCE);
            if (gone.isEmpty()) {
                sql.update("update outside_set set is_clearing = false");
                sql.update("update crossref_place set position = 0");
            }
            return gone.orElse(null);
        });
        if (last != null) {
            cleared = new Cleared(place.emptied(), last);
        }
        return true;
    }

    private boolean forgetFormer(Place place) {
        if (mayFormerBeLeft && place.lookingTo() == null) {
            mayFormerBeLeft = writes.make(write -> sql.update(
                            "delete from outside_work_former_print where (work, print) in (select p.work, p.print"
                                    + " from outside_work_former_print p where p.work <= ? limit ?)",
                            place.lookedTo(),
                            DELETED_AT_ONCE))
                    > 0;
            return mayFormerBeLeft;
        }
        return false;
    }

    /**
     * Stores in one transaction, unless another node has gone on from this place, or the set was emptied.
     *
     * @return what storing returns; null where nothing was stored
     */
    private <T> T move(Place place, Function<Instant, T> storing) {
        return writes.make(write -> progress.storeIf(Place::isStill, place, () -> storing.apply(write.now())));
    }
}
