package org.offprint.kernel.record.contributors;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.RorId;

/**
 * An affiliation as one contributor names it: the organization held here, the words as printed, or both.
 *
 * @param ror names the organization held here in place of its id; only in input
 * @param label its number among the article's affiliations; decided when it is shown
 */
@Schema(description = "An affiliation as a contributor names it. An id alone may be given as text.")
public record AffiliationMention(
        @Schema(description = "The affiliation held here.") UUID id,

        @Schema(description = "Names the affiliation held here by its ROR id, in place of `id`.", writeOnly = true)
        RorId ror,

        @Size(max = 2000) @Schema(description = "The words as printed; they never change.")
        String text,

        @Size(max = 20) @Schema(description = "Its number among the article's affiliations, decided by the service.")
        String label) {

    /** An id alone. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static AffiliationMention ofId(String id) {
        return new AffiliationMention(Ids.parse(id), null, null, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public AffiliationMention {}

    /** Returns a copy under another id. */
    public AffiliationMention by(UUID other) {
        return new AffiliationMention(other, null, text, label);
    }

    /** Returns a copy with this label. */
    public AffiliationMention labelled(String number) {
        return new AffiliationMention(id, null, text, number);
    }
}
