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

/** Request body for creating or replacing an account. */
@Schema(description = "An account with a registration service, to be created or replaced.")
record RegistrationAccountInput(
        @NotNull @Schema(description = "Registration service. Cannot be changed later.")
        Target target,

        @NotBlank
        @Size(max = 200)
        @Schema(
                examples = "Crossref, River Press",
                description = "Name of the account, as a note for people. At most 200 characters.")
        String name,

        @Schema(
                description = "Whether the account belongs to the test system of the service. Cannot be changed later.",
                defaultValue = "false")
        Boolean test,

        @Schema(
                description = "Address of the service. Allowed only if the operator permits any host. If absent, the"
                        + " standard address of the service is used. For PubMed, only host and port are used.")
        WebUrl baseUrl,

        @Valid @Schema(description = "Settings of the account, which depend on the service.")
        AccountSettings settings,

        @Valid @Schema(description = "Password or key of the account. If it is omitted, the stored one is kept.")
        SecretInput secret) {

    /** Secret in a request. */
    @Schema(
            name = "RegistrationSecretInput",
            description = "Password or key. It is stored encrypted and never returned. If absent, the stored"
                    + " secret is kept. PubMed also accepts a private key in OpenSSH format without a"
                    + " passphrase.")
    record SecretInput(
            @Size(min = 1, max = 4000)
            @Schema(description = "The password or key itself. If absent, the stored one is kept.")
            String value,

            @Schema(description = "Whether a secret is stored. Read-only; ignored in requests.")
            Boolean set,

            @Schema(description = "Time at which the secret was last set. Read-only; ignored in requests.")
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

    /** Returns the secret to be stored, or null if the stored one is kept. */
    String newSecret() {
        return secret == null ? null : secret.value();
    }
}
