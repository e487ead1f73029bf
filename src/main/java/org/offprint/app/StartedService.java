package org.offprint.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.security.InitialAdminKey;

/**
 * Runs after the service has started. Prints the admin key on the first start, and waits for the end of the service.
 */
public class StartedService implements QuarkusApplication {

    private final InitialAdminKey adminKey;
    private final String host;
    private final int port;

    StartedService(
            InitialAdminKey adminKey,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.adminKey = adminKey;
        this.host = host;
        this.port = port;
    }

    @Override
    public int run(String... arguments) {
        adminKey.createOnFirstStart("http://" + (host.equals("0.0.0.0") ? "localhost" : host) + ":" + port);
        Quarkus.waitForExit();
        return 0;
    }
}
