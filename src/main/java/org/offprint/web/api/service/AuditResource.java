package org.offprint.web.api.service;

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
import org.offprint.platform.audit.AuditTrail;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.security.Role;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.lists.StoredPages;

/** The audit trail, for admins: who did what to keys, roles, settings, merges and backups. */
@Path(AuditResource.PATH)
@Tag(name = "Audit")
@RolesAllowed(Role.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    static final String PATH = "/v1/audit";
    static final String VERIFICATION = PATH + "/verification";

    private static final long MOST_CHECKED = 100_000;
    private static final Pattern WORD = Pattern.compile("[!-~]{1,200}");
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final AuditTrail trail;
    private final StoredPages pages;

    AuditResource(AuditTrail trail, StoredPages pages) {
        this.trail = trail;
        this.pages = pages;
    }

    /** A page of the trail, for the contract. */
    @Schema(name = "AuditPage")
    record AuditPage(
            @Schema(required = true) List<AuditEntryView> items,
            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page) {}

    @GET
    @Operation(
            operationId = "listAudit",
            summary = "List who did what",
            description = "What was done to keys, roles, journals, redirects, merges, withdrawals and backups, newest"
                    + " first. Rows are only added; old ones go after the time that the settings say.")
    public Reply<AuditPage> listAudit(
            @QueryParam("actor") @Parameter(description = "Only what this one did: an id, or a kind such as `service`.")
                    String actor,
            @QueryParam("action")
                    @Parameter(
                            description = "Only this action, such as `api-key.created`, or all on a kind: `api-key`.")
                    String action,
            @QueryParam("object") @Parameter(description = "Only what was done to the object with this id.")
                    String object,
            @QueryParam("since") @Parameter(description = "Not before this time (RFC 3339).") Given<Instant> since,
            @QueryParam("until") @Parameter(description = "Not after this time (RFC 3339).") Given<Instant> until,
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
            summary = "Check the chain of the audit trail",
            description =
                    "Computes the hash of each row anew, of 100,000 rows at most; `next` goes on with the rest. With"
                            + " the position and the hash that you noted down earlier, it is compared with what is there.")
    public Reply<AuditVerification> verifyAudit(
            @QueryParam("afterPosition")
                    @Parameter(
                            description = "The position after which to begin; without it the beginning of the trail.")
                    Given<Long> after,
            @QueryParam("position") @Parameter(description = "The position that you noted down.") Given<Long> position,
            @QueryParam("hash") @Parameter(description = "The hash that you noted down, 64 hexadecimal digits.")
                    String hash) {
        Parameters parameters = new Parameters();
        Long from = parameters.parsed("afterPosition", after, "integer-format", AuditResource::position);
        Long noted = parameters.parsed("position", position, "integer-format", AuditResource::position);
        String notedHash = parameters.parsed("hash", hash, "pattern", AuditResource::hash);
        if ((position == null) != (hash == null)) {
            parameters.wrong(position == null ? "position" : "hash", "required", "Give position and hash, or neither.");
        }
        parameters.check();
        Optional<AuditTrail.Check> check = trail.check(from, MOST_CHECKED);
        if (check.isEmpty()) {
            parameters.wrong("afterPosition", "unknown-value", "There is no row " + from + " in the trail.");
            parameters.check();
        }
        return Reply.of(Reply.toEditors(
                Json.write(AuditVerification.of(check.orElseThrow(), matches(noted, notedHash))), null));
    }

    /** Compares a noted hash; null where none was noted. */
    private Boolean matches(Long position, String hash) {
        return position == null
                ? null
                : trail.hashOf(position)
                        .map(HexFormat.of()::formatHex)
                        .filter(hash::equals)
                        .isPresent();
    }

    private static String word(String text) {
        return matching(WORD, text, "Give 1 to 200 characters of ASCII without blanks.");
    }

    private static long position(String text) {
        return Long.parseLong(matching(POSITION, text, "Give a whole number of at most 18 digits."));
    }

    private static String hash(String text) {
        return matching(HASH, text.toLowerCase(Locale.ROOT), "Give 64 hexadecimal digits.");
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
            throw new IllegalArgumentException("Give a time with an offset, such as 2026-05-01T00:00:00Z (RFC 3339).");
        }
    }
}
