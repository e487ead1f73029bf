package org.offprint.web.harvest.oai;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.settings.Settings;
import org.offprint.web.harvest.oai.protocol.OaiIdentifiers;

/**
 * Writes the descriptions of the repository in the response to Identify. The syntax of identifiers is always described.
 * Policies (eprints) and the licence of the metadata (rightsManifest) are described only if configured.
 */
@Startup
@ApplicationScoped
class RepositoryDescriptions {

    private static final String OAI = "http://www.openarchives.org/OAI/2.0/";
    private static final String EPRINTS = "http://www.openarchives.org/OAI/1.1/eprints";

    private final OaiIdentifiers identifiers;
    private final Optional<String> metadataPolicy;
    private final Optional<String> dataPolicy;
    private final Optional<String> licence;

    RepositoryDescriptions(
            OaiIdentifiers identifiers,
            @ConfigProperty(name = "offprint.oai.metadata-policy") Optional<String> metadataPolicy,
            @ConfigProperty(name = "offprint.oai.data-policy") Optional<String> dataPolicy,
            @ConfigProperty(name = "offprint.oai.metadata-licence") Optional<String> licence) {
        this.identifiers = identifiers;
        this.metadataPolicy = metadataPolicy;
        this.dataPolicy = dataPolicy;
        this.licence = licence.map(Settings.OAI_METADATA_LICENCE::checked);
    }

    /**
     * Writes the repository descriptions.
     *
     * @param sample article whose identifier is used as an example
     */
    void write(OaiDocument document, UUID sample) {
        begin(document, "oai-identifier", OAI + "oai-identifier", OAI + "oai-identifier.xsd");
        document.element("scheme", "oai");
        document.element("repositoryIdentifier", identifiers.host());
        document.element("delimiter", ":");
        document.element("sampleIdentifier", identifiers.of(sample));
        document.close().close();
        if (metadataPolicy.isPresent() || dataPolicy.isPresent()) {
            begin(document, "eprints", EPRINTS, EPRINTS + ".xsd");
            // The policy elements are required but may be empty.
            policy(document, "metadataPolicy", metadataPolicy);
            policy(document, "dataPolicy", dataPolicy);
            document.close().close();
        }
        licence.ifPresent(address -> {
            begin(
                    document,
                    "rightsManifest",
                    OAI + "rights/",
                    OAI + "rightsManifest.xsd",
                    "appliesTo",
                    OAI + "entity#metadata");
            document.open("rights");
            document.element("rightsReference", "", "ref", address);
            document.close().close().close();
        });
    }

    private static void begin(
            OaiDocument document, String element, String namespace, String schema, String... attributes) {
        document.open("description");
        String[] all = new String[attributes.length + 6];
        all[0] = "xmlns";
        all[1] = namespace;
        all[2] = "xmlns:xsi";
        all[3] = OaiDocument.XSI;
        all[4] = "xsi:schemaLocation";
        all[5] = namespace + " " + schema;
        System.arraycopy(attributes, 0, all, 6, attributes.length);
        document.open(element, all);
    }

    /**
     * Writes a policy of the repository. If the configured value is a URL, a URL element is written instead of a text
     * element.
     */
    private static void policy(OaiDocument document, String element, Optional<String> policy) {
        document.open(element);
        policy.ifPresent(said -> document.element(isAddress(said) ? "URL" : "text", said));
        document.close();
    }

    private static boolean isAddress(String said) {
        return said.matches("https?://[^\\s<>\"]+");
    }
}
