package org.offprint.nodes;

import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Configuration source that returns the port for the requests of a test while the framework reads this port. This
 * source has the highest priority, because the framework's own source returns only the port of the service under test.
 */
public final class PortOfRequests implements ConfigSource {

    /** Name of the framework's property for the port. */
    static final String NAME = "quarkus.http.test-port";

    /** Name of the system property that stores the port. Class loaders share only system properties. */
    private static final String KEPT = "offprint.test.port-of-requests";

    static void set(int port) {
        System.setProperty(KEPT, Integer.toString(port));
    }

    static void clear() {
        System.clearProperty(KEPT);
    }

    @Override
    public int getOrdinal() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public String getValue(String name) {
        return NAME.equals(name) ? System.getProperty(KEPT) : null;
    }

    @Override
    public String getName() {
        return "port of requests";
    }
}
