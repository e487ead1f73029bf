package org.offprint.platform.security;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A key that a request named, with what decides whether it is good. {@code journals} null is all of them. */
record KnownKey(UUID id, String name, String role, Set<UUID> journals, Instant expiresAt, Instant revokedAt) {

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
