package org.offprint.web.api.issues;

import jakarta.enterprise.context.ApplicationScoped;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.issues.IssueSeries;
import org.offprint.journal.issues.IssueSeries.IssueWithNeighbours;
import org.offprint.journal.issues.IssueStatus;
import org.offprint.journal.issues.IssueView;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.JournalBody;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;

/** Finds the requested issue for a reader or an editor. */
@ApplicationScoped
class IssueReads {

    private final IssueSeries series;
    private final Viewer viewer;

    IssueReads(IssueSeries series, Viewer viewer) {
        this.series = series;
        this.viewer = viewer;
    }

    /** Requested issue, with its representation for the caller. */
    record VisibleIssue(Issue issue, JournalBody journal, IssueView view, boolean forEditors) {}

    /**
     * Returns the issue with the given id.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 if the issue does not exist or the caller may not see it
     */
    VisibleIssue find(String id, ParameterValue<View> view) {
        IssueWithNeighbours held = series.read(id).orElseThrow(() -> Problems.notFound("issue", id));
        boolean forEditors = viewer.editsThis(view, held.issue().journal);
        if (!forEditors && held.issue().status != IssueStatus.PUBLISHED) {
            throw Problems.notFound("issue", id);
        }
        IssueView seen = IssueView.of(held.issue(), held.journalRef(), forEditors);
        return new VisibleIssue(held.issue(), held.journal(), seen.between(held.previous(), held.next()), forEditors);
    }
}
