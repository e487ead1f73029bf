package org.offprint.journal.publishing;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleHistory;
import org.offprint.journal.articles.ArticleSchedule;
import org.offprint.kernel.faults.Finding;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.platform.jobs.ScheduledWork;
import org.offprint.platform.security.Editor;

/**
 * Publishes scheduled articles when they are due according to the database clock. Each article is published once and in
 * a separate transaction, regardless of the number of nodes. An invalid article remains scheduled, with its problems
 * recorded, until an editor saves it.
 */
@ApplicationScoped
class ScheduledArticles {

    private static final Logger LOG = Logger.getLogger(ScheduledArticles.class);
    private static final String DUE = "scheduled_at <= now() and schedule_problem is null";

    private final ScheduledWork timed;
    private final Sql sql;
    private final Writes writes;
    private final EntityManager entities;
    private final Publishing publishing;
    private final ArticleHistory history;

    ScheduledArticles(
            ScheduledWork timed,
            Sql sql,
            Writes writes,
            EntityManager entities,
            Publishing publishing,
            ArticleHistory history) {
        this.timed = timed;
        this.sql = sql;
        this.writes = writes;
        this.entities = entities;
        this.publishing = publishing;
        this.history = history;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void publishDue() {
        timed.run(this::publishAllDue);
    }

    private void publishAllDue() {
        List<UUID> due = sql.list(
                "select id from article where " + DUE + " order by scheduled_at, id limit 100",
                row -> Sql.uuid(row, "id"));
        for (UUID id : due) {
            try {
                writes.run(write -> publishNow(id, write));
            } catch (RuntimeException e) {
                // An article that cannot be stored must not prevent the publication of the remaining articles.
                LOG.errorf(e, "Failed to publish article %s at its scheduled time", id);
                if (SqlException.isLasting(e)) {
                    abandon(id);
                }
            }
        }
    }

    private boolean publishNow(UUID id, WriteContext write) {
        Optional<UUID> claimed = sql.first(
                "select id from article where id = ? and " + DUE + " for no key update skip locked",
                row -> Sql.uuid(row, "id"),
                id);
        if (claimed.isEmpty()) {
            return false;
        }
        Article article = entities.find(Article.class, id);
        ArticleSchedule how = article.schedule;
        List<Finding> findings = publishing.findings(article);
        if (findings.isEmpty()) {
            publishing.publishNow(article, how, new Editor(how.byKey(), how.byName()), write);
        } else {
            recordScheduleProblem(article, findings, write);
        }
        return true;
    }

    /**
     * Records a problem for the editors of a scheduled article, so that the failed publication is not retried every
     * second.
     */
    private void abandon(UUID id) {
        try {
            writes.run(write -> {
                Article article = entities.find(Article.class, id, LockModeType.PESSIMISTIC_WRITE);
                if (article != null && article.scheduledAt != null) {
                    recordScheduleProblem(article, List.of(ScheduledIssues.UNEXPECTED), write);
                }
                return null;
            });
        } catch (RuntimeException e) {
            LOG.errorf(e, "Failed to record why the scheduled publication of article %s failed", id);
        }
    }

    private void recordScheduleProblem(Article article, List<Finding> findings, WriteContext write) {
        ArticleSchedule how = article.schedule;
        article.recordScheduleProblem(findings, write.now());
        history.record(article, "schedule-failed", article.body, new Editor(how.byKey(), how.byName()));
        write.log(Change.forEditors(
                Change.Kind.ARTICLE, article.id, article.journal, Change.Op.UPDATED, "schedule-failed"));
    }
}
