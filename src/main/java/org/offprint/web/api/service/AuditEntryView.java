package org.offprint.web.api.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.audit.AuditEntry;
import org.offprint.platform.audit.AuditTrail;

/** Row of the audit trail, as returned to admins. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AuditEntry", description = "Recorded action with its actor and its object.")
record AuditEntryView(
        @Schema(required = true, description = "Position of the row, counted from 1 without gaps.", examples = "17")
        long position,

        @Schema(required = true, description = "Time of the action.")
        Instant at,

        @Schema(
                required = true,
                description = "Actor of the action. The kind is `api-key`, `person`, `anonymous` or `service`.")
        Party actor,

        @Schema(
                description = "Network part of the client address. The rest of the address is not stored.",
                examples = "192.0.2.0/24")
        String address,

        @Schema(
                required = true,
                description = "Name of the action, which consists of the object kind, a dot, and the event, for"
                        + " example `api-key.created`.",
                examples = "api-key.created")
        String action,

        @Schema(required = true, description = "Object that the action changed.")
        Party object,

        @Schema(description = "SHA-256 hash of the object before the action. Omitted if the object did not exist.")
        String before,

        @Schema(description = "SHA-256 hash of the object after the action. Omitted if the object no longer exists.")
        String after,

        @Schema(description = "`X-Request-Id` of the request that triggered the action.")
        String requestId,

        @Schema(required = true, description = "SHA-256 hash of this row together with the hash of the previous row.")
        String hash) {

    /** Actor or object of a recorded action. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AuditParty", description = "Actor or object of a recorded action.")
    record Party(
            @Schema(
                    required = true,
                    examples = "api-key",
                    description = "Kind of the actor or object, for example `api-key`, `person` or `webhook`.")
            String kind,

            @Schema(
                    description =
                            "Id of the actor or object. Omitted if there is only one actor or object of this kind.")
            String id,

            @Schema(description = "Latest name of the actor or object, or a pseudonym if the person was erased.")
            String name) {}

    static AuditEntryView of(AuditTrail.NamedEntry row) {
        AuditEntry entry = row.entry();
        return new AuditEntryView(
                entry.position(),
                entry.at(),
                new Party(entry.actorKind(), entry.actor(), row.actorName()),
                entry.address(),
                entry.action(),
                new Party(entry.objectKind(), entry.object(), row.objectName()),
                hex(entry.before()),
                hex(entry.after()),
                entry.request(),
                hex(entry.hash()));
    }

    private static String hex(byte[] hash) {
        return hash == null ? null : AuditEntry.hex(hash);
    }
}
