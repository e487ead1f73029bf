package org.offprint.web.api.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Request body that sets the rights of a person. */
@Schema(description = "Rights of a person.")
public record RightsInput(
        @NotNull @Schema(description = "Role of the person. `admin` allows all operations. `editor` edits journals.")
        PersonRole role,

        @Size(
                min = 1,
                max = 1000,
                message = "Must have 1 to 1000 journal ids. Remove this member to allow all journals.")
        @Schema(
                description = "Ids of the journals that an editor can edit. If the member is omitted, the editor can"
                        + " edit all journals.")
        List<UUID> journals) {}
