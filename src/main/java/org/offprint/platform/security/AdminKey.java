package org.offprint.platform.security;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.settings.Settings;

/** Admin API key that the operator has set in the environment. */
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

    /** Returns whether the operator has set an admin key in the environment. */
    public boolean isSet() {
        return secret.isSet();
    }

    /** Returns the id of the admin key, or empty if no admin key is set. The id changes only if the secret changes. */
    public Optional<UUID> id() {
        return Optional.ofNullable(key).map(CachedKey::id);
    }

    /** Returns the admin key if it has the given id, otherwise empty. */
    Optional<CachedKey> of(UUID id) {
        return Optional.ofNullable(key).filter(each -> each.id().equals(id));
    }

    boolean is(CachedKey other) {
        return other == key;
    }

    /** Returns the admin key if the token is its secret, otherwise empty. */
    Optional<CachedKey> open(String token) {
        return secret.opens(token) ? Optional.of(key) : Optional.empty();
    }
}
