package org.offprint.search.feed;

import java.util.Collection;
import java.util.Map;

/**
 * Provides the full texts of articles in bulk. The implementation is in package {@code fulltext}, which depends on this
 * package.
 */
public interface TextFeed {

    /**
     * Returns stored full texts by file hash, read with one SQL statement.
     *
     * @param sources hashes of the files from which the full texts are extracted
     */
    Map<String, ArticleText> stored(Collection<String> sources);

    /**
     * Returns stored full texts, and full texts that can be extracted within a short time. The remaining full texts are
     * extracted in the background for later calls. If extraction from a file fails, its full text is empty.
     */
    Map<String, ArticleText> storedOrMade(Collection<String> sources);
}
