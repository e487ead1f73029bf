package org.offprint.formats.ojs;

import java.util.HashMap;
import java.util.Map;

/** The numbers that articles of one file have: tools that write such files give the same to each, and so it is none. */
final class OjsNumbers {

    /** A file may have any number of articles; one that numbers them wrongly does so from the beginning. */
    private static final int MOST = 10_000;

    /** By number, the hash of the title that has it. */
    private final Map<String, Integer> titles = new HashMap<>();

    /** Reports whether a number is that of the article with this title, as far as can be told. */
    boolean isOf(String number, String title) {
        Integer other = titles.get(number);
        if (other == null && titles.size() < MOST) {
            titles.put(number, title.hashCode());
        }
        return other == null || other == title.hashCode();
    }
}
