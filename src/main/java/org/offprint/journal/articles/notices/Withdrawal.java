package org.offprint.journal.articles.notices;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;

/** Withdrawal of an article, with its reason and time. Readers see the withdrawal as a tombstone. */
@Schema(description = "Withdrawal of an article, which readers see as a tombstone.")
public record Withdrawal(
        @Schema(required = true, description = "Reason for the withdrawal, shown to readers on the tombstone page.")
        String reason,

        @Schema(description = "Id of the article that replaces the withdrawn one.")
        UUID replacedBy,

        @Schema(required = true, description = "Time of the withdrawal.")
        Instant withdrawnAt) {

    /**
     * Returns the problem document for requests to a withdrawn article: status 410 with the tombstone.
     *
     * @param slug slug of the article
     */
    public ProblemException gone(String slug) {
        ProblemException gone = Problems.gone(reason)
                .with("slug", slug)
                .with("reason", reason)
                .with("withdrawnAt", withdrawnAt.toString());
        return replacedBy == null ? gone : gone.with("replacedBy", "/v1/articles/" + replacedBy);
    }
}
