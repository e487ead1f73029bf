package org.offprint.platform.files.store;

/**
 * Hash and size of a stored file.
 *
 * @param size size of the file, in bytes
 */
public record StoredBytes(Sha256 hash, long size) {}
