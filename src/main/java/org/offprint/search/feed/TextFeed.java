package org.offprint.search.feed;

import java.util.Collection;
import java.util.Map;

/** Gives the texts of articles in bulk. Implemented by {@code fulltext}, which stands above. */
public interface TextFeed {

    /**
     * Returns the texts that are stored, in one statement.
     *
     * @param sources hashes of the files that they are made of
     */
    Map<String, ArticleText> stored(Collection<String> sources);

    /**
     * Returns the texts that are stored, and those that can be made within a moment; the rest is made in the background, for
     * who asks again. A file that no text can be made of has an empty one.
     */
    Map<String, ArticleText> storedOrMade(Collection<String> sources);
}
