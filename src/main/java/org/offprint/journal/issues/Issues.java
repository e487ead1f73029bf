package org.offprint.journal.issues;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.offprint.journal.journals.DoiMint;
import org.offprint.journal.journals.DoiRegister;
import org.offprint.journal.journals.Journal;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.IssueBody;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;

/**
 * Creates and changes issues, and records the changes in the change log. The caller must check the client's
 * permissions.
 */
@ApplicationScoped
public class Issues {

    private final IssueSeries series;
    private final DoiRegister dois;
    private final DoiMint mint;

    Issues(IssueSeries series, DoiRegister dois, DoiMint mint) {
        this.series = series;
        this.dois = dois;
        this.mint = mint;
    }

    /**
     * Stores a new draft issue.
     *
     * @param input request data returned by {@link IssueReader}
     * @throws org.offprint.kernel.faults.ProblemException 409 if another record has the same DOI
     */
    public Issue create(IssueInput input, UUID id, WriteContext write) {
        Issue issue = Issue.create(input, id, write.now());
        boolean isNamed = issue.body.doi() != null;
        if (!isNamed) {
            mint.onCreation(subject(issue), issue.journal, write.now())
                    .ifPresent(doi -> issue.body = issue.body.withDoi(doi));
        }
        issue.persistAndFlush();
        if (isNamed) {
            dois.register(DoiRegister.OwnerKind.ISSUE, issue.id, issue.body.doi());
        }
        write.log(Change.forEditors(Change.Kind.ISSUE, issue.id, issue.journal, Change.Op.CREATED, "created"));
        return issue;
    }

    private static DoiMint.Subject subject(Issue issue) {
        IssueBody body = issue.body;
        Integer year = body.year() == null && body.publishedOn() != null
                ? Integer.valueOf(body.publishedOn().year())
                : body.year();
        return DoiMint.Subject.issue(issue.id, body.volume(), body.number(), year);
    }

    /**
     * Mints a DOI for a locked issue, using the DOI pattern of its journal. If the issue is published, readers see the
     * DOI immediately.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 if the issue already has a DOI, or if the journal cannot
     *     mint one
     */
    public void mintDoi(Issue issue, Journal journal, WriteContext write) {
        if (issue.body.doi() != null) {
            throw Problems.conflict("The issue already has a DOI", "The DOI of the issue is " + issue.body.doi() + ".");
        }
        change(issue, issue.body.withDoi(mint.mint(subject(issue), journal, write.now())), write);
    }

    /**
     * Mints a DOI for a locked issue before its publication, if the issue has none and the journal's settings require
     * one.
     */
    public void mintBeforePublication(Issue issue, Journal journal, WriteContext write) {
        if (issue.body.doi() == null) {
            mint.onPublication(subject(issue), journal, write.now())
                    .ifPresent(doi -> issue.body = issue.body.withDoi(doi));
        }
    }

    /**
     * Stores an editor's changes to a locked issue.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 if another record has the same DOI, or if readers could
     *     not distinguish the issue from another published one
     */
    public void change(Issue issue, IssueBody body, WriteContext write) {
        boolean isNamedAnew = !body.isNamedAs(issue.body);
        boolean isShownAnew =
                issue.isPublic() && !IssueRef.of(issue.id, body).equals(IssueRef.of(issue.id, issue.body));
        Set<UUID> neighbours = isShownAnew ? series.neighbours(issue) : new TreeSet<>();
        issue.edit(body, write.now());
        Issue.flush();
        if (isNamedAnew && issue.isPublic()) {
            series.requireNoTwin(issue);
        }
        dois.register(DoiRegister.OwnerKind.ISSUE, issue.id, issue.body.doi());
        boolean published = issue.status == IssueStatus.PUBLISHED;
        if (published) {
            dois.reserve(issue.id);
        }
        write.log(
                published
                        ? Change.forReaders(Change.Kind.ISSUE, issue.id, issue.journal, Change.Op.UPDATED, "updated")
                        : Change.forEditors(Change.Kind.ISSUE, issue.id, issue.journal, Change.Op.UPDATED, "updated"));
        if (isShownAnew) {
            neighbours.addAll(series.neighbours(issue));
            logNeighbours(neighbours, issue.journal, write);
        }
    }

    /**
     * Publishes a locked issue with the given printed date. Has no effect if the issue is already published with that
     * date.
     */
    public void publish(Issue issue, PartialDate day, WriteContext write) {
        boolean isNew = !issue.isPublic();
        if (!isNew && day.equals(issue.body.publishedOn())) {
            return;
        }
        Set<UUID> neighbours = isNew ? new TreeSet<>() : series.neighbours(issue);
        issue.publish(day, write.now());
        Issue.flush();
        dois.reserve(issue.id);
        Change.Op op = isNew ? Change.Op.CREATED : Change.Op.UPDATED;
        write.log(Change.forReaders(Change.Kind.ISSUE, issue.id, issue.journal, op, "published"));
        neighbours.addAll(series.neighbours(issue));
        logNeighbours(neighbours, issue.journal, write);
    }

    /** Reverts a published, locked issue to a draft. */
    public void unpublish(Issue issue, WriteContext write) {
        Set<UUID> neighbours = series.neighbours(issue);
        issue.unpublish(write.now());
        write.log(Change.forReaders(Change.Kind.ISSUE, issue.id, issue.journal, Change.Op.DELETED, "unpublished"));
        logNeighbours(neighbours, issue.journal, write);
    }

    /** Logs changes to the previous and next issues, whose pages link to the changed issue. */
    private static void logNeighbours(Set<UUID> neighbours, UUID journal, WriteContext write) {
        neighbours.forEach(id -> write.log(Change.carried(Change.Kind.ISSUE, id, journal)));
    }
}
