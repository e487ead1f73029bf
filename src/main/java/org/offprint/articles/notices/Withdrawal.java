package org.offprint.articles.notices;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The withdrawal of an article, with reason and time: the tombstone that readers get. */
public record Withdrawal(
        @Schema(required = true) String reason,

        @Schema(description = "The article that stands in for it.")
        UUID replacedBy,

        @Schema(required = true) Instant withdrawnAt) {}
