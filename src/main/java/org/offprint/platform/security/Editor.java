package org.offprint.platform.security;

import java.util.UUID;

/**
 * Author of a change, as stored in the change history.
 *
 * @param key id of the API key or person; null for the service itself
 * @param name name of the API key or person at the time of the change
 */
public record Editor(UUID key, String name) {}
