package org.offprint.services.citations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Citations between published articles. */
@ApplicationScoped
public class Citations {

    private final CitationTable table;

    Citations(CitationTable table) {
        this.table = table;
    }

    /**
     * Returns the newest published articles that cite this article, in one SQL statement. Notices about the article
     * (corrections, retractions) are excluded.
     */
    public NewestCitations newest(UUID article, int limit) {
        return newest(Set.of(article), limit).getOrDefault(article, NewestCitations.NONE);
    }

    /**
     * Returns the newest published articles that cite each of the given articles, keyed by cited article, in one SQL
     * statement. Articles without citations are omitted.
     *
     * @param limit maximum number of citing articles to return for each article
     */
    public Map<UUID, NewestCitations> newest(Collection<UUID> articles, int limit) {
        return table.newestCiting(articles, limit);
    }

    /**
     * Returns the number of published articles that cite each of the given articles, keyed by cited article, in one SQL
     * statement. Articles without citations are omitted.
     */
    public Map<UUID, Integer> counts(Collection<UUID> articles) {
        return table.counts(articles);
    }

    /**
     * Returns the published articles that cite this article. Notices about the article (corrections, retractions) are
     * excluded.
     */
    public Set<UUID> citing(UUID article) {
        return table.citing(article);
    }
}
