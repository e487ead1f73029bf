package org.offprint.platform.http.filters;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Leaves the check of request targets to {@link RequestTarget}: the framework's own answers 400 without a body, and
 * does so for quotes and angle brackets in a query too, which phrases and old DOIs hold.
 *
 * <p>Its switch is a system property that is read once, before any bean is made; configuration is read before that.
 */
public class UriValidation implements SmallRyeConfigBuilderCustomizer {

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        System.setProperty("vertx.disableURIValidation", "true");
    }
}
