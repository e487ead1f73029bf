package org.offprint.platform.http.requests;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Applies the configured number of trusted proxies to {@link ClientAddress} when the service starts. */
@Startup
@Singleton
class ProxyHops {

    ProxyHops(
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false") boolean isOn,
            @ConfigProperty(name = "offprint.proxy-hops", defaultValue = "1") int hops) {
        ClientAddress.trustHops(isOn ? hops : 0);
    }
}
