package org.offprint;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.Map;

/**
 * Test profile that configures all optional settings. All tests that need an optional setting share this profile,
 * because the service is started again for each profile.
 */
public class ConfiguredService implements QuarkusTestProfile {

    /** API key that can only read metrics. */
    public static final String METRICS_KEY = "read by the monitoring only";

    /** Theme folder of the site. The folder is empty except for files that a test creates and deletes. */
    public static final Path THEME = Path.of("target/theme-of-tests").toAbsolutePath();

    @Override
    public Map<String, String> getConfigOverrides() {
        THEME.toFile().mkdirs();
        return Map.ofEntries(
                Map.entry("offprint.metrics-key", METRICS_KEY),
                Map.entry("offprint.site.theme", THEME.toString()),
                Map.entry("offprint.access-log", "true"),
                Map.entry("quarkus.log.category.\"io.quarkus.http.access-log\".use-parent-handlers", "false"),
                Map.entry("offprint.proxy-hops", "2"),
                Map.entry("quarkus.http.proxy.proxy-address-forwarding", "true"),
                Map.entry("offprint.changes.waiting-readers", "8"),
                Map.entry("offprint.public-url", "https://api.journal.example"),
                Map.entry("offprint.feeds.hub", "http://127.0.0.1:" + hubPort() + "/hub"),
                Map.entry("offprint.oai.host", "journal.example"),
                Map.entry("offprint.oai.admin-email", "oai@journal.example"),
                Map.entry("offprint.oai.repository-name", "Journals & more"),
                Map.entry("offprint.oai.metadata-policy", "Free & \"open\" <for all>"),
                Map.entry("offprint.oai.data-policy", "https://journal.example/policy?a=1&b=2"),
                Map.entry("offprint.oai.metadata-licence", "https://creativecommons.org/publicdomain/zero/1.0/"),
                Map.entry("offprint.sign-in.provider", "http://127.0.0.1:" + providerPort()),
                Map.entry("offprint.sign-in.client-id", "offprint"),
                Map.entry("offprint.sign-in.client-secret", "a secret of the client"));
    }

    /** Returns the port of the identity provider for sign-in tests. The service uses the provider only for sign-in. */
    public static int providerPort() {
        return ReservedPort.of("provider");
    }

    /** Returns the port of the WebSub hub. The service notifies the hub of changed feeds. */
    public static int hubPort() {
        return ReservedPort.of("hub");
    }
}
