package org.offprint.platform.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Editor;

/**
 * Stored state of a job.
 *
 * @param request task of the job as JSON; the structure depends on the kind of job
 * @param place progress of the job as JSON; the structure depends on the kind of job; null at the beginning
 * @param problem reason for the failure; null if the job has not failed
 * @param total total number of records; null until they are counted
 * @param tally number of processed records for each outcome
 * @param share completed fraction of the work, from 0 to 1
 * @param by API key or person that submitted the job
 * @param now time of the database when the job was read
 */
public record Job(
        UUID id,
        String kind,
        JobStatus status,
        String request,
        String place,
        String problem,
        Long total,
        OutcomeCounts tally,
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
                new OutcomeCounts(
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
