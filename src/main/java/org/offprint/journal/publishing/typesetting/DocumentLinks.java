package org.offprint.journal.publishing.typesetting;

import org.offprint.journal.articles.ArticleView;

/**
 * Creates the links of a published article, once per document. The interface is implemented in the package {@code
 * formats}, which is a higher layer.
 */
public interface DocumentLinks {

    /** Returns the {@code Link} header (RFC 8288) of an article for readers, with URLs of this service as paths. */
    String header(ArticleView article);

    /**
     * Returns a number that changes whenever a new program version or changed settings produce different {@code Link}
     * headers.
     */
    int making();
}
