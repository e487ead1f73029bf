package org.offprint.formats.fulltext.source;

import java.util.ArrayList;
import java.util.List;

/** Ids as attributes of the source have them. */
final class SourceIds {

    /** More than any cross reference names. */
    private static final int MOST = 200;

    private SourceIds() {}

    /** Returns the ids that an attribute names, apart by blanks; none for null. */
    static List<String> named(String attribute) {
        List<String> ids = new ArrayList<>();
        if (attribute == null) {
            return ids;
        }
        int from = 0;
        for (int i = 0; i <= attribute.length() && ids.size() < MOST; i++) {
            if (i == attribute.length() || Character.isWhitespace(attribute.charAt(i))) {
                if (i > from) {
                    ids.add(attribute.substring(from, i));
                }
                from = i + 1;
            }
        }
        return ids;
    }

    /** Returns an id of HTML, which holds no blanks: they become hyphens. */
    static String withoutBlanks(String id) {
        StringBuilder plain = new StringBuilder(id.length());
        id.codePoints()
                .forEach(c -> plain.appendCodePoint(
                        Character.isWhitespace(c) || Character.isISOControl(c) || Character.isSpaceChar(c) ? '-' : c));
        return plain.toString();
    }
}
