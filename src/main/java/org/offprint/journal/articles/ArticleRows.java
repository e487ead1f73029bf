package org.offprint.journal.articles;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.platform.database.sql.Sql;

/** Stores many new articles with a fixed number of SQL statements. */
@ApplicationScoped
public class ArticleRows {

    /**
     * Largest number appended to a slug. The slugs of further articles with the same title end with part of the article
     * id instead.
     */
    private static final int MAX_SLUG_NUMBER = 20;

    private final Sql sql;

    ArticleRows(Sql sql) {
        this.sql = sql;
    }

    /** Assigns unique slugs, derived from the titles, to the articles without a slug. */
    public void assignSlugs(List<Article> articles) {
        Map<Article, String> wanted = new HashMap<>();
        Set<String> used = new HashSet<>();
        for (Article article : articles) {
            if (article.slug == null) {
                wanted.put(article, Slug.of(article.body.title(), "article").value());
            } else {
                used.add(article.slug);
            }
        }
        used.addAll(usedSlugs(wanted.values()));
        Set<String> numbered = new HashSet<>();
        Set<String> seen = new HashSet<>(used);
        for (String slug : wanted.values()) {
            if (!seen.add(slug)) {
                for (int number = 2; number <= MAX_SLUG_NUMBER; number++) {
                    numbered.add(Slug.parse(slug).numbered(number).value());
                }
            }
        }
        used.addAll(usedSlugs(numbered));
        for (Article article : articles) {
            if (article.slug == null) {
                article.slug = unusedSlug(wanted.get(article), used, article.id);
                used.add(article.slug);
            }
        }
    }

    private static String unusedSlug(String wanted, Set<String> used, UUID id) {
        String slug = wanted;
        for (int number = 2; used.contains(slug); number++) {
            slug = number <= MAX_SLUG_NUMBER
                    ? Slug.parse(wanted).numbered(number).value()
                    : wanted + "-" + id.toString().substring(24);
        }
        return slug;
    }

    /** Returns the given slugs that are or were used by an article. */
    public Set<String> usedSlugs(Collection<String> slugs) {
        return slugs.isEmpty()
                ? Set.of()
                : new HashSet<>(sql.list(
                        "select slug from article_slug where slug = any(?::text[])",
                        row -> row.getString("slug"),
                        slugs));
    }

    /**
     * Stores new articles with their slugs and affiliation references. The SQL statement fails if another article
     * already has one of the slugs.
     *
     * @param bodies content of each article, as stored
     */
    public void add(Map<Article, String> bodies) {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> slugs = new ArrayList<>();
        List<Object[]> affiliations = new ArrayList<>();
        bodies.forEach((article, body) -> {
            rows.add(row(article, body));
            slugs.add(new Object[] {article.slug, article.id, article.version > 0});
            named(article).stream()
                    .sorted()
                    .forEach(affiliation -> affiliations.add(new Object[] {article.id, affiliation}));
        });
        sql.batch(INSERT, rows);
        sql.batch("insert into article_slug (slug, article, published) values (?, ?, ?)", slugs);
        sql.batch(NAME_AFFILIATION, affiliations);
    }

    /** Replaces the stored affiliation references of an article's working copy. */
    public void storeAffiliationReferences(Article article) {
        sql.update("delete from article_affiliation where article = ?", article.id);
        sql.batch(
                NAME_AFFILIATION,
                named(article).stream()
                        .sorted()
                        .map(id -> new Object[] {article.id, id})
                        .toList());
    }

    private static final String NAME_AFFILIATION =
            "insert into article_affiliation (article, affiliation) values (?, ?)";

    private static final String INSERT = """
            insert into article (id, journal, issue, section, position, slug, status, body, version,
                    has_unpublished_changes, scheduled_at, schedule, revision, sort_key, created_at, updated_at,
                    published_at, retraction, withdrawal)
            values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)""";

    private static Object[] row(Article article, String body) {
        return new Object[] {
            article.id,
            article.journal,
            article.issue,
            article.section,
            article.position,
            article.slug,
            article.status.name().toLowerCase(Locale.ROOT),
            body,
            article.version,
            article.hasUnpublishedChanges,
            article.scheduledAt,
            json(article.schedule),
            article.revision,
            article.sortKey,
            article.createdAt,
            article.updatedAt,
            article.publishedAt,
            json(article.retraction),
            json(article.withdrawal)
        };
    }

    private static String json(Object value) {
        return value == null ? null : new String(Json.write(value), StandardCharsets.UTF_8);
    }

    private static Set<UUID> named(Article article) {
        Set<UUID> named = new HashSet<>();
        article.body.contributors().stream()
                .flatMap(contributor -> contributor.affiliations().stream())
                .map(AffiliationMention::id)
                .filter(id -> id != null)
                .forEach(named::add);
        return named;
    }
}
