package org.offprint.platform.files.store;

import java.time.Instant;

/**
 * File in the store.
 *
 * @param size size in bytes
 * @param changed time of the last store operation; storing the same content again renews this time
 */
public record StoredFile(Sha256 hash, long size, Instant changed) {}
