package org.offprint.kernel.record.contributors;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.text.PrintedEmails;

/** A note about one contributor, as it is printed below the title. */
public record ContributorNote(
        @Schema(description = "The kind of note.", defaultValue = "other")
        ContributorNoteType type,

        @NotBlank
        @Size(max = 5000)
        @Schema(description = "The words as printed. Readers get them without e-mail addresses.")
        String text) {

    public ContributorNote {
        type = type == null ? ContributorNoteType.OTHER : type;
    }

    /** Returns the note without e-mail addresses; null where no word is left. */
    ContributorNote withoutEmails() {
        String words = PrintedEmails.without(text);
        return words == null ? null : words.equals(text) ? this : new ContributorNote(type, words);
    }
}
