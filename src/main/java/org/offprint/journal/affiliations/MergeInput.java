package org.offprint.journal.affiliations;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The affiliations to merge into one, as a client sends them. */
@Schema(description = "Which affiliations are the same organization.")
public record MergeInput(
        @NotNull
        @Size(min = 1, max = 100)
        @Schema(required = true, description = "Their ids; each goes on leading to this one.")
        List<@NotNull UUID> from) {}
