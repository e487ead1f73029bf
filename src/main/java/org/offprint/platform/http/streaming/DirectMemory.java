package org.offprint.platform.http.streaming;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Limits the direct memory of the network library. An allocation beyond the limit fails immediately, and only the
 * connection that requested the memory is closed. The limit of the JVM is unsuitable. An allocation that exceeds it
 * waits half a second for the garbage collector, and blocks the thread that serves all connections.
 * <p>The network library reads its limit when it is loaded. The limit is therefore set earlier, when the configuration
 * is read.
 */
public final class DirectMemory implements SmallRyeConfigBuilderCustomizer {

    private static final String LIMIT = "io.netty.maxDirectMemory";

    /**
     * System property that permits buffers that the network library counts and frees itself. The required JDK package
     * is opened in the manifest of the application.
     */
    private static final String COUNTED_BUFFERS = "io.netty.tryReflectionSetAccessible";

    private static final long MIN_BYTES = 64L << 20;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        setIfAbsent(
                LIMIT, Long.toString(Math.max(MIN_BYTES, Runtime.getRuntime().maxMemory() / 4)));
        setIfAbsent(COUNTED_BUFFERS, "true");
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
