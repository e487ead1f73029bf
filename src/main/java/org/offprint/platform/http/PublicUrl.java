package org.offprint.platform.http;

import io.quarkus.runtime.Startup;
import io.quarkus.vertx.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.settings.Settings;

/** Public URL of the service, if {@code offprint.public-url} is set. */
@Startup
@ApplicationScoped
public class PublicUrl {

    /** Host and port. A host name has at most 255 characters (RFC 1035, section 2.3.4). */
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    private static final List<String> ALL_INTERFACES = List.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

    private final String base;

    private final String host;
    private final int port;
    private final HttpServer server;

    PublicUrl(
            @ConfigProperty(name = "offprint.public-url") Optional<String> configured,
            @ConfigProperty(name = "quarkus.http.host") Optional<String> host,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port,
            HttpServer server) {
        base = configured.map(PublicUrl::checked).orElse("");
        this.host = host.filter(listening -> !ALL_INTERFACES.contains(listening))
                .map(listening -> listening.contains(":") ? "[" + listening + "]" : listening)
                .orElse("localhost");
        this.port = port;
        this.server = server;
    }

    /** Returns the absolute URL for a path of this service, or only the path if no public URL is configured. */
    public String of(String path) {
        return base + path;
    }

    /**
     * Returns the absolute URL for a path of this service, for documents that are created without a request. If no
     * public URL is configured, the URL begins with the address on which this node listens.
     */
    public String absolute(String path) {
        if (isConfigured()) {
            return base + path;
        }
        int open = server.getPort();
        return "http://" + host + ":" + (open > 0 ? open : port) + path;
    }

    /** Returns whether a public URL is configured. */
    public boolean isConfigured() {
        return !base.isEmpty();
    }

    /**
     * Returns the base URL without a trailing slash. If no public URL is configured, the base URL of the request is
     * used.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if the request has an invalid host
     */
    public String base(UriInfo request) {
        if (!base.isEmpty()) {
            return base;
        }
        URI uri = request.getBaseUri();
        // The host of the request is controlled by the client, and becomes part of documents.
        if (!HOST.matcher(String.valueOf(uri.getAuthority())).matches()) {
            throw Problems.badHeader(
                    "Host",
                    "host-format",
                    "Must be a host name or IP address, with an optional port, for example" + " journals.example.org.");
        }
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    /**
     * Returns the base URL for a request that has not reached a resource method yet. The host of the request is not
     * checked, so the result must be used only to look up cached responses.
     */
    public String base(HttpServerRequest request) {
        return base.isEmpty() ? request.scheme() + "://" + request.authority() : base;
    }

    /**
     * Returns whether the request was sent by a page of this service, according to the {@code Origin} header (RFC 6454,
     * section 7). Returns false if the header is missing.
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

    /** Returns whether the configured public URL uses HTTPS. */
    public boolean isHttps() {
        return base.startsWith("https:");
    }

    /**
     * Validates the configured public URL and returns it without trailing slashes.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException if the configured value is not an HTTP or HTTPS
     *     URL
     */
    public static String checked(String configured) {
        return Settings.PUBLIC_URL.checked(configured).replaceAll("/+$", "");
    }
}
