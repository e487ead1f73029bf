package org.offprint.journal.publishing;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.journal.issues.IssueSchedule;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.platform.security.Editor;

/** The publication of an issue, as a client sends it; everything may be left out. */
@Schema(description = "How the issue is to be published; everything may be left out.")
public record IssuePublicationInput(
        @Schema(
                description =
                        "The printed date. Otherwise the one that the issue has, or today in the journal's time zone.")
        PartialDate publishedOn,

        @Schema(description = "When it is to appear, in the future; at once where this is left out.")
        Instant at,

        @Schema(
                description = "Its drafts and its articles with unpublished changes appear with it: all, or where one"
                        + " cannot, nothing does.",
                defaultValue = "false")
        boolean withArticles,

        @Schema(description = "The revision you are publishing, instead of If-Match.")
        Integer revision) {

    /** Returns the options that are kept until the scheduled time. */
    IssueSchedule scheduledBy(Editor editor) {
        return new IssueSchedule(publishedOn, withArticles, editor.key(), editor.name());
    }
}
