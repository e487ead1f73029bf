package org.offprint.journal.issues;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.IssueBody;

/** Issue as shown by its articles. */
public record IssueRef(
        @Schema(
                description = "Id of the issue. For readers of an unpublished issue, all members except volume and"
                        + " number are left out.")
        UUID id,

        String volume,
        String number,
        Integer year,
        String title,
        Doi doi,
        PartialDate publishedOn) {

    /** Returns a reference to an issue with this id and body. */
    public static IssueRef of(UUID id, IssueBody body) {
        return new IssueRef(
                id, body.volume(), body.number(), body.year(), body.title(), body.doi(), body.publishedOn());
    }

    /** Returns the announced part of an unpublished issue, or null if the issue has neither volume nor number. */
    public static IssueRef announced(IssueBody body) {
        return body.volume() == null && body.number() == null
                ? null
                : new IssueRef(null, body.volume(), body.number(), null, null, null, null);
    }
}
