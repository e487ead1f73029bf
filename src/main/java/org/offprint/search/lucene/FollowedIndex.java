package org.offprint.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.changes.Change;
import org.offprint.changes.ChangeLog;
import org.offprint.changes.Progress;
import org.offprint.search.Audience;
import org.offprint.search.Entry;
import org.offprint.search.Kind;
import org.offprint.search.Records;

/**
 * The index of one audience, kept up with the change log by one thread: opened where it was left, built anew where there
 * is none that fits, and replaced by a new one in the background when that is asked for.
 */
final class FollowedIndex {

    private static final Logger LOG = Logger.getLogger(FollowedIndex.class);
    private static final int BATCH = 500;
    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(5);

    private final Records records;
    private final ChangeLog log;
    private final Directories directories;
    private final UUID store;
    private final Progress progress = new Progress();
    private volatile OpenIndex serving;
    private volatile Building building;
    private volatile boolean rebuildWanted;
    private long committedNanos = System.nanoTime();

    FollowedIndex(Records records, ChangeLog log, Directories directories, UUID store) {
        this.records = records;
        this.log = log;
        this.directories = directories;
        this.store = store;
        progress.setAwaited(false);
    }

    Audience audience() {
        return records.audience();
    }

    /** How far searches are. */
    Progress progress() {
        return progress;
    }

    /** What searches ask; null while there is none. */
    OpenIndex serving() {
        return serving;
    }

    /** Whether a new index is being built. */
    boolean isBuilding() {
        return building != null;
    }

    /** Builds a new index in the background; the present one serves meanwhile. */
    void rebuild() {
        rebuildWanted = true;
    }

    /** Some work: tells whether there may be more. */
    boolean step() {
        try {
            if (serving == null && building == null) {
                openOrBuild();
            }
            mend();
            takeOver();
            return serving != null && follow(serving);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void openOrBuild() throws IOException {
        OpenIndex found = directories.open(store, log);
        if (found == null) {
            building = Building.start(records, log, directories, store);
        } else {
            serve(found);
        }
    }

    private void serve(OpenIndex index) throws IOException {
        index.refresh();
        serving = index;
        progress.moveTo(index.reached().position());
        progress.setAwaited(true);
    }

    /** Opens an index again that a failure has closed, and builds anew one that cannot be read. */
    private void mend() throws IOException {
        OpenIndex present = serving;
        if (present != null && present.isBroken()) {
            LOG.warnf("The search index %s was closed by a failure and is opened again", present.path());
            serving = null;
            progress.setAwaited(false);
            present.close();
            openOrBuild();
        }
        if (rebuildWanted && building == null) {
            rebuildWanted = false;
            building = Building.start(records, log, directories, store);
        }
    }

    /** Lets a new index serve when it is built and has followed as far as the old one. */
    private void takeOver() throws IOException {
        Building made = building;
        if (made == null || !made.isDone()) {
            return;
        }
        building = null;
        OpenIndex fresh = made.result();
        OpenIndex old = serving;
        while (old != null && fresh.reached().position() < old.reached().position()) {
            apply(fresh, log.after(fresh.reached().position(), BATCH));
        }
        fresh.commit();
        serve(fresh);
        if (old != null) {
            old.close();
        }
        directories.removeAllBut(fresh.path());
    }

    private boolean follow(OpenIndex index) throws IOException {
        List<Change> changes = log.after(index.reached().position(), BATCH);
        if (!changes.isEmpty()) {
            apply(index, changes);
            progress.moveTo(index.reached().position());
        }
        if (index.isAhead() && System.nanoTime() - committedNanos > BETWEEN_COMMITS.toNanos()) {
            index.commit();
            committedNanos = System.nanoTime();
        }
        return changes.size() == BATCH;
    }

    /** Brings what changed, and what shows it, to its present state. */
    private void apply(OpenIndex index, List<Change> changes) throws IOException {
        if (changes.isEmpty()) {
            return;
        }
        Map<Kind, Set<UUID>> touched = new EnumMap<>(Kind.class);
        for (Change change : changes) {
            boolean isSeen =
                    change.isPublic() || audience() == Audience.EDITORS || change.kind() != Change.Kind.ARTICLE;
            if (isSeen) {
                touched.computeIfAbsent(kind(change), absent -> new LinkedHashSet<>())
                        .add(change.id());
            }
        }
        Tallies tallies = new Tallies(index);
        for (Map.Entry<Kind, Set<UUID>> each : touched.entrySet()) {
            replace(index, each.getKey(), each.getValue(), tallies);
        }
        for (Kind shown : List.of(Kind.JOURNAL, Kind.ISSUE, Kind.AFFILIATION)) {
            for (UUID id : touched.getOrDefault(shown, Set.of())) {
                for (Kind kind : List.of(Kind.JOURNAL, Kind.ISSUE, Kind.ARTICLE)) {
                    replaceShowing(index, shown, id, kind, tallies);
                }
            }
        }
        index.refresh();
        if (tallies.settle()) {
            index.refresh();
        }
        Change last = changes.get(changes.size() - 1);
        index.reach(new Checkpoint(store, last.position(), last.at()));
    }

    private void replace(OpenIndex index, Kind kind, Collection<UUID> ids, Tallies tallies) throws IOException {
        List<Entry> entries = records.read(kind, ids);
        List<String> keys = texts(ids);
        if (kind == Kind.ARTICLE && audience() == Audience.READERS) {
            tallies.touch(keys, entries);
        }
        index.replace(kind, keys, entries);
    }

    private void replaceShowing(OpenIndex index, Kind shown, UUID id, Kind kind, Tallies tallies) throws IOException {
        UUID after = null;
        List<UUID> ids;
        do {
            ids = records.showing(shown, id, kind, after, BATCH);
            if (!ids.isEmpty()) {
                replace(index, kind, ids, tallies);
                after = ids.get(ids.size() - 1);
            }
        } while (ids.size() == BATCH);
    }

    private static Kind kind(Change change) {
        return switch (change.kind()) {
            case ARTICLE -> Kind.ARTICLE;
            case ISSUE -> Kind.ISSUE;
            case JOURNAL -> Kind.JOURNAL;
            case AFFILIATION -> Kind.AFFILIATION;
        };
    }

    private static List<String> texts(Iterable<UUID> ids) {
        List<String> texts = new ArrayList<>();
        ids.forEach(id -> texts.add(id.toString()));
        return texts;
    }

    /** Ends with everything on the disk. */
    void close() {
        Building unfinished = building;
        if (unfinished != null) {
            unfinished.cancel();
        }
        OpenIndex present = serving;
        serving = null;
        if (present != null) {
            try (present) {
                if (present.isAhead() && !present.isBroken()) {
                    present.commit();
                }
            } catch (IOException e) {
                LOG.warnf(
                        e,
                        "The search index %s could not be closed; it is followed from its last commit",
                        present.path());
            }
        }
    }

    /** When the change was logged that the index has reached; null before the first. */
    Instant reachedAt() {
        OpenIndex present = serving;
        return present == null ? null : present.reached().at();
    }

    Path path() {
        OpenIndex present = serving;
        return present == null ? null : present.path();
    }
}
