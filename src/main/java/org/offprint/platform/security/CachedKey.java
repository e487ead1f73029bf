package org.offprint.platform.security;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * API key sent with a request, with the data that determines whether it is valid. If the key may edit all journals,
 * {@code journals} is null.
 */
record CachedKey(UUID id, String name, String role, Set<UUID> journals, Instant expiresAt, Instant revokedAt) {

    Optional<String> refusal(Instant now) {
        if (revokedAt != null) {
            return Optional.of("The API key was revoked at " + revokedAt + ".");
        }
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            return Optional.of("The API key expired at " + expiresAt + ".");
        }
        return Optional.empty();
    }
}
