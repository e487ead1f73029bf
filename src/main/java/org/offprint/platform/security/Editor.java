package org.offprint.platform.security;

import java.util.UUID;

/**
 * Author of a change, as stored in the history.
 *
 * @param key id of the key or person; null for the service itself
 * @param name name of the key or person at that time
 */
public record Editor(UUID key, String name) {}
