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
import org.offprint.services.registration.HoldReason;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.targets.RegisteredKind;
import org.offprint.services.registration.targets.Target;

/** Registration of a record, as returned to editors. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Registration", description = "Registration of a record with one account, and the next step.")
record RegistrationView(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "Registration service with which the record is registered.")
        Target target,

        @Schema(
                required = true,
                description = "Whether the account belongs to the test system of the registration service.")
        boolean test,

        @Schema(required = true, description = "Id of the account with the registration service.")
        UUID account,

        @Schema(required = true, description = "Kind of the registered record.")
        RegisteredKind kind,

        @Schema(required = true, description = "Id of the article, issue or journal.")
        UUID record,

        @Schema(required = true, description = "Id of the journal of the record.")
        UUID journal,

        @Schema(
                required = true,
                description = "DOI or other identifier of the record at the registration service.",
                examples = "10.5555/abc")
        String identifier,

        @Schema(required = true, description = "State of the registration.")
        RegistrationState state,

        @Schema(description = "Reason why the registration is on hold.")
        HoldReason hold,

        @Schema(description = "Machine-readable reason for the state.", examples = "title-not-yours")
        String code,

        @Schema(description = "Message with the reason for the state and the next step.")
        String message,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                nullable = true,
                description = "Messages of the registration service about the record, or required fields that the"
                        + " record lacks.")
        List<String> findings,

        @Schema(description = "Last result as returned by the registration service.")
        String answer,

        @Schema(
                description = "Content that is registered with the registration service. Omitted if no content is"
                        + " registered.")
        Registered registered,

        @Schema(
                required = true,
                description = "Whether the registered content differs from the published content. If `true`,"
                        + " `links.differences` is the URL of the list of differences.")
        boolean differs,

        @Schema(
                required = true,
                description = "Whether the record was withdrawn. If `true`, the withdrawal is registered.")
        boolean withdrawn,

        @Schema(required = true, description = "Number of times the record was sent.")
        int attempts,

        @Schema(description = "Earliest time at which the record is sent next. Omitted if no sending is planned.")
        Instant nextAttempt,

        @Schema(required = true) Instant updatedAt,

        @Schema(
                required = true,
                description = "URLs of the registration (`self`), its attempts, differences, record and account.")
        Map<String, String> links) {

    static final String PATH = "/v1/registrations";

    /**
     * SQL columns for {@link #read}. The query must use the alias {@code r} for the table of registrations, and {@code
     * a} for the table of accounts.
     */
    static final String COLUMNS = "r.id, r.account, r.kind, r.record, r.journal, r.identifier, r.state, r.hold,"
            + " r.code, r.message, r.findings, r.answer, r.registered_hash, r.registered_version, r.registered_at,"
            + " r.wanted_hash, r.withdrawn, r.attempts, r.next_at, r.updated_at, a.target, a.test";

    /** Content of a record that is registered with a registration service. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "RegisteredVersion",
            description = "Content of a record that is registered with a registration service.")
    record Registered(
            @Schema(description = "Number of the registered article version.")
            Integer version,

            @Schema(required = true, description = "Time at which the registration service confirmed the content.")
            Instant at,

            @Schema(description = "URL to which the identifier resolves.")
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
        links.put("account", RegistrationAccountView.PATH + "/" + account);
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
                HoldReason.of(row.getString("hold")),
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
