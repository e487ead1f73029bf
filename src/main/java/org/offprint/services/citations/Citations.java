package org.offprint.services.citations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Citations between published articles. */
@ApplicationScoped
public class Citations {

    private final CitationTable table;

    Citations(CitationTable table) {
        this.table = table;
    }

    /**
     * Newest published articles that cite an article.
     *
     * @param total total number of citing articles
     */
    public record Newest(List<UUID> articles, long total) {}

    /**
     * Returns the newest published articles that cite this article, in one SQL statement. Notices about the article
     * (corrections, retractions) are excluded.
     */
    public Newest newest(UUID article, int limit) {
        AtomicLong total = new AtomicLong();
        List<UUID> newest = table.newestCiting(article, limit, total);
        return new Newest(newest, total.get());
    }

    /**
     * Returns the published articles that cite this article. Notices about the article (corrections, retractions) are
     * excluded.
     */
    public Set<UUID> citing(UUID article) {
        return table.citing(article);
    }
}
