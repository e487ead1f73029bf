package org.offprint.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.offprint.platform.settings.Setting;

/** Secret key that the operator has set in the environment, and that is not stored in the database. */
final class EnvironmentKey {

    private final byte[] hash;

    private EnvironmentKey(byte[] hash) {
        this.hash = hash;
    }

    /**
     * Reads a secret key from the configuration. An empty value means that no key is set.
     *
     * @param setting setting that contains the key
     * @throws io.quarkus.runtime.configuration.ConfigurationException if the key is too short, or contains characters
     *     that a request cannot send
     */
    static EnvironmentKey of(Setting setting, Optional<String> configured) {
        String secret = configured.map(setting::checked).orElse("");
        return new EnvironmentKey(secret.isEmpty() ? null : Secret.hash(secret));
    }

    boolean isSet() {
        return hash != null;
    }

    /** Returns the hash of the secret key, or null if none is set. */
    byte[] hash() {
        return hash;
    }

    /**
     * Returns whether a token from a request header equals the secret key, by comparing the hashes in constant time.
     */
    boolean opens(String token) {
        // HTTP header values are decoded to one character per byte, but a character of the secret key may be encoded as
        // several bytes.
        return isSet() && MessageDigest.isEqual(hash, Secret.hash(token.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
