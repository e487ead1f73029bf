package org.offprint.journal.publishing;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.journal.articles.ArticleSchedule;
import org.offprint.journal.articles.PublicationKind;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.platform.security.Editor;

/** Options for publishing an article, as sent by a client. All members are optional. */
@Schema(description = "Options for publishing an article. All members are optional.")
public record PublicationInput(
        @Schema(
                description = "Printed publication date. Defaults to the existing date of the article, or else to the"
                        + " current day in the journal's time zone.")
        PartialDate publishedOn,

        @Schema(
                description = "Time of publication, which must be in the future. If it is omitted, the article is"
                        + " published immediately.")
        Instant at,

        @Schema(
                description =
                        "Kind of the new version. Defaults to `original` for the first version, and to `update` for later ones.")
        PublicationKind kind,

        @Size(max = 5000)
        @Schema(
                description = "Description of the changes, shown to readers in the list of versions. At most 5000"
                        + " characters.")
        String note,

        @Schema(description = "Revision that you are publishing. Alternative to the `If-Match` header.")
        Integer revision) {

    /** Returns the publication options to store until the scheduled time. */
    ArticleSchedule scheduledBy(Editor editor) {
        return new ArticleSchedule(publishedOn, kind, note, editor.key(), editor.name());
    }
}
