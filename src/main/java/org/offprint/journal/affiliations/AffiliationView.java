package org.offprint.journal.affiliations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.kernel.record.ContractAudience;

/**
 * Affiliation as returned by the API. The members {@code revision} and {@code createdAt} are returned only to editors.
 */
@Schema(description = "Affiliation: an organization that contributors belong to.")
public record AffiliationView(
        @Schema(required = true) UUID id,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Revision number, which increases with every change. The entity tag is derived from the"
                        + " revision. Returned to editors only.")
        Integer revision,

        @JsonUnwrapped AffiliationBody body,

        @Schema(
                description = "Id of the affiliation into which this affiliation was merged. Only returned in lists"
                        + " that include merged affiliations.")
        UUID mergedInto,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Time of creation. Returned to editors only.")
        Instant createdAt,

        @Schema(required = true) Instant updatedAt,

        @Schema(required = true, description = "URLs of the affiliation (`self`) and of its articles (`articles`).")
        Map<String, String> links) {

    /** Returns the API view of the affiliation for editors or for the public. */
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
