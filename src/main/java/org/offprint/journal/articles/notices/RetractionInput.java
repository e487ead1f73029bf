package org.offprint.journal.articles.notices;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The retraction of an article, as a client sends it. */
public record RetractionInput(
        @JsonUnwrapped @Valid Retraction retraction,

        @Schema(description = "The revision you are changing, instead of If-Match.")
        Integer revision) {}
