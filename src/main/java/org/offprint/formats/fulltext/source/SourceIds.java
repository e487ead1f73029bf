package org.offprint.formats.fulltext.source;

import java.util.ArrayList;
import java.util.List;

/** Reads ids in attributes of the JATS source, for example in {@code rid}. */
final class SourceIds {

    /**
     * Maximum number of ids that are read from an attribute. Real cross-references have fewer ids. Without a limit,
     * short attributes could produce HTML many times as long as the source, because a link is written for each id.
     */
    private static final int MAX_IDS = 50;

    private SourceIds() {}

    /** Returns at most 50 whitespace-separated ids from an attribute, or an empty list if the attribute is null. */
    static List<String> named(String attribute) {
        List<String> ids = new ArrayList<>();
        if (attribute == null) {
            return ids;
        }
        int from = 0;
        for (int i = 0; i <= attribute.length() && ids.size() < MAX_IDS; i++) {
            if (i == attribute.length() || Character.isWhitespace(attribute.charAt(i))) {
                if (i > from) {
                    ids.add(attribute.substring(from, i));
                }
                from = i + 1;
            }
        }
        return ids;
    }

    /** Returns an element id that is valid in HTML. Whitespace and control characters are replaced with hyphens. */
    static String withoutBlanks(String id) {
        StringBuilder plain = new StringBuilder(id.length());
        id.codePoints()
                .forEach(c -> plain.appendCodePoint(
                        Character.isWhitespace(c) || Character.isISOControl(c) || Character.isSpaceChar(c) ? '-' : c));
        return plain.toString();
    }
}
