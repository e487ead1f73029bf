package org.offprint.formats.fulltext.source;

import java.util.ArrayList;
import java.util.List;

/** Reads ids in attributes of the JATS source, for example in {@code rid}. */
final class SourceIds {

    /**
     * Maximum number of ids that are read from an attribute. Real cross-references do not reach this maximum. A link is
     * written for each id. Without the maximum, many elements with the same short attribute could produce HTML many
     * times as long as the source.
     */
    private static final int MAX_IDS = 50;

    private SourceIds() {}

    /**
     * Returns the ids in an attribute, which are separated by whitespace. Returns an empty list if the attribute is
     * null.
     */
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

    /**
     * Returns an element id for HTML, in which ids cannot contain whitespace. Whitespace and control characters become
     * hyphens.
     */
    static String withoutBlanks(String id) {
        StringBuilder plain = new StringBuilder(id.length());
        id.codePoints()
                .forEach(c -> plain.appendCodePoint(
                        Character.isWhitespace(c) || Character.isISOControl(c) || Character.isSpaceChar(c) ? '-' : c));
        return plain.toString();
    }
}
