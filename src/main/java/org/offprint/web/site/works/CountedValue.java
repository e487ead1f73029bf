package org.offprint.web.site.works;

import org.offprint.search.SearchAnswer.Value;
import org.offprint.web.site.pages.PageAddress;

/** Field value with the number of works that share it, and the path of a page that lists them. */
public record CountedValue(String label, long count, String path) {

    static CountedValue ofAuthor(Value value) {
        return new CountedValue(label(value), value.count(), PageAddress.ofAuthor(value.value()));
    }

    static CountedValue ofKeyword(Value value) {
        return new CountedValue(label(value), value.count(), PageAddress.ofKeyword(value.value()));
    }

    private static String label(Value value) {
        return value.label() == null ? value.value() : value.label();
    }
}
