package org.offprint.nodes;

import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The port that the requests of a test go to, while the framework asks for it. It comes before all other sources: among
 * them is one of the framework's, before system properties, that knows the port of its own service alone.
 */
public final class PortOfRequests implements ConfigSource {

    /** The name of the framework's property. */
    static final String NAME = "quarkus.http.test-port";

    /** The system property that has the port; class loaders share no other variable. */
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
