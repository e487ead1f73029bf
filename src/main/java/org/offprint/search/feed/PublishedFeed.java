package org.offprint.search.feed;

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
import java.util.stream.Collectors;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.typesetting.RecentArticleViews;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.platform.database.sql.Sql;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/** Feed of the published records: current versions of articles, published issues, and all journals and affiliations. */
@ApplicationScoped
public class PublishedFeed implements RecordFeed {

    private static final int BATCH = 100;

    private final Sql sql;
    private final FeedQueries queries;
    private final UnreadableRecords unreadable;
    private final TextFeed texts;
    private final RecentArticleViews views;

    PublishedFeed(
            Sql sql, FeedQueries queries, UnreadableRecords unreadable, TextFeed texts, RecentArticleViews views) {
        this.sql = sql;
        this.queries = queries;
        this.unreadable = unreadable;
        this.texts = texts;
        this.views = views;
    }

    @Override
    public Audience audience() {
        return Audience.READERS;
    }

    @Override
    public List<IndexRecord> read(RecordKind kind, Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : switch (kind) {
                    case ARTICLE -> articles(ids);
                    case ISSUE -> queries.issues(ids, false);
                    case JOURNAL -> queries.journals(ids);
                    case AFFILIATION -> queries.affiliations(ids);
                    case PERSON, KEYWORD -> List.of();
                };
    }

    @Override
    public List<Citations> citations(long after, int limit) {
        return sql.list(
                "select article, citations, stamp from cited_article where stamp > ? order by stamp limit ?",
                row -> new Citations(Sql.uuid(row, "article"), row.getLong("citations"), row.getLong("stamp")),
                after,
                limit);
    }

    @Override
    public long lastStamp() {
        return sql.first("select coalesce(max(stamp), 0) from cited_article", row -> row.getLong(1))
                .orElse(0L);
    }

