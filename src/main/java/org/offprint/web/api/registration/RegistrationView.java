package org.offprint.web.api.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.registration.Hold;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.targets.RegisteredKind;
import org.offprint.services.registration.targets.Target;

/** A registration as editors see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Registration", description = "What is registered of a record with one account, and what is to be done.")
record RegistrationView(
        @Schema(required = true) UUID id,
        @Schema(required = true) Target target,

        @Schema(required = true, description = "Whether the account is with the service's system for tests.")
        boolean test,

        @Schema(required = true) UUID account,
        @Schema(required = true) RegisteredKind kind,

        @Schema(required = true, description = "The article, issue or journal.")
        UUID record,

        @Schema(required = true) UUID journal,

        @Schema(
                required = true,
                description = "The DOI, or what else the service knows the record by.",
                examples = "10.5555/abc")
        String identifier,

        @Schema(required = true) RegistrationState state,
        @Schema(description = "Why it is held.") Hold hold,

        @Schema(description = "The reason of the state, for programs.", examples = "title-not-yours")
        String code,

        @Schema(description = "The same for people, with what to do.")
        String message,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(nullable = true, description = "What the service said of the record, or what the record lacks.")
        List<String> findings,

        @Schema(description = "The last result as the service gave it.")
        String answer,

        @Schema(description = "What the service has; left out where it has nothing.")
        Registered registered,

        @Schema(
                required = true,
                description =
                        "Whether the service has something else than what is published; `links.differences` says where.")
        boolean differs,

        @Schema(required = true, description = "Whether the record was withdrawn, which is what is registered of it.")
        boolean withdrawn,

        @Schema(required = true, description = "How often it was sent.")
        int attempts,

        @Schema(description = "When it is sent next, at the earliest.")
        Instant nextAttempt,

        @Schema(required = true) Instant updatedAt,
        @Schema(required = true) Map<String, String> links) {

    static final String PATH = "/v1/registrations";

    /** The columns that {@link #read} reads, of registrations as {@code r} and accounts as {@code a}. */
    static final String COLUMNS = "r.id, r.account, r.kind, r.record, r.journal, r.identifier, r.state, r.hold, r.code,"
            + " r.message, r.findings, r.answer, r.registered_hash, r.registered_version, r.registered_at, r.wanted_hash,"
            + " r.withdrawn, r.attempts, r.next_at, r.updated_at, a.target, a.test";

    /** The state of a record at a service. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RegisteredVersion")
    record Registered(
            @Schema(description = "The version of the article.")
            Integer version,

            @Schema(required = true) Instant at,

            @Schema(description = "Where the identifier leads from.")
            String link) {}

    static RegistrationView read(ResultSet row) throws SQLException {
        UUID id = Sql.uuid(row, "id");
        UUID account = Sql.uuid(row, "account");
        UUID record = Sql.uuid(row, "record");
        RegisteredKind kind = RegisteredKind.of(row.getString("kind"));
        String identifier = row.getString("identifier");
        String registered = row.getString("registered_hash");
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", PATH + "/" + id);
        links.put("attempts", PATH + "/" + id + "/attempts");
        boolean differs = !row.getString("wanted_hash").equals(registered);
        if (registered != null && differs) {
            links.put("differences", PATH + "/" + id + "/differences");
        }
        links.put("record", "/v1/" + kind.word() + "s/" + record);
        links.put("account", RegistrationAccountResource.PATH + "/" + account);
        return new RegistrationView(
                id,
                Target.of(row.getString("target")),
                row.getBoolean("test"),
                account,
                kind,
                record,
                Sql.uuid(row, "journal"),
                identifier,
                RegistrationState.of(row.getString("state")),
                Hold.of(row.getString("hold")),
                row.getString("code"),
                row.getString("message"),
                Json.<List<String>>read(row.getString("findings"), List.class),
                row.getString("answer"),
                registered == null
                        ? null
                        : new Registered(
                                Sql.integer(row, "registered_version"),
                                Sql.instant(row, "registered_at"),
                                identifier.startsWith("10.") ? "https://doi.org/" + identifier : null),
                differs,
                row.getBoolean("withdrawn"),
                row.getInt("attempts"),
                Sql.instant(row, "next_at"),
                Sql.instant(row, "updated_at"),
                links);
    }
}
