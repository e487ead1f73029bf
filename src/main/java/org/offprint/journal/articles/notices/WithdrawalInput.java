package org.offprint.journal.articles.notices;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Withdrawal of an article, as sent by a client. */
@Schema(description = "Reason for the withdrawal, and the article that replaces the withdrawn article.")
public record WithdrawalInput(
        @NotBlank
        @Size(max = 20_000)
        @Schema(description = "Reason for the withdrawal, shown to readers in the tombstone. At most 20000 characters.")
        String reason,

        @Schema(description = "Id of the article that replaces the withdrawn one.")
        UUID replacedBy,

        @Schema(description = "Revision on which the change is based. Alternative to the `If-Match` header.")
        Integer revision) {}
