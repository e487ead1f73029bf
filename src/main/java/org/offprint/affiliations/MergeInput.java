package org.offprint.affiliations;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to be merged into an affiliation, as a client sends it. */
@Schema(description = "Which affiliations are the same organization.")
public record MergeInput(
        @NotNull
        @Size(min = 1, max = 100)
        @Schema(required = true, description = "Their ids; each goes on leading to this one.")
        List<@NotNull UUID> from) {}
