package org.offprint.web.api.journals;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.journal.redirects.Redirect;

/** The list as clients read and write it. */
@Schema(name = "RedirectList", description = "All redirects.")
record RedirectList(
        @Schema(required = true) List<Redirect> items,

        @Schema(required = true, description = "How many there are.", examples = "2")
        long total) {

    static RedirectList of(List<Redirect> all) {
        return new RedirectList(all, all.size());
    }
}
