package org.offprint.web.api.registration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.runs.DryRun;
import org.offprint.services.registration.targets.Target;

/** Request body for starting a registration run. */
@Schema(name = "RegistrationRunInput", description = "A registration run to be started.")
record RegistrationRunInput(
        @NotNull @Schema(description = "Id of the journal whose published articles are registered.")
        UUID journal,

        @Schema(description = "Id of an issue. If present, only its articles are selected.")
        UUID issue,

        @Size(max = 1000)
        @Schema(description = "Ids of articles of the journal. If present, only these articles are selected.")
        List<@NotNull UUID> articles,

        @Size(max = 12)
        @Schema(
                description = "States of registrations. If present, only articles whose registration is in one of"
                        + " these states are selected.")
        List<@NotNull RegistrationState> states,

        @NotNull
        @Schema(description = "Registration service. The account is the one that the journal's plan names for it.")
        Target target,

        @Schema(
                description = "Dry run. `render` generates and validates the files without calling the service."
                        + " `compare` compares the public content at the service with the published content. `test`"
                        + " sends to the test system of the service, with the account that the journal has there."
                        + " If absent, all selected articles are sent.")
        DryRun dryRun) {}
