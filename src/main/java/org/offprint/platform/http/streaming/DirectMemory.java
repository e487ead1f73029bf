package org.offprint.platform.http.streaming;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Limits the direct memory of the network library. If the limit is exceeded, the allocation fails at once, and only its
 * connection is closed. The limit of the JVM is unsuitable. Each allocation beyond the JVM limit blocks the thread of
 * all connections for half a second, because the JVM waits for the garbage collector.
 *
 * <p>The network library reads the limit when it is loaded. Therefore, the memory limit is set when the configuration
 * is read, which is before the library is loaded.
 */
public final class DirectMemory implements SmallRyeConfigBuilderCustomizer {

    private static final String LIMIT = "io.netty.maxDirectMemory";

    /**
     * System property that permits buffers that the network library itself counts and frees. The manifest of the
     * application opens the JDK package that these buffers require.
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
