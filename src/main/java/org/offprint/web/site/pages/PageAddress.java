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
     * Returns the path of the person's page if the key is an ORCID iD. Otherwise, returns the path of a search for the
     * name.
     */
    public static String ofAuthor(String key) {
        try {
            return ofAuthor(Orcid.parse(key));
        } catch (InvalidValueException e) {
            return "/search?author=" + encoded(key);
        }
    }

    /** Returns the page path of the person with this ORCID iD. */
    public static String ofAuthor(Orcid orcid) {
        return "/authors/" + orcid.bare();
    }

    /** Returns the path of a keyword page. */
    public static String ofKeyword(String keyword) {
        return KEYWORDS + encoded(keyword);
    }

    private static String encoded(String text) {
        return PercentEncoding.component(text);
    }
}
