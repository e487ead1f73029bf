package org.offprint.journal.publishing;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.journal.articles.ArticleSchedule;
import org.offprint.journal.articles.PublicationKind;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.platform.security.Editor;

/** The publication of an article, as a client sends it; everything may be left out. */
@Schema(description = "How the article is to be published; everything may be left out.")
public record PublicationInput(
        @Schema(
                description = "The printed date. Otherwise the one that the article has, or today in the journal's time"
                        + " zone.")
        PartialDate publishedOn,

        @Schema(description = "When it is to appear, in the future; at once where this is left out.")
        Instant at,

        @Schema(
                description =
                        "What this version is: the first is original, a later one update, where this is left out.")
        PublicationKind kind,

        @Size(max = 5000) @Schema(description = "What changed, for readers of the list of versions.")
        String note,

        @Schema(description = "The revision you are publishing, instead of If-Match.")
        Integer revision) {

    /** Returns the options that are kept until the scheduled time. */
    ArticleSchedule scheduledBy(Editor editor) {
        return new ArticleSchedule(publishedOn, kind, note, editor.key(), editor.name());
    }
}
