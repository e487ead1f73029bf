package org.offprint;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.Map;

/** The service with what else can be set, for all tests of that: each profile is another start of the service. */
public class ConfiguredService implements QuarkusTestProfile {

    /** The key that reads metrics. */
    public static final String METRICS_KEY = "read by the monitoring only";

    /** The folder of the site's theme, which is empty but for what a test puts there and takes away. */
    public static final Path THEME = Path.of("target/theme-of-tests").toAbsolutePath();

    @Override
    public Map<String, String> getConfigOverrides() {
        THEME.toFile().mkdirs();
        return Map.of(
                "offprint.metrics-key", METRICS_KEY,
                "offprint.site.theme", THEME.toString(),
                "offprint.public-url", "https://api.journal.example",
                "offprint.oai.host", "journal.example",
                "offprint.oai.admin-email", "oai@journal.example",
                "offprint.oai.repository-name", "Journals & more",
                "offprint.oai.metadata-policy", "Free & \"open\" <for all>",
                "offprint.oai.data-policy", "https://journal.example/policy?a=1&b=2",
                "offprint.oai.metadata-licence", "https://creativecommons.org/publicdomain/zero/1.0/");
    }
}
