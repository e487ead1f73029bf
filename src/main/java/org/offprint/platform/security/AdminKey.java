package org.offprint.platform.security;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.settings.Settings;

/** Admin key from the environment. */
@Singleton
public class AdminKey {

    private final EnvironmentKey secret;
    private final CachedKey key;

    AdminKey(@ConfigProperty(name = "offprint.admin-key") Optional<String> configured) {
        secret = EnvironmentKey.of(Settings.ADMIN_KEY, configured);
        key = secret.isSet()
                ? new CachedKey(
                        UUID.nameUUIDFromBytes(secret.hash()), "admin (environment)", Role.ADMIN, null, null, null)
                : null;
    }

    /** Returns whether the environment has an admin key. */
    public boolean isSet() {
        return secret.isSet();
    }

    /** Returns the id of the key, which stays the same as long as the secret does. Empty if the key is not set. */
    public Optional<UUID> id() {
        return Optional.ofNullable(key).map(CachedKey::id);
    }

    boolean is(CachedKey other) {
        return other == key;
    }

    /** Returns the admin key if the token is its secret; otherwise empty. */
    Optional<CachedKey> open(String token) {
        return secret.opens(token) ? Optional.of(key) : Optional.empty();
    }
}
