package org.offprint.services.registration.runs;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Kind of dry run. A dry run sends nothing to the production account. */
@Schema(
        name = "RegistrationDryRun",
        description = "Kind of a dry run. `render`: files are generated and validated. `test`: files are sent"
                + " to the test system of the registration service. `compare`: the registered content is"
                + " compared with the published content.")
public enum DryRun {
    /** The files are rendered and validated without calling a registration service. */
    @JsonProperty("render")
    RENDER,
    /** The files are sent to the test system of the registration service, using the journal's test account. */
    @JsonProperty("test")
    TEST,
    /** The public records of the registration service are compared with the content that would be sent. */
    @JsonProperty("compare")
    COMPARE
}
