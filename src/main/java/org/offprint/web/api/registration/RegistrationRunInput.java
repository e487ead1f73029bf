package org.offprint.web.api.registration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.runs.DryRun;
import org.offprint.services.registration.targets.Target;

/** Request body that starts a registration run. */
@Schema(name = "RegistrationRunInput", description = "Registration run to start.")
record RegistrationRunInput(
        @NotNull @Schema(description = "Id of the journal whose published articles are registered.")
        UUID journal,

        @Schema(description = "Id of an issue. If the member is present, only articles of the issue are selected.")
        UUID issue,

        @Size(max = 1000)
        @Schema(
                description = "Ids of articles of the journal. If the member is present, only these articles are"
                        + " selected.")
        List<@NotNull UUID> articles,

        @Size(max = 12)
        @Schema(
                description = "States of registrations. If the member is present, only articles whose registration is"
                        + " in one of these states are selected.")
        List<@NotNull RegistrationState> states,

        @NotNull
        @Schema(
                description = "Registration service. The journal's plan for the registration service determines the"
                        + " account.")
        Target target,

        @Schema(
                description = "Kind of dry run. `render` generates and validates the files without calling the"
                        + " registration service. `compare` compares the public content at the registration service"
                        + " with the published content. `test` sends to the test system of the registration"
                        + " service, with the journal's account for the test system. If the member is omitted, all"
                        + " selected articles are sent.")
        DryRun dryRun) {}
