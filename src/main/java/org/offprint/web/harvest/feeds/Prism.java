package org.offprint.web.harvest.feeds;

import java.util.LinkedHashMap;
import java.util.Map;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.IssnType;

/** Metadata of an article in the terms of PRISM basic 2.0, without the namespace prefix. */
final class Prism {

    private Prism() {}

    /** Returns the PRISM terms and values of an article, in the order of the terms in a feed entry. */
    static Map<String, String> of(PublishedRecord record) {
        Map<String, String> terms = new LinkedHashMap<>();
        put(terms, "publicationName", record.journal().title());
        put(terms, "issn", value(record.issn(IssnType.PRINT)));
        put(terms, "eIssn", value(record.issn(IssnType.ELECTRONIC)));
        put(terms, "volume", record.issue().volume());
        put(terms, "number", record.issue().number());
        Pages pages = record.body().pages();
        put(terms, "startingPage", pages == null ? null : pages.first());
        put(terms, "endingPage", pages == null ? null : pages.last());
        put(
                terms,
                "publicationDate",
                record.published() == null ? null : record.published().value());
        put(terms, "doi", record.doi() == null ? null : record.doi().value());
        return terms;
    }

    private static String value(Issn issn) {
        return issn == null ? null : issn.toString();
    }

    private static void put(Map<String, String> terms, String name, String value) {
        if (value != null) {
            terms.put(name, value);
        }
    }
}
