package org.offprint.journal.journals;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.JournalBody.JournalIdentifier;
import org.offprint.kernel.record.JournalBody.JournalIssn;

/** Journal as displayed in its issues and articles. */
@Schema(description = "Journal as shown by its issues and articles.")
public record JournalRef(
        @Schema(required = true) UUID id,
        @Schema(required = true) String slug,

        @Schema(required = true, description = "Title of the journal.")
        String title,

        @Schema(description = "Title of the journal, abbreviated according to ISO 4.")
        String abbreviation,

        @Schema(required = true, description = "ISSNs of the journal with their media.")
        List<JournalIssn> issns,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                nullable = true,
                description = "Identifiers of the journal other than ISSNs, as in the element `journal-id` of JATS."
                        + " Omitted if there are none.")
        List<JournalIdentifier> identifiers,

        @Schema(description = "Name of the publisher.") String publisher,
        @Schema(description = "Place of the publisher.") String publisherPlace,

        @Schema(description = "Main language of the journal, as a BCP 47 tag.")
        LanguageTag language) {

    public JournalRef {
        identifiers = Json.orEmpty(identifiers);
    }

    /** Returns the first identifier of the given type, or null if the journal has no such identifier. */
    public String identifier(String type) {
        return identifiers.stream()
                .filter(identifier -> identifier.type().equals(type))
                .map(JournalIdentifier::value)
                .findFirst()
                .orElse(null);
    }

    /** Returns the displayed form of the journal with the given id, slug and metadata. */
    public static JournalRef of(UUID id, String slug, JournalBody body) {
        return new JournalRef(
                id,
                slug,
                body.title(),
                body.abbreviation(),
                body.issns(),
                body.identifiers(),
                body.publisher(),
                body.publisherPlace(),
                body.language());
    }
}
