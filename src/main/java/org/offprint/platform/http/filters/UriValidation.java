package org.offprint.platform.http.filters;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Disables the framework's validation of request targets in favor of {@link RequestTarget}. The framework would respond
 * with 400 and no body. In addition, the framework would reject quotes and angle brackets in a query, which appear in
 * phrases and old DOIs.
 * <p>The framework reads the system property for this validation only once, before any bean is created. The property is
 * therefore set even earlier, when the configuration is read.
 */
public class UriValidation implements SmallRyeConfigBuilderCustomizer {

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        System.setProperty("vertx.disableURIValidation", "true");
    }
}
