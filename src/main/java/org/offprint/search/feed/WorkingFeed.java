package org.offprint.search.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.offprint.journal.issues.IssueRef;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.FileRole;
import org.offprint.kernel.record.IssueBody;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.platform.database.sql.Sql;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/**
 * Feed of the records that editors see instead of, or in addition to, the published records. The feed contains working
 * copies of articles, and issues that differ from their published state. All other records reach editors through {@link
 * PublishedFeed}.
 */
@ApplicationScoped
public class WorkingFeed implements RecordFeed {

    private static final int BATCH = 100;

    /** SQL condition that is true if article {@code r} differs from its published state. */
    private static final String DIFFERS_FROM_PUBLISHED = "(r.status <> 'published' or r.has_unpublished_changes"
            + " or r.scheduled_at is not null or not exists (select from published_article p where p.article = r.id"
            + " and not p.withdrawn and p.issue is not distinct from r.issue and p.section is not distinct from r.section)"
            + " or exists (select from issue i where i.id = r.issue and i.status <> 'published')"
            + " or" + FeedQueries.LAST_CHANGED_FOR_EDITORS.formatted("article") + ")";

    private final Sql sql;
    private final FeedQueries queries;
    private final UnreadableRecords unreadable;
    private final TextFeed texts;

    WorkingFeed(Sql sql, FeedQueries queries, UnreadableRecords unreadable, TextFeed texts) {
        this.sql = sql;
        this.queries = queries;
        this.unreadable = unreadable;
        this.texts = texts;
    }

    @Override
    public Audience audience() {
        return Audience.EDITORS;
    }

    @Override
    public List<IndexRecord> read(RecordKind kind, Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : switch (kind) {
                    case ARTICLE -> articles(ids);
                    case ISSUE -> queries.issues(ids, true);
                    case JOURNAL, AFFILIATION, PERSON, KEYWORD -> List.of();
                };
    }

    @Override
    public void scan(RecordKind kind, Consumer<List<IndexRecord>> batch) {
        if (kind != RecordKind.ARTICLE && kind != RecordKind.ISSUE) {
            return;
        }
        UUID after = null;
        List<UUID> ids;
        do {
            ids = idsAfter(kind, after);
            batch.accept(read(kind, ids));
            after = ids.isEmpty() ? null : ids.get(ids.size() - 1);
        } while (ids.size() == BATCH);
    }

    @Override
    public List<UUID> idsShowing(RecordKind shown, Collection<UUID> ids, RecordKind kind, UUID after, int limit) {
        String statement = tableAndCondition(shown, kind);
        return statement == null
                ? List.of()
                : sql.list(
                        "select r.id from " + statement
                                + " and (?::uuid is null or r.id > ?::uuid) order by r.id limit ?",
                        row -> Sql.uuid(row, "id"),
                        ids,
                        after,
                        after,
                        limit);
    }

    /**
     * Returns the SQL table and condition for records of {@code kind} that display data of records of {@code shown}.
     * Returns null if records of {@code kind} display no such data.
     */
    private static String tableAndCondition(RecordKind shown, RecordKind kind) {
        return switch (kind) {
            case ISSUE ->
                shown == RecordKind.JOURNAL
                        ? "issue r where r.journal = any(?) and " + FeedQueries.UNPUBLISHED_ISSUE
                        : null;
            case ARTICLE ->
                switch (shown) {
                    case ISSUE -> "article r where r.issue = any(?) and " + DIFFERS_FROM_PUBLISHED;
                    case AFFILIATION ->
                        "article r where r.id in (select article from article_affiliation where affiliation = "
                                + FeedQueries.WITH_MERGED + ") and " + DIFFERS_FROM_PUBLISHED;
                    default -> null;
                };
            default -> null;
        };
    }

