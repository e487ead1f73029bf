package org.offprint.platform.files.store;

/**
 * Bytes that are in the store.
 *
 * @param size how many
 */
public record StoredBytes(Sha256 hash, long size) {}
