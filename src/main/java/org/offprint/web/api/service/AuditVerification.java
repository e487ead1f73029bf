package org.offprint.web.api.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.audit.AuditEntry;
import org.offprint.platform.audit.AuditTrail;

/** The outcome of a check of the chain. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AuditVerification", description = "The outcome of a check of the chain of hashes.")
record AuditVerification(
        @Schema(required = true, description = "No row that was checked is missing or has been changed.")
        boolean whole,

        @Schema(required = true, description = "How many rows were checked.")
        long rows,

        @Schema(description = "The position of the first of them.")
        Long first,

        @Schema(required = true, description = "The position of the last of them that is whole.")
        long last,

        @Schema(
                required = true,
                description = "The hash of that row. Note it down elsewhere with its position, and send both the next"
                        + " time: whoever can write to the database could make a whole new chain, but not this hash.")
        String hash,

        @Schema(description = "The position where the chain breaks.")
        Long broken,

        @Schema(description = "Whether the row at `position` has the `hash` that you sent.")
        Boolean matches,

        @Schema(description = "Where the check goes on; absent where all was checked.")
        String next) {

    static AuditVerification of(AuditTrail.Check check, Boolean matches) {
        return new AuditVerification(
                check.broken() == null && !Boolean.FALSE.equals(matches),
                check.rows(),
                check.first() == 0 ? null : check.first(),
                check.last(),
                AuditEntry.hex(check.hash()),
                check.broken(),
                matches,
                check.more() ? AuditResource.VERIFICATION + "?afterPosition=" + check.last() : null);
    }
}
