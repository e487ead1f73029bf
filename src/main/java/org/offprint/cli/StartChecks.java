package org.offprint.cli;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.eclipse.microprofile.config.Config;
import org.offprint.http.PublicUrl;
import org.offprint.security.EnvironmentKey;

/** Finds the usual mistakes before anything is made or printed. */
public final class StartChecks {

    private static final int DEFAULT_PORT = 8080;

    private StartChecks() {}

    /**
     * Checks what a person sets.
     *
     * @throws RuntimeException whose message is a line that says what to do
     */
    public static void check(SmallRyeConfig config) {
        EnvironmentKey.of("offprint.admin-key", config.getOptionalValue("offprint.admin-key", String.class));
        EnvironmentKey.of("offprint.metrics-key", config.getOptionalValue("offprint.metrics-key", String.class));
        config.getOptionalValue("offprint.public-url", String.class).ifPresent(PublicUrl::checked);
        checkSwitch(config, "offprint.log-json");
        checkSwitch(config, "offprint.access-log");
        int port = port(config);
        // In development mode the port is the service's own already when it starts anew.
        if (port != 0 && !config.getProfiles().contains("dev")) {
            checkPort(config.getOptionalValue("quarkus.http.host", String.class).orElse("0.0.0.0"), port);
        }
    }

    /** Returns the port of the service; 0 for any free one. */
    static int port(Config config) {
        return config.getOptionalValue("quarkus.http.port", Integer.class).orElse(DEFAULT_PORT);
    }

    /** Rejects a value that is neither true nor false, which would be taken for false. */
    private static void checkSwitch(SmallRyeConfig config, String property) {
        config.getOptionalValue(property, String.class).ifPresent(value -> {
            if (!value.equals("true") && !value.equals("false")) {
                throw new ConfigurationException(
                        EnvironmentKey.variable(property) + " is " + value + "; it must be true or false.");
            }
        });
    }

    private static void checkPort(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the server binds it: connections of an earlier run that linger are no hindrance.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("Port " + port + " of " + host + " cannot be had: " + e.getMessage()
                    + ". Choose another one with QUARKUS_HTTP_PORT, or stop what uses it.");
        }
    }
}
