package org.offprint.platform.people;

import java.time.Instant;
import java.util.UUID;

/**
 * Signed-in person, with the person's rights.
 *
 * @param expiresAt expiry time of the session
 */
public record SessionPerson(UUID id, String name, Rights rights, Instant expiresAt) {}
