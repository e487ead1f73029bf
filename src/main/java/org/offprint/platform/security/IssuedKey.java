package org.offprint.platform.security;

/**
 * New API key with its secret, which is not stored and cannot be retrieved again.
 *
 * @param secret value that clients send as {@code Authorization: Bearer <secret>}
 */
public record IssuedKey(ApiKey key, String secret) {

    @Override
    public String toString() {
        return "IssuedKey[" + key.id + "]"; // so that the secret never appears in a log
    }
}
