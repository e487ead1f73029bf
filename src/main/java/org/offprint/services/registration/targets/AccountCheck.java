package org.offprint.services.registration.targets;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The outcome of signing in with an account, without sending anything. */
@Schema(name = "RegistrationAccountCheck")
public record AccountCheck(
        @Schema(required = true, description = "Whether the service takes the account.")
        boolean accepted,

        @Schema(required = true, description = "The outcome in words.")
        String message,

        @Schema(
                required = true,
                description = "Prefixes or journals that the account may use, as far as the service tells.")
        List<String> mayUse) {}
