package org.offprint.services.citations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;

/**
 * Finds published articles on the same subject, by shared references and shared citing articles. To limit the cost,
 * only the newest 100 cited articles and 1,000 citing articles are read.
 */
@ApplicationScoped
public class RelatedArticles {

    private static final int MAX_CITED = 100;
    private static final int MAX_CITING = 1_000;

    /**
     * SQL condition that excludes articles with an explicit relation to the given article, such as notices and
     * translations.
     */
    private static final String IS_OTHER =
            " and not exists (select from published_relation r where r.article = ? and r.target = x.id)"
                    + " and not exists (select from published_relation r where r.article = x.id and r.target = ?)";

    private static final String LINKS = "(select count(distinct c.cited) from citation c where c.citing = %s)";
    private static final String CITED =
            "(select coalesce(max(n.citations), 0) from cited_article n where n.article = %s)";

    private static final String BY_REFERENCES = "select x.id, x.shared, "
            + LINKS.formatted("?") + " own, " + LINKS.formatted("x.id") + " others from ("
            + "select c.citing id, count(distinct c.cited) shared from (select distinct cited from citation"
            + " where citing = ? and cited is not null order by cited desc limit " + MAX_CITED + ") mine"
            + " cross join lateral (select m.citing, m.cited from citation m where m.cited = mine.cited"
            + " order by m.citing desc limit " + MAX_CITING + ") c where c.citing <> ?"
            + " group by c.citing having count(distinct c.cited) >= 2) x"
            + " join published_article p on p.article = x.id and not p.withdrawn where true" + IS_OTHER
            + " order by x.shared desc, x.id desc limit ?";

    private static final String BY_CITATIONS = "select x.id, x.shared, "
            + CITED.formatted("?") + " own, " + CITED.formatted("x.id") + " others from ("
            + "select c.cited id, count(distinct c.citing) shared from (select distinct m.citing from citation m"
            + " join published_article q on q.article = m.citing and not q.withdrawn"
            + " where m.cited = ? order by m.citing desc limit " + MAX_CITING + ") mine"
            + " join citation c on c.citing = mine.citing and c.cited <> ?"
            + " group by c.cited having count(distinct c.citing) >= 2) x"
            + " join published_article p on p.article = x.id and not p.withdrawn where true" + IS_OTHER
            + " order by x.shared desc, x.id desc limit ?";

    private final Sql sql;

    RelatedArticles(Sql sql) {
        this.sql = sql;
    }

    /**
     * Article that is related to another article by shared citations.
     *
     * @param sharedReferences number of articles in this service that both articles cite
     * @param sharedCitations number of articles in this service that cite both articles
     * @param score relatedness from 0 to 2: the sum of the normalized shared references and shared citations; each
     *     count is divided by the square root of the product of the two articles' totals
     */
    public record Related(UUID article, long sharedReferences, long sharedCitations, double score) {}

    /**
     * Returns at most {@code limit} related articles, most closely related first. Articles that share only one
     * reference or one citing article are excluded.
     */
    public List<Related> to(UUID article, boolean byReferences, boolean byCitations, int limit) {
        Map<UUID, Related> related = new HashMap<>();
        if (byReferences) {
            read(BY_REFERENCES, article, limit).forEach(each -> related.put(each.id(), each.withReferences(null)));
        }
        if (byCitations) {
            read(BY_CITATIONS, article, limit)
                    .forEach(each ->
                            related.merge(each.id(), each.withCitations(), (one, other) -> each.withReferences(one)));
        }
        List<Related> sorted = new ArrayList<>(related.values());
        sorted.sort(Comparator.comparingDouble((Related each) -> -each.score()).thenComparing(Related::article));
        return sorted.subList(0, Math.min(limit, sorted.size()));
    }

    /** Returns summaries of the given articles, keyed by article id. Unpublished articles are omitted. */
    public Map<UUID, ArticleSummary> summaries(Collection<UUID> ids) {
        Map<UUID, ArticleSummary> summaries = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "select article, summary from published_article where article = any(?) and not withdrawn",
                    row -> summaries.put(
                            Sql.uuid(row, "article"), Json.read(row.getBytes("summary"), ArticleSummary.class)),
                    ids);
        }
        return summaries;
    }

    private record SharedCount(UUID id, long number, double score) {

        private Related withCitations() {
            return new Related(id, 0, number, score);
        }

        /**
         * Returns a related article with this count as its number of shared references. If {@code other} is not null,
         * adds the shared citations and the score of {@code other}.
         */
        private Related withReferences(Related other) {
            return other == null
                    ? new Related(id, number, 0, score)
                    : new Related(id, other.sharedReferences(), number, score + other.score());
        }
    }

    private List<SharedCount> read(String statement, UUID article, int limit) {
        return sql.list(
                statement,
                row -> new SharedCount(
                        Sql.uuid(row, "id"),
                        row.getLong("shared"),
                        Math.min(
                                1,
                                row.getLong("shared")
                                        / Math.sqrt((double) Math.max(1, row.getLong("own"))
                                                * Math.max(1, row.getLong("others"))))),
                article,
                article,
                article,
                article,
                article,
                limit);
    }
}
