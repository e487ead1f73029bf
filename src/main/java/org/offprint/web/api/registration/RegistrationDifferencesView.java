package org.offprint.web.api.registration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.services.registration.runs.Comparison;
import org.offprint.services.registration.runs.Difference;
import org.offprint.services.registration.runs.RegistrationDifferences;

/** Differences of a registration, as returned to editors. */
@Schema(
        name = "RegistrationDifferences",
        description = "Differences between the content that is registered with the registration service and"
                + " the published content.")
record RegistrationDifferencesView(
        @Schema(
                required = true,
                description = "`compared`, or the reason why no comparison is possible. `nothing-registered`: the"
                        + " registration service has accepted no file. `file-forgotten`: the file was sent more"
                        + " than 90 days ago and is no longer stored. `nothing-to-send`: the record has missing"
                        + " fields or a different identifier, or is not published.")
        Comparison comparison,

        @Schema(required = true, description = "First 20 differences, in the order of the file.")
        List<Difference> items,

        @Schema(required = true, description = "Whether there are more than the listed differences.")
        boolean hasMore,

        @Schema(
                required = true,
                description = "URLs of the registration, and of the attempt that the registration service accepted.")
        Map<String, String> links) {

    static RegistrationDifferencesView of(UUID registration, RegistrationDifferences.FoundDifferences found) {
        Map<String, String> links = new LinkedHashMap<>();
        String self = RegistrationView.PATH + "/" + registration;
        links.put("registration", self);
        if (found.attempt() != null) {
            links.put("attempt", self + "/attempts/" + found.attempt());
        }
        return new RegistrationDifferencesView(found.comparison(), found.items(), found.hasMore(), links);
    }
}
