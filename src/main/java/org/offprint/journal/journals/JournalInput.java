package org.offprint.journal.journals;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.kernel.record.JournalBody;

/** Journal as sent by a client. */
@Schema(description = "Journal to create or replace.")
public record JournalInput(
        @Schema(
                description =
                        "Readable name in URLs, unique among records of its kind. Derived from the title if it is omitted.")
        Slug slug,

        @Schema(description = "Revision on which the change is based. Alternative to the `If-Match` header.")
        Integer revision,

        @JsonUnwrapped @Valid JournalBody body) {}
