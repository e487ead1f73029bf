package org.offprint.web.api.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.audit.AuditEntry;
import org.offprint.platform.audit.AuditTrail;

/** Result of a hash chain verification. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AuditVerification", description = "Result of a verification of the audit trail's hash chain.")
record AuditVerification(
        @Schema(
                required = true,
                description = "Whether all verified rows are present and unchanged. Also `false` if `matches` is"
                        + " `false`.")
        boolean whole,

        @Schema(required = true, description = "Number of rows that were verified.")
        long rows,

        @Schema(description = "Position of the first row that was verified.")
        Long first,

        @Schema(required = true, description = "Position of the last verified row that is valid.")
        long last,

        @Schema(
                required = true,
                description = "Hash of the last verified row that is valid. Save the hash and the position of the row"
                        + " outside the service, and send both with the next verification. An attacker who can"
                        + " write to the database could create a new consistent chain, but not a chain with this"
                        + " hash.")
        String hash,

        @Schema(description = "Position at which the hash chain is broken. Omitted if the chain is intact.")
        Long broken,

        @Schema(description = "Whether the row at `position` has the given `hash`.")
        Boolean matches,

        @Schema(description = "URL of the request that verifies the remaining rows. Omitted if all rows were verified.")
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
                check.more() ? "/v1/audit/verification?afterPosition=" + check.last() : null);
    }
}
