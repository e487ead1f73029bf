package org.offprint.web.api.people;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Request body that invites a person. */
@Schema(description = "Person to invite.")
record InvitationInput(
        @NotBlank
        @Size(max = 200)
        @Schema(description = "Name of the person in the list of people until the person signs in.", examples = "Ines")
        String name,

        @NotNull @Schema(description = "Role of the person. `admin` allows all operations. `editor` edits journals.")
        PersonRole role,

        @Size(
                min = 1,
                max = 1000,
                message = "Must have 1 to 1000 journal ids. Remove this member to allow all journals.")
        @Schema(
                description = "Ids of the journals that an editor can edit. If the member is omitted, the editor can"
                        + " edit all journals.")
        List<UUID> journals,

        @Pattern(regexp = "[!-~]{1,255}", message = "Must be 1 to 255 ASCII characters without blanks.")
        @Schema(
                description = "Identifier of the person at the sign-in provider: the iD at ORCID, or the `sub` claim"
                        + " of another provider. If the member is omitted, the response contains a link. The first"
                        + " person to open the link and sign in gets the rights.",
                examples = "0000-0002-1825-0097")
        String subject) {

    RightsInput rights() {
        return new RightsInput(role, journals);
    }
}
