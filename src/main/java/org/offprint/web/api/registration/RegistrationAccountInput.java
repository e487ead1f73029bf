package org.offprint.web.api.registration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Target;

/** An account as an administrator writes it. */
@Schema(description = "An account with a registration service as you write it.")
record RegistrationAccountInput(
        @NotNull @Schema(description = "The service. It never changes.")
        Target target,

        @NotBlank @Size(max = 200) @Schema(examples = "Crossref, River Press")
        String name,

        @Schema(
                description = "Whether this is an account with the service's system for tests. It never changes.",
                defaultValue = "false")
        Boolean test,

        @Schema(
                description =
                        "The address of the service, where the operator allows any host; left out for the service's own."
                                + " Of one with PubMed host and port alone are used.")
        WebUrl baseUrl,

        @Valid AccountSettings settings,
        @Valid SecretInput secret) {

    /** A secret as it is written. */
    @Schema(
            name = "RegistrationSecretInput",
            description =
                    "The password or key. It is stored sealed and never shown; left out, the present one is kept. PubMed also"
                            + " takes a private key in OpenSSH's format, without a passphrase.")
    record SecretInput(
            @Size(min = 1, max = 4000) @Schema(description = "The password or key itself; left out, it is kept.")
            String value,

            @Schema(description = "Decided by the service: whether one is stored.")
            Boolean set,

            @Schema(description = "Decided by the service: when it was last set.")
            Instant changedAt) {

        @Override
        public String toString() {
            return "SecretInput[…]";
        }
    }

    boolean isTest() {
        return Boolean.TRUE.equals(test);
    }

    AccountSettings settingsOrNone() {
        return settings == null ? AccountSettings.NONE : settings;
    }

    /** Returns the secret that is to be stored; null to keep the present one. */
    String newSecret() {
        return secret == null ? null : secret.value();
    }
}
