package org.offprint.platform.http;

import io.quarkus.runtime.Startup;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.settings.Settings;

/** The address by which the world knows the service, where it was configured: {@code offprint.public-url}. */
@Startup
@ApplicationScoped
public class PublicUrl {

    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

    private final String base;

    PublicUrl(@ConfigProperty(name = "offprint.public-url") Optional<String> configured) {
        base = configured.map(PublicUrl::checked).orElse("");
    }

    /** The whole address of a path of this service; the path alone where no address was configured. */
    public String of(String path) {
        return base + path;
    }

    /**
     * The address without a slash at its end: the configured one or, failing that, the one that this request came to.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 where the request names a host that cannot be one
     */
    public String base(UriInfo request) {
        if (!base.isEmpty()) {
            return base;
        }
        URI uri = request.getBaseUri();
        // The host is the caller's word, and goes into documents.
        if (!HOST.matcher(String.valueOf(uri.getAuthority())).matches()) {
            throw Problems.badHeader("Host", "host-format", "This is not a host that the service can be known by.");
        }
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    /** Returns the same of a request before any resource; nothing is checked, so it names nothing but what is kept. */
    public String base(HttpServerRequest request) {
        return base.isEmpty() ? request.scheme() + "://" + request.authority() : base;
    }

    /**
     * Reports whether a page of this service made the request, by its {@code Origin} (RFC 6454, section 7). False where
     * there is none.
     */
    public boolean isOwnOrigin(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        String own = base(request);
        int path = own.indexOf('/', own.indexOf("://") + 3);
        return origin.equalsIgnoreCase(path < 0 ? own : own.substring(0, path));
    }

    /** Reports whether the world is told to come by TLS. */
    public boolean isHttps() {
        return base.startsWith("https:");
    }

    /**
     * The configured address without slashes at its end.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException where it is no address of the web
     */
    public static String checked(String configured) {
        return Settings.PUBLIC_URL.checked(configured).replaceAll("/+$", "");
    }
}
