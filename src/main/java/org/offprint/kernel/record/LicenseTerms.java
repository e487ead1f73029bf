package org.offprint.kernel.record;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.License;

/** Licence and copyright of an article. */
@Schema(description = "Licence and copyright of an article.")
public record LicenseTerms(
        @Schema(
                description = "Licence of the article as an http or https URL. A Creative Commons licence can also be"
                        + " given as an SPDX id, for example `CC-BY-4.0`.")
        License url,

        @Size(max = 500)
        @Schema(
                description = "Name of the licence, at most 500 characters. For a Creative Commons licence, the"
                        + " service sets its official name.")
        String name,

        @Size(max = 20_000)
        @Schema(description = "Licence statement as printed, in plain text. At most 20000 characters.")
        String text,

        @Valid @Schema(description = "Copyright holder, year and statement.")
        Copyright copyright) {

    public LicenseTerms {
        name = url != null && url.name() != null ? url.name() : name;
    }

    /** Copyright holder, year and statement of an article. */
    @Schema(description = "Copyright holder, year and statement of an article.")
    public record Copyright(
            @Size(max = 500) @Schema(description = "Copyright holder as printed, at most 500 characters.")
            String holder,

            @Min(1000) @Max(2999) @Schema(description = "Copyright year, from 1000 to 2999.")
            Integer year,

            @Size(max = 5000) @Schema(description = "Copyright statement as printed, at most 5000 characters.")
            String statement) {}
}
