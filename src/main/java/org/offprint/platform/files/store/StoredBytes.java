package org.offprint.platform.files.store;

/**
 * Content that is in the store.
 *
 * @param size size in bytes
 */
public record StoredBytes(Sha256 hash, long size) {}
