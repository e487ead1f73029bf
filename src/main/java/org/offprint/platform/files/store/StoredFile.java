package org.offprint.platform.files.store;

import java.time.Instant;

/**
 * A file as it lies in the store.
 *
 * @param size in bytes
 * @param changed when it was stored last: storing the same bytes again makes it newer
 */
public record StoredFile(Sha256 hash, long size, Instant changed) {}
