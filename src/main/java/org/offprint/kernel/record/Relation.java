package org.offprint.kernel.record;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;

/** A relation to another article: one held here, one elsewhere by its DOI, or both at once. */
public record Relation(
        @NotNull RelationType type,
        Doi doi,
        @Schema(description = "The article held here.") UUID article,

        @Size(max = 2000) @Schema(description = "What to call it where it is shown.")
        String label,

        @Schema(
                description = "The slug of the article held here, where it is published. Decided by the service.",
                readOnly = true)
        String slug) {

    /** Returns the relation as it was stated, without members that are decided when it is shown. */
    public Relation asStated() {
        return new Relation(type, doi, article, label, null);
    }
}
