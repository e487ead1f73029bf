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
import org.offprint.kernel.json.DocumentMemory;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.kernel.record.rules.HeldRecords;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Visibility;

/** Stores working copies, and keeps unique members unique. */
@ApplicationScoped
public class ArticleRepository implements PanacheRepositoryBase<Article, UUID>, HeldRecords {

    /** PostgreSQL makes nothing a hundredth of its size, so that what is smaller than this is not huge. */
    private static final int SMALL_AS_STORED = DocumentMemory.HUGE / 100;

    private final Sql sql;
    private final SlugRegister slugs;
    private final Visibility visibility;

    ArticleRepository(Sql sql, SlugRegister slugs, Visibility visibility) {
        this.sql = sql;
        this.slugs = slugs;
        this.visibility = visibility;
    }

    /** The article with this id or slug. */
    public Optional<Article> lookUp(String idOrSlug) {
        return idWithRoom(idOrSlug).flatMap(this::findByIdOptional);
    }

    /** The article with this id or slug, locked for a change; 404 where there is none. */
    public Article lock(String idOrSlug) {
        return idWithRoom(idOrSlug)
                .map(id -> findById(id, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> Problems.notFound("article", idOrSlug));
    }

    /**
     * The id of an article, which the request has a place for: many of the largest, which the driver holds before anybody can
     * look at them, would fill the heap.
     */
    private Optional<UUID> idWithRoom(String idOrSlug) {
        record Sized(UUID id, long bytes) {}
        boolean isId = Ids.isUuidShaped(idOrSlug);
        Optional<Sized> found = sql.first(
                // Only what is not small as it is stored is read by the database to be measured.
                "select id, case when pg_column_size(body) < " + SMALL_AS_STORED
                        + " then 0 else octet_length(body::text) end bytes from article where "
                        + (isId ? "id = ?" : "slug = ?"),
                row -> new Sized(Sql.uuid(row, "id"), row.getLong("bytes")),
                isId ? Ids.parse(idOrSlug) : idOrSlug);
        found.ifPresent(article -> DocumentMemory.require(article.bytes()));
        return found.map(Sized::id);
    }

    /** Locks articles for a change, in the order of their ids; unknown ids are left out. */
    public List<Article> lockAll(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : find("id in ?1 order by id", ids)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .list();
    }

    /**
     * Writes a new article and takes its slug.
     *
     * @param slugIsMade whether the slug was made from the title, and gets a number where another article has or had it
     * @throws org.offprint.kernel.faults.ProblemException 409 where another article has it
     */
    public void add(Article article, boolean slugIsMade) {
        persistAndFlush(article);
        if (slugIsMade) {
            slugs.takeNumbered(article);
        } else {
            slugs.take(article);
        }
        flush();
    }

    /** Remembers which affiliations the working copy names. */
    public void nameAffiliations(Article article) {
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

    /** The place after the last article of this section of this issue, this one apart. */
    int endOf(UUID issue, UUID section, UUID article) {
        // Two that are placed at once must not find the same end. Not the issue's row: who holds that may wait for
        // articles.
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

    /** A section of an issue; the section may be null. */
    record Slot(UUID issue, UUID section) {}

    /** Returns the end of each section of these issues that has articles. */
    Map<Slot, Integer> endsOf(Collection<UUID> issues) {
        Map<Slot, Integer> ends = new HashMap<>();
        if (!issues.isEmpty()) {
            // In one order for all writers.
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

    /** 409 where published articles state a relation to this one, with some of them. */
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

    /** Returns those of these ids that are articles, whether readers know of them or not. */
    public Set<UUID> existing(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(sql.list("select id from article where id = any(?)", row -> Sql.uuid(row, "id"), ids));
    }

    /** Reports whether readers know of the article with this id, a withdrawn one too. */
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
                // A ROR id may be that of merged ones too; the one that is not merged comes last.
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
    public Place place(UUID journal, UUID issue, UUID section) {
        Optional<Set<UUID>> journals = visibility.known();
        return sql.first(
                        "select (select id from journal where id = ?::uuid) journal,"
                                + " (select journal from issue where id = ?::uuid"
                                + " and (status = 'published' or ? or journal = any(?::uuid[]))) issue,"
                                + " (select journal from section where id = ?::uuid) section",
                        row -> new Place(Sql.uuid(row, "journal"), Sql.uuid(row, "issue"), Sql.uuid(row, "section")),
                        journal,
                        issue,
                        journals.isEmpty(),
                        texts(journals.orElse(Set.of())),
                        section)
                .orElseThrow();
    }
}
