package org.offprint.services.readiness;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.changes.FollowerProgress;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.readiness.rules.ReadinessRules;

/**
 * Follower that updates the stored readiness results of published articles. The change log position and the results are
 * stored in one transaction, which locks the row with the position. Only one node at a time can therefore check
 * articles, and completed checks are not repeated after a crash.
 */
@Startup
@ApplicationScoped
class ReadinessFollower {

    private static final int CHANGES_PER_STEP = 200;
    private static final int ARTICLES_PER_STEP = 200;

    private final Sql sql;
    private final ChangeLog log;
    private final Writes writes;
    private final StoredReadiness kept;
    private final FollowerProgress<Progress> progress;
    private final FollowerLoop loop;

    ReadinessFollower(Sql sql, ChangeLog log, Writes writes, StoredReadiness kept) {
        this.sql = sql;
        this.log = log;
        this.writes = writes;
        this.kept = kept;
        progress = new FollowerProgress<>(
                sql,
                "readiness",
                "select f.rule_set, f.position, f.article from readiness_place f",
                "f",
                row -> new Progress(row.getInt("rule_set"), row.getLong("position"), Sql.uuid(row, "article")));
        loop = FollowerLoop.yielding("readiness", log, this::step);
        loop.start();
    }

    /** Stops the follower thread before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private record Progress(int ruleSet, long position, UUID article) {}

    private boolean step() {
        boolean hasWork = progress.read()
                .filter(place -> place.ruleSet() < ReadinessRules.VERSION
                        || place.ruleSet() == ReadinessRules.VERSION
                                && !log.after(place.position(), 1).isEmpty())
                .isPresent();
        return hasWork && writes.run(write -> checkSome());
    }

    /**
     * Rechecks the articles in a batch of changes. Returns whether unprocessed changes may remain. A position stored by
     * a newer version of the program is left unchanged.
     */
    private boolean checkSome() {
        Optional<Progress> claimed = progress.claim().filter(place -> place.ruleSet() <= ReadinessRules.VERSION);
        if (claimed.isEmpty()) {
            return false;
        }
        Progress place = claimed.get();
        if (place.ruleSet() < ReadinessRules.VERSION) {
            kept.clear();
            place = new Progress(ReadinessRules.VERSION, 0, null);
        }
        move(process(place));
        return true;
    }

    private Progress process(Progress from) {
        Set<UUID> articles = new HashSet<>();
        long position = from.position();
        for (Change change : log.after(from.position(), CHANGES_PER_STEP)) {
            if (isOfJournal(change)) {
                // When a journal changes, check all of its articles, because the rules also use journal data that
                // article documents do not contain.
                if (articles.isEmpty()) {
                    return processJournal(change, from.article());
                }
                break;
            }
            if (change.kind() == Change.Kind.ARTICLE && change.isPublic()) {
                articles.add(change.id());
            }
            position = change.position();
        }
        kept.recheck(articles);
        return new Progress(ReadinessRules.VERSION, position, null);
    }

    private static boolean isOfJournal(Change change) {
        return change.kind() == Change.Kind.JOURNAL && change.op() == Change.Op.UPDATED;
    }

    private Progress processJournal(Change change, UUID after) {
        List<UUID> articles = sql.list(
                "select article from published_article where journal = ? and article > ? order by article limit ?",
                row -> Sql.uuid(row, "article"),
                change.id(),
                after == null ? new UUID(0, 0) : after,
                ARTICLES_PER_STEP);
        kept.recheck(articles);
        boolean isDone = articles.size() < ARTICLES_PER_STEP;
        return isDone
                ? new Progress(ReadinessRules.VERSION, change.position(), null)
                : new Progress(ReadinessRules.VERSION, change.position() - 1, articles.get(articles.size() - 1));
    }

    private void move(Progress place) {
        sql.update(
                "update readiness_place set rule_set = ?, position = ?, article = ?",
                place.ruleSet(),
                place.position(),
                place.article());
    }
}
