package org.offprint.journal.issues;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.kernel.record.IssueBody;

/**
 * Issue as returned by the API. The members {@code status}, {@code revision}, {@code scheduledAt}, {@code
 * scheduleProblem} and {@code createdAt} are returned only to editors of the journal.
 */
@Schema(description = "Issue of a journal.")
public record IssueView(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "Journal of the issue.")
        JournalRef journal,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Publication status of the issue. Returned to editors only.")
        IssueStatus status,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Revision number, which increases with every change. The entity tag is derived from the"
                        + " revision. Returned to editors only.")
        Integer revision,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Time at which the issue will be published. Returned to editors only.")
        Instant scheduledAt,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                nullable = true,
                description = "Reasons why the scheduled publication failed. Returned to editors only.")
        List<Finding> scheduleProblem,

        @JsonUnwrapped IssueBody body,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Number of articles of the issue that are unpublished or have unpublished changes. Only"
                        + " returned by a publication without articles.")
        Long unpublishedArticles,

        @Schema(
                description = "Previous published issue of the journal, ordered by printed date, year, volume and"
                        + " number. Returned with an issue or its contents, but not in lists.")
        IssueRef previous,

        @Schema(
                description = "Next published issue of the journal. Returned with an issue or its contents, but not in"
                        + " lists.")
        IssueRef next,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Time of creation. Returned to editors only.")
        Instant createdAt,

        @Schema(required = true) Instant updatedAt,

        @Schema(description = "Time of the first publication in this service.")
        Instant publishedAt,

        @Schema(
                required = true,
                description = "URLs of the issue (`self`), its journal and its contents (`contents`). Editors also get"
                        + " `publication`.")
        Map<String, String> links) {

    /** Returns the API view of the issue for the journal's editors or for the public. */
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

    /** Returns a copy of the issue view with the given number of unpublished articles. */
    public IssueView counting(long unpublished) {
        return copy(unpublished, previous, next);
    }

    /** Returns a copy of the issue view with the given previous and next issues. Either argument can be null. */
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
