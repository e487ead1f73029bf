package org.offprint.web.site.theme;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * {@code Content-Security-Policy} of site pages. Only the script of the site may run, and pages cannot be embedded in
 * frames. A theme may allow additional sources, as in {@code csp.img = https://images.example.org}.
 */
final class PagePolicy {

    private static final Logger LOG = Logger.getLogger(PagePolicy.class);

    private static final String PREFIX = "csp.";
    private static final Pattern SOURCE =
            Pattern.compile("https://(\\*\\.)?[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]{0,200})?");

    /** Directives of the policy that a theme may extend, with their built-in sources. */
    private static final Map<String, String> DIRECTIVES = new LinkedHashMap<>();

    static {
        DIRECTIVES.put("img", "'self' data:");
        DIRECTIVES.put("media", "'self'");
        DIRECTIVES.put("style", "'self'");
        DIRECTIVES.put("font", "'self'");
        DIRECTIVES.put("script", "'self'");
        DIRECTIVES.put("connect", "'self'");
        DIRECTIVES.put("frame", "");
    }

    private PagePolicy() {}

    /**
     * Returns the {@code Content-Security-Policy}, extended by the sources in the theme properties. Values that are not
     * HTTPS sources are ignored.
     */
    static String of(Map<String, String> properties) {
        StringBuilder policy = new StringBuilder("default-src 'none'");
        DIRECTIVES.forEach((name, builtIn) -> {
            StringBuilder sources = new StringBuilder(builtIn);
            for (String source : properties.getOrDefault(PREFIX + name, "").split("[ ,]")) {
                if (SOURCE.matcher(source).matches()) {
                    sources.append(sources.isEmpty() ? "" : " ").append(source);
                } else if (!source.isEmpty()) {
                    LOG.warnf(
                            "The theme property %s%s contains an invalid source, which is ignored: %s",
                            PREFIX, name, source);
                }
            }
            if (!sources.isEmpty()) {
                policy.append("; ").append(name).append("-src ").append(sources);
            }
        });
        return policy.append("; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                .toString();
    }
}
