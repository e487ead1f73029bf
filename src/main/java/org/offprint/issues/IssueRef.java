package org.offprint.issues;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.PartialDate;
import org.offprint.record.IssueBody;

/** An issue as its articles show it. */
public record IssueRef(
        @Schema(required = true) UUID id,
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
}
