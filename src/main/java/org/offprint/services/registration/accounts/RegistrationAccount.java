package org.offprint.services.registration.accounts;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Target;

/**
 * An account with a service. Its secret is no part of it.
 *
 * @param baseUrl null for the address that the target has of this kind
 * @param state paused, too, where the store was restored from a backup and nobody has resumed the account since
 * @param reason why nothing is sent, a code; null while it is active
 * @param message the same for people
 * @param failures of the service, in a row
 * @param breakerUntil nothing is sent before; null for no breaker
 * @param secretChangedAt null where no secret is stored
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

    /** The strong entity tag of the account as administrators write it. */
    public String etag() {
        return "\"r" + revision + "\"";
    }

    /** Reports whether the service has taken something by the present secret, as far as that was noted. */
    public boolean isProven() {
        return succeededAt != null && (secretChangedAt == null || !succeededAt.isBefore(secretChangedAt));
    }

    /** Reports whether a file may be sent now: its service is not left alone because it failed. */
    public boolean isOpen(Instant now) {
        return state == AccountState.ACTIVE && (breakerUntil == null || !breakerUntil.isAfter(now));
    }
}
