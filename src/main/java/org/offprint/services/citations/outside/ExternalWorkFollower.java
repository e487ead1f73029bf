package org.offprint.services.citations.outside;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
 * Follower that looks up the references of newly published articles in the imported set of external works. Each change
 * is processed after {@code CitationFollower} has processed it. After works are added, and while no import of works is
 * running, the follower also reads all published articles. During this pass, the follower repeats the lookup of
 * references that share a fingerprint with an added or replaced work.
 * <p>Lookups run without a transaction. The external works found and the new change log position are stored in one
 * transaction, as in {@code CitationFollower}.
 */
@Startup
@ApplicationScoped
class ExternalWorkFollower {

    private static final int ARTICLES_PER_TRANSACTION = 200;
    private static final int DELETED_PER_STEP = 10_000;
    private static final UUID NIL_UUID = new UUID(0, 0);

    private final Sql sql;
    private final Writes writes;
    private final UnlinkedReferences unlinked;
    private final ExternalWorks works;
    private final ExternalWorkSet set;
    private final FoundWorkTable found;
    private final FollowerProgress<Progress> progress;
    private final FollowerLoop loop;

    /**
     * Fingerprints of the works that caused the last repeated lookup; null before the first repeated lookup since
     * startup.
     */
    private ChangedFingerprints changedPrints;

    /** Progress of the deletion of lookup results after the set of external works was emptied. */
    private DeletionPosition cleared = new DeletionPosition(-1, "");

    /** Whether the database may still contain fingerprints of replaced works. */
    private boolean mayHaveFormerFingerprints = true;

    /**
     * Progress of the deletion of lookup results after the set of external works was emptied.
     *
     * @param emptied number of times the set of external works had been emptied when this deletion started
     * @param hash hash of a reference text up to which all results are deleted
     */
    private record DeletionPosition(long emptied, String hash) {}

