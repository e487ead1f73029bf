package org.offprint.services.registration.accounts;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Target;

/**
 * Account with a service, without its secret.
 *
 * @param baseUrl null for the default URL of the target
 * @param state also paused if the store was restored from a backup and the account was not resumed since
 * @param reason code of the reason why nothing is sent; null if the account is active
 * @param message the reason as a sentence
 * @param failures number of consecutive failures of the service
 * @param breakerUntil end of the circuit breaker's pause; null if the breaker is closed
 * @param secretChangedAt null if no secret is stored
 */
public record RegistrationAccount(
        UUID id,
        Target target,
        String name,
        boolean isTest,
        URI baseUrl,
        AccountSettings settings,
        AccountState state,
        String reason,
        String message,
        int failures,
        Instant breakerUntil,
        Instant failingSince,
        Instant succeededAt,
        Instant secretChangedAt,
        int revision,
        Instant createdAt,
        Instant updatedAt) {

    /** Returns the strong entity tag of the account for administrators. */
    public String etag() {
        return "\"r" + revision + "\"";
    }

    /** Returns whether the service has accepted the current secret, according to the stored times. */
    public boolean isProven() {
        return succeededAt != null && (secretChangedAt == null || !succeededAt.isBefore(secretChangedAt));
    }

    /** Returns whether a file may be sent now: the account is active and the circuit breaker allows it. */
    public boolean isOpen(Instant now) {
        return state == AccountState.ACTIVE && (breakerUntil == null || !breakerUntil.isAfter(now));
    }
}
