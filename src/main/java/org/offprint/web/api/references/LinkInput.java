package org.offprint.web.api.references;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;

/** Request body for setting the link of a reference: an article of this service, an external work, or neither. */
@Schema(
        name = "ReferenceLinkInput",
        description = "Work that the reference cites: an article or a DOI, or neither for no link.")
record LinkInput(
        @Schema(description = "Id of a published article of this service.")
        UUID article,

        @Schema(description = "DOI of an external work.") Doi doi) {}
