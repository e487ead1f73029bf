package org.offprint.journal.publishing;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.journal.articles.Article;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.issues.IssueSchedule;
import org.offprint.journal.issues.IssueSeries;
import org.offprint.kernel.faults.Finding;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.platform.jobs.ScheduledWork;
import org.offprint.platform.security.Editor;

/**
 * Publishes scheduled issues when they are due according to the database clock. Each issue is published once and in a
 * separate transaction, regardless of the number of nodes. An issue with an invalid article remains scheduled, with its
 * problems recorded, until an editor saves or reschedules it.
 */
@ApplicationScoped
class ScheduledIssues {

    private static final Logger LOG = Logger.getLogger(ScheduledIssues.class);
    /** Error for a failed publication that was not caused by the content of the record. */
    static final Finding UNEXPECTED = Finding.at(
            "",
            "not-published",
            "The publication failed unexpectedly. Ask the operator of the service to check the log."
                    + " To try again, save the record.");

    private static final String DUE = "scheduled_at <= now() and schedule_problem is null";

    private final ScheduledWork timed;
    private final Sql sql;
    private final Writes writes;
    private final IssueSeries series;
    private final IssuePublishing publishing;

    ScheduledIssues(ScheduledWork timed, Sql sql, Writes writes, IssueSeries series, IssuePublishing publishing) {
        this.timed = timed;
        this.sql = sql;
        this.writes = writes;
        this.series = series;
        this.publishing = publishing;
    }

    /** Issue that is due for publication, read without a lock. */
    private record Due(UUID id, UUID journal, boolean withArticles) {}

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void publishDue() {
        timed.run(this::publishAllDue);
    }

    private void publishAllDue() {
        List<Due> found = sql.list(
                "select id, journal, (schedule ->> 'withArticles')::boolean with_articles from issue where " + DUE
                        + " order by scheduled_at, id limit 100",
                row -> new Due(Sql.uuid(row, "id"), Sql.uuid(row, "journal"), row.getBoolean("with_articles")));
        for (Due due : found) {
            try {
                writes.run(write -> publishNow(due, write));
            } catch (RuntimeException e) {
                // An issue that cannot be stored must not prevent the publication of the remaining issues.
                LOG.errorf(e, "Failed to publish issue %s at its scheduled time", due.id());
                if (SqlException.isLasting(e)) {
                    abandon(due.id());
                }
            }
        }
    }

    /** Publishes an issue if its publication is still due. Returns whether this node published the issue. */
    private boolean publishNow(Due due, WriteContext write) {
        List<Article> locked = publishing.lockBefore(due.id(), due.journal(), due.withArticles());
        if (!claim(due.id())) {
            return false;
        }
        Issue issue = Issue.findById(due.id(), LockModeType.PESSIMISTIC_WRITE);
        IssueSchedule how = issue.schedule;
        if (how.withArticles() != due.withArticles()) {
            throw SqlException.outdated("The issue was concurrently rescheduled with different options");
        }
        List<Article> appearing = how.withArticles() ? publishing.articlesToPublish(issue.id, locked) : List.of();
        List<Finding> findings = new ArrayList<>(publishing.findings(appearing));
        series.publishedTwin(issue).ifPresent(twin -> findings.add(twin(twin)));
        if (findings.isEmpty()) {
            publishing.publishNow(issue, appearing, how, new Editor(how.byKey(), how.byName()), write);
        } else {
            recordScheduleProblem(issue, findings, write);
        }
        return true;
    }

    private static Finding twin(UUID other) {
        return Finding.at(
                "",
                "duplicate",
                "Issue /v1/issues/" + other
                        + " is already published with the same volume, number, year and title. Change at least one"
                        + " of them.");
    }

    /**
     * Records a problem for the editors of a scheduled issue, so that the failed publication is not retried every
     * second.
     */
    private void abandon(UUID id) {
        try {
            writes.run(write -> {
                Issue issue = Issue.findById(id, LockModeType.PESSIMISTIC_WRITE);
                if (issue != null && issue.scheduledAt != null) {
                    recordScheduleProblem(issue, List.of(UNEXPECTED), write);
                }
                return null;
            });
        } catch (RuntimeException e) {
            LOG.errorf(e, "Failed to record why the scheduled publication of issue %s failed", id);
        }
    }

    private static void recordScheduleProblem(Issue issue, List<Finding> findings, WriteContext write) {
        issue.recordScheduleProblem(findings, write.now());
        write.log(Change.forEditors(Change.Kind.ISSUE, issue.id, issue.journal, Change.Op.UPDATED, "schedule-failed"));
    }

    private boolean claim(UUID issue) {
        Optional<UUID> claimed = sql.first(
                "select id from issue where id = ? and " + DUE + " for no key update skip locked",
                row -> Sql.uuid(row, "id"),
                issue);
        return claimed.isPresent();
    }
}
