package org.offprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/**
 * Reserves ports for fake external services before they start. Tests and their service have different class loaders, so
 * the ports are stored in system properties.
 */
public final class ReservedPort {

    private ReservedPort() {}

    /** Returns the port reserved for the fake service with this name. The port does not change within the process. */
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
