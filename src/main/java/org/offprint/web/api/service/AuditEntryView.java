package org.offprint.web.api.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.audit.AuditEntry;
import org.offprint.platform.audit.AuditTrail;

/** A row of the audit trail as admins see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AuditEntry", description = "An action, who did it and what it was done to.")
record AuditEntryView(
        @Schema(required = true, description = "Counted from 1 without gaps.", examples = "17")
        long position,

        @Schema(required = true) Instant at,

        @Schema(required = true, description = "Who did it. The kind is `api-key`, `person`, `anonymous` or `service`.")
        Party actor,

        @Schema(
                description = "The network that the request came from: of the address no more than that.",
                examples = "192.0.2.0/24")
        String address,

        @Schema(
                required = true,
                description = "What was done: the kind of the object, a dot, and what happened to it.",
                examples = "api-key.created")
        String action,

        @Schema(required = true, description = "What it was done to.")
        Party object,

        @Schema(description = "SHA-256 of the object before; absent where there was none.")
        String before,

        @Schema(description = "SHA-256 of the object since; absent where there is none any more.")
        String after,

        @Schema(description = "The `X-Request-Id` of the request.")
        String requestId,

        @Schema(required = true, description = "SHA-256 over this row and the hash of the row before.")
        String hash) {

    /** An actor or an object. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AuditParty", description = "An actor or an object.")
    record Party(
            @Schema(required = true, examples = "api-key") String kind,

            @Schema(description = "Absent where there is one of the kind alone.")
            String id,

            @Schema(description = "As it was called last; of a person who was erased a pseudonym.")
            String name) {}

    static AuditEntryView of(AuditTrail.Named row) {
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
