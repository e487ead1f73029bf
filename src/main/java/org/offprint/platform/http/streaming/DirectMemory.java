package org.offprint.platform.http.streaming;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Limits the direct memory of the network library. An allocation beyond the limit fails at once, and only its connection
 * is closed. The limit of the JVM is unsuitable: each allocation beyond it blocks the thread of all connections for half
 * a second, while the JVM waits for the garbage collector.
 * <p>The network library reads the limit when it is loaded; the configuration is read before that.
 */
public final class DirectMemory implements SmallRyeConfigBuilderCustomizer {

    private static final String LIMIT = "io.netty.maxDirectMemory";

    /** Permits buffers that the library counts and frees itself. The manifest opens the package that they need. */
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
