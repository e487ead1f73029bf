package org.offprint.web.site.pages;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.faults.Problems;

/** Configuration switch that enables or disables the built-in site ({@code offprint.site}). */
@ApplicationScoped
public class SiteSwitch {

    private final boolean isOn;

    SiteSwitch(@ConfigProperty(name = "offprint.site", defaultValue = "true") boolean isOn) {
        this.isOn = isOn;
    }

    /** Returns whether the site is enabled. */
    public boolean isOn() {
        return isOn;
    }

    /**
     * Rejects the request if the site is disabled.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 if the site is disabled
     */
    public void require() {
        if (!isOn) {
            throw Problems.unknownPath();
        }
    }
}
