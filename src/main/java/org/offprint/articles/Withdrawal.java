package org.offprint.articles;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That an article was taken away from readers, and why; they get a tombstone. */
public record Withdrawal(
        @NotBlank @Size(max = 20_000) String reason,
        @Schema(description = "The article that stands in for it.") UUID replacedBy,
        @Schema(description = "Set by the service.", readOnly = true) Instant withdrawnAt) {

    /** The same, done at that time. */
    public Withdrawal at(Instant now) {
        return new Withdrawal(reason, replacedBy, now);
    }
}
