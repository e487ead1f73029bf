package org.offprint.journal.issues;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.IssueBody;

/** Issue as displayed in its articles. */
@Schema(description = "Issue as shown by its articles.")
public record IssueRef(
        @Schema(
                description = "Id of the issue. For readers of an unpublished issue, all members except volume and"
                        + " number are left out.")
        UUID id,

        @Schema(description = "Volume as printed.") String volume,
        @Schema(description = "Issue number as printed.") String number,
        @Schema(description = "Year of the issue.") Integer year,

        @Schema(description = "Title of the issue, usually of a special issue.")
        String title,

        @Schema(description = "DOI of the issue.") Doi doi,

        @Schema(description = "Printed publication date of the issue.")
        PartialDate publishedOn) {

    /** Returns the displayed form of the issue with the given id and metadata. */
    public static IssueRef of(UUID id, IssueBody body) {
        return new IssueRef(
                id, body.volume(), body.number(), body.year(), body.title(), body.doi(), body.publishedOn());
    }

    /** Returns the announced volume and number of an unpublished issue, or null if the issue has neither. */
    public static IssueRef announced(IssueBody body) {
        return body.volume() == null && body.number() == null
                ? null
                : new IssueRef(null, body.volume(), body.number(), null, null, null, null);
    }
}
