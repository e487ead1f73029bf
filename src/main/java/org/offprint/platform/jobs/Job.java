package org.offprint.platform.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Editor;

/**
 * A job as it stands.
 *
 * @param request what is to be done, as JSON of its kind
 * @param place how far it is, as JSON of its kind; null at the beginning
 * @param problem why it failed; null where it did not
 * @param total of all records; null while that is not known
 * @param share how much of it is done, from 0 to 1
 * @param by who asked for it
 * @param now the database's time when it was read
 */
public record Job(
        UUID id,
        String kind,
        JobStatus status,
        String request,
        String place,
        String problem,
        Long total,
        Tally tally,
        double share,
        Editor by,
        Instant createdAt,
        Instant startedAt,
        Instant endedAt,
        Instant now) {

    static final String COLUMNS =
            "id, kind, status, request, place, problem, total, created, updated, unchanged, failed,"
                    + " done_share, by_key, by_name, created_at, started_at, ended_at, clock_timestamp() as now";

    static Job read(ResultSet row) throws SQLException {
        long total = row.getLong("total");
        Long known = row.wasNull() ? null : total;
        return new Job(
                Sql.uuid(row, "id"),
                row.getString("kind"),
                JobStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("request"),
                row.getString("place"),
                row.getString("problem"),
                known,
                new Tally(
                        row.getLong("created"),
                        row.getLong("updated"),
                        row.getLong("unchanged"),
                        row.getLong("failed")),
                row.getDouble("done_share"),
                new Editor(Sql.uuid(row, "by_key"), row.getString("by_name")),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"),
                Sql.instant(row, "now"));
    }
}
