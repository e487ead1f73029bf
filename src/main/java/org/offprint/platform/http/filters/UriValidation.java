package org.offprint.platform.http.filters;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Disables the framework's validation of request targets in favor of {@link RequestTarget}. The framework's own
 * validation would respond with 400 and no body. The framework's own validation would also reject quotes and angle
 * brackets in a query, which phrases and old DOIs contain.
 *
 * <p>The validation is disabled by a system property that the framework reads once, before any bean is created.
 * Therefore, the system property is set when the configuration is read, which is before any bean is created.
 */
public class UriValidation implements SmallRyeConfigBuilderCustomizer {

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        System.setProperty("vertx.disableURIValidation", "true");
    }
}
