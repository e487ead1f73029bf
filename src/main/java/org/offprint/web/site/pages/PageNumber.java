package org.offprint.web.site.pages;

import java.util.List;
import java.util.Map;
import org.offprint.platform.http.parameters.QueryText;

/** The number of a page of a list of articles, from 1. Numbers end where those of the API do. */
public final class PageNumber {

    /** The parameter that asks for it. */
    public static final String PARAMETER = "page";

    /** The articles of a page. */
    public static final int LENGTH = 20;

    private static final int LAST = 10_000 / LENGTH;
    private static final int LONGEST = 6;

    private PageNumber() {}

    /** Reads the number that a text asks for; 1 where it asks for none that there can be, the last for a greater one. */
    public static int read(String text) {
        boolean isNumber =
                !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Math.max(1, Math.min(Integer.parseInt(text), LAST)) : 1;
    }

    /**
     * Reads the number that the query of an address asks for.
     *
     * @param query as it was sent; null for none
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

    /** Returns the number of pages that so many articles have. */
    public static int pages(long articles) {
        return (int) Math.min((articles + LENGTH - 1) / LENGTH, LAST);
    }
}
