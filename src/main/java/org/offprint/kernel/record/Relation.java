package org.offprint.kernel.record;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;

/** Relation of an article to another article, identified by its id in this service, by its DOI, or by both. */
@Schema(description = "Relation to another article, identified by its id in this service, its DOI, or both.")
public record Relation(
        @NotNull @Schema(description = "Type of the relation, for example `isCorrectionOf`.")
        RelationType type,

        @Schema(description = "DOI of the related article.") Doi doi,

        @Schema(description = "Id of the related article in this service.")
        UUID article,

        @Size(max = 2000)
        @Schema(description = "Label under which the related article is displayed, at most 2000 characters.")
        String label,

        @Schema(
                description =
                        "Slug of the related article, if it is published in this service. The service sets the slug.",
                readOnly = true)
        String slug) {

    /** Returns the relation as stated by the editors, without the members that are set only for display. */
    public Relation asStated() {
        return new Relation(type, doi, article, label, null);
    }
}
