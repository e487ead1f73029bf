package org.offprint.journal.publishing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.offprint.journal.affiliations.Merges;
import org.offprint.journal.publishing.typesetting.Press;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.changes.FollowerProgress;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;

/**
 * Propagates changes of journals, issues, affiliations and related articles to the published articles that display
 * them. The changes are read from the change log. The current position in the change log is stored in the database.
 * Each transaction updates the position together with the articles, so that no change is propagated again after a
 * crash. The database row with the position is locked, so that only one node propagates at a time.
 */
@Startup
@ApplicationScoped
class Carrying {

    private static final Logger LOG = Logger.getLogger(Carrying.class);
    private static final int MAX_ARTICLES_PER_TRANSACTION = 500;
    private static final int MAX_CHANGES_PER_PASS = 1_000;

    private final Sql sql;
    private final ChangeLog log;
    private final Writes writes;
    private final Press press;
    private final Dependents dependents;
    private final FollowerProgress<Progress> progress;
    private final FollowerLoop loop;

    Carrying(Sql sql, ChangeLog log, Writes writes, Press press, Dependents dependents) {
        this.sql = sql;
        this.log = log;
        this.writes = writes;
        this.press = press;
        this.dependents = dependents;
        progress = FollowerProgress.of(
                sql,
                "carrying",
                "position, article",
                row -> new Progress(row.getLong("position"), Sql.uuid(row, "article")));
        loop = new FollowerLoop("carrying", log, this::step);
        loop.start();
    }

    /** Stops the propagation before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /**
     * Number of articles to typeset in one transaction, which is halved after a failure and doubled after a success.
     */
    private int batch = MAX_ARTICLES_PER_TRANSACTION;

    /** Number of changes that the last pass skipped because no article depends on them. */
    private int skipped;

    /**
     * Progress of the propagation in the change log. All changes up to {@code position} have been propagated. The next
     * change has been propagated to the articles up to {@code article}, in id order.
     */
    private record Progress(long position, UUID article) {}

    private boolean step() {
        if (pendingChange().isEmpty()) {
            return false;
        }
        try {
            boolean more = writes.run(this::propagateBatch);
            batch = Math.min(MAX_ARTICLES_PER_TRANSACTION, 2 * batch);
            return more;
        } catch (RuntimeException e) {
            if (!SqlException.isLasting(e) || e instanceof ProblemException) {
                throw e;
            }
            halveBatch(e);
            return true;
        }
    }

    /**
     * Halves the batch to isolate an article that cannot be typeset. If the batch contains only one article, that
     * article is skipped so that the propagation continues.
     */
    private void halveBatch(RuntimeException failure) {
        if (batch > 1) {
            batch = batch / 2;
            return;
        }
        writes.run(write -> {
            next().ifPresent(next -> {
                UUID article = next.articles().get(0);
                LOG.errorf(failure, "Failed to typeset article %s again. The article is skipped.", article);
                move(new Progress(next.place().position(), article));
            });
            return null;
        });
    }

    /**
     * Returns the next change to propagate. The progress row is not locked, so that an idle node does not block the
     * active node.
     */
    private List<Change> pendingChange() {
        return progress.read().map(place -> log.after(place.position(), 1)).orElse(List.of());
    }

    /** Articles to typeset, with the change that they display and the progress before the batch. */
    private record NextBatch(Progress place, long change, List<UUID> articles) {}

    /**
     * Propagates one batch of articles, after skipping changes that no article displays. Returns whether the change log
     * may contain more changes to propagate.
     */
    private boolean propagateBatch(WriteContext write) {
        Optional<NextBatch> next = next();
        next.ifPresent(some -> {
            propagate(some.articles(), write);
            boolean done = some.articles().size() < batch;
            move(
                    done
                            ? new Progress(some.change(), null)
                            : new Progress(some.place().position(), last(some.articles())));
        });
        return next.isPresent() || skipped == MAX_CHANGES_PER_PASS;
    }

    /**
     * Locks the progress row, skips changes that no article displays, and returns the next batch of articles. Returns
     * empty if no batch was found or if another node has the lock.
     */
    private Optional<NextBatch> next() {
        skipped = 0;
        Optional<Progress> claimed = progress.claim();
        if (claimed.isEmpty()) {
            return Optional.empty();
        }
        Progress place = claimed.get();
        List<Change> changes = log.after(place.position(), MAX_CHANGES_PER_PASS);
        Set<UUID> related = related(changes);
        for (Change change : changes) {
            boolean isShown =
                    isPropagated(change) && (change.kind() != Change.Kind.ARTICLE || related.contains(change.id()));
            List<UUID> articles =
                    isShown ? dependents.after(change.kind(), change.id(), place.article(), batch) : List.of();
            if (!articles.isEmpty()) {
                return Optional.of(new NextBatch(place, change.position(), articles));
            }
            place = new Progress(change.position(), null);
            skipped++;
        }
        move(place);
        return Optional.empty();
    }

    /**
     * Returns the changed articles that have relations. A single query checks all changed articles, because imports add
     * thousands of articles without relations.
     */
    private Set<UUID> related(List<Change> changes) {
        return dependents.related(changes.stream()
                .filter(change -> change.kind() == Change.Kind.ARTICLE && isPropagated(change))
                .map(Change::id)
                .collect(Collectors.toSet()));
    }

    /**
     * Returns whether published articles may display the change, for example an update of their journal or the
     * retraction of a related article. Changes that resulted from a propagation are excluded.
     * <p>Changes to draft articles are excluded. Changes to draft issues are included, because articles of the issue
     * may already be published. For a merge or its reversal, only the changes of the merged or restored affiliations
     * are included. References to these affiliations now resolve to a different affiliation.
     */
    private static boolean isPropagated(Change change) {
        return !change.carried()
                && (change.kind() == Change.Kind.ARTICLE
                        ? change.isPublic()
                        : Merges.isOfMerges(change)
                                ? Merges.redirects(change)
                                : change.op() == Change.Op.UPDATED || change.kind() == Change.Kind.ISSUE);
    }

    private void propagate(List<UUID> articles, WriteContext write) {
        press.typesetPublished(articles, write.now())
                .forEach(printed -> write.log(Change.carried(Change.Kind.ARTICLE, printed.id(), printed.journal())
                        .ofVersion(printed.version())));
    }

    private void move(Progress place) {
        sql.update(
                "update follower set position = ?, article = ? where name = 'carrying'",
                place.position(),
                place.article());
    }

    private static UUID last(List<UUID> ids) {
        return ids.get(ids.size() - 1);
    }
}
