package org.offprint.journals;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.identifiers.LanguageTag;
import org.offprint.record.JournalBody;
import org.offprint.record.JournalBody.JournalIssn;

/** A journal as its issues and articles show it. */
public record JournalRef(
        @Schema(required = true) UUID id,
        @Schema(required = true) String slug,
        @Schema(required = true) String title,
        String abbreviation,
        @Schema(required = true) List<JournalIssn> issns,
        String publisher,
        String publisherPlace,
        LanguageTag language) {

    /** Returns the reference to a journal with this id, slug and body. */
    public static JournalRef of(UUID id, String slug, JournalBody body) {
        return new JournalRef(
                id,
                slug,
                body.title(),
                body.abbreviation(),
                body.issns(),
                body.publisher(),
                body.publisherPlace(),
                body.language());
    }
}
