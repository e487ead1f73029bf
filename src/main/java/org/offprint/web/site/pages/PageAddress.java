package org.offprint.web.site.pages;

import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.text.PercentEncoding;

/** Creates page paths for links in lists and articles. */
public final class PageAddress {

    /** Path prefix of keyword pages. */
    public static final String KEYWORDS = "/keywords/";

    private PageAddress() {}

    /**
     * Returns the path of an author's page. If the key is not an ORCID iD, returns the path of a search for the name
     * instead.
     */
    public static String ofAuthor(String key) {
        try {
            return ofAuthor(Orcid.parse(key));
        } catch (InvalidValueException e) {
            return "/search?author=" + encoded(key);
        }
    }

    /** Returns the page path of the person with the given ORCID iD. */
    public static String ofAuthor(Orcid orcid) {
        return "/authors/" + orcid.bare();
    }

    /** Returns the path of the page for a keyword. */
    public static String ofKeyword(String keyword) {
        return KEYWORDS + encoded(keyword);
    }

    private static String encoded(String text) {
        return PercentEncoding.component(text);
    }
}
