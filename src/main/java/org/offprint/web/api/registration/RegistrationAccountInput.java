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

/** Request body that creates or replaces a registration account. */
@Schema(description = "Account with a registration service, to create or to replace.")
record RegistrationAccountInput(
        @NotNull
        @Schema(description = "Registration service of the account. The registration service cannot be changed later.")
        Target target,

        @NotBlank
        @Size(max = 200)
        @Schema(
                examples = "Crossref, River Press",
                description = "Display name of the account. At most 200 characters.")
        String name,

        @Schema(
                description = "Whether the account belongs to the test system of the registration service. Cannot be"
                        + " changed later.",
                defaultValue = "false")
        Boolean test,

        @Schema(
                description = "Address of the registration service. Allowed only if the operator permits any host. If"
                        + " the member is omitted, the standard address of the registration service is used. For"
                        + " PubMed, only host and port are used.")
        WebUrl baseUrl,

        @Valid @Schema(description = "Settings of the account, which depend on the registration service.")
        AccountSettings settings,

        @Valid
        @Schema(
                description = "Password or key of the account. If the member is omitted, the stored secret does not"
                        + " change.")
        SecretInput secret) {

    /** Secret of a registration account in a request. */
    @Schema(
            name = "RegistrationSecretInput",
            description = "Password or key, which is stored encrypted and never returned. If the member is"
                    + " omitted, the stored secret does not change. PubMed also accepts a private key in"
                    + " OpenSSH format without a passphrase.")
    record SecretInput(
            @Size(min = 1, max = 4000)
            @Schema(
                    description =
                            "The password or key itself. If the member is omitted, the stored secret does not change.")
            String value,

            @Schema(description = "Whether a secret is stored. This member is read-only and is ignored in requests.")
            Boolean set,

            @Schema(
                    description = "Time at which the secret was last set. This member is read-only and is ignored in"
                            + " requests.")
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

    /** Returns the new secret to store, or null to keep the stored secret. */
    String newSecret() {
        return secret == null ? null : secret.value();
    }
}
