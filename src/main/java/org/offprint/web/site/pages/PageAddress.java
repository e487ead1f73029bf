package org.offprint.web.site.pages;

import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.text.PercentEncoding;

/** Creates the paths of pages for links. */
public final class PageAddress {

    /** Path prefix of keyword pages. */
    public static final String KEYWORDS = "/keywords/";

    private PageAddress() {}

    /**
     * Returns the path of an author's page if the key is an ORCID iD, and otherwise the path of a search for the
     * author's name.
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

    /** Returns the path of the page that lists articles with a keyword. */
    public static String ofKeyword(String keyword) {
        return KEYWORDS + encoded(keyword);
    }

    private static String encoded(String text) {
        return PercentEncoding.component(text);
    }
}
