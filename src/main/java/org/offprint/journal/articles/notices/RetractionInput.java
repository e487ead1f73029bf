package org.offprint.journal.articles.notices;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Retraction of an article, as sent by a client. */
@Schema(description = "Retraction, removal or expression of concern to add to an article.")
public record RetractionInput(
        @JsonUnwrapped @Valid Retraction retraction,

        @Schema(description = "Revision on which the change is based. Alternative to the `If-Match` header.")
        Integer revision) {}
