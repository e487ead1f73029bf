package org.offprint.web.api.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.audit.AuditEntry;
import org.offprint.platform.audit.AuditTrail;

/** Result of a verification of the hash chain. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AuditVerification", description = "The result of a verification of the hash chain.")
record AuditVerification(
        @Schema(
                required = true,
                description = "Whether all checked rows are present and unchanged. Also `false` if `matches` is"
                        + " `false`.")
        boolean whole,

        @Schema(required = true, description = "Number of checked rows.")
        long rows,

        @Schema(description = "Position of the first checked row.")
        Long first,

        @Schema(required = true, description = "Position of the last valid row that was checked.")
        long last,

        @Schema(
                required = true,
                description = "Hash of the last valid row. Save it with its position outside the service, and send"
                        + " both with the next verification. An attacker who can write to the database could create"
                        + " a new consistent chain, but not one with this hash.")
        String hash,

        @Schema(description = "Position at which the chain is broken.")
        Long broken,

        @Schema(description = "Whether the row at `position` has the given `hash`.")
        Boolean matches,

        @Schema(description = "URL of the request that verifies the remaining rows. Absent if all rows were checked.")
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
