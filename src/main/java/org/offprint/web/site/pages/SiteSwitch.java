package org.offprint.web.site.pages;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.faults.Problems;

/** Says whether the service has a site of its own: {@code offprint.site}. */
@ApplicationScoped
public class SiteSwitch {

    private final boolean isOn;

    SiteSwitch(@ConfigProperty(name = "offprint.site", defaultValue = "true") boolean isOn) {
        this.isOn = isOn;
    }

    /** Reports whether there are pages. */
    public boolean isOn() {
        return isOn;
    }

    /**
     * Ends the request where there are no pages.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 then
     */
    public void require() {
        if (!isOn) {
            throw Problems.noSuchPath();
        }
    }
}
