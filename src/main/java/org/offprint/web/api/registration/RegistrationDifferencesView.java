package org.offprint.web.api.registration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.services.registration.runs.Comparison;
import org.offprint.services.registration.runs.Difference;
import org.offprint.services.registration.runs.RegistrationDifferences;

/** The differences of a registration as editors see them. */
@Schema(
        name = "RegistrationDifferences",
        description =
                "The values in which the content that the service has differs from the content that is published.")
record RegistrationDifferencesView(
        @Schema(
                required = true,
                description =
                        "`compared`; else why there is nothing to compare: `nothing-registered`, `file-forgotten` 90"
                                + " days after the file was sent, `nothing-to-send` where the record lacks something, has another"
                                + " identifier, or readers do not have it.")
        Comparison comparison,

        @Schema(required = true, description = "The first 20, in the order of the file.")
        List<Difference> items,

        @Schema(required = true, description = "Whether there are more of them.")
        boolean hasMore,

        @Schema(required = true) Map<String, String> links) {

    static RegistrationDifferencesView of(UUID registration, RegistrationDifferences.Found found) {
        Map<String, String> links = new LinkedHashMap<>();
        String self = RegistrationView.PATH + "/" + registration;
        links.put("registration", self);
        if (found.attempt() != null) {
            links.put("attempt", self + "/attempts/" + found.attempt());
        }
        return new RegistrationDifferencesView(found.comparison(), found.items(), found.hasMore(), links);
    }
}