    ExternalWorkFollower(
            Sql sql,
            ChangeLog log,
            Writes writes,
            UnlinkedReferences unlinked,
            ExternalWorks works,
            ExternalWorkSet set,
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
                ExternalWorkFollower::place);
        loop = FollowerLoop.yielding("outside-works", log, this::step);
        loop.start();
    }

    /** Stops the follower thread before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /**
     * Progress of the follower for external works.
     *
     * @param position change log position up to which references are looked up
     * @param ahead change log position up to which references are linked to articles in this service
     * @param newest id of the newest work; 0 if there are no works
     * @param emptied number of times the set of external works was emptied
     * @param isClearing whether results from an emptied set are being deleted
     * @param lookedTo id of the newest work included in the last lookup of all references; 0 if there was no such
     *     lookup
     * @param lookingTo id of the newest work included in the current lookup of all references; null if no such lookup
     *     is in progress
     * @param article last article whose references were looked up; null if no article has been processed yet
     */
    private record Progress(
            long position,
            long ahead,
            long newest,
            long emptied,
            boolean isClearing,
            long lookedTo,
            Long lookingTo,
            UUID article) {

        /**
         * Returns whether the progress is unchanged and the set of external works was not emptied. Works that were
         * added in the meantime are ignored.
         */
        private boolean isStill(Progress present) {
            return position == present.position
                    && emptied == present.emptied
                    && isClearing == present.isClearing
                    && lookedTo == present.lookedTo
                    && Objects.equals(lookingTo, present.lookingTo)
                    && Objects.equals(article, present.article);
        }
    }

    private boolean step() {
        Progress place = progress.readOrBegin();
        return place.isClearing()
                ? deleteResults(place)
                : follow(place) || lookUpAgain(place) || deleteFormerFingerprints(place);
    }

    private static Progress place(ResultSet row) throws SQLException {
        long lookingTo = row.getLong("looking_to");
        return new Progress(
                row.getLong("position"),
                row.getLong("ahead"),
                row.getLong("newest"),
                row.getLong("emptied"),
                row.getBoolean("is_clearing"),
                row.getLong("looked_to"),
                lookingTo == 0 ? null : lookingTo,
                Sql.uuid(row, "article"));
    }

    /** Looks up the references of articles that were published since the last step of the follower. */
    private boolean follow(Progress place) {
        Changed changed = unlinked.changed(place.position(), place.ahead(), ARTICLES_PER_TRANSACTION);
        if (changed == null) {
            return false;
        }
        // Skip the lookup while the set of external works is empty. Adding works to the set triggers a lookup of all
        // references.
        List<CitedReference> references = place.newest() == 0 ? List.of() : unlinked.withoutDoi(changed.articles());
        Map<CitedReference, WorkCandidates> looked = works.inSet(references);
        storeIfUnchanged(place, now -> {
            found.storeFromSet(looked, now);
            progress.moveTo(changed.position());
            return true;
        });
        return true;
    }

    /** Repeats the lookup of references that added or replaced works may affect, one batch of articles per call. */
    private boolean lookUpAgain(Progress place) {
        if (place.lookingTo() == null) {
            return startLookup(place);
        }
        Page page = unlinked.after(place.article() == null ? NIL_UUID : place.article(), ARTICLES_PER_TRANSACTION);
        if (page.last() == null) {
            storeIfUnchanged(
                    place,
                    now -> sql.update(
                            "update outside_set set looked_to = looking_to, looking_to = null, article = null"));
            changedPrints = null;
            mayHaveFormerFingerprints = true;
            return true;
        }
        Map<CitedReference, WorkCandidates> looked = works.inSet(mayHaveChanged(place, page.references()));
        storeIfUnchanged(place, now -> {
            found.storeFromSet(looked, now);
            return sql.update("update outside_set set article = ?", page.last());
        });
        return true;
    }

    private List<CitedReference> mayHaveChanged(Progress place, Collection<CitedReference> references) {
        if (changedPrints == null || !changedPrints.areBetween(place.lookedTo(), place.lookingTo())) {
            // If a work is replaced before this lookup reads its fingerprints, the next lookup reads them.
            changedPrints = ChangedFingerprints.between(place.lookedTo(), place.lookingTo(), sql);
        }
        return references.stream().filter(changedPrints::mayBeOf).toList();
    }

    /**
     * Starts another lookup of all references if works were added to the set since the last lookup. The lookup begins
     * with the first article.
     */
    private boolean startLookup(Progress place) {
        if (place.newest() <= place.lookedTo() || set.isImporting()) {
            return false;
        }
        storeIfUnchanged(place, now -> {
            sql.update("update outside_set set looking_to = ?, article = null", place.newest());
            // An older version of the program restarts at the beginning of the change log if {@code seen} has changed.
            return sql.update("update follower set seen = ? where name = 'outside-works'", place.newest());
        });
        return true;
    }

    /**
     * Deletes a batch of results from an emptied set of external works. After the last batch, the references may be
     * looked up through Crossref's REST API.
     */
    private boolean deleteResults(Progress place) {
        String after = cleared.emptied() == place.emptied() ? cleared.hash() : "";
        String last = storeIfUnchanged(place, now -> {
            Optional<String> gone = found.deleteFromSet(after, DELETED_PER_STEP);
            if (gone.isEmpty()) {
                sql.update("update outside_set set is_clearing = false");
                sql.update("update crossref_place set position = 0");
            }
            return gone.orElse(null);
        });
        if (last != null) {
            cleared = new DeletionPosition(place.emptied(), last);
        }
        return true;
    }

    private boolean deleteFormerFingerprints(Progress place) {
        if (mayHaveFormerFingerprints && place.lookingTo() == null) {
            mayHaveFormerFingerprints = writes.run(write -> sql.update(
                            "delete from outside_work_former_print where (work, print) in (select p.work, p.print"
                                    + " from outside_work_former_print p where p.work <= ? limit ?)",
                            place.lookedTo(),
                            DELETED_PER_STEP))
                    > 0;
            return mayHaveFormerFingerprints;
        }
        return false;
    }

    /**
     * Stores changes in one transaction, unless another node has moved the follower's position or the set of external
     * works was emptied.
     *
     * @return the result of {@code storing}; null if nothing was stored
     */
    private <T> T storeIfUnchanged(Progress place, Function<Instant, T> storing) {
        return writes.run(write -> progress.storeIf(Progress::isStill, place, () -> storing.apply(write.now())));
    }

    /**
     * Fingerprints, kept in memory, of the works that were added or replaced since the last lookup of references. For a
     * reference without any of these fingerprints, another lookup would find the same work as before. If there are too
     * many fingerprints, every fingerprint is treated as changed.
     */
    private static final class ChangedFingerprints {

        /**
         * Maximum number of fingerprints, sufficient for several hundred thousand works (4 MB of memory). After a
         * larger import, such as the first one, most references must be looked up anyway.
         */
        private static final int MAX_FINGERPRINTS = 500_000;

        private static final int PAGE = 10_000;

        private static final List<String> TABLES = List.of("outside_work_print", "outside_work_former_print");

        private final long after;
        private final long upTo;

        /** Sorted fingerprints; null if every fingerprint is treated as changed. */
        private final long[] prints;

        private ChangedFingerprints(long after, long upTo, long[] prints) {
            this.after = after;
            this.upTo = upTo;
            this.prints = prints;
        }

        /**
         * Reads the fingerprints of works with ids above {@code after}, up to {@code upTo}.
         *
         * @param after id of the newest work in the last lookup; 0 before the first lookup, when every fingerprint is
         *     treated as changed
         */
        static ChangedFingerprints between(long after, long upTo, Sql sql) {
            return new ChangedFingerprints(after, upTo, after == 0 ? null : read(after, upTo, sql));
        }

        private record StoredFingerprint(long work, long print) {}

        private static long[] read(long after, long upTo, Sql sql) {
            long[] prints = new long[PAGE];
            int count = 0;
            for (String table : TABLES) {
                StoredFingerprint last = new StoredFingerprint(after, Long.MAX_VALUE);
                while (last != null) {
                    List<StoredFingerprint> page = sql.list(
                            "select p.work, p.print from " + table
                                    + " p where (p.work, p.print) > (?, ?) and p.work <= ?"
                                    + " order by p.work, p.print limit " + PAGE,
                            row -> new StoredFingerprint(row.getLong("work"), row.getLong("print")),
                            last.work(),
                            last.print(),
                            upTo);
                    if (count + page.size() > MAX_FINGERPRINTS) {
                        return null;
                    }
                    if (count + page.size() > prints.length) {
                        prints = Arrays.copyOf(prints, 2 * prints.length);
                    }
                    for (StoredFingerprint row : page) {
                        prints[count++] = row.print();
                    }
                    last = page.size() < PAGE ? null : page.get(PAGE - 1);
                }
            }
            long[] sorted = Arrays.copyOf(prints, count);
            Arrays.sort(sorted);
            return sorted;
        }

        /** Returns whether the fingerprints were read for exactly this range of work ids. */
        boolean areBetween(long first, long last) {
            return after == first && upTo == last;
        }

        /** Returns whether a reference has one of these fingerprints. */
        boolean mayBeOf(CitedReference reference) {
            return prints == null || hasOne(WorkFingerprints.of(reference.words()));
        }

        private boolean hasOne(Set<Long> some) {
            for (long print : some) {
                if (Arrays.binarySearch(prints, print) >= 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
