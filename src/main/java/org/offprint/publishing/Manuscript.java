package org.offprint.publishing;

import java.time.Instant;
import java.util.UUID;
import org.offprint.articles.Article;
import org.offprint.articles.Retraction;
import org.offprint.articles.body.ArticleBody;

/**
 * What an article is typeset from: a body with the placement and the marks that are outside of it.
 *
 * @param version the number it is shown with; null for a working copy that was never published
 */
record Manuscript(
        UUID id,
        String slug,
        UUID journal,
        UUID issue,
        UUID section,
        Integer position,
        Integer version,
        ArticleBody body,
        Retraction retraction,
        Instant publishedAt) {

    /** Of the working copy. */
    static Manuscript ofWorkingCopy(Article article) {
        return new Manuscript(
                article.id,
                article.slug,
                article.journal,
                article.issue,
                article.section,
                article.position,
                article.version == 0 ? null : article.version,
                article.body,
                article.retraction,
                article.publishedAt);
    }
}
