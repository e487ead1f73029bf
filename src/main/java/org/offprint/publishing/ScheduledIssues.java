package org.offprint.publishing;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.articles.Article;
import org.offprint.changes.Change;
import org.offprint.changes.ChangeLog;
import org.offprint.changes.Loop;
import org.offprint.changes.Write;
import org.offprint.changes.Writes;
import org.offprint.database.Sql;
import org.offprint.database.SqlException;
import org.offprint.http.problem.Finding;
import org.offprint.issues.Issue;
import org.offprint.issues.IssueRepository;
import org.offprint.issues.IssueSchedule;
import org.offprint.security.Editor;

/**
 * Lets scheduled issues appear at their time, which is the database's. Each is a transaction of its own that claims the
 * issue by a row lock, so that several nodes can do this and a crash repeats nothing.
 */
@Startup
@ApplicationScoped
class ScheduledIssues {

    private static final int ISSUES_A_LOOK = 100;
    private static final String DUE = "scheduled_at <= now() and schedule_problem is null";

    private final Sql sql;
    private final Writes writes;
    private final IssueRepository issues;
    private final IssuePublishing publishing;
    private final Loop loop;

    ScheduledIssues(Sql sql, ChangeLog log, Writes writes, IssueRepository issues, IssuePublishing publishing) {
        this.sql = sql;
        this.writes = writes;
        this.issues = issues;
        this.publishing = publishing;
        loop = new Loop("scheduled-issues", log, this::step);
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.close();
    }

    /** A due issue as it was found without a lock. */
    private record Due(UUID id, UUID journal, boolean withArticles) {}

    /** One look: an issue that fails does not keep the others waiting. */
    private boolean step() {
        boolean any = false;
        RuntimeException failure = null;
        for (Due due : due()) {
            try {
                any |= writes.make(write -> appear(due, write));
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return any;
    }

    private List<Due> due() {
        return sql.list(
                "select id, journal, (schedule ->> 'withArticles')::boolean with_articles from issue where " + DUE
                        + " order by scheduled_at, id limit ?",
                row -> new Due(Sql.uuid(row, "id"), Sql.uuid(row, "journal"), row.getBoolean("with_articles")),
                ISSUES_A_LOOK);
    }

    /** Tells whether it was this node's, and still due. */
    private boolean appear(Due due, Write write) {
        List<Article> locked = publishing.lockBefore(due.id(), due.journal(), due.withArticles());
        if (!claim(due.id())) {
            return false;
        }
        Issue issue = issues.findById(due.id(), LockModeType.PESSIMISTIC_WRITE);
        IssueSchedule how = issue.schedule;
        if (how.withArticles() != due.withArticles()) {
            throw SqlException.outdated("The issue was scheduled otherwise meanwhile");
        }
        List<Article> appearing = how.withArticles() ? publishing.appearing(issue.id, locked) : List.of();
        List<Finding> findings = publishing.findings(appearing);
        if (findings.isEmpty()) {
            publishing.appear(issue, appearing, how, new Editor(how.byKey(), how.byName()), write);
        } else {
            issue.keepProblem(findings);
            write.log(
                    Change.forEditors(Change.Kind.ISSUE, issue.id, issue.journal, Change.Op.UPDATED, "not-published"));
        }
        return true;
    }

    private boolean claim(UUID issue) {
        Optional<UUID> claimed = sql.first(
                "select id from issue where id = ? and " + DUE + " for no key update skip locked",
                row -> Sql.uuid(row, "id"),
                issue);
        return claimed.isPresent();
    }
}
