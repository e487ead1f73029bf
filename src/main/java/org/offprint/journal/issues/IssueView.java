package org.offprint.journal.issues;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.record.IssueBody;

/** An issue as it is read; status, revision, scheduledAt, scheduleProblem and createdAt for its editors only. */
@Schema(description = "An issue.")
public record IssueView(
        @Schema(required = true) UUID id,
        @Schema(required = true) JournalRef journal,
        @Schema(description = "For editors.") IssueStatus status,

        @Schema(description = "Counts the changes; the entity tag is made of it. For editors.")
        Integer revision,

        @Schema(description = "When it will appear. For editors.")
        Instant scheduledAt,

        @Schema(nullable = true, description = "Why it did not appear at its time. For editors.")
        List<Finding> scheduleProblem,

        @JsonUnwrapped IssueBody body,

        @Schema(
                description = "How many of its articles readers do not have, or not as they are now. In answers to a"
                        + " publication without articles only.")
        Long unpublishedArticles,

        @Schema(
                description = "The published issue of the journal before this one, by printed date, year, volume and"
                        + " number. Where an issue or its contents are read, not in lists.")
        IssueRef previous,

        @Schema(description = "The published issue of the journal after this one. Where it is read, not in lists.")
        IssueRef next,

        @Schema(description = "For editors.") Instant createdAt,
        @Schema(required = true) Instant updatedAt,

        @Schema(description = "When it first appeared here.")
        Instant publishedAt,

        @Schema(required = true) Map<String, String> links) {

    /** Returns the view of the journal's editors, or of everybody. */
    public static IssueView of(Issue issue, JournalRef journal, boolean forEditors) {
        return new IssueView(
                issue.id,
                journal,
                forEditors ? issue.state() : null,
                forEditors ? issue.revision : null,
                forEditors ? issue.scheduledAt : null,
                forEditors ? issue.scheduleProblem : null,
                issue.body,
                null,
                null,
                null,
                forEditors ? issue.createdAt : null,
                issue.updatedAt,
                issue.publishedAt,
                links(issue, forEditors));
    }

    /** Returns a copy with the number of unpublished articles. */
    public IssueView counting(long unpublished) {
        return copy(unpublished, previous, next);
    }

    /** Returns a copy with the issues before and after it; null for none. */
    public IssueView between(IssueRef before, IssueRef after) {
        return copy(unpublishedArticles, before, after);
    }

    private IssueView copy(Long unpublished, IssueRef before, IssueRef after) {
        return new IssueView(
                id,
                journal,
                status,
                revision,
                scheduledAt,
                scheduleProblem,
                body,
                unpublished,
                before,
                after,
                createdAt,
                updatedAt,
                publishedAt,
                links);
    }

    private static Map<String, String> links(Issue issue, boolean forEditors) {
        Map<String, String> links = new LinkedHashMap<>();
        String self = "/v1/issues/" + issue.id;
        links.put("self", self);
        links.put("journal", "/v1/journals/" + issue.journal);
        links.put("contents", self + "/contents");
        if (forEditors) {
            links.put("publication", self + "/publication");
        }
        return links;
    }
}
