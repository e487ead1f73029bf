package org.offprint.security;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/** A key that whoever runs the service sets in its environment; it is stored nowhere. */
public final class EnvironmentKey {

    static final int MINIMUM = 24;

    private final byte[] hash;

    private EnvironmentKey(byte[] hash) {
        this.hash = hash;
    }

    /**
     * The key of this property; not set where the value is empty.
     *
     * @param property its name, such as {@code offprint.admin-key}
     * @throws ConfigurationException where the value is too short, or holds what no request could send
     */
    public static EnvironmentKey of(String property, Optional<String> configured) {
        String secret = configured.map(String::strip).orElse("");
        if (secret.isEmpty()) {
            return new EnvironmentKey(null);
        }
        String name = variable(property);
        int length = secret.codePointCount(0, secret.length());
        if (length < MINIMUM) {
            throw new ConfigurationException(
                    name + " has " + length + " characters; it needs " + MINIMUM + " or more.");
        }
        if (secret.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException(
                    name + " contains a line break or another control character, which no request could send.");
        }
        return new EnvironmentKey(Secret.hash(secret));
    }

    /** A property as people set it, with the variable first: {@code OFFPRINT_ADMIN_KEY (offprint.admin-key)}. */
    public static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") + " (" + property + ")";
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
