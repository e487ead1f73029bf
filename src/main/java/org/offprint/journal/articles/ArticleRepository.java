package org.offprint.journal.articles;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.kernel.record.rules.ReferencedRecords;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Visibility;

/** Stores working copies, and ensures that unique members are unique. */
@ApplicationScoped
public class ArticleRepository implements PanacheRepositoryBase<Article, UUID>, ReferencedRecords {

    /**
     * Maximum stored size of a document that cannot be huge, in bytes. PostgreSQL never compresses by a factor of 100.
     */
    private static final int MAX_SMALL_STORED_BYTES = DocumentMemoryLimit.HUGE_BYTES / 100;

    private final Sql sql;
    private final SlugRegister slugs;
    private final Visibility visibility;

    ArticleRepository(Sql sql, SlugRegister slugs, Visibility visibility) {
        this.sql = sql;
        this.slugs = slugs;
        this.visibility = visibility;
    }

    /** Returns the article with this id or slug, or empty if there is none. */
    public Optional<Article> lookUp(String idOrSlug) {
        return idWithPermit(idOrSlug).flatMap(this::findByIdOptional);
    }

    /** Returns the article with this id or slug, locked for update. Throws 404 if it does not exist. */
    public Article lock(String idOrSlug) {
        return idWithPermit(idOrSlug)
                .map(id -> findById(id, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> Problems.notFound("article", idOrSlug));
    }

    /**
     * Returns the id of an article after the request has acquired a memory permit for it. The driver loads a document
     * before its size can be checked, so that many of the largest documents would fill the heap.
     */
    private Optional<UUID> idWithPermit(String idOrSlug) {
        record Sized(UUID id, long bytes) {}
        boolean isId = Ids.isUuidShaped(idOrSlug);
        Optional<Sized> found = sql.first(
                // The database must read a document to measure it. Only documents that are not small in stored form are
                // measured.
                "select id, case when pg_column_size(body) < " + MAX_SMALL_STORED_BYTES
                        + " then 0 else octet_length(body::text) end bytes from article where "
                        + (isId ? "id = ?" : "slug = ?"),
                row -> new Sized(Sql.uuid(row, "id"), row.getLong("bytes")),
                isId ? Ids.parse(idOrSlug) : idOrSlug);
        found.ifPresent(article -> DocumentMemoryLimit.acquire(article.bytes()));
        return found.map(Sized::id);
    }

    /** Locks articles for update in the order of their ids. Unknown ids are omitted. */
    public List<Article> lockAll(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : find("id in ?1 order by id", ids)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .list();
    }

    /**
     * Stores a new article and registers its slug.
     *
     * @param slugIsMade whether the slug was derived from the title; a number is then appended if another article has
     *     or had it
     * @throws org.offprint.kernel.faults.ProblemException 409 if another article has the slug
     */
    public void add(Article article, boolean slugIsMade) {
        persistAndFlush(article);
        if (slugIsMade) {
            slugs.registerNumbered(article);
        } else {
            slugs.register(article);
        }
        flush();
    }

    /** Stores which affiliations the working copy refers to. */
    public void storeAffiliationReferences(Article article) {
        Set<UUID> named = new HashSet<>();
        article.body.contributors().stream()
                .flatMap(contributor -> contributor.affiliations().stream())
                .map(AffiliationMention::id)
                .filter(id -> id != null)
                .forEach(named::add);
        sql.update("delete from article_affiliation where article = ?", article.id);
        sql.batch(
                "insert into article_affiliation (article, affiliation) values (?, ?)",
                named.stream().sorted().map(id -> new Object[] {article.id, id}).toList());
    }

    /** Returns the position after the last article in a section of an issue, ignoring the given article. */
    int endOf(UUID issue, UUID section, UUID article) {
        // Two concurrent placements must not find the same end. The lock is not on the row of the issue, because a
        // transaction with that lock may wait for articles.
        sql.list("select pg_advisory_xact_lock(?)", row -> null, issue.getLeastSignificantBits());
        return sql.first(
                        "select least(coalesce(max(position), 0) + 1, 1000000) from article"
                                + " where issue = ? and section is not distinct from ?::uuid and id <> ?",
                        row -> row.getInt(1),
                        issue,
                        section,
                        article)
                .orElseThrow();
    }

    /** Section of an issue. The section can be null. */
    record Slot(UUID issue, UUID section) {}

    /** Returns the next position in each section of these issues that contains articles. */
    Map<Slot, Integer> endsOf(Collection<UUID> issues) {
        Map<Slot, Integer> ends = new HashMap<>();
        if (!issues.isEmpty()) {
            // All writers lock in the same order.
            sql.list(
                    "select pg_advisory_xact_lock(key) from (select unnest(?::bigint[]) as key order by 1) keys",
                    row -> null,
                    issues.stream()
                            .map(issue -> Long.toString(issue.getLeastSignificantBits()))
                            .toList());
            sql.list(
                    "select issue, section, least(max(position) + 1, 1000000) as ending from article"
                            + " where issue = any(?) group by issue, section",
                    row -> ends.put(new Slot(Sql.uuid(row, "issue"), Sql.uuid(row, "section")), row.getInt("ending")),
                    issues);
        }
        return ends;
    }

    /** Throws 409 if published articles state a relation to this one. The problem lists some of these articles. */
    public void requireUnrelated(UUID article) {
        List<String> users = sql.list(
                "select distinct article from published_relation where target = ? order by article limit 10",
                row -> "/v1/articles/" + Sql.uuid(row, "article"),
                article);
        if (!users.isEmpty()) {
            long total = sql.first(
                            "select count(distinct article) from published_relation where target = ?",
                            row -> row.getLong(1),
                            article)
                    .orElseThrow();
            throw Problems.inUse("article", users, total);
        }
    }

    /** Returns the ids that belong to articles, whether or not readers see the articles. */
    public Set<UUID> existing(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(sql.list("select id from article where id = any(?)", row -> Sql.uuid(row, "id"), ids));
    }

    /** Returns whether the article with this id has ever been published. Includes withdrawn articles. */
    public boolean isPublished(UUID id) {
        return sql.first("select version > 0 from article where id = ?", row -> row.getBoolean(1), id)
                .orElse(false);
    }

    @Override
    public Set<UUID> known(Collection<UUID> ids, Collection<UUID> named) {
        Optional<Set<UUID>> journals = visibility.known();
        return ids.isEmpty() || journals.isEmpty()
                ? existing(ids)
                : new HashSet<>(sql.list(
                        "select id from article where id = any(?)"
                                + " and (version > 0 or journal = any(?::uuid[]) or id = any(?::uuid[]))",
                        row -> Sql.uuid(row, "id"),
                        ids,
                        texts(journals.get()),
                        texts(named)));
    }

    private static List<String> texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    @Override
    public Map<String, UUID> affiliations(Collection<UUID> ids, Collection<String> rors) {
        Map<String, UUID> held = new HashMap<>();
        if (ids.isEmpty() && rors.isEmpty()) {
            return held;
        }
        sql.list(
                // Merged affiliations can have the same ROR id. The affiliation that is not merged comes last.
                "select id, ror, affiliation_end(id) as end_id from affiliation"
                        + " where id = any(?::uuid[]) or ror = any(?::text[]) order by merged_into nulls last",
                row -> {
                    UUID id = Sql.uuid(row, "id");
                    held.put(id.toString(), id);
                    if (row.getString("ror") != null) {
                        held.put(row.getString("ror"), Sql.uuid(row, "end_id"));
                    }
                    return null;
                },
                texts(ids),
                rors);
        return held;
    }

    @Override
    public OwningJournals place(UUID journal, UUID issue, UUID section) {
        Optional<Set<UUID>> journals = visibility.known();
        return sql.first(
                        "select (select id from journal where id = ?::uuid) journal,"
                                + " (select journal from issue where id = ?::uuid"
                                + " and (status = 'published' or ? or journal = any(?::uuid[]))) issue,"
                                + " (select journal from section where id = ?::uuid) section",
                        row -> new OwningJournals(
                                Sql.uuid(row, "journal"), Sql.uuid(row, "issue"), Sql.uuid(row, "section")),
                        journal,
                        issue,
                        journals.isEmpty(),
                        texts(journals.orElse(Set.of())),
                        section)
                .orElseThrow();
    }
}
