package org.offprint.formats.ojs;

import java.util.HashMap;
import java.util.Map;

/** Article numbers in one file. This class detects tools that write the same number for each article. */
final class OjsNumbers {

    /**
     * Maximum number of stored entries. A file can have any number of articles, but a tool that writes wrong numbers
     * does so from the beginning.
     */
    private static final int MAX_NUMBERS = 10_000;

    /** Hash of the title of the article, by article number. */
    private final Map<String, Integer> titles = new HashMap<>();

    /**
     * Returns whether a number belongs to the article with this title. Returns false only if a different title is known
     * for the number.
     */
    boolean belongsTo(String number, String title) {
        Integer other = titles.get(number);
        if (other == null && titles.size() < MAX_NUMBERS) {
            titles.put(number, title.hashCode());
        }
        return other == null || other == title.hashCode();
    }
}
