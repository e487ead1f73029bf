package org.offprint.services.registration.targets;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Result of testing the credentials of a registration account without sending a file. */
@Schema(name = "RegistrationAccountCheck", description = "Result of signing in with an account. Nothing is sent.")
public record AccountCheck(
        @Schema(required = true, description = "Whether the registration service accepts the account.")
        boolean accepted,

        @Schema(required = true, description = "Outcome as a sentence.")
        String message,

        @Schema(
                required = true,
                description = "Prefixes, journals or folders that the account may use, if the registration service"
                        + " reports them.")
        List<String> mayUse) {}
