package org.offprint.platform.security;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * API key that a request has sent, with the data that determines whether the key is valid. {@code journals} is null if
 * the key may edit all journals.
 */
record CachedKey(UUID id, String name, String role, Set<UUID> journals, Instant expiresAt, Instant revokedAt) {

    Optional<String> refusal(Instant now) {
        if (revokedAt != null) {
            return Optional.of("This key was revoked at " + revokedAt + ".");
        }
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            return Optional.of("This key expired at " + expiresAt + ".");
        }
        return Optional.empty();
    }
}
