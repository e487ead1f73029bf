package org.offprint.journal.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleRepository;
import org.offprint.journal.articles.ArticleSchedule;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.issues.IssueRepository;
import org.offprint.journal.issues.IssueSchedule;
import org.offprint.journal.issues.IssueStatus;
import org.offprint.journal.issues.Issues;
import org.offprint.journal.journals.JournalRepository;
import org.offprint.journal.publishing.typesetting.PublicationDefaults;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.Dates;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.Write;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.platform.security.Editor;

/** Publishes issues, alone or with their articles, and makes them drafts again. */
@ApplicationScoped
public class IssuePublishing {

    private static final String UNPUBLISHED =
            " from article where issue = ? and status <> 'withdrawn' and (version = 0 or has_unpublished_changes)";

    private final Sql sql;
    private final Publishing publishing;
    private final ArticleRepository articles;
    private final JournalRepository journals;
    private final IssueRepository issues;
    private final Issues edits;

    IssuePublishing(
            Sql sql,
            Publishing publishing,
            ArticleRepository articles,
            JournalRepository journals,
            IssueRepository issues,
            Issues edits) {
        this.sql = sql;
        this.publishing = publishing;
        this.articles = articles;
        this.journals = journals;
        this.issues = issues;
        this.edits = edits;
    }

    /**
     * Counts the articles of this issue that readers do not have, or not as they are now; withdrawn ones do not count.
     */
    public long unpublishedArticles(UUID issue) {
        return sql.first("select count(*)" + UNPUBLISHED, row -> row.getLong(1), issue)
                .orElseThrow();
    }

    /**
     * Locks what publishing an issue changes before the issue itself: its unpublished articles if they are wanted, then
     * its journal for reading.
     */
    public List<Article> lockBefore(UUID issue, UUID journal, boolean withArticles) {
        List<Article> locked = withArticles ? articles.lockAll(unpublished(issue)) : List.of();
        journals.findById(journal, LockModeType.PESSIMISTIC_READ);
        return locked;
    }

    /**
     * Returns those of the articles locked before that are to appear with the issue, which is locked by now. Where
     * others have come to it meanwhile, the transaction starts anew.
     */
    public List<Article> appearing(UUID issue, List<Article> locked) {
        List<Article> appearing = locked.stream()
                .filter(article -> issue.equals(article.issue)
                        && article.status != ArticleStatus.WITHDRAWN
                        && (article.version == 0 || article.hasUnpublishedChanges))
                .toList();
        if (unpublishedArticles(issue) != appearing.size()) {
            throw SqlException.outdated("Articles were put into the issue or changed meanwhile");
        }
        return appearing;
    }

    /**
     * Publishes a locked issue and these articles of it, or schedules that. Nothing happens where there is nothing new.
     *
     * @param appearing what {@link #appearing} gave; empty without articles
     * @throws org.offprint.kernel.faults.ProblemException 422 with what keeps any of it from being published, 409 for a
     *     time where the issue is published already, and for one that readers could not tell from another
     */
    public void publish(Issue issue, List<Article> appearing, IssuePublicationInput input, Editor editor, Write write) {
        List<Finding> findings = new ArrayList<>();
        if (input.at() != null && !input.at().isAfter(write.now())) {
            findings.add(Finding.at("/at", "in-the-past", "This time has passed; leave it out to publish at once."));
        }
        findings.addAll(findings(appearing));
        if (!findings.isEmpty()) {
            throw Problems.invalid("The publication", findings);
        }
        if (issue.status != IssueStatus.PUBLISHED) {
            issues.requireNoTwin(issue);
        }
        if (input.at() == null) {
            publishNow(issue, appearing, input.scheduledBy(editor), editor, write);
            return;
        }
        if (issue.status == IssueStatus.PUBLISHED) {
            throw Problems.conflict(
                    "The issue is published already",
                    "Leave out at to publish its articles now, or schedule each of them; DELETE …/publication makes"
                            + " the issue a draft again.");
        }
        issue.scheduleFor(input.at(), input.scheduledBy(editor), write.now());
        write.log(Change.forEditors(Change.Kind.ISSUE, issue.id, issue.journal, Change.Op.UPDATED, "scheduled"));
    }

    /**
     * Returns the faults that keep these articles from being published, with pointers to them by their ids; empty for
     * nothing.
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

    /** Makes a locked issue and these articles visible now; the caller has checked that they can be. */
    void publishNow(Issue issue, List<Article> appearing, IssueSchedule how, Editor editor, Write write) {
        PartialDate present = issue.body.publishedOn();
        PartialDate day = how.publishedOn() != null
                ? how.publishedOn()
                : present != null
                        ? present
                        : PublicationDefaults.today(journals.findById(issue.journal).body, write.now());
        if (!issue.isPublic()) {
            edits.mintBeforePublication(issue, journals.findById(issue.journal), write);
        }
        edits.publish(issue, day, write);
        for (Article article : appearing) {
            ArticleSchedule dated = new ArticleSchedule(dayFor(article, day), null, null, editor.key(), editor.name());
            publishing.publishNow(article, dated, editor, write);
        }
    }

    /** An article without a printed date of its own takes that of its issue. */
    private static PartialDate dayFor(Article article, PartialDate day) {
        Dates dates = article.body.dates();
        return dates == null || dates.published() == null ? day : null;
    }

    /**
     * Makes a locked issue a draft again, or takes its time away; its articles stay as they are.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 for a draft without a time
     */
    public void unpublish(Issue issue, Write write) {
        switch (issue.state()) {
            case PUBLISHED -> edits.unpublish(issue, write);
            case SCHEDULED -> {
                issue.unschedule(write.now());
                write.log(Change.forEditors(
                        Change.Kind.ISSUE, issue.id, issue.journal, Change.Op.UPDATED, "unscheduled"));
            }
            case DRAFT ->
                throw Problems.conflict(
                        "The issue is a draft", "It is neither published nor scheduled; PUT …/publication does that.");
        }
    }

    private List<UUID> unpublished(UUID issue) {
        return sql.list("select id" + UNPUBLISHED + " order by id", row -> Sql.uuid(row, "id"), issue);
    }
}
