package org.offprint.http;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address by which the world knows the service, where it was configured: {@code offprint.public-url}. */
@Startup
@ApplicationScoped
public class PublicUrl {

    private final String base;

    PublicUrl(@ConfigProperty(name = "offprint.public-url") Optional<String> configured) {
        base = configured.map(PublicUrl::checked).orElse("");
    }

    /** The whole address of a path of this service; the path alone where no address was configured. */
    public String of(String path) {
        return base + path;
    }

    /** Whether the world is told to come by TLS. */
    public boolean isHttps() {
        return base.startsWith("https:");
    }

    /**
     * The configured address without slashes at its end.
     *
     * @throws ConfigurationException where it is no address of the web
     */
    public static String checked(String configured) {
        String url = configured.strip().replaceAll("/+$", "");
        try {
            URI uri = new URI(url);
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isWeb && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new ConfigurationException("OFFPRINT_PUBLIC_URL (offprint.public-url) is " + configured
                + "; it must be an http or https address such as https://api.journal.example.");
    }
}
