package org.offprint.platform.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.settings.Settings;

/**
 * Key from the environment that can only read metrics. In the rest of the API, a client with the metrics key is treated
 * as anonymous.
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

    /**
     * Returns the security identity of the metrics key if the token equals the metrics key. Returns empty if the token
     * does not equal the metrics key.
     */
    Optional<SecurityIdentity> open(String token) {
        return secret.opens(token) ? Optional.of(identity) : Optional.empty();
    }
}
