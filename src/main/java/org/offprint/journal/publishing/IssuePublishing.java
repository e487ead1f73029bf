package org.offprint.journal.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleSchedule;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.issues.IssueSchedule;
import org.offprint.journal.issues.IssueSeries;
import org.offprint.journal.issues.IssueStatus;
import org.offprint.journal.issues.Issues;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.publishing.typesetting.PublicationDefaults;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.Dates;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.platform.security.Editor;

/** Publishes issues, with or without their articles, and reverts issues to drafts. */
@ApplicationScoped
public class IssuePublishing {

    private static final String UNPUBLISHED =
            " from article where issue = ? and status <> 'withdrawn' and (version = 0 or has_unpublished_changes)";

    private final Sql sql;
    private final Publishing publishing;
    private final IssueSeries series;
    private final Issues edits;

    IssuePublishing(Sql sql, Publishing publishing, IssueSeries series, Issues edits) {
        this.sql = sql;
        this.publishing = publishing;
        this.series = series;
        this.edits = edits;
    }

    /**
     * Returns the number of the issue's articles that are unpublished or have unpublished changes. Withdrawn articles
     * are not counted.
     */
    public long unpublishedArticles(UUID issue) {
        return sql.first("select count(*)" + UNPUBLISHED, row -> row.getLong(1), issue)
                .orElseThrow();
    }

    /**
     * Locks the records that are changed when an issue is published. Call this method before locking the issue. If
     * {@code withArticles} is true, the unpublished articles are locked first; then, the journal is locked for reading.
     * Returns the locked articles.
     */
    public List<Article> lockBefore(UUID issue, UUID journal, boolean withArticles) {
        List<Article> locked = withArticles ? Article.lockAll(unpublished(issue)) : List.of();
        Journal.findById(journal, LockModeType.PESSIMISTIC_READ);
        return locked;
    }

    /**
     * Returns the locked articles to publish with the issue. The issue must be locked before the call. If articles were
     * added concurrently, the transaction is retried.
     */
    public List<Article> articlesToPublish(UUID issue, List<Article> locked) {
        List<Article> appearing = locked.stream()
                .filter(article -> issue.equals(article.issue)
                        && article.status != ArticleStatus.WITHDRAWN
                        && (article.version == 0 || article.hasUnpublishedChanges))
                .toList();
        if (unpublishedArticles(issue) != appearing.size()) {
            throw SqlException.outdated("Articles of the issue were added or changed concurrently");
        }
        return appearing;
    }

    /**
     * Publishes a locked issue with the given articles, or schedules the publication. Has no effect if the issue and
     * the articles have no unpublished changes.
     *
     * @param appearing articles returned by {@link #articlesToPublish}; empty for a publication without articles
     * @throws org.offprint.kernel.faults.ProblemException 422 with the errors that prevent the publication; 409 if a
     *     time is given for a published issue, or if readers could not distinguish the issue from another issue
     */
    public void publish(
            Issue issue, List<Article> appearing, IssuePublicationInput input, Editor editor, WriteContext write) {
        List<Finding> findings = new ArrayList<>();
        if (input.at() != null && !input.at().isAfter(write.now())) {
            findings.add(Finding.at(
                    "/at", "in-the-past", "The time must be in the future. To publish immediately, omit `at`."));
        }
        findings.addAll(findings(appearing));
        if (!findings.isEmpty()) {
            throw Problems.invalid("The publication", findings);
        }
        if (issue.status != IssueStatus.PUBLISHED) {
            series.requireNoTwin(issue);
        }
        if (input.at() == null) {
            publishNow(issue, appearing, input.scheduledBy(editor), editor, write);
            return;
        }
        if (issue.status == IssueStatus.PUBLISHED) {
            throw Problems.conflict(
                    "The issue is already published",
                    "To publish its articles now, omit `at`. To publish them later, schedule each article."
                            + " To make the issue a draft again, use DELETE …/publication.");
        }
        issue.scheduleFor(input.at(), input.scheduledBy(editor), write.now());
        write.log(Change.forEditors(Change.Kind.ISSUE, issue.id, issue.journal, Change.Op.UPDATED, "scheduled"));
    }

    /**
     * Returns the errors that prevent the publication of the given articles, or an empty list if there are none. The
     * JSON Pointer of each error contains the article id.
     */
    List<Finding> findings(List<Article> appearing) {
        List<Finding> findings = new ArrayList<>();
        for (Article article : appearing) {
            publishing
                    .findings(article)
                    .forEach(finding -> findings.add(Finding.at(
                            "/articles/" + article.id + finding.pointer(), finding.code(), finding.message())));
        }
        return findings;
    }

    /** Publishes a locked issue with the given articles immediately. The caller must have validated the publication. */
    void publishNow(Issue issue, List<Article> appearing, IssueSchedule how, Editor editor, WriteContext write) {
        PartialDate present = issue.body.publishedOn();
        PartialDate day = how.publishedOn() != null
                ? how.publishedOn()
                : present != null
                        ? present
                        : PublicationDefaults.today(Journal.<Journal>findById(issue.journal).body, write.now());
        if (!issue.isPublic()) {
            edits.mintBeforePublication(issue, Journal.findById(issue.journal), write);
        }
        edits.publish(issue, day, write);
        for (Article article : appearing) {
            ArticleSchedule dated = new ArticleSchedule(dayFor(article, day), null, null, editor.key(), editor.name());
            publishing.publishNow(article, dated, editor, write);
        }
    }

    /**
     * Returns the issue's printed date for an article without a printed date, or null for an article that already has
     * one.
     */
    private static PartialDate dayFor(Article article, PartialDate day) {
        Dates dates = article.body.dates();
        return dates == null || dates.published() == null ? day : null;
    }

    /**
     * Reverts a locked issue to a draft, or cancels its scheduled publication. The articles of the issue are not
     * changed.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 if the issue is a draft without a schedule
     */
    public void unpublish(Issue issue, WriteContext write) {
        switch (issue.state()) {
            case PUBLISHED -> edits.unpublish(issue, write);
            case SCHEDULED -> {
                issue.unschedule(write.now());
                write.log(Change.forEditors(
                        Change.Kind.ISSUE, issue.id, issue.journal, Change.Op.UPDATED, "unscheduled"));
            }
            case DRAFT ->
                throw Problems.conflict(
                        "The issue is a draft",
                        "The issue is neither published nor scheduled. To publish it, use PUT …/publication.");
        }
    }

    private List<UUID> unpublished(UUID issue) {
        return sql.list("select id" + UNPUBLISHED + " order by id", row -> Sql.uuid(row, "id"), issue);
    }
}
