package org.offprint.web.site.pages;

import java.util.List;
import java.util.Map;
import org.offprint.platform.http.parameters.QueryText;

/** Page number in a list of articles, starting at 1. The maximum page number is the same as in the API. */
public final class PageNumber {

    /** Name of the query parameter with the page number. */
    public static final String PARAMETER = "page";

    /** Number of articles on each list page. */
    public static final int PAGE_SIZE = 20;

    private static final int LAST = 10_000 / PAGE_SIZE;
    private static final int MAX_DIGITS = 6;

    private PageNumber() {}

    /**
     * Parses a page number. Returns 1 if the string is not a valid number, and the maximum page number if the number is
     * too large.
     */
    public static int read(String text) {
        boolean isNumber =
                !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Math.max(1, Math.min(Integer.parseInt(text), LAST)) : 1;
    }

    /**
     * Parses the page number in a URL query.
     *
     * @param query original query; null if the URL has none
     */
    public static int ofQuery(String query) {
        List<Map.Entry<String, String>> pairs;
        try {
            pairs = QueryText.of(query).pairs();
        } catch (IllegalArgumentException brokenEncoding) {
            return 1;
        }
        return read(pairs.stream()
                .filter(pair -> pair.getKey().equals(PARAMETER))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(""));
    }

    /** Returns the number of pages required for a list of articles. */
    public static int pages(long articles) {
        return (int) Math.min((articles + PAGE_SIZE - 1) / PAGE_SIZE, LAST);
    }
}
