package org.offprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/**
 * Ports at which tests have services of others, known before these are there. Tests and their service are of different
 * class loaders, so properties of the system keep them.
 */
public final class ReservedPort {

    private ReservedPort() {}

    /** Returns the port of the service of this name, the same as long as the process lasts. */
    public static int of(String name) {
        String property = "offprint.tests.port." + name;
        synchronized (System.class) {
            String known = System.getProperty(property);
            if (known == null) {
                try (ServerSocket free = new ServerSocket(0)) {
                    known = Integer.toString(free.getLocalPort());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                System.setProperty(property, known);
            }
            return Integer.parseInt(known);
        }
    }
}
