package org.offprint.platform.files.store;

import java.time.Instant;

/**
 * File in the file store.
 *
 * @param size size of the file, in bytes
 * @param changed time at which the content was last stored, even if it was already present
 */
public record StoredFile(Sha256 hash, long size, Instant changed) {}
