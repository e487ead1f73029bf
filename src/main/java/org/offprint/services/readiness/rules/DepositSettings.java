package org.offprint.services.readiness.rules;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.formats.print.GeneratedPdfs;

/**
 * Service settings that affect deposits and pages.
 *
 * @param depositorName depositor name for Crossref; null if not configured
 * @param depositorEmail email address for messages from Crossref; null if not configured
 * @param crossmarkPolicy DOI of the Crossmark policy; null if not configured
 * @param hasPages whether the service serves HTML pages
 * @param generatesPdfs whether the service generates PDFs from full texts
 */
@Singleton
public record DepositSettings(
        String depositorName, String depositorEmail, String crossmarkPolicy, boolean hasPages, boolean generatesPdfs) {

    @Inject
    DepositSettings(
            @ConfigProperty(name = "offprint.crossref.depositor-name") Optional<String> depositor,
            @ConfigProperty(name = "offprint.crossref.depositor-email") Optional<String> email,
            @ConfigProperty(name = "offprint.crossref.crossmark-policy") Optional<String> policy,
            @ConfigProperty(name = "offprint.site", defaultValue = "true") boolean hasPages,
            GeneratedPdfs pdfs) {
        this(depositor.orElse(null), email.orElse(null), policy.orElse(null), hasPages, pdfs.isOn());
    }

    /** Returns a copy of the settings with a different depositor. Any argument may be null. */
    public DepositSettings of(String name, String email, String policy) {
        return new DepositSettings(name, email, policy, hasPages, generatesPdfs);
    }
}