    /**
     * Passes records to the consumer. Articles are passed newest first, in the sort order of the index. If the date of
     * an article changes during the scan, the change log contains the change.
     */
    @Override
    public void scan(RecordKind kind, Consumer<List<IndexRecord>> batch) {
        if (kind == RecordKind.ARTICLE) {
            scanArticles(batch);
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

    private record ScanPosition(String sortKey, UUID id) {}

    private void scanArticles(Consumer<List<IndexRecord>> batch) {
        ScanPosition last = new ScanPosition("~", new UUID(-1, -1));
        List<ScanPosition> listed;
        do {
            listed = sql.list(
                    "select sort_key, article from published_article where not withdrawn"
                            + " and (sort_key, article) < (?, ?) order by sort_key desc, article desc limit ?",
                    row -> new ScanPosition(row.getString("sort_key"), Sql.uuid(row, "article")),
                    last.sortKey(),
                    last.id(),
                    BATCH);
            batch.accept(inOrder(listed.stream().map(ScanPosition::id).toList()));
            last = listed.isEmpty() ? null : listed.get(listed.size() - 1);
        } while (listed.size() == BATCH);
    }

    private List<IndexRecord> inOrder(List<UUID> ids) {
        Map<String, IndexRecord> byKey = new HashMap<>();
        read(RecordKind.ARTICLE, ids).forEach(record -> byKey.put(record.key(), record));
        return ids.stream()
                .map(id -> byKey.get(id.toString()))
                .filter(Objects::nonNull)
                .toList();
    }

    private List<UUID> idsAfter(RecordKind kind, UUID after) {
        return switch (kind) {
            case ISSUE -> queries.idsAfter("issue", after, BATCH);
            case JOURNAL -> queries.idsAfter("journal", after, BATCH);
            case AFFILIATION -> queries.idsAfter("affiliation", after, BATCH);
            case ARTICLE, PERSON, KEYWORD -> List.of();
        };
    }

    @Override
    public List<UUID> idsShowing(RecordKind shown, Collection<UUID> ids, RecordKind kind, UUID after, int limit) {
        if (shown == RecordKind.JOURNAL && (kind == RecordKind.ISSUE || kind == RecordKind.JOURNAL)) {
            return queries.idsShowing(ids, kind, after, limit);
        } else if (shown == RecordKind.AFFILIATION && kind == RecordKind.AFFILIATION) {
            return queries.childIds(ids, after, limit);
        }
        // Articles are also found by organization names that they do not display.
        return shown == RecordKind.AFFILIATION && kind == RecordKind.ARTICLE
                ? sql.list(
                        "select distinct article from published_affiliation where affiliation = "
                                + FeedQueries.WITH_MERGED
                                + " and (?::uuid is null or article > ?::uuid) order by article limit ?",
                        row -> Sql.uuid(row, "article"),
                        ids,
                        after,
                        after,
                        limit)
                : List.of();
    }

    private List<IndexRecord> articles(Collection<UUID> ids) {
        List<PublishedArticleRow> read = sql.list(
                "select article, document, etag, summary, array(select n.affiliation::text from published_affiliation n"
                        + " where n.article = p.article) named, (select f.sha256 from version_file f where f.article = p.article"
                        + " and f.number = p.version and (f.role = 'jats' or f.role = 'fulltext'"
                        + " and (f.media_type = 'application/pdf' or f.media_type like 'text/html%'))"
                        + " order by f.role = 'jats' desc, f.media_type like 'text/html%' desc, f.name limit 1) source, "
                        + FeedQueries.citations("p.article") + ", "
                        + FeedQueries.changedAt("article", "p.article", true, "p.modified_at")
                        + " from published_article p where article = any(?) and not withdrawn",
                row -> unreadable.orNull(RecordKind.ARTICLE, Sql.uuid(row, "article"), () -> article(row)),
                ids);
        read.removeIf(Objects::isNull);
        Map<UUID, ArticleBody> written = bodiesAsNamed(read);
        Set<UUID> named = new HashSet<>();
        read.forEach(each -> named.addAll(each.named()));
        Map<UUID, IndexedOrganization> organizations = queries.organizations(named);
        Map<String, ArticleText> made = texts.storedOrMade(read.stream()
                .map(PublishedArticleRow::source)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return read.stream()
                .map(each -> unreadable.orNull(RecordKind.ARTICLE, each.view().id(), () -> entry(
                                each.view(),
                                written.getOrDefault(
                                        each.view().id(), each.view().body()),
                                organizations,
                                each.changedAt())
                        .suggested(0)
                        .sort(SortOrder.MOST_CITED, each.citations())
                        .fullText(
                                each.source(),
                                made.get(each.source()),
                                each.view().body().language().language())
                        .shown(each.view().body().title(), each.summary())))
                .filter(Objects::nonNull)
                .toList();
    }

    private PublishedArticleRow article(ResultSet row) throws SQLException {
        Set<UUID> named = new HashSet<>();
        for (String id : (String[]) row.getArray("named").getArray()) {
            named.add(UUID.fromString(id));
        }
        return new PublishedArticleRow(
                views.of(row.getBytes("document"), row.getString("etag")),
                row.getBytes("summary"),
                Sql.instant(row, "changed_at"),
                named,
                row.getString("source"),
                row.getLong("citations"));
    }

    /**
     * Returns the bodies of articles whose displayed organizations differ from the named ones. The returned bodies
     * contain the named organizations.
     */
    private Map<UUID, ArticleBody> bodiesAsNamed(List<PublishedArticleRow> read) {
        Map<UUID, ArticleBody> shown = new HashMap<>();
        read.stream()
                .filter(each -> !each.named().equals(each.shown()))
                .forEach(each -> shown.put(each.view().id(), each.view().body()));
        Map<UUID, ArticleBody> written = new HashMap<>();
        if (!shown.isEmpty()) {
            sql.list(
                    "select v.article, v.body from article_version v join published_article p"
                            + " on p.article = v.article and p.version = v.number where v.article = any(?)",
                    row -> {
                        UUID article = Sql.uuid(row, "article");
                        ArticleBody body = Json.read(row.getString("body"), ArticleBody.class);
                        ArticleBody present = shown.get(article);
                        return written.put(article, present.with(body.contributors(), present.relations()));
                    },
                    shown.keySet());
        }
        return written;
    }

    private static IndexRecord entry(
            ArticleView view, ArticleBody body, Map<UUID, IndexedOrganization> organizations, Instant changedAt) {
        return new ArticleIndexRecord(
                        view.id(),
                        view.slug(),
                        view.journal().id(),
                        view.issue(),
                        view.section() == null ? null : view.section().id(),
                        body,
                        view.retraction() != null,
                        organizations,
                        view.publishedAt(),
                        null,
                        changedAt)
                .entry()
                // Editors search the published record if the article has no separate working copy.
                .counted(TermField.STATUS, "published");
    }

    /**
     * Published article, read for the search index.
     *
     * @param summary list item of the article
     * @param named organizations that the article names, merged or not
     * @param source hash of the file with the full text; null if there is no such file
     * @param citations number of articles that cite the article
     */
    private record PublishedArticleRow(
            ArticleView view, byte[] summary, Instant changedAt, Set<UUID> named, String source, long citations) {

        /**
         * Returns the ids of the organizations that the article displays. A merged organization is replaced by the
         * surviving one until the article is typeset again.
         */
        Set<UUID> shown() {
            return view.body().contributors().stream()
                    .flatMap(contributor -> contributor.affiliations().stream())
                    .map(AffiliationMention::id)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
        }
    }
}
