package org.offprint.web.api.references;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;

/** Request body that sets the link of a reference to an article of this service, to an external work, or to neither. */
@Schema(
        name = "ReferenceLinkInput",
        description = "Work that the reference cites: an article of this service or a DOI. Send an empty"
                + " object for no link.")
record LinkInput(
        @Schema(description = "Id of a published article of this service.")
        UUID article,

        @Schema(description = "DOI of an external work.") Doi doi) {}
