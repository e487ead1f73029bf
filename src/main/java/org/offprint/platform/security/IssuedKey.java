package org.offprint.platform.security;

/**
 * A new key with its secret, which is nowhere else and cannot be had again.
 *
 * @param secret what its holder sends as {@code Authorization: Bearer <secret>}
 */
public record IssuedKey(ApiKey key, String secret) {

    @Override
    public String toString() {
        return "IssuedKey[" + key.id + "]"; // so that no log ever holds the secret
    }
}
