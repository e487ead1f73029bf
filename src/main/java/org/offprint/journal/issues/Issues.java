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
import org.offprint.platform.changes.Write;

/** Makes and changes issues, and puts that into the change log; who may do so is for the caller to say. */
@ApplicationScoped
public class Issues {

    private final IssueRepository issues;
    private final DoiRegister dois;
    private final DoiMint mint;

    Issues(IssueRepository issues, DoiRegister dois, DoiMint mint) {
        this.issues = issues;
        this.dois = dois;
        this.mint = mint;
    }

    /**
     * Stores a new draft.
     *
     * @param input as {@link IssueReader} read it
     * @throws org.offprint.kernel.faults.ProblemException 409 where something else has its DOI
     */
    public Issue create(IssueInput input, UUID id, Write write) {
        Issue issue = Issue.create(input, id, write.now());
        boolean isNamed = issue.body.doi() != null;
        if (!isNamed) {
            mint.onCreation(subject(issue), issue.journal, write.now())
                    .ifPresent(doi -> issue.body = issue.body.withDoi(doi));
        }
        issues.persistAndFlush(issue);
        if (isNamed) {
            dois.take(DoiRegister.Holder.ISSUE, issue.id, issue.body.doi());
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
     * Gives a locked issue a DOI by the pattern of its journal; readers of a published one see it at once.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 for one that has a DOI, or where the journal cannot make one
     */
    public void mintDoi(Issue issue, Journal journal, Write write) {
        if (issue.body.doi() != null) {
            throw Problems.conflict("The issue has a DOI", "It is " + issue.body.doi() + ".");
        }
        change(issue, issue.body.withDoi(mint.mint(subject(issue), journal, write.now())), write);
    }

    /** Gives a locked issue without a DOI one before it is published, where its journal wants that. */
    public void mintBeforePublication(Issue issue, Journal journal, Write write) {
        if (issue.body.doi() == null) {
            mint.onPublication(subject(issue), journal, write.now())
                    .ifPresent(doi -> issue.body = issue.body.withDoi(doi));
        }
    }

    /**
     * Stores what an editor wrote of a locked issue.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 where something else has its DOI, or readers could not tell a
     *     published one from another
     */
    public void change(Issue issue, IssueBody body, Write write) {
        boolean isNamedAnew = !body.isNamedAs(issue.body);
        boolean isShownAnew =
                issue.isPublic() && !IssueRef.of(issue.id, body).equals(IssueRef.of(issue.id, issue.body));
        Set<UUID> neighbours = isShownAnew ? issues.neighbours(issue) : new TreeSet<>();
        issue.edit(body, write.now());
        issues.flush();
        if (isNamedAnew && issue.isPublic()) {
            issues.requireNoTwin(issue);
        }
        dois.take(DoiRegister.Holder.ISSUE, issue.id, issue.body.doi());
        boolean published = issue.status == IssueStatus.PUBLISHED;
        if (published) {
            dois.reserve(issue.id);
        }
        write.log(
                published
                        ? Change.forReaders(Change.Kind.ISSUE, issue.id, issue.journal, Change.Op.UPDATED, "updated")
                        : Change.forEditors(Change.Kind.ISSUE, issue.id, issue.journal, Change.Op.UPDATED, "updated"));
        if (isShownAnew) {
            neighbours.addAll(issues.neighbours(issue));
            logShowing(neighbours, issue.journal, write);
        }
    }

    /** Makes a locked issue visible, on that printed date; nothing happens where it is so already. */
    public void publish(Issue issue, PartialDate day, Write write) {
        boolean isNew = !issue.isPublic();
        if (!isNew && day.equals(issue.body.publishedOn())) {
            return;
        }
        Set<UUID> neighbours = isNew ? new TreeSet<>() : issues.neighbours(issue);
        issue.publish(day, write.now());
        issues.flush();
        dois.reserve(issue.id);
        Change.Op op = isNew ? Change.Op.CREATED : Change.Op.UPDATED;
        write.log(Change.forReaders(Change.Kind.ISSUE, issue.id, issue.journal, op, "published"));
        neighbours.addAll(issues.neighbours(issue));
        logShowing(neighbours, issue.journal, write);
    }

    /** Makes a published, locked issue a draft again. */
    public void unpublish(Issue issue, Write write) {
        Set<UUID> neighbours = issues.neighbours(issue);
        issue.unpublish(write.now());
        write.log(Change.forReaders(Change.Kind.ISSUE, issue.id, issue.journal, Change.Op.DELETED, "unpublished"));
        logShowing(neighbours, issue.journal, write);
    }

    /** Logs that the issues before and after another one have changed for readers, who see that one there. */
    private static void logShowing(Set<UUID> neighbours, UUID journal, Write write) {
        neighbours.forEach(id -> write.log(Change.carried(Change.Kind.ISSUE, id, journal)));
    }
}
