package org.offprint.web.api.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.json.Json;
import org.offprint.platform.audit.AuditEntry;
import org.offprint.platform.audit.AuditTrail;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.security.Role;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.lists.StoredPages;

/**
 * REST resource for the audit trail, available to admins. Each entry records an action on keys, roles, settings, merges
 * or backups, with its actor.
 */
@Path("/v1/audit")
@Tag(name = "Audit")
@RolesAllowed(Role.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private static final long MAX_CHECKED = 100_000;
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,200}");
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final AuditTrail trail;
    private final StoredPages pages;

    AuditResource(AuditTrail trail, StoredPages pages) {
        this.trail = trail;
        this.pages = pages;
    }

    /** Schema of a page of the audit trail, for the OpenAPI document. */
    @Schema(name = "AuditPage", description = "Page of the audit trail.")
    record AuditPage(
            @Schema(required = true, description = "Entries on this page.")
            List<AuditEntryView> items,

            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page) {}

    @GET
    @Operation(
            operationId = "listAudit",
            summary = "List the audit trail",
            description = "Returns the actions on keys, roles, journals, redirects, merges, withdrawals and"
                    + " backups, newest first. Rows are never changed. Old rows are deleted after the"
                    + " configured retention period.")
    public Reply<AuditPage> listAudit(
            @QueryParam("actor")
                    @Parameter(
                            description = "Filter by actor. Accepts the id of an actor, or a kind such as `service`.")
                    String actor,
            @QueryParam("action")
                    @Parameter(
                            description =
                                    "Filter by action, for example `api-key.created`, or by object kind, for example"
                                            + " `api-key`.")
                    String action,
            @QueryParam("object") @Parameter(description = "Filter by the id of the changed object.") String object,
            @QueryParam("since")
                    @Parameter(
                            description =
                                    "Filter to rows at or after the given time, for example `2026-11-01T00:00:00Z` (RFC"
                                            + " 3339).")
                    ParameterValue<Instant> since,
            @QueryParam("until")
                    @Parameter(
                            description =
                                    "Filter to rows at or before the given time, for example `2026-11-30T00:00:00Z`"
                                            + " (RFC 3339).")
                    ParameterValue<Instant> until,
            @BeanParam PageRequest request) {
        Parameters parameters = new Parameters();
        AuditTrail.Filter filter = new AuditTrail.Filter(
                parameters.parsed("actor", actor, "pattern", AuditResource::word),
                parameters.parsed("action", action, "pattern", AuditResource::word),
                parameters.parsed("object", object, "pattern", AuditResource::word),
                parameters.parsed("since", since, "time-format", AuditResource::time),
                parameters.parsed("until", until, "time-format", AuditResource::time));
        request.limit(parameters);
        parameters.check();
        return pages.page(
                request,
                "audit",
                (from, backwards, limit) ->
                        trail.list(filter, from == null ? null : Long.valueOf(from), backwards, limit),
                row -> Long.toString(row.entry().position()),
                row -> Json.write(AuditEntryView.of(row)),
                trail.count(filter));
    }

    @GET
    @Path("verification")
    @Operation(
            operationId = "verifyAudit",
            summary = "Verify the audit trail",
            description = "Recomputes the hash of each row, for at most 100,000 rows per request. `next` is the"
                    + " URL that verifies the remaining rows. If you send the position and hash of a row that"
                    + " you saved earlier, the response also states whether the row is unchanged.")
    public Reply<AuditVerification> verifyAudit(
            @QueryParam("afterPosition")
                    @Parameter(
                            description = "Position of the row after which the verification starts. By default, the"
                                    + " verification starts at the beginning of the trail.")
                    ParameterValue<Long> after,
            @QueryParam("position")
                    @Parameter(description = "Position of a row that you saved earlier. Requires `hash`.")
                    ParameterValue<Long> position,
            @QueryParam("hash")
                    @Parameter(
                            description =
                                    "Hash of a row that you saved earlier, 64 hexadecimal digits. Requires `position`.")
                    String hash) {
        Parameters parameters = new Parameters();
        Long from = parameters.parsed("afterPosition", after, "integer-format", AuditResource::position);
        Long noted = parameters.parsed("position", position, "integer-format", AuditResource::position);
        String notedHash = parameters.parsed("hash", hash, "pattern", AuditResource::hash);
        if ((position == null) != (hash == null)) {
            parameters.addError(
                    position == null ? "position" : "hash", "required", "Send both position and hash, or neither.");
        }
        parameters.check();
        Optional<AuditTrail.Check> check = trail.check(from, MAX_CHECKED);
        if (check.isEmpty()) {
            parameters.addError("afterPosition", "unknown-value", "There is no row " + from + " in the audit trail.");
            parameters.check();
        }
        return Reply.of(Reply.forEditors(
                Json.write(AuditVerification.of(check.orElseThrow(), matches(noted, notedHash))), null));
    }

    /**
     * Returns whether the audit trail has a row with the given hash at the given position, or null if {@code position}
     * is null.
     */
    private Boolean matches(Long position, String hash) {
        return position == null
                ? null
                : trail.hashOf(position)
                        .map(HexFormat.of()::formatHex)
                        .filter(hash::equals)
                        .isPresent();
    }

    private static String word(String text) {
        return matching(VISIBLE_ASCII, text, "Must be 1 to 200 ASCII characters without spaces.");
    }

    private static long position(String text) {
        return Long.parseLong(matching(POSITION, text, "Must be a whole number with at most 18 digits."));
    }

    private static String hash(String text) {
        return matching(HASH, text.toLowerCase(Locale.ROOT), "Must be 64 hexadecimal digits.");
    }

    private static String matching(Pattern pattern, String text, String message) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(message);
        }
        return text;
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "Must be a time with an offset (RFC 3339), for example 2026-05-01T00:00:00Z.");
        }
    }

    /** Result of a verification of the audit trail's hash chain. */
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
                    description =
                            "Hash of the last verified row that is valid. Save the hash and the position of the row"
                                    + " outside the service, and send both with the next verification. An attacker who can"
                                    + " write to the database could create a new consistent chain, but not a chain with this"
                                    + " hash.")
            String hash,

            @Schema(description = "Position at which the hash chain is broken. Omitted if the chain is intact.")
            Long broken,

            @Schema(description = "Whether the row at `position` has the given `hash`.")
            Boolean matches,

            @Schema(
                    description =
                            "URL of the request that verifies the remaining rows. Omitted if all rows were verified.")
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

            @Schema(
                    description =
                            "SHA-256 hash of the object after the action. Omitted if the object no longer exists.")
            String after,

            @Schema(description = "`X-Request-Id` of the request that triggered the action.")
            String requestId,

            @Schema(
                    required = true,
                    description = "SHA-256 hash of this row together with the hash of the previous row.")
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
}
