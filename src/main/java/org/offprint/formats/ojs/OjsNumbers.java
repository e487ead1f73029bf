package org.offprint.formats.ojs;

import java.util.HashMap;
import java.util.Map;

/** OJS article numbers in one import file. Detects programs that write the same number for all articles. */
final class OjsNumbers {

    /**
     * Maximum number of stored article numbers. Larger files need no further checks, because a program that writes
     * wrong numbers does so from the beginning.
     */
    private static final int MAX_NUMBERS = 10_000;

    /** Hashes of article titles, keyed by OJS article number. */
    private final Map<String, Integer> titles = new HashMap<>();

    /**
     * Returns whether an OJS article number belongs to the article with the given title. Returns false only if the same
     * number was already read with a different title.
     */
    boolean belongsTo(String number, String title) {
        Integer other = titles.get(number);
        if (other == null && titles.size() < MAX_NUMBERS) {
            titles.put(number, title.hashCode());
        }
        return other == null || other == title.hashCode();
    }
}
