package org.offprint.journal.journals;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.kernel.record.JournalBody;

/**
 * Journal as returned by the API. The members {@code revision} and {@code createdAt} are returned only to editors of
 * the journal.
 */
@Schema(description = "Journal with its settings, sections and policies.")
public record JournalView(
        @Schema(required = true) UUID id,
        @Schema(required = true) String slug,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Revision number, which increases with every change. The entity tag is derived from the"
                        + " revision. Returned to editors only.")
        Integer revision,

        @JsonUnwrapped JournalBody body,

        @Schema(required = true, description = "Ids of the journals that continue this journal under a new title.")
        List<UUID> continuedBy,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Time of creation. Returned to editors only.")
        Instant createdAt,

        @Schema(required = true) Instant updatedAt,

        @Schema(
                required = true,
                description = "URLs of the journal (`self`), its issues, articles and changes, and its current issue"
                        + " (`currentIssue`, `currentContents`).")
        Map<String, String> links) {

    /** Returns the API view of the journal for its editors or for the public. */
    public static JournalView of(Journal journal, List<UUID> continuedBy, boolean forEditors) {
        return new JournalView(
                journal.id,
                journal.slug,
                forEditors ? journal.revision : null,
                journal.body,
                continuedBy,
                forEditors ? journal.createdAt : null,
                journal.updatedAt,
                links(journal.id));
    }

    private static Map<String, String> links(UUID id) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", "/v1/journals/" + id);
        links.put("currentIssue", "/v1/journals/" + id + "/current-issue");
        links.put("currentContents", "/v1/journals/" + id + "/current-issue/contents");
        links.put("issues", "/v1/issues?journal=" + id);
        links.put("articles", "/v1/articles?journal=" + id);
        links.put("changes", "/v1/changes?journal=" + id);
        return links;
    }
}
