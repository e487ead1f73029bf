package org.offprint.kernel.record;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.License;

/** Under what terms an article may be used, and whose it is. */
public record LicenseTerms(
        @Schema(description = "Creative Commons by URL or SPDX id, any other by URL.")
        License url,

        @Size(max = 500)
        @Schema(description = "The licence's name; that of a Creative Commons licence is always its own.")
        String name,

        @Size(max = 20_000) @Schema(description = "The words of the licence, as printed. Plain text.")
        String text,

        @Valid Copyright copyright) {

    public LicenseTerms {
        name = url != null && url.name() != null ? url.name() : name;
    }

    /** The copyright holder, the year, and the statement. */
    public record Copyright(
            @Size(max = 500) String holder,
            @Min(1000) @Max(2999) Integer year,
            @Size(max = 5000) String statement) {}
}
