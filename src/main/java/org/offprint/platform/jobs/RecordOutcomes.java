package org.offprint.platform.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.offprint.platform.database.sql.Sql;

/** Stores the outcome of each record that a job processes, in the order of the records. */
@ApplicationScoped
public class RecordOutcomes {

    private final Sql sql;

    RecordOutcomes(Sql sql) {
        this.sql = sql;
    }

    /**
     * Stored outcome of a record that a job has processed.
     *
     * @param number number of the record in its job, starting at 1
     * @param body JSON that is returned in lists of outcomes
     */
    public record StoredOutcome(long number, RecordOutcome outcome, byte[] body) {}

    /** Stores outcomes of a job's records in one SQL batch. */
    public void add(UUID job, List<StoredOutcome> rows) {
        sql.batch(
                "insert into job_outcome (job, number, outcome, body) values (?, ?, ?, ?)",
                rows.stream()
                        .map(row -> new Object[] {
                            job, row.number(), row.outcome().term(), new String(row.body(), StandardCharsets.UTF_8)
                        })
                        .toList());
    }

    /** Updates the stored JSON of a record's outcome. */
    public void change(UUID job, long number, UnaryOperator<byte[]> change) {
        sql.first(
                        "select body from job_outcome where job = ? and number = ?",
                        row -> row.getString("body").getBytes(StandardCharsets.UTF_8),
                        job,
                        number)
                .ifPresent(body -> sql.update(
                        "update job_outcome set body = ? where job = ? and number = ?",
                        new String(change.apply(body), StandardCharsets.UTF_8),
                        job,
                        number));
    }

    /**
     * Returns the stored outcomes of a job, in the order of the records.
     *
     * @param outcome outcome to filter by; null for all outcomes
     * @param from exclusive start position: number of a record; null for the beginning
     * @param backwards whether to return records before {@code from}, nearest first
     */
    public List<StoredOutcome> list(UUID job, RecordOutcome outcome, Long from, boolean backwards, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(job));
        StringBuilder where = new StringBuilder();
        if (outcome != null) {
            where.append(" and outcome = ?");
            parameters.add(outcome.term());
        }
        if (from != null) {
            where.append(backwards ? " and number < ?" : " and number > ?");
            parameters.add(from);
        }
        parameters.add(limit);
        return sql.list(
                "select number, outcome, body from job_outcome where job = ?" + where + " order by number"
                        + (backwards ? " desc" : "") + " limit ?",
                row -> new StoredOutcome(
                        row.getLong("number"),
                        RecordOutcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                        row.getString("body").getBytes(StandardCharsets.UTF_8)),
                parameters.toArray());
    }
}
