package org.offprint.search.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.offprint.articles.body.ArticleBody;
import org.offprint.database.Sql;
import org.offprint.http.json.Json;
import org.offprint.issues.IssueRef;
import org.offprint.search.Entry;
import org.offprint.search.TermField;

/** A working copy as its row has it. */
record WorkingCopy(
        UUID id,
        String slug,
        UUID journal,
        UUID issue,
        UUID section,
        ArticleBody body,
        String status,
        boolean scheduled,
        boolean retracted,
        Instant publishedAt,
        Instant updatedAt,
        Instant changedAt) {

    static WorkingCopy read(ResultSet row) throws SQLException {
        return new WorkingCopy(
                Sql.uuid(row, "id"),
                row.getString("slug"),
                Sql.uuid(row, "journal"),
                Sql.uuid(row, "issue"),
                Sql.uuid(row, "section"),
                Json.read(row.getString("body"), ArticleBody.class),
                row.getString("status"),
                row.getBoolean("scheduled"),
                row.getBoolean("retracted"),
                Sql.instant(row, "published_at"),
                Sql.instant(row, "updated_at"),
                Sql.instant(row, "changed_at"));
    }

    Entry entry(Map<UUID, IssueRef> issues, Map<UUID, Organization> organizations) {
        Entry entry = new ArticleEntry(
                        id,
                        slug,
                        journal,
                        issues.get(issue),
                        section,
                        body,
                        retracted,
                        organizations,
                        publishedAt,
                        updatedAt,
                        changedAt)
                .entry();
        // A published one with a time for its next version is both.
        if (scheduled) {
            entry.counted(TermField.STATUS, "scheduled");
        }
        if (!scheduled || !status.equals("draft")) {
            entry.counted(TermField.STATUS, status);
        }
        return entry.covering(publishedAt != null);
    }
}
