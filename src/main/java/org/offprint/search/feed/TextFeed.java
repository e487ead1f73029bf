package org.offprint.search.feed;

import java.util.Collection;
import java.util.Map;

/** Provides the texts of articles in bulk. Implemented in package {@code fulltext}, which depends on this package. */
public interface TextFeed {

    /**
     * Returns the stored texts by source, read with one SQL statement.
     *
     * @param sources hashes of the files from which the texts are extracted
     */
    Map<String, ArticleText> stored(Collection<String> sources);

    /**
     * Returns the stored texts, and the texts that can be extracted within a short time. The remaining texts are
     * extracted in the background for later calls. If no text can be extracted from a file, its text is empty.
     */
    Map<String, ArticleText> storedOrMade(Collection<String> sources);
}
