package org.offprint.record.contributors;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A note about one contributor, as it is printed below the title. */
public record ContributorNote(
        @Schema(description = "The kind of note.", defaultValue = "other")
        ContributorNoteType type,

        @NotBlank @Size(max = 5000) @Schema(description = "The words as printed, without an e-mail address.")
        String text) {

    public ContributorNote {
        type = type == null ? ContributorNoteType.OTHER : type;
    }
}
