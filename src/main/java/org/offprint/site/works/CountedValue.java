package org.offprint.site.works;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.offprint.identifiers.InvalidValueException;
import org.offprint.identifiers.Orcid;
import org.offprint.search.SearchAnswer.Value;

/** A value that works have, with how many have it and the path of its own page. */
public record CountedValue(String label, long count, String path) {

    static CountedValue ofAuthor(Value value) {
        return new CountedValue(label(value), value.count(), pathOfAuthor(value.value()));
    }

    static CountedValue ofKeyword(Value value) {
        return new CountedValue(label(value), value.count(), KeywordPage.PATH + encoded(value.value()));
    }

    private static String label(Value value) {
        return value.label() == null ? value.value() : value.label();
    }

    /** Returns the page of a person whom an ORCID iD tells from others; for others a search for the name. */
    private static String pathOfAuthor(String key) {
        try {
            return "/authors/" + Orcid.parse(key).bare();
        } catch (InvalidValueException e) {
            return "/search?author=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
        }
    }

    /** Returns a text for a segment of a path. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
