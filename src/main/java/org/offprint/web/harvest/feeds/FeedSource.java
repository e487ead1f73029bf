package org.offprint.web.harvest.feeds;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.IssueBody;
import org.offprint.kernel.record.JournalBody;
import org.offprint.platform.database.sql.ReplicaReads;
import org.offprint.platform.database.sql.Sql;

/** Reads the content of feeds from the database. */
@ApplicationScoped
class FeedSource {

    private static final String DOCUMENTS = "select p.document, p.etag, p.modified_at from published_article p";

    /**
     * SQL expression for the time of the last change to a journal or its public content. The time also changes if an
     * article is removed from the feed, although the remaining articles do not change.
     */
    private static final String UPDATED = "greatest(j.updated_at, (select c.at from change c where c.journal = j.id"
            + " and c.visibility = 'public' order by c.position desc limit 1)) updated_at";

    private final ReplicaReads reads;

    FeedSource(ReplicaReads reads) {
        this.reads = reads;
    }

    /**
     * Journal with a feed.
     *
     * @param updatedAt time of the last change to the journal or its public content
     */
    record Journal(UUID id, String slug, JournalBody body, Instant updatedAt) {}

    /**
     * Published issue with a feed.
     *
     * @param updatedAt time of the last change to the issue's journal or the journal's public content
     */
    record Issue(UUID id, UUID journal, IssueBody body, Instant updatedAt) {}

    /** Article in a feed. */
    record Entry(PublishedRecord record, Instant modifiedAt) {}

    /** Returns the journal with the given id, current slug or former slug. */
    Optional<Journal> journal(String idOrSlug) {
        return reads.read(sql -> sql.first(
                "select j.id, j.slug, j.body, " + UPDATED + " from journal j where j.id::text = ?"
                        + " or j.id = (select journal from journal_slug where slug = ?)",
                row -> new Journal(
                        Sql.uuid(row, "id"),
                        row.getString("slug"),
                        Json.read(row.getString("body"), JournalBody.class),
                        Sql.instant(row, "updated_at")),
                idOrSlug,
                idOrSlug));
    }

    Optional<Issue> publishedIssue(UUID id) {
        return reads.read(sql -> sql.first(
                "select i.id, i.journal, i.body, " + UPDATED + " from issue i join journal j on j.id = i.journal"
                        + " where i.id = ? and i.status = 'published'",
                row -> new Issue(
                        Sql.uuid(row, "id"),
                        Sql.uuid(row, "journal"),
                        Json.read(row.getString("body"), IssueBody.class),
                        Sql.instant(row, "updated_at")),
                id));
    }

    /** Returns the newest articles of a journal, at most {@code limit}. */
    List<Entry> newest(UUID journal, int limit) {
        return entries(
                DOCUMENTS + " where p.journal = ? and not p.withdrawn order by p.sort_key desc, p.article desc limit ?",
                journal,
                limit);
    }

    /**
     * Returns the articles of an issue in the order of the issue, at most {@code limit}. Articles without a section
     * come last.
     */
    List<Entry> ofIssue(UUID issue, int limit) {
        return entries(
                DOCUMENTS + " left join section s on s.id = p.section where p.issue = ? and not p.withdrawn"
                        + " order by s.ordinal nulls last, p.position nulls last, p.sort_key, p.article limit ?",
                issue,
                limit);
    }

    private List<Entry> entries(String statement, Object... parameters) {
        return reads.read(sql -> sql.list(
                statement,
                row -> new Entry(
                        PublishedRecord.read(row.getBytes("document"), row.getString("etag")),
                        Sql.instant(row, "modified_at")),
                parameters));
    }
}
