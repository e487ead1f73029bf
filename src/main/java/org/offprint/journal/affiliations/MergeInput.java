package org.offprint.journal.affiliations;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Affiliations to merge into another affiliation, as sent by a client. */
@Schema(description = "Affiliations to merge, all of which are the same organization.")
public record MergeInput(
        @NotNull
        @Size(min = 1, max = 100)
        @Schema(
                required = true,
                description = "Ids of the affiliations to merge, from 1 to 100. Each of these ids continues to resolve"
                        + " to the surviving affiliation.")
        List<@NotNull UUID> from) {}
