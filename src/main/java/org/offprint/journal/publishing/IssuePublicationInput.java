package org.offprint.journal.publishing;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.journal.issues.IssueSchedule;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.platform.security.Editor;

/** Options for publishing an issue, as sent by a client. All members are optional. */
@Schema(description = "Options for publishing an issue. All members are optional.")
public record IssuePublicationInput(
        @Schema(
                description = "Printed publication date. Defaults to the existing date of the issue, or else to the"
                        + " current day in the journal's time zone.")
        PartialDate publishedOn,

        @Schema(
                description = "Time of publication, which must be in the future. If it is omitted, the issue is"
                        + " published immediately.")
        Instant at,

        @Schema(
                description = "Whether drafts and articles with unpublished changes are published with the issue. If"
                        + " an article cannot be published, nothing is published.",
                defaultValue = "false")
        boolean withArticles,

        @Schema(description = "Revision that you are publishing. Alternative to the `If-Match` header.")
        Integer revision) {

    /** Returns the publication options to store until the scheduled time. */
    IssueSchedule scheduledBy(Editor editor) {
        return new IssueSchedule(publishedOn, withArticles, editor.key(), editor.name());
    }
}
