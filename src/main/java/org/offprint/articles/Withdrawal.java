package org.offprint.articles;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That an article was taken away from readers, why and when; it is the tombstone they get. */
public record Withdrawal(
        @Schema(required = true) String reason,

        @Schema(description = "The article that stands in for it.")
        UUID replacedBy,

        @Schema(required = true) Instant withdrawnAt) {}
