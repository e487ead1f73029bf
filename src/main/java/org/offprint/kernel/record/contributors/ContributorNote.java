package org.offprint.kernel.record.contributors;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.text.PrintedEmails;

/** Note about one contributor, printed below the article title. */
@Schema(description = "Note about a contributor, printed below the title.")
public record ContributorNote(
        @Schema(description = "Type of the note.", defaultValue = "other")
        ContributorNoteType type,

        @NotBlank
        @Size(max = 5000)
        @Schema(
                description = "Text of the note as printed, at most 5000 characters. E-mail addresses are removed for"
                        + " readers.")
        String text) {

    public ContributorNote {
        type = type == null ? ContributorNoteType.OTHER : type;
    }

    /** Returns the note without email addresses, or null if nothing would remain. */
    ContributorNote withoutEmails() {
        String words = PrintedEmails.without(text);
        return words == null ? null : words.equals(text) ? this : new ContributorNote(type, words);
    }
}
