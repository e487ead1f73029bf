package org.offprint.web.site.pages;

import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.text.PercentEncoding;

/** Paths of pages that lists and articles lead to. */
public final class PageAddress {

    /** The path before a keyword. */
    public static final String KEYWORDS = "/keywords/";

    private PageAddress() {}

    /** Returns the page of a person whom an ORCID iD tells from others; for the key of others a search for the name. */
    public static String ofAuthor(String key) {
        try {
            return ofAuthor(Orcid.parse(key));
        } catch (InvalidValueException e) {
            return "/search?author=" + encoded(key);
        }
    }

    /** Returns the page of the person with this ORCID iD. */
    public static String ofAuthor(Orcid orcid) {
        return "/authors/" + orcid.bare();
    }

    /** Returns the page of a keyword. */
    public static String ofKeyword(String keyword) {
        return KEYWORDS + encoded(keyword);
    }

    private static String encoded(String text) {
        return PercentEncoding.component(text);
    }
}
