package org.offprint.web.api.references;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;

/** What an editor says that a reference means: an article here, a work elsewhere, or neither. */
@Schema(name = "ReferenceLinkInput", description = "What the reference means: one of the two, or neither for no link.")
record LinkInput(
        @Schema(description = "A published article here.") UUID article,
        @Schema(description = "Of a work that is not here.") Doi doi) {}
