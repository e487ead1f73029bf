package org.offprint.journal.publishing.typesetting;

import org.offprint.journal.articles.ArticleView;

/**
 * Creates the links of a published article, once for each document. The package {@code formats}, a higher layer,
 * implements this interface.
 */
public interface DocumentLinks {

    /**
     * Returns the {@code Link} header (RFC 8288) of an article for readers. The header contains URLs of this service as
     * paths.
     */
    String header(ArticleView article);

    /**
     * Returns a number that changes if a new program version or changed settings produce different {@code Link}
     * headers.
     */
    int making();
}