    private List<UUID> idsAfter(RecordKind kind, UUID after) {
        return sql.list(
                "select r.id from "
                        + (kind == RecordKind.ARTICLE
                                ? "article r where " + DIFFERS_FROM_PUBLISHED
                                : "issue r where " + FeedQueries.UNPUBLISHED_ISSUE)
                        + " and (?::uuid is null or r.id > ?::uuid) order by r.id limit ?",
                row -> Sql.uuid(row, "id"),
                after,
                after,
                BATCH);
    }

    private List<IndexRecord> articles(Collection<UUID> ids) {
        List<WorkingCopyRow> copies = sql.list(
                "select id, slug, journal, issue, section, body, status, scheduled_at is not null scheduled,"
                        + " retraction is not null retracted, published_at, updated_at, "
                        + FeedQueries.citations("r.id") + ", "
                        + FeedQueries.changedAt("article", "r.id", false, "r.updated_at")
                        + " from article r where r.id = any(?) and " + DIFFERS_FROM_PUBLISHED,
                row -> unreadable.orNull(RecordKind.ARTICLE, Sql.uuid(row, "id"), () -> WorkingCopyRow.read(row)),
                ids);
        copies.removeIf(Objects::isNull);
        Set<UUID> inIssues = new HashSet<>();
        Set<UUID> named = new HashSet<>();
        copies.forEach(copy -> {
            if (copy.issue() != null) {
                inIssues.add(copy.issue());
            }
            copy.body().contributors().forEach(contributor -> contributor.affiliations().stream()
                    .map(AffiliationMention::id)
                    .filter(id -> id != null)
                    .forEach(named::add));
        });
        Map<UUID, IssueRef> issues = issues(inIssues);
        Map<UUID, IndexedOrganization> organizations = queries.organizations(named);
        Map<String, ArticleText> made = texts.storedOrMade(copies.stream()
                .map(WorkingCopyRow::source)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return copies.stream()
                .map(copy -> unreadable.orNull(RecordKind.ARTICLE, copy.id(), () -> copy.entry(issues, organizations)
                        .fullText(
                                copy.source(),
                                made.get(copy.source()),
                                copy.body().language().language())))
                .filter(Objects::nonNull)
                .toList();
    }

    private Map<UUID, IssueRef> issues(Set<UUID> ids) {
        Map<UUID, IssueRef> issues = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "select id, body from issue where id = any(?)",
                    row -> unreadable.orNull(
                            RecordKind.ISSUE,
                            Sql.uuid(row, "id"),
                            () -> issues.put(
                                    Sql.uuid(row, "id"),
                                    IssueRef.of(
                                            Sql.uuid(row, "id"), Json.read(row.getString("body"), IssueBody.class)))),
                    ids);
        }
        return issues;
    }

    /** Working copy of an article, read from a database row. */
    private record WorkingCopyRow(
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
            Instant changedAt,
            long citations) {

        static WorkingCopyRow read(ResultSet row) throws SQLException {
            return new WorkingCopyRow(
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
                    Sql.instant(row, "changed_at"),
                    row.getLong("citations"));
        }

        /** Returns the hash of the file with the full text, or null if there is no such file. */
        String source() {
            return body.files().stream()
                    .filter(file -> file.isStored() && file.role() == FileRole.JATS
                            || file.isHtmlOfText()
                            || file.isPdfOfText())
                    .min(Comparator.comparing((ArticleFile file) -> file.role() != FileRole.JATS)
                            .thenComparing(file -> !file.isHtmlOfText())
                            .thenComparing(ArticleFile::name))
                    .map(ArticleFile::sha256)
                    .orElse(null);
        }

        IndexRecord entry(Map<UUID, IssueRef> issues, Map<UUID, IndexedOrganization> organizations) {
            IndexRecord record = new ArticleIndexRecord(
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
            // A published article whose next version is scheduled has two statuses, "published" and "scheduled".
            if (scheduled) {
                record.counted(TermField.STATUS, "scheduled");
            }
            if (!scheduled || !status.equals("draft")) {
                record.counted(TermField.STATUS, status);
            }
            return record.sort(SortOrder.MOST_CITED, citations).covering(publishedAt != null);
        }
    }
}
