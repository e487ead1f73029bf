package org.offprint.web.site.records;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;

/** Reads lists of published articles for site pages, newest first. */
@ApplicationScoped
public class PublishedArticles {

    private final Sql sql;

    PublishedArticles(Sql sql) {
        this.sql = sql;
    }

    /** Returns the newest articles of all journals. */
    public List<ArticleSummary> newest(int limit) {
        return sql.list(
                "select summary from published_article where not withdrawn order by sort_key desc, article desc limit ?",
                PublishedArticles::summary,
                limit);
    }

    /** Returns the newest articles of a journal. */
    public List<ArticleSummary> newest(UUID journal, int limit) {
        return sql.list(
                "select summary from published_article where journal = ? and not withdrawn"
                        + " order by sort_key desc, article desc limit ?",
                PublishedArticles::summary,
                journal,
                limit);
    }

    /** Returns the newest articles of a journal that are not in a published issue. */
    public List<ArticleSummary> early(UUID journal, int limit) {
        return sql.list(
                "select p.summary from published_article p where p.journal = ? and not p.withdrawn"
                        + " and (p.issue is null or p.issue in"
                        + " (select id from issue where journal = ? and status <> 'published'))"
                        + " order by p.sort_key desc, p.article desc limit ?",
                PublishedArticles::summary,
                journal,
                journal,
                limit);
    }

    /**
     * Returns the articles that a journal published in a year, newest first.
     *
     * @param after number of articles to skip
     */
    public List<ArticleSummary> ofYear(UUID journal, int year, int after, int limit) {
        return sql.list(
                "select summary from published_article where journal = ? and not withdrawn and sort_key >= ?"
                        + " and sort_key < ? order by sort_key desc, article desc limit ? offset ?",
                PublishedArticles::summary,
                journal,
                Integer.toString(year),
                Integer.toString(year + 1),
                limit,
                after);
    }

    /** Returns the published articles with the given ids, keyed by id. Other ids are ignored. */
    public Map<UUID, ArticleSummary> byId(Collection<UUID> ids) {
        Map<UUID, ArticleSummary> found = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "select article, summary from published_article where article = any(?) and not withdrawn",
                    row -> found.put(Sql.uuid(row, "article"), summary(row)),
                    ids);
        }
        return found;
    }

    private static ArticleSummary summary(ResultSet row) throws SQLException {
        return Json.read(row.getBytes("summary"), ArticleSummary.class);
    }
}
