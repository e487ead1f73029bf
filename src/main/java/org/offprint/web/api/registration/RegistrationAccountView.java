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

/** Registration account, as returned to admins. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "RegistrationAccount", description = "Account with a registration service, without its secret.")
record RegistrationAccountView(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "Registration service of the account.")
        Target target,

        @Schema(required = true, description = "Display name of the account.")
        String name,

        @Schema(
                required = true,
                description = "Whether the account belongs to the test system of the registration service.")
        boolean test,

        @Schema(description = "URL of the registration service, if it differs from the default URL. Otherwise omitted.")
        String baseUrl,

        @Schema(required = true, description = "Settings of the account, which depend on the registration service.")
        AccountSettings settings,

        @Schema(required = true, description = "Whether a password or key of the account is stored.")
        SecretView secret,

        @Schema(required = true, description = "State of the account. Only active accounts send records.")
        AccountState state,

        @Schema(
                description = "Machine-readable reason why no records are sent: `paused`, `restored`, `credentials`,"
                        + " `secret-missing` …",
                examples = "credentials")
        String reason,

        @Schema(description = "Message with the reason why no records are sent, and the next step.")
        String message,

        @Schema(
                description = "Time until which no records are sent, because the registration service failed"
                        + " repeatedly.")
        Instant waitingUntil,

        @Schema(
                description = "Time at which the registration service started to fail. Omitted unless the registration"
                        + " service is failing.")
        Instant failingSince,

        @Schema(description = "Time of the last successful response of the registration service.")
        Instant succeededAt,

        @Schema(required = true) int revision,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt,
        @Schema(required = true) Map<String, String> links) {

    /** URL path of the list of registration accounts. */
    static final String PATH = "/v1/registration-accounts";

    /** Metadata of a registration account's secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "RegistrationSecret",
            description = "Metadata of the account's password or key. The password or key itself is never returned.")
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
                Map.of("self", PATH + "/" + account.id));
    }
}
