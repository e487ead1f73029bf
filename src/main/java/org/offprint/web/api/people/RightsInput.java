package org.offprint.web.api.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Rights as an admin gives them. */
@Schema(description = "Rights of a person.")
record RightsInput(
        @NotNull @Schema(description = "An admin may do everything, an editor edits journals.")
        PersonRole role,

        @Size(min = 1, max = 1000, message = "Name 1 to 1000 journals; leave this out for all of them.")
        @Schema(description = "The journals an editor edits, by id; all of them if left out.")
        List<UUID> journals) {}
