package org.offprint.web.api.people;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An invitation as an admin asks for it. */
@Schema(description = "A person to be invited.")
record InvitationInput(
        @NotBlank @Size(max = 200) @Schema(description = "For your list, until the person signs in.", examples = "Ines")
        String name,

        @NotNull @Schema(description = "An admin may do everything, an editor edits journals.")
        PersonRole role,

        @Size(min = 1, max = 1000, message = "Name 1 to 1000 journals; leave this out for all of them.")
        @Schema(description = "The journals an editor edits, by id; all of them if left out.")
        List<UUID> journals,

        @Pattern(regexp = "[!-~]{1,255}", message = "This must be 1 to 255 characters of ASCII, none of them a blank.")
        @Schema(
                description = "The provider's own name for the person: the iD at ORCID, the `sub` elsewhere. Left out,"
                        + " the answer holds a link, and whoever opens it first and signs in is the person.",
                examples = "0000-0002-1825-0097")
        String subject) {

    RightsInput rights() {
        return new RightsInput(role, journals);
    }
}
