package org.offprint.journal.articles.notices;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The withdrawal of an article, as a client sends it. */
public record WithdrawalInput(
        @NotBlank @Size(max = 20_000) @Schema(description = "For readers, in the tombstone.")
        String reason,

        @Schema(description = "The article that stands in for it.")
        UUID replacedBy,

        @Schema(description = "The revision you are changing, instead of If-Match.")
        Integer revision) {}
