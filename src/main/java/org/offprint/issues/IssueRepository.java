package org.offprint.issues;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.offprint.database.Sql;
import org.offprint.http.json.Json;
import org.offprint.http.problem.Finding;
import org.offprint.http.problem.Problems;
import org.offprint.identifiers.Ids;
import org.offprint.journals.JournalBody;
import org.offprint.journals.JournalRef;

/** Stored issues. */
@ApplicationScoped
public class IssueRepository implements PanacheRepositoryBase<Issue, UUID> {

    /** What {@link #row} reads, beside the id. */
    public static final String COLUMNS =
            "journal, status, body, published_at, scheduled_at, schedule_problem, revision,"
                    + " created_at, updated_at";

    private final Sql sql;

    IssueRepository(Sql sql) {
        this.sql = sql;
    }

    /** An issue with the journal that it belongs to. */
    public record Held(Issue issue, String journalSlug, JournalBody journal) {

        /** The journal as its issues show it. */
        public JournalRef journalRef() {
            return JournalRef.of(issue.journal, journalSlug, journal);
        }
    }

    /** The issue with this id as it is stored, in one statement; not for changing it. */
    public Optional<Held> read(String id) {
        return Ids.isUuidShaped(id)
                ? sql.first(
                        "select i.*, j.slug journal_slug, j.body journal_body"
                                + " from issue i join journal j on j.id = i.journal where i.id = ?",
                        row -> new Held(
                                row(row),
                                row.getString("journal_slug"),
                                Json.read(row.getString("journal_body"), JournalBody.class)),
                        Ids.parse(id))
                : Optional.empty();
    }

    /** The journal of the issue with this id, which never changes; 404 where there is no such issue. */
    public UUID journalOf(String id) {
        return Optional.of(id)
                .filter(Ids::isUuidShaped)
                .flatMap(known -> sql.first(
                        "select journal from issue where id = ?", row -> Sql.uuid(row, "journal"), Ids.parse(known)))
                .orElseThrow(() -> Problems.notFound("issue", id));
    }

    /** Whether readers see the issue with this id. */
    public boolean isPublic(String id) {
        return Ids.isUuidShaped(id)
                && sql.first(
                                "select status = 'published' from issue where id = ?",
                                row -> row.getBoolean(1),
                                Ids.parse(id))
                        .orElse(false);
    }

    /** The issue with this id, locked for a change; 404 where there is none. */
    public Issue lock(String id) {
        Issue issue = Ids.isUuidShaped(id) ? findById(Ids.parse(id), LockModeType.PESSIMISTIC_WRITE) : null;
        if (issue == null) {
            throw Problems.notFound("issue", id);
        }
        return issue;
    }

    /** The newest published issue of a journal, if it has one. */
    public Optional<UUID> newestPublished(UUID journal) {
        return sql.first(
                "select id from issue where journal = ? and status = 'published'"
                        + " order by sort_key desc, id desc limit 1",
                row -> Sql.uuid(row, "id"),
                journal);
    }

    /** Reads an issue from {@link #COLUMNS} and its id; not for changing it. */
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
