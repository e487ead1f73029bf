package org.offprint.citations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** What published articles cite each other. */
@ApplicationScoped
public class Citations {

    private final CitationTable table;

    Citations(CitationTable table) {
        this.table = table;
    }

    /** Returns the published articles that cite this one; notices about it do not count. */
    public Set<UUID> citing(UUID article) {
        return table.citing(article);
    }
}
