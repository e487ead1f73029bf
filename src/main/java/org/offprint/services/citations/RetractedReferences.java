package org.offprint.services.citations;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
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
 * Follower that typesets a published article again after a change to one of its references to retracted articles. A
 * reference changes if the cited article is retracted, withdrawn or reinstated, or if the retraction is lifted. A
 * reference also changes if it is linked to a different article. Unchanged documents are not stored again, so each step
 * can safely be repeated.
 */
@Startup
@ApplicationScoped
class RetractedReferences {

    private static final Logger LOG = Logger.getLogger(RetractedReferences.class);
    private static final String NAME = "retracted-references";
    private static final long POLL_MILLIS = 1_000;
    private static final int CHANGES_PER_STEP = 500;

    private static final String CITING =
            "select distinct c.citing from change h join citation c on c.cited = h.id where h.kind = 'article'"
                    + " and h.reason in ('retracted', 'retraction-lifted', 'withdrawn', 'reinstated')"
                    + " and h.position > ? and h.position <= ?";

    /**
     * SQL statement that selects the articles with changed reference links. The column {@code is_affected} is true if
     * the article cites a retracted article, or if its published document still lists retracted references.
     */
    private static final String RELINKED = """
            select n.article, n.stamp,
                exists (select from citation c join article r on r.id = c.cited
                    where c.citing = n.article and r.retraction is not null)
                or exists (select from published_article p where p.article = n.article and not p.withdrawn
                    and position('"retractedReferences"'::bytea in p.document) > 0) as is_affected
            from citation_change n where n.stamp > ? order by n.stamp limit ?""";

    private final Sql sql;
    private final ChangeLog log;
    private final Writes writes;
    private final Press press;
    private final FollowerProgress<Progress> progress;
    private final FollowerLoop loop;

    RetractedReferences(Sql sql, ChangeLog log, Writes writes, Press press) {
        this.sql = sql;
        this.log = log;
        this.writes = writes;
        this.press = press;
        progress = FollowerProgress.of(
                sql,
                NAME,
                "position, coalesce(seen, 0) seen",
                row -> new Progress(row.getLong("position"), row.getLong("seen")));
        loop = new FollowerLoop(NAME, POLL_MILLIS, this::step);
        loop.start();
    }

    /** Stops the follower thread before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /**
     * Progress of the follower for retracted references.
     *
     * @param position position of the change log up to which retractions are processed
     * @param stamp change stamp up to which changed reference links are processed
     */
    private record Progress(long position, long stamp) {}

    private record RelinkedArticle(UUID article, long stamp, boolean isAffected) {}

    private boolean step() {
        Progress place = progress.readOrBegin();
        long end = Math.max(place.position(), log.end());
        Set<UUID> articles = new LinkedHashSet<>();
        if (end > place.position()) {
            articles.addAll(sql.list(CITING, row -> Sql.uuid(row, "citing"), place.position(), end));
        }
        List<RelinkedArticle> relinked = sql.list(
                RELINKED,
                row -> new RelinkedArticle(
                        Sql.uuid(row, "article"), row.getLong("stamp"), row.getBoolean("is_affected")),
                place.stamp(),
                CHANGES_PER_STEP);
        relinked.stream()
                .filter(RelinkedArticle::isAffected)
                .map(RelinkedArticle::article)
                .forEach(articles::add);
        articles.forEach(this::typeset);
        Progress next = new Progress(
                end,
                relinked.isEmpty()
                        ? place.stamp()
                        : relinked.get(relinked.size() - 1).stamp());
        if (!next.equals(place)) {
            writes.run(write -> progress.storeIfUnchanged(
                    place,
                    () -> sql.update(
                            "update follower set position = ?, seen = ? where name = ?",
                            next.position(),
                            next.stamp(),
                            NAME)));
        }
        return relinked.size() == CHANGES_PER_STEP;
    }

    private void typeset(UUID article) {
        try {
            writes.run(write -> typeset(article, write));
        } catch (RuntimeException e) {
            if (!SqlException.isLasting(e) || e instanceof ProblemException) {
                throw e;
            }
            LOG.errorf(
                    e,
                    "Article %s cannot be typeset again; its references to retracted articles are not flagged",
                    article);
        }
    }

    private Void typeset(UUID article, WriteContext write) {
        press.typesetPublished(List.of(article), write.now())
                .forEach(changed -> write.log(Change.carried(Change.Kind.ARTICLE, changed.id(), changed.journal())
                        .ofVersion(changed.version())));
        return null;
    }
}
