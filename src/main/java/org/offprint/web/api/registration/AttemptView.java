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

/** Attempt to register a record, as returned to editors. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "RegistrationAttempt",
        description = "File that was sent for a record, and the response of the registration service.")
record AttemptView(
        @Schema(required = true, description = "Number of the attempt within the registration, starting at 1.")
        int number,

        @Schema(
                required = true,
                enumeration = {"sending", "unsure", "received", "ended"},
                description = "State of the attempt. `sending`: the file is being sent. `unsure`: the registration"
                        + " service may have received the file. `received`: the registration service received the"
                        + " file, and the result is pending. `ended`: the result is known.")
        String state,

        @Schema(
                description = "Outcome of the attempt for the record. Omitted until the outcome is known.",
                examples = "registered")
        String outcome,

        @Schema(required = true, description = "Name of the file, as sent to the registration service.")
        String fileName,

        @Schema(
                required = true,
                description = "Timestamp of the file. The registration service uses the timestamp to determine the"
                        + " newest content.",
                examples = "20261129190000000")
        String timestamp,

        @Schema(description = "Version of the article that was sent.")
        Integer version,

        @Schema(required = true, description = "Time at which sending started.")
        Instant startedAt,

        @Schema(description = "Time by which the registration service had received the file.")
        Instant receivedAt,

        @Schema(description = "Time at which the result of the attempt became known.")
        Instant endedAt,

        @Schema(description = "Time at which the registration service is polled for the result next.")
        Instant nextQuestion,

        @Schema(description = "HTTP status of the registration service's last response.")
        Integer httpStatus,

        @Schema(description = "Last response of the registration service as received, truncated to 64 KiB.")
        String answer,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(nullable = true, description = "Messages of the registration service about the record.")
        List<String> findings,

        @Schema(required = true, description = "SHA-256 hash of the file, in hexadecimal.")
        String sha256,

        @Schema(
                required = true,
                description = "URLs of the attempt (`self`), of the registration, and of the sent file (`payload`)"
                        + " while the file is stored.")
        Map<String, String> links) {

    /**
     * SQL columns for {@link #read}. The query must use the alias {@code t} for the table of attempts, and {@code i}
     * for the table of attempt items.
     */
    static final String COLUMNS = "i.number, i.registration, i.outcome, i.version, i.findings, t.state, t.file_name,"
            + " t.timestamp, t.started_at, t.sent_at, t.ended_at, t.ask_at, t.http_status, t.answer, t.payload_sha256,"
            + " t.payload is not null as has_payload";

    static AttemptView read(ResultSet row) throws SQLException {
        UUID registration = Sql.uuid(row, "registration");
        String self = RegistrationView.PATH + "/" + registration + "/attempts/" + row.getInt("number");
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self);
        links.put("registration", RegistrationView.PATH + "/" + registration);
        if (row.getBoolean("has_payload")) {
            links.put("payload", self + "/payload");
        }
        return new AttemptView(
                row.getInt("number"),
                row.getString("state"),
                row.getString("outcome"),
                row.getString("file_name"),
                Long.toString(row.getLong("timestamp")),
                Sql.integer(row, "version"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "sent_at"),
                Sql.instant(row, "ended_at"),
                Sql.instant(row, "ask_at"),
                Sql.integer(row, "http_status"),
                row.getString("answer"),
                Json.<List<String>>read(row.getString("findings"), List.class),
                row.getString("payload_sha256"),
                links);
    }
}
