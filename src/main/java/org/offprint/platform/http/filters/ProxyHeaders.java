package org.offprint.platform.http.filters;

import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.platform.http.PublicUrl;

/**
 * Logs a warning once if requests come through a proxy but the public URL of the service is unknown. Links in responses
 * would then have the wrong scheme or host.
 */
@Singleton
class ProxyHeaders {

    private static final Logger LOG = Logger.getLogger(ProxyHeaders.class);

    private final boolean isForwarding;
    private volatile boolean isDone;

    ProxyHeaders(
            PublicUrl publicUrl,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean isForwarding) {
        this.isForwarding = isForwarding;
        isDone = publicUrl.isConfigured();
    }

    /**
     * Checks the proxy headers of a request. Does nothing if a public URL is configured or the warning has already been
     * logged.
     */
    void check(MultiMap headers) {
        if (isDone) {
            return;
        }
        String problem = problem(headers, isForwarding);
        if (problem != null) {
            isDone = true;
            LOG.warn(problem);
        }
    }

    /**
     * Returns a warning about the proxy headers of a request. Returns null if the request does not come through a
     * proxy, or if the headers contain the public URL.
     *
     * @param isForwarding whether the service trusts the headers of proxies
     */
    static String problem(MultiMap headers, boolean isForwarding) {
        boolean isStandard = headers.contains("Forwarded");
        if (!isStandard && !headers.contains("X-Forwarded-For") && !headers.contains("Via")) {
            return null;
        }
        String missing = null;
        if (!isForwarding) {
            missing = "the service ignores the headers of the proxy";
        } else if (!isStandard && !headers.contains("X-Forwarded-Proto")) {
            missing = "the proxy does not send the header X-Forwarded-Proto";
        }
        return missing == null
                ? null
                : "Requests come through a proxy, but " + missing + ". Links in OAI-PMH and other responses can have"
                        + " the wrong scheme, host or port. Set OFFPRINT_PUBLIC_URL.";
    }
}
