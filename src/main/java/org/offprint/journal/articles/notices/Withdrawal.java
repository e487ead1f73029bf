package org.offprint.journal.articles.notices;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;

/** The withdrawal of an article, with reason and time: the tombstone that readers get. */
public record Withdrawal(
        @Schema(required = true) String reason,

        @Schema(description = "The article that stands in for it.")
        UUID replacedBy,

        @Schema(required = true) Instant withdrawnAt) {

    /** Returns the problem that readers of the article are told: 410 with the tombstone. */
    public ProblemException gone() {
        ProblemException gone =
                Problems.gone(reason).with("reason", reason).with("withdrawnAt", withdrawnAt.toString());
        return replacedBy == null ? gone : gone.with("replacedBy", "/v1/articles/" + replacedBy);
    }
}
