package org.offprint.journal.affiliations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.record.AffiliationBody;

/** An affiliation as it is read; revision and createdAt for editors only. */
@Schema(description = "An organization that contributors belong to.")
public record AffiliationView(
        @Schema(required = true) UUID id,

        @Schema(description = "Counts the changes; the entity tag is made of it. For editors.")
        Integer revision,

        @JsonUnwrapped AffiliationBody body,

        @Schema(description = "The affiliation that this one was merged into; only where merged ones are listed.")
        UUID mergedInto,

        @Schema(description = "For editors.") Instant createdAt,
        @Schema(required = true) Instant updatedAt,
        @Schema(required = true) Map<String, String> links) {

    /** Returns the view of editors, or of everybody. */
    public static AffiliationView of(Affiliation affiliation, boolean forEditors) {
        return new AffiliationView(
                affiliation.id,
                forEditors ? affiliation.revision : null,
                affiliation.body,
                affiliation.mergedInto,
                forEditors ? affiliation.createdAt : null,
                affiliation.updatedAt,
                links(affiliation.id));
    }

    private static Map<String, String> links(UUID id) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", "/v1/affiliations/" + id);
        links.put("articles", "/v1/articles?affiliation=" + id);
        return links;
    }
}
