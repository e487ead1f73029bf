package org.offprint.platform.people;

import java.time.Instant;
import java.util.UUID;

/**
 * Person who is signed in, with the rights of the person.
 *
 * @param expiresAt expiry time of the session
 */
public record SessionPerson(UUID id, String name, Rights rights, Instant expiresAt) {}
