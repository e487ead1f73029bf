package org.offprint.web.harvest.oai.protocol;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.settings.Settings;

/**
 * Identifiers of OAI-PMH items in the form {@code oai:{host}:{article id}} (oai-identifier guidelines, version 2.0).
 */
@ApplicationScoped
public class OaiIdentifiers {

    private static final Logger LOG = Logger.getLogger(OaiIdentifiers.class);

    /**
     * Host name in identifiers if none is configured. The top-level domain {@code invalid} is reserved and never
     * assigned (RFC 2606).
     */
    static final String NO_HOST = "offprint.invalid";

    private final String host;

    public OaiIdentifiers(
            @ConfigProperty(name = "offprint.oai.host") Optional<String> configured,
            @ConfigProperty(name = "offprint.public-url") Optional<String> publicUrl) {
        host = configured
                .map(Settings.OAI_HOST::checked)
                .or(() -> publicUrl.flatMap(OaiIdentifiers::hostOf))
                .orElse(NO_HOST);
        if (host.equals(NO_HOST)) {
            LOG.info("OAI-PMH identifiers contain the host " + NO_HOST
                    + " until you set OFFPRINT_OAI_HOST, or an OFFPRINT_PUBLIC_URL with a domain name. Set the"
                    + " host before the first harvest.");
        }
    }

    private static Optional<String> hostOf(String publicUrl) {
        String host = URI.create(PublicUrl.checked(publicUrl)).getHost();
        return Settings.OAI_HOST.problem(host).isEmpty() ? Optional.of(host) : Optional.empty();
    }

    /** Returns the host name that is part of all OAI-PMH identifiers. */
    public String host() {
        return host;
    }

    public String of(UUID article) {
        return "oai:" + host + ":" + article;
    }

    /**
     * Returns the article id in an OAI-PMH identifier, or empty if the identifier does not belong to this repository.
     */
    public Optional<UUID> article(String identifier) {
        String ours = "oai:" + host + ":";
        String id = identifier.startsWith(ours) ? identifier.substring(ours.length()) : "";
        // Accept only the canonical form of the article id, because identifiers are compared character by character.
        return Ids.isUuidShaped(id) && id.equals(Ids.parse(id).toString())
                ? Optional.of(Ids.parse(id))
                : Optional.empty();
    }
}
