package org.offprint.platform.files.store;

/**
 * Hash and size of a file that is in the file store.
 *
 * @param size size of the file, in bytes
 */
public record StoredBytes(Sha256 hash, long size) {}
