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

/** Journal as shown by its issues and articles. */
public record JournalRef(
        @Schema(required = true) UUID id,
        @Schema(required = true) String slug,
        @Schema(required = true) String title,
        String abbreviation,
        @Schema(required = true) List<JournalIssn> issns,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Schema(nullable = true)
        List<JournalIdentifier> identifiers,

        String publisher,
        String publisherPlace,
        LanguageTag language) {

    public JournalRef {
        identifiers = Json.orEmpty(identifiers);
    }

    /** Returns the first identifier of a type, or null if the journal has none. */
    public String identifier(String type) {
        return identifiers.stream()
                .filter(identifier -> identifier.type().equals(type))
                .map(JournalIdentifier::value)
                .findFirst()
                .orElse(null);
    }

    /** Returns a reference to a journal with this id, slug and body. */
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
