package org.offprint.journal.publishing.typesetting;

import org.offprint.journal.articles.ArticleView;

/**
 * Makes the links of a published article, once for each document. Implemented by {@code formats}, which stands above.
 */
public interface DocumentLinks {

    /** The {@code Link} header (RFC 8288) of an article as readers get it, with paths in place of this service's own URLs. */
    String header(ArticleView article);

    /** A number that is another one where headers come out differently, be it by the program or by its settings. */
    int making();
}
