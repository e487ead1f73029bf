package org.offprint.web.site.journals;

import java.util.UUID;
import org.offprint.journal.issues.IssueRef;
import org.offprint.kernel.record.IssueBody;
import org.offprint.web.site.pages.PlaceInJournal;
import org.offprint.web.site.records.PublishedIssues.ListedIssue;

/**
 * Issue as displayed on site pages.
 *
 * @param path path of the issue page
 * @param name volume, number and year in citation format
 */
public record ShownIssue(UUID id, String path, String name, IssueBody body) {

    static ShownIssue of(String path, ListedIssue issue) {
        return new ShownIssue(issue.id(), path, PlaceInJournal.of(IssueRef.of(issue.id(), issue.body())), issue.body());
    }

    /** Returns the path of the issue as an e-book. */
    public String epubPath() {
        return "/v1/issues/" + id + "/exports/epub";
    }

    /** Returns the display name of the issue, followed by the title if it has one. */
    public String title() {
        return body.title() == null || name.contains(body.title()) ? name : name + ": " + body.title();
    }
}
