package org.offprint.kernel.record.contributors;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.RorId;

/**
 * Affiliation of a contributor: an organization in this service, printed text, or both.
 *
 * @param ror ROR id that identifies the organization instead of {@code id}; used only in requests
 * @param label number of the affiliation in the article; set only for display
 */
@Schema(
        description = "Affiliation of a contributor. If only the id is given, it can be a plain text instead"
                + " of an object.")
public record AffiliationMention(
        @Schema(description = "Id of the organization in this service.")
        UUID id,

        @Schema(
                description = "ROR id that identifies the organization in this service in place of `id`.",
                writeOnly = true)
        RorId ror,

        @Size(max = 2000)
        @Schema(description = "Affiliation as printed, at most 2000 characters. The service never changes it.")
        String text,

        @Size(max = 20) @Schema(description = "Number of the affiliation in the article. The service sets the number.")
        String label) {

    /** Returns an affiliation that consists only of the id of an organization. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static AffiliationMention ofId(String id) {
        return new AffiliationMention(Ids.parse(id), null, null, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public AffiliationMention {}

    /** Returns a copy of the affiliation with the given organization id. */
    public AffiliationMention withId(UUID other) {
        return new AffiliationMention(other, null, text, label);
    }

    /** Returns a copy of the affiliation with the given label. */
    public AffiliationMention labelled(String number) {
        return new AffiliationMention(id, null, text, number);
    }
}
