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

/** An account as an administrator sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "RegistrationAccount", description = "An account with a registration service, without its secret.")
record RegistrationAccountView(
        @Schema(required = true) UUID id,
        @Schema(required = true) Target target,
        @Schema(required = true) String name,

        @Schema(required = true, description = "Whether it is with the service's system for tests.")
        boolean test,

        @Schema(description = "The address of the service, where it is not the service's own.")
        String baseUrl,

        @Schema(required = true) AccountSettings settings,
        @Schema(required = true) SecretView secret,
        @Schema(required = true) AccountState state,

        @Schema(
                description =
                        "Why nothing is sent, for programs: `paused`, `restored`, `credentials`, `secret-missing` …",
                examples = "credentials")
        String reason,

        @Schema(description = "The same for people, with what to do.")
        String message,

        @Schema(description = "Until when nothing is sent because the service failed again and again.")
        Instant waitingUntil,

        @Schema(description = "Since when the service has failed.")
        Instant failingSince,

        @Schema(description = "When the service answered last as it should.")
        Instant succeededAt,

        @Schema(required = true) int revision,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt,
        @Schema(required = true) Map<String, String> links) {

    /** A secret as it is told of. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RegistrationSecret", description = "What is told of the password or key; never what it is.")
    record SecretView(
            @Schema(required = true, description = "Whether one is stored.")
            boolean set,

            @Schema(description = "When it was last set.") Instant changedAt) {}

    static RegistrationAccountView of(RegistrationAccount account) {
        return new RegistrationAccountView(
                account.id(),
                account.target(),
                account.name(),
                account.isTest(),
                account.baseUrl() == null ? null : account.baseUrl().toString(),
                account.settings(),
                new SecretView(account.secretChangedAt() != null, account.secretChangedAt()),
                account.state(),
                account.reason(),
                account.message(),
                account.breakerUntil(),
                account.failingSince(),
                account.succeededAt(),
                account.revision(),
                account.createdAt(),
                account.updatedAt(),
                Map.of("self", RegistrationAccountResource.PATH + "/" + account.id()));
    }
}
