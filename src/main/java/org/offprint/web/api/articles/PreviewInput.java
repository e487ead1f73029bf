package org.offprint.web.api.articles;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Options of a preview link. All members are optional. */
@Schema(description = "Options of the preview link. All members are optional.")
record PreviewInput(
        @Min(1) @Max(30) @Schema(description = "Lifetime of the preview link in days (1 to 30).", defaultValue = "7")
        Integer days) {

    PreviewInput {
        days = days == null ? 7 : days;
    }
}
