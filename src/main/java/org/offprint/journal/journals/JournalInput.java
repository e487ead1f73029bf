package org.offprint.journal.journals;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.kernel.record.JournalBody;

/** A journal as a client sends it. */
@Schema(description = "A journal as you send it.")
public record JournalInput(
        @Schema(description = "Readable name in URLs, unique among records of its kind. Derived from the title if left out.")
        Slug slug,

        @Schema(description = "The revision you are changing, instead of If-Match.")
        Integer revision,

        @JsonUnwrapped @Valid JournalBody body) {}
