package org.offprint.platform.http.filters;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Disables the framework's validation of request targets in favor of {@link RequestTarget}. The framework responds with
 * 400 without a body. The framework also rejects quotes and angle brackets in a query, which phrases and old DOIs
 * contain.
 *
 * <p>The switch is a system property that is read once, before any bean is created. The configuration is read before
 * the property.
 */
public class UriValidation implements SmallRyeConfigBuilderCustomizer {

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        System.setProperty("vertx.disableURIValidation", "true");
    }
}
