package org.offprint.platform.security;

import java.util.UUID;

/**
 * The author of a change, as history keeps it.
 *
 * @param key the id of the key or the person; null where the service itself does it
 * @param name the name of either at that time
 */
public record Editor(UUID key, String name) {}
