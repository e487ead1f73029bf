package org.offprint.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.offprint.platform.settings.Setting;

/** A key that whoever runs the service sets in its environment; it is stored nowhere. */
final class EnvironmentKey {

    private final byte[] hash;

    private EnvironmentKey(byte[] hash) {
        this.hash = hash;
    }

    /**
     * The key of this property; not set where the value is empty.
     *
     * @param setting the one that holds it
     * @throws io.quarkus.runtime.configuration.ConfigurationException where the value is too short, or holds what no request could send
     */
    static EnvironmentKey of(Setting setting, Optional<String> configured) {
        String secret = configured.map(setting::checked).orElse("");
        return new EnvironmentKey(secret.isEmpty() ? null : Secret.hash(secret));
    }

    boolean isSet() {
        return hash != null;
    }

    /** Names the key as long as its secret stays the same; null where it is not set. */
    byte[] hash() {
        return hash;
    }

    /** Reports whether this is its secret, as it came in a header. Compares hashes in constant time. */
    boolean opens(String token) {
        // Header values arrive as one character a byte; the secret may hold characters of several.
        return isSet() && MessageDigest.isEqual(hash, Secret.hash(token.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
