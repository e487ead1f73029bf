package org.offprint.journal.issues;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.IssueBody;
import org.offprint.kernel.record.JournalBody;
import org.offprint.platform.database.sql.Sql;

/**
 * Queries on the sequence of a journal's issues: previous and next issue, duplicates and the newest issue. The queries
 * are written in SQL because they require lateral joins, an advisory lock and the index on the order of published
 * issues.
 */
@ApplicationScoped
public class IssueSeries {

    /** Issue columns that {@link #row} reads in addition to the id. */
    public static final String COLUMNS =
            "journal, status, body, published_at, scheduled_at, schedule_problem, revision,"
                    + " created_at, updated_at";

    private static final String WITH_NEIGHBOURS = "select i.*, j.slug journal_slug, j.body journal_body,"
            + " p.id previous_id, p.body previous_body, n.id next_id, n.body next_body"
            + " from issue i join journal j on j.id = i.journal"
            + " left join lateral (select id, body from issue where journal = i.journal and status = 'published'"
            + " and (sort_key, id) < (i.sort_key, i.id) order by sort_key desc, id desc limit 1) p on true"
            + " left join lateral (select id, body from issue where journal = i.journal and status = 'published'"
            + " and (sort_key, id) > (i.sort_key, i.id) order by sort_key, id limit 1) n on true"
            + " where i.id = ?";

    private final Sql sql;

    IssueSeries(Sql sql) {
        this.sql = sql;
    }

    /**
     * Issue with its journal and its neighbouring issues.
     *
     * @param previous previous published issue of the journal; null if there is none
     * @param next next published issue of the journal; null if there is none
     */
    public record IssueWithNeighbours(
            Issue issue, String journalSlug, JournalBody journal, IssueRef previous, IssueRef next) {

        /** Returns the journal as displayed in its issues. */
        public JournalRef journalRef() {
            return JournalRef.of(issue.journal, journalSlug, journal);
        }
    }

    /**
     * Returns the stored issue with the given id, read with one SQL statement. The returned entity must not be
     * modified.
     */
    public Optional<IssueWithNeighbours> read(String id) {
        return Ids.isUuidShaped(id)
                ? sql.first(
                        WITH_NEIGHBOURS,
                        row -> new IssueWithNeighbours(
                                row(row),
                                row.getString("journal_slug"),
                                Json.read(row.getString("journal_body"), JournalBody.class),
                                neighbour(row, "previous"),
                                neighbour(row, "next")),
                        Ids.parse(id))
                : Optional.empty();
    }

    private static IssueRef neighbour(ResultSet row, String which) throws SQLException {
        UUID id = Sql.uuid(row, which + "_id");
        return id == null ? null : IssueRef.of(id, Json.read(row.getString(which + "_body"), IssueBody.class));
    }

    /**
     * Returns a published issue of the same journal with equal volume, number, year and title, which readers could not
     * distinguish from the given issue. Only issues with a volume or a number are compared. Other transactions cannot
     * create a duplicate until this transaction ends.
     */
    public Optional<UUID> publishedTwin(Issue issue) {
        IssueBody body = issue.body;
        if (body.volume() == null && body.number() == null) {
            return Optional.empty();
        }
        lockPublished(issue.journal);
        return sql.first(
                "select id from issue where journal = ? and status = 'published' and id <> ?"
                        + " and body ->> 'volume' is not distinct from ?::text"
                        + " and body ->> 'number' is not distinct from ?::text"
                        + " and body ->> 'year' is not distinct from ?::text"
                        + " and lower(body ->> 'title') is not distinct from lower(?::text) order by id limit 1",
                row -> Sql.uuid(row, "id"),
                issue.journal,
                issue.id,
                body.volume(),
                body.number(),
                body.year() == null ? null : body.year().toString(),
                body.title());
    }

    /**
     * Acquires the advisory lock required to publish, unpublish or rename issues of a journal. The lock is released
     * when the transaction ends.
     */
    private void lockPublished(UUID journal) {
        sql.list("select pg_advisory_xact_lock(?)", row -> null, ~journal.getLeastSignificantBits());
    }

    /**
     * Returns the published issues that display the given published issue as their previous or next issue. Changes to
     * the issue must be flushed before the call. The neighbours of the issue cannot change until the transaction ends.
     */
    Set<UUID> neighbours(Issue issue) {
        lockPublished(issue.journal);
        return new TreeSet<>(sql.list(
                "select shown.id from issue i"
                        + " left join lateral (select id from issue where journal = i.journal and status = 'published'"
                        + " and (sort_key, id) < (i.sort_key, i.id) order by sort_key desc, id desc limit 1) p on true"
                        + " left join lateral (select id from issue where journal = i.journal and status = 'published'"
                        + " and (sort_key, id) > (i.sort_key, i.id) order by sort_key, id limit 1) n on true"
                        + " cross join lateral (values (p.id), (n.id)) shown (id)"
                        + " where i.id = ? and shown.id is not null",
                row -> Sql.uuid(row, "id"),
                issue.id));
    }

    /**
     * Throws a 409 problem if another published issue has {@linkplain #publishedTwin the same volume, number, year and
     * title}.
     */
    public void requireNoTwin(Issue issue) {
        publishedTwin(issue).ifPresent(twin -> {
            throw Problems.duplicate("", "volume, number, year and title", "/v1/issues/" + twin);
        });
    }

    /** Returns the newest published issue of a journal, or empty if there is none. */
    public Optional<UUID> newestPublished(UUID journal) {
        return sql.first(
                "select id from issue where journal = ? and status = 'published'"
                        + " order by sort_key desc, id desc limit 1",
                row -> Sql.uuid(row, "id"),
                journal);
    }

    /**
     * Reads an issue from a row that contains the id and {@link #COLUMNS}. The returned entity must not be modified.
     */
    public static Issue row(ResultSet row) throws SQLException {
        Issue issue = new Issue();
        issue.id = Sql.uuid(row, "id");
        issue.journal = Sql.uuid(row, "journal");
        issue.status = IssueStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
        issue.body = Json.read(row.getString("body"), IssueBody.class);
        issue.publishedAt = Sql.instant(row, "published_at");
        issue.scheduledAt = Sql.instant(row, "scheduled_at");
        Finding[] problem = Json.read(row.getString("schedule_problem"), Finding[].class);
        issue.scheduleProblem = problem == null ? null : List.of(problem);
        issue.revision = row.getInt("revision");
        issue.createdAt = Sql.instant(row, "created_at");
        issue.updatedAt = Sql.instant(row, "updated_at");
        return issue;
    }
}
