package org.offprint.security;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The admin key that whoever runs the service sets in its environment; it is stored nowhere. */
@Singleton
class AdminKey {

    static final int MINIMUM = 24;

    private final byte[] hash;
    private final KnownKey key;

    AdminKey(@ConfigProperty(name = "offprint.admin-key") Optional<String> configured) {
        String secret = configured.map(String::strip).orElse("");
        if (secret.isEmpty()) {
            hash = null;
            key = null;
            return;
        }
        check(secret);
        hash = Secret.hash(secret);
        key = new KnownKey(UUID.nameUUIDFromBytes(hash), "admin (environment)", Role.ADMIN, null, null, null);
    }

    private static void check(String secret) {
        int length = secret.codePointCount(0, secret.length());
        if (length < MINIMUM) {
            throw new ConfigurationException("OFFPRINT_ADMIN_KEY (offprint.admin-key) has " + length
                    + " characters; it needs " + MINIMUM + " or more.");
        }
        if (secret.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException("OFFPRINT_ADMIN_KEY (offprint.admin-key) contains a line break or another"
                    + " control character, which no request could send.");
        }
    }

    boolean isSet() {
        return key != null;
    }

    boolean is(KnownKey other) {
        return other == key;
    }

    /** The key if this is its secret. Compares hashes in constant time. */
    Optional<KnownKey> open(String token) {
        // Header values arrive as one character a byte; the secret may hold characters of several.
        byte[] sent = token.getBytes(StandardCharsets.ISO_8859_1);
        return isSet() && MessageDigest.isEqual(hash, Secret.hash(sent)) ? Optional.of(key) : Optional.empty();
    }
}
