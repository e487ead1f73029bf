package org.offprint.platform.people;

import java.time.Instant;
import java.util.UUID;

/**
 * A person as a session knows them.
 *
 * @param expiresAt the end of the session
 */
public record SignedIn(UUID id, String name, Rights rights, Instant expiresAt) {}
