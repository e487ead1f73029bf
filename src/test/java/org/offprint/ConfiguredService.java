package org.offprint;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service with what else can be set, for all tests of that: each profile is another start of the service. */
public class ConfiguredService implements QuarkusTestProfile {

    /** The key that reads metrics. */
    public static final String METRICS_KEY = "read by the monitoring only";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "offprint.metrics-key", METRICS_KEY,
                "offprint.public-url", "https://api.journal.example",
                "offprint.oai.host", "journal.example",
                "offprint.oai.admin-email", "oai@journal.example",
                "offprint.oai.repository-name", "Journals & more",
                "offprint.oai.metadata-policy", "Free & \"open\" <for all>",
                "offprint.oai.data-policy", "https://journal.example/policy?a=1&b=2",
                "offprint.oai.metadata-licence", "https://creativecommons.org/publicdomain/zero/1.0/");
    }
}
