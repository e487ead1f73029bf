package org.offprint.journal.issues;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.IssueBody;

/** An issue as its articles show it. */
public record IssueRef(
        @Schema(description = "Left out, like all but volume and number, for readers while it is not published.")
        UUID id,

        String volume,
        String number,
        Integer year,
        String title,
        Doi doi,
        PartialDate publishedOn) {

    /** Returns the reference to an issue with this id and body. */
    public static IssueRef of(UUID id, IssueBody body) {
        return new IssueRef(
                id, body.volume(), body.number(), body.year(), body.title(), body.doi(), body.publishedOn());
    }

    /** Returns what is announced of an issue that is not published; null where it has neither volume nor number. */
    public static IssueRef announced(IssueBody body) {
        return body.volume() == null && body.number() == null
                ? null
                : new IssueRef(null, body.volume(), body.number(), null, null, null, null);
    }
}
