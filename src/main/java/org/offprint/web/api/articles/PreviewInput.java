package org.offprint.web.api.articles;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The options of a link to a preview; everything may be left out. */
@Schema(description = "What the link is to be like; everything may be left out.")
record PreviewInput(
        @Min(1) @Max(30) @Schema(description = "For how many days it shows the working copy.", defaultValue = "7")
        Integer days) {

    PreviewInput {
        days = days == null ? 7 : days;
    }
}
