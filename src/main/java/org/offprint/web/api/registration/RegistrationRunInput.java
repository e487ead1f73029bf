package org.offprint.web.api.registration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.runs.DryRun;
import org.offprint.services.registration.targets.Target;

/** A run as an editor asks for it. */
@Schema(name = "RegistrationRunInput", description = "A run of registrations as you ask for it.")
record RegistrationRunInput(
        @NotNull UUID journal,

        @Schema(description = "Only the articles of this issue.")
        UUID issue,

        @Size(max = 1000) @Schema(description = "Only these articles of the journal.")
        List<@NotNull UUID> articles,

        @Size(max = 12) @Schema(description = "Only articles whose registration is in one of these states.")
        List<@NotNull RegistrationState> states,

        @NotNull Target target,

        @Schema(
                description = "`render` makes and checks the files and calls nothing; `compare` reads what the service"
                        + " shows in public and says what differs; `test` sends to the service's system for tests, by"
                        + " the account that the journal has there. Where this is left out, everything is sent.")
        DryRun dryRun) {}
