package org.offprint.web.site.pages;

import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.text.PercentEncoding;

/** Paths of pages that lists and articles link to. */
public final class PageAddress {

    /** Path prefix of keyword pages. */
    public static final String KEYWORDS = "/keywords/";

    private PageAddress() {}

    /** Returns the path of the person's page if the key is an ORCID iD; otherwise a search for the name. */
    public static String ofAuthor(String key) {
        try {
            return ofAuthor(Orcid.parse(key));
        } catch (InvalidValueException e) {
            return "/search?author=" + encoded(key);
        }
    }

    /** Returns the path of the page of the person with this ORCID iD. */
    public static String ofAuthor(Orcid orcid) {
        return "/authors/" + orcid.bare();
    }

    /** Returns the path of the page of a keyword. */
    public static String ofKeyword(String keyword) {
        return KEYWORDS + encoded(keyword);
    }

    private static String encoded(String text) {
        return PercentEncoding.component(text);
    }
}
