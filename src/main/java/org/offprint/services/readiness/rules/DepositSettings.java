package org.offprint.services.readiness.rules;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Service settings that affect deposits and pages. */
@Singleton
public class DepositSettings {

    private final String depositorName;
    private final String depositorEmail;
    private final String crossmarkPolicy;
    private final boolean hasPages;

    @Inject
    DepositSettings(
            @ConfigProperty(name = "offprint.crossref.depositor-name") Optional<String> depositor,
            @ConfigProperty(name = "offprint.crossref.depositor-email") Optional<String> email,
            @ConfigProperty(name = "offprint.crossref.crossmark-policy") Optional<String> policy,
            @ConfigProperty(name = "offprint.site", defaultValue = "true") boolean hasPages) {
        depositorName = depositor.orElse(null);
        depositorEmail = email.orElse(null);
        crossmarkPolicy = policy.orElse(null);
        this.hasPages = hasPages;
    }

    private DepositSettings(String name, String email, String policy, boolean hasPages) {
        depositorName = name;
        depositorEmail = email;
        crossmarkPolicy = policy;
        this.hasPages = hasPages;
    }

    /** Returns the settings for another depositor. Each argument may be null for none. */
    public DepositSettings of(String name, String email, String policy) {
        return new DepositSettings(name, email, policy, hasPages);
    }

    /** Returns the depositor name for Crossref; null if there is none. */
    String depositorName() {
        return depositorName;
    }

    /** Returns the email address for messages from Crossref; null if there is none. */
    String depositorEmail() {
        return depositorEmail;
    }

    /** Returns the DOI of the Crossmark policy; null if there is none. */
    String crossmarkPolicy() {
        return crossmarkPolicy;
    }

    /** Returns whether the service serves HTML pages. */
    boolean hasPages() {
        return hasPages;
    }
}
