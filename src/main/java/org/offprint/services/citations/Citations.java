package org.offprint.services.citations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What published articles cite each other. */
@ApplicationScoped
public class Citations {

    private final CitationTable table;

    Citations(CitationTable table) {
        this.table = table;
    }

    /**
     * The newest published articles that cite one.
     *
     * @param total of all that do
     */
    public record Newest(List<UUID> articles, long total) {}

    /** Returns the newest published articles that cite this one, in one statement; notices about it do not count. */
    public Newest newest(UUID article, int limit) {
        AtomicLong total = new AtomicLong();
        List<UUID> newest = table.newestCiting(article, limit, total);
        return new Newest(newest, total.get());
    }

    /** Returns the published articles that cite this one; notices about it do not count. */
    public Set<UUID> citing(UUID article) {
        return table.citing(article);
    }
}
