package org.offprint.web.api.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.services.registration.accounts.AccountState;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Target;

/** Account as shown to admins. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "RegistrationAccount", description = "An account with a registration service, without its secret.")
record RegistrationAccountView(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "Registration service of the account.")
        Target target,

        @Schema(required = true, description = "Name of the account, as a note for people.")
        String name,

        @Schema(required = true, description = "Whether the account belongs to the test system of the service.")
        boolean test,

        @Schema(description = "Address of the service, if it is not the standard one.")
        String baseUrl,

        @Schema(required = true, description = "Settings of the account, which depend on the service.")
        AccountSettings settings,

        @Schema(required = true, description = "Whether a password or key is stored.")
        SecretView secret,

        @Schema(required = true, description = "State of the account. Only active accounts send records.")
        AccountState state,

        @Schema(
                description = "Machine-readable reason why nothing is sent: `paused`, `restored`, `credentials`,"
                        + " `secret-missing` …",
                examples = "credentials")
        String reason,

        @Schema(description = "Reason why nothing is sent and the next step, as text.")
        String message,

        @Schema(description = "Time until which nothing is sent, because the service failed repeatedly.")
        Instant waitingUntil,

        @Schema(description = "Time at which the service started to fail. Absent unless the service is failing.")
        Instant failingSince,

        @Schema(description = "Time of the last successful response of the service.")
        Instant succeededAt,

        @Schema(required = true) int revision,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt,
        @Schema(required = true) Map<String, String> links) {

    /** Metadata of a secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "RegistrationSecret",
            description = "Metadata of the password or key, which is never returned itself.")
    record SecretView(
            @Schema(required = true, description = "Whether a secret is stored.")
            boolean set,

            @Schema(description = "Time at which the secret was last set.")
            Instant changedAt) {}

    static RegistrationAccountView of(RegistrationAccount account) {
        return new RegistrationAccountView(
                account.id,
                account.target(),
                account.name,
                account.test,
                account.baseUrl() == null ? null : account.baseUrl().toString(),
                account.settings,
                new SecretView(account.secretChangedAt != null, account.secretChangedAt),
                account.state(),
                account.reason(),
                account.message(),
                account.breakerUntil,
                account.failingSince,
                account.succeededAt,
                account.revision,
                account.createdAt,
                account.updatedAt,
                Map.of("self", RegistrationAccountResource.PATH + "/" + account.id));
    }
}
