package org.offprint.platform.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.offprint.platform.database.sql.Sql;

/** Stores the outcome of each record of a job, in their order. */
@ApplicationScoped
public class Outcomes {

    private final Sql sql;

    Outcomes(Sql sql) {
        this.sql = sql;
    }

    /**
     * One outcome.
     *
     * @param number of the record in its job, from 1
     * @param body JSON, as lists show it
     */
    public record Row(long number, RecordOutcome outcome, byte[] body) {}

    /** Writes these down, in one batch. */
    public void add(UUID job, List<Row> rows) {
        sql.batch(
                "insert into job_outcome (job, number, outcome, body) values (?, ?, ?, ?)",
                rows.stream()
                        .map(row -> new Object[] {
                            job, row.number(), row.outcome().term(), new String(row.body(), StandardCharsets.UTF_8)
                        })
                        .toList());
    }

    /** Changes what lists show of one. */
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
     * Some of them in their order.
     *
     * @param outcome only those that ended so; null for all
     * @param from the number before the first of them; null for the beginning
     * @param backwards whether those before that number are wanted, nearest first
     */
    public List<Row> list(UUID job, RecordOutcome outcome, Long from, boolean backwards, int limit) {
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
                row -> new Row(
                        row.getLong("number"),
                        RecordOutcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                        row.getString("body").getBytes(StandardCharsets.UTF_8)),
                parameters.toArray());
    }
}
