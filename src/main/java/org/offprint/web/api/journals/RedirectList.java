package org.offprint.web.api.journals;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.journal.redirects.Redirect;

/** List of all redirects, in requests and responses. */
@Schema(name = "RedirectList", description = "All redirects of the service.")
record RedirectList(
        @Schema(required = true, description = "Redirects in their stored order.")
        List<Redirect> items,

        @Schema(required = true, description = "Total number of redirects.", examples = "2")
        long total) {

    static RedirectList of(List<Redirect> all) {
        return new RedirectList(all, all.size());
    }
}
