package org.offprint.search.records;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.offprint.articles.body.AffiliationMention;
import org.offprint.articles.body.ArticleBody;
import org.offprint.database.Sql;
import org.offprint.http.json.Json;
import org.offprint.issues.IssueBody;
import org.offprint.issues.IssueRef;
import org.offprint.search.Audience;
import org.offprint.search.Entry;
import org.offprint.search.Kind;
import org.offprint.search.Records;
import org.offprint.search.TermField;

/** What editors have: the working copies, all issues, journals and affiliations. */
@ApplicationScoped
public class WorkingRecords implements Records {

    private static final int BATCH = 100;

    private final Sql sql;
    private final SourceRecords sources;
    private final UnreadableRecords unreadable;

    WorkingRecords(Sql sql, SourceRecords sources, UnreadableRecords unreadable) {
        this.sql = sql;
        this.sources = sources;
        this.unreadable = unreadable;
    }

    @Override
    public Audience audience() {
        return Audience.EDITORS;
    }

    @Override
    public List<Entry> read(Kind kind, Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : switch (kind) {
                    case ARTICLE -> articles(ids);
                    case ISSUE -> sources.issues(ids, true);
                    case JOURNAL -> sources.journals(ids);
                    case AFFILIATION -> sources.affiliations(ids);
                    case PERSON, KEYWORD -> List.of();
                };
    }

    @Override
    public void scan(Kind kind, Consumer<List<Entry>> batch) {
        if (kind == Kind.PERSON || kind == Kind.KEYWORD) {
            return;
        }
        UUID after = null;
        List<UUID> ids;
        do {
            ids = sources.idsAfter(kind.name().toLowerCase(java.util.Locale.ROOT), after, BATCH);
            batch.accept(read(kind, ids));
            after = ids.isEmpty() ? null : ids.get(ids.size() - 1);
        } while (ids.size() == BATCH);
    }

    @Override
    public List<UUID> showing(Kind shown, Collection<UUID> ids, Kind kind, UUID after, int limit) {
        if (shown == Kind.JOURNAL && (kind == Kind.ISSUE || kind == Kind.JOURNAL)) {
            return sources.showing(ids, kind, after, limit);
        } else if (shown == Kind.AFFILIATION && kind == Kind.AFFILIATION) {
            return sources.parts(ids, after, limit);
        } else if (kind != Kind.ARTICLE || shown == Kind.JOURNAL) {
            return List.of();
        }
        String statement = shown == Kind.ISSUE
                ? "select id from article where issue = any(?)"
                : "select distinct article id from article_affiliation where affiliation = "
                        + SourceRecords.WITH_MERGED;
        return sql.list(
                "select id from (" + statement + ") s where ?::uuid is null or id > ?::uuid order by id limit ?",
                row -> Sql.uuid(row, "id"),
                ids,
                after,
                after,
                limit);
    }

    /** A working copy as its row has it. */
    private record Copy(
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

        static Copy read(ResultSet row) throws SQLException {
            return new Copy(
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
            return scheduled && status.equals("draft") ? entry : entry.counted(TermField.STATUS, status);
        }
    }

    private List<Entry> articles(Collection<UUID> ids) {
        List<Copy> copies = sql.list(
                "select id, slug, journal, issue, section, body, status, scheduled_at is not null scheduled,"
                        + " retraction is not null retracted, published_at, updated_at, "
                        + SourceRecords.changedAt("article", "a.id", false, "a.updated_at")
                        + " from article a where id = any(?)",
                row -> unreadable.orNull(Kind.ARTICLE, Sql.uuid(row, "id"), () -> Copy.read(row)),
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
        Map<UUID, Organization> organizations = sources.organizations(named);
        return copies.stream()
                .map(copy -> unreadable.orNull(Kind.ARTICLE, copy.id(), () -> copy.entry(issues, organizations)))
                .filter(Objects::nonNull)
                .toList();
    }

    private Map<UUID, IssueRef> issues(Set<UUID> ids) {
        Map<UUID, IssueRef> issues = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "select id, body from issue where id = any(?)",
                    row -> unreadable.orNull(
                            Kind.ISSUE,
                            Sql.uuid(row, "id"),
                            () -> issues.put(
                                    Sql.uuid(row, "id"),
                                    IssueRef.of(
                                            Sql.uuid(row, "id"), Json.read(row.getString("body"), IssueBody.class)))),
                    ids);
        }
        return issues;
    }
}
