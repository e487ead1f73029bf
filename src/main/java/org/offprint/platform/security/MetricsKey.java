package org.offprint.platform.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.settings.Settings;

/**
 * Key from the environment that can only read metrics. In the rest of the API, clients with this key are treated as
 * anonymous.
 */
@Singleton
class MetricsKey {

    private final EnvironmentKey secret;
    private final SecurityIdentity identity = QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal("metrics (environment)"))
            .addRole(Role.METRICS)
            .build();

    MetricsKey(@ConfigProperty(name = "offprint.metrics-key") Optional<String> configured) {
        secret = EnvironmentKey.of(Settings.METRICS_KEY, configured);
    }

    /** Returns the security identity of the metrics key if the token equals the key, otherwise empty. */
    Optional<SecurityIdentity> open(String token) {
        return secret.opens(token) ? Optional.of(identity) : Optional.empty();
    }
}
