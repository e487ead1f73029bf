package org.offprint.services.citations;

import java.util.List;
import java.util.UUID;

/**
 * Newest published articles that cite an article.
 *
 * @param total total number of citing articles
 */
public record NewestCitations(List<UUID> articles, long total) {

    /** No citing articles. */
    public static final NewestCitations NONE = new NewestCitations(List.of(), 0);
}
